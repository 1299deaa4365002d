"""What can be wrong with the store, said so that somebody can do something about it."""

import errno

from sqlalchemy.exc import SQLAlchemyError

from flows.messages import say

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class StoreError(Exception):
    """A store that cannot be opened, read or written: what was expected, what came, what to do."""


def trouble(error: OSError | SQLAlchemyError) -> str:
    """Say in plain words what the disk or the database refused, and what to do about it.

    >>> trouble(PermissionError(errno.EACCES, "Permission denied", "outputs")).startswith("没有权限")
    True
    """
    if isinstance(error, SQLAlchemyError):
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        return say(_refusal(reason), "both", reason=reason)
    place = error.filename or ""
    if error.errno in _FULL:
        return say("store.full", "both")
    if error.errno in _FORBIDDEN:
        return say("store.forbidden", "both", place=place)
    return say("store.file", "both", reason=error.strerror or str(error), place=place)


def _refusal(reason: str) -> str:
    """Return which message fits what a database said: its own words for a full disk and for rights are known."""
    words = {"locked": "store.locked", "disk is full": "store.full", "readonly database": "store.read_only"}
    return next((key for word, key in words.items() if word in reason), "store.refused")
