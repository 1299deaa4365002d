"""Carry a text to people: mail, chats, a plain JSON address. Knows nothing of nights.

Chats are addressed by the full address that the customer's administrator gives out, so that in-house gateways work
as well as the public ones, and every answer is read: these services say no in the body of a 200.
"""

from flows.post import chat, mail
from flows.post.letter import Letter, PostError
from flows.settings import DoorSettings

__all__ = ["Letter", "PostError", "deliver"]


def deliver(door: DoorSettings, letter: Letter) -> None:
    """Send a letter through a door.

    Raises:
        PostError: it did not arrive, with ``certain`` false where nobody can know.
    """
    if door.kind == "mail":
        mail.send(door, letter)
    else:
        chat.send(door, letter)
