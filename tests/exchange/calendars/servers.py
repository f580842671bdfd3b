"""Machines as the stories of this folder meet them: real sockets on this computer, well behaved or not."""

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nEND:VCALENDAR\r\n"


class CalendarPages(BaseHTTPRequestHandler):
    """Each address answers in its own way."""

    server: "Pages"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers.append(dict(self.headers))
        with suppress(OSError):
            getattr(self, "at_" + self.path.strip("/").partition("/")[0].partition("?")[0])()

    def log_message(self, format: str, *args: object) -> None:
        return

    def give(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def at_good(self) -> None:
        self.give(CALENDAR, Content_Type="text/calendar; charset=utf-8")

    def at_marked(self) -> None:
        self.give(b"\xef\xbb\xbf" + CALENDAR)

    def at_latin(self) -> None:
        self.give(CALENDAR.replace(b"-//x//x//EN", "Één".encode("latin-1")), Content_Type="text/calendar")

    def at_wide(self) -> None:
        self.give(CALENDAR.decode().encode("utf-16"))

    def at_html(self) -> None:
        self.give(b"<!doctype html><title>Sign in</title>", Content_Type="text/html")

    def at_lying_html(self) -> None:
        self.give(b"<html>BEGIN:VCALENDAR END:VCALENDAR", Content_Type="text/calendar")

    def at_empty(self) -> None:
        self.give(b"")

    def at_missing(self) -> None:
        self.give(CALENDAR, 404)

    def at_broken(self) -> None:
        self.give(CALENDAR, 503)

    def at_announced(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(200 * 1024 * 1024))
        self.end_headers()
        self._pour(200)

    def at_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(CALENDAR[:15])
        self._pour(200)

    def _pour(self, megabytes: int) -> None:
        for _ in range(megabytes * 16):
            self.wfile.write(b"x" * 65536)
            self.server.poured += 65536

    def at_bomb(self) -> None:
        self.give(gzip.compress(CALENDAR[:15] + b"x" * 200 * 1024 * 1024), Content_Encoding="gzip")

    def at_packed(self) -> None:
        self.give(gzip.compress(CALENDAR), Content_Encoding="gzip")

    def at_strange(self) -> None:
        self.give(CALENDAR, Content_Encoding="br")

    def at_torn(self) -> None:
        self.give(b"this is not packed", Content_Encoding="gzip")

    def at_short(self) -> None:
        self.give(CALENDAR, Content_Length="5000")

    def at_cut(self) -> None:
        self.give(CALENDAR[:-20])

    def at_hangs(self) -> None:
        self.server.done.wait(30)

    def at_dribbles(self) -> None:
        self.send_response(200)
        self.end_headers()
        self._dribble(CALENDAR)

    def at_dribbles_head(self) -> None:
        self._dribble(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000)

    def _dribble(self, body: bytes) -> None:
        for byte in body:
            self.wfile.write(bytes([byte]))
            if self.server.done.wait(1):
                return

    def at_to(self) -> None:
        self.give(b"", 302, Location=self.path.removeprefix("/to/"))

    def at_relative(self) -> None:
        self.give(b"", 307, Location="good")

    def at_loop(self) -> None:
        self.give(b"", 301, Location="/loop")

    def at_down(self) -> None:
        left = int(self.path.rpartition("/")[2])
        self.give(b"", 302, Location=f"/down/{left - 1}") if left else self.at_good()

    def at_nowhere(self) -> None:
        self.give(b"", 302)


class Pages(ThreadingHTTPServer):
    """The pages, and what was asked of them."""

    daemon_threads = True

    def __init__(self, host: str) -> None:
        super().__init__((host, 0), CalendarPages)
        self.host = host
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.poured = 0
        self.done = Event()

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.server_port}"


@contextmanager
def pages(host: str = "127.0.0.1") -> Iterator[Pages]:
    """Serve the pages for as long as the context lasts."""
    server = Pages(host)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.done.set()
        server.shutdown()
        server.server_close()


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """Listen on a port and let each caller have ``answer``."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    caller, _ = listener.accept()
                    Thread(target=answer, args=(caller,), daemon=True).start()

        Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def say_nothing(caller: socket.socket) -> None:
    """Accept a caller and never say a word."""
    with caller:
        time.sleep(20)
