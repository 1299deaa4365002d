"""Close every way out but loopback: put this folder on PYTHONPATH, and a process that calls out fails loudly."""

import socket

LOOPBACK = ("127.", "::1", "localhost")
_connect = socket.socket.connect
_getaddrinfo = socket.getaddrinfo


def _check(host: object) -> None:
    if isinstance(host, str) and host and not host.startswith(LOOPBACK):
        msg = f"the night tried to reach {host!r}: it must stay on this machine"
        raise RuntimeError(msg)


def connect(self: socket.socket, address: object) -> None:
    """Connect, to this machine only."""
    if isinstance(address, tuple):
        _check(address[0])
    _connect(self, address)  # type: ignore[arg-type]


def getaddrinfo(host: object, *args: object, **kwargs: object) -> object:
    """Look up, this machine's names only."""
    _check(host)
    return _getaddrinfo(host, *args, **kwargs)  # type: ignore[arg-type]


socket.socket.connect = connect  # type: ignore[method-assign]
socket.getaddrinfo = getaddrinfo  # type: ignore[assignment]
