"""Real receivers on loopback: a web server that keeps what is posted, a mail server that keeps what is mailed."""

import json
import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

HANG_UP = 0
"""The status of an answer that never comes: the line is cut once the message was heard."""


@dataclass
class Heard:
    """Where a receiver listens, and what it has received."""

    url: str = ""
    bodies: list[Any] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    ids: list[str | None] = field(default_factory=list)


def _running(server: socketserver.BaseServer) -> Thread:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    return thread


@contextmanager
def web(answers: Callable[[int], tuple[int, bytes]] = lambda _: (200, b"{}")) -> Iterator[Heard]:
    """Listen for posts; ``answers(n)`` gives status and body of the n-th, counted from 1."""
    heard = Heard()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            heard.paths.append(self.path)
            heard.ids.append(self.headers["Idempotency-Key"])
            status, body = answers(len(heard.bodies))
            if status == HANG_UP:
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        heard.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
        thread = _running(server)
        yield heard
        server.shutdown()
        thread.join()


class _Clerk(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as a sender needs."""

    heard: Heard
    refuse: str

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self._data()
            elif word == "RCPT" and self.refuse and self.refuse in line:
                self._say("550 nobody here")
            else:
                self._say("221 bye" if word == "QUIT" else "250 yes")

    def _data(self) -> None:
        self._say("354 go on")
        self.heard.bodies.append(b"".join(iter(self.rfile.readline, b".\r\n")))
        self._say("250 kept")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


@contextmanager
def post_office(refuse: str = "") -> Iterator[Heard]:
    """Listen for mail; recipients that hold ``refuse`` are turned away."""
    heard = Heard()
    clerk = type("Clerk", (_Clerk,), {"heard": heard, "refuse": refuse})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), clerk) as server:
        heard.url = f"smtp://127.0.0.1:{server.server_address[1]}"
        thread = _running(server)
        yield heard
        server.shutdown()
        thread.join()
