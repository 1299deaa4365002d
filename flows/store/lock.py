# pyright: basic, reportAttributeAccessIssue=false
"""An advisory lock on a folder: two nights never write at once, and a crash leaves no lock behind."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flows.messages import say
from flows.store.errors import StoreError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock at ``path``; the operating system lets it go when the process ends, however it ends.

    Raises:
        StoreError: another process holds it: which one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _lock(handle)
        except OSError:
            holder = _holder(path)
            msg = say("store.busy", "both", holder=holder)
            raise StoreError(msg) from None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


def _holder(path: Path) -> str:
    with suppress(OSError):
        if pid := path.read_text("utf-8", "replace").strip():
            return f"process {pid}"
    return "another process"


def _lock(handle: int) -> None:
    """Take the lock without waiting: flock where there is one, byte-range locking on Windows."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
