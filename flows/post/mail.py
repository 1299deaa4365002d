"""Mail by SMTP: plain text, encrypted where the server can."""

import smtplib
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

from flows.post.letter import Letter, PostError
from flows.settings import DoorSettings, expand

SECONDS = 20.0
PORTS = {"smtp": 25, "smtps": 465}


def send(door: DoorSettings, letter: Letter) -> None:
    """Hand a letter to the mail server; the same letter has the same Message-ID, so that a copy is recognised."""
    address = urlsplit(expand(door.url))
    if address.scheme not in PORTS or not address.hostname:
        msg = "mail: this is no address; expected smtp://user:${PASSWORD}@host:587 or smtps://..."
        raise PostError(msg)
    message = compose(door, letter)
    try:
        with _open(address) as server:
            if address.username:
                server.login(unquote(address.username), unquote(address.password or ""))
            refused = server.send_message(message)
    except (smtplib.SMTPServerDisconnected, TimeoutError) as error:
        msg = f"mail: the server fell silent ({error}); it may have arrived"
        raise PostError(msg, certain=False) from error
    except (smtplib.SMTPException, OSError) as error:
        msg = f"mail: {error}"
        raise PostError(msg) from error
    if refused:
        msg = f"mail: refused for {', '.join(refused)}"
        raise PostError(msg, certain=False)


def compose(door: DoorSettings, letter: Letter) -> EmailMessage:
    """Write the mail. The subject is one line, whatever a stranger wrote into it."""
    message = EmailMessage()
    message["Subject"] = " ".join(letter.title.split())
    message["From"] = door.sender or ""
    message["To"] = ", ".join(door.to)
    message["Message-ID"] = f"<{letter.id}@tingjian>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _open(address: SplitResult) -> smtplib.SMTP:
    host, port = address.hostname or "", address.port or PORTS[address.scheme]
    if address.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=SECONDS)
    server = smtplib.SMTP(host, port, timeout=SECONDS)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls()
        server.ehlo()
    return server
