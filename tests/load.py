"""Many people who answer at once, over connections that stay open; each waits for an answer before the next.

Each person writes one sentence again and again. What came back is looked at: an answer that was acknowledged and
is not there later, or one that was never written, is found at the next answer of the same person.
"""

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
REVISION = re.compile(rb'"revision": (\d+)')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class Person:
    """Somebody with a link, and what is known of the one sentence they write."""

    seat: str
    path: str
    cookies: str
    token: str
    since: list[str] = field(default_factory=list)
    field: str = "question"
    acknowledged: int = 0
    said: str = ""
    tries: int = 0

    @property
    def may_be_stored(self) -> tuple[str, ...]:
        """What was acknowledged last, and everything sent since that nobody acknowledged."""
        return (self.said, *self.since)

    def request(self) -> bytes:
        """Write the next sentence."""
        self.tries += 1
        words = f"Who is there when sign-in fails at night, and who may decide so? {self.seat} {self.tries}"
        self.since.append(words)
        body = urlencode(
            {"csrfmiddlewaretoken": self.token, "seat": self.seat, "field": self.field, "ordinal": 1,
             "revision": self.acknowledged, "value": words}
        )  # fmt: skip
        return (
            f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookies}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        ).encode()

    def heard(self, status: int, body: bytes, *, again: bool) -> str:
        """Take in what came back; return what is wrong about it, or nothing.

        ``again``: the answer before this one was cut off, so it may be stored or not, but nothing else.
        """
        found = REVISION.search(body)
        if status == 200 and found:
            revision = int(found[1])
            if revision != self.acknowledged + 1:
                return f"revision {revision} after {self.acknowledged}"
            self.acknowledged, self.said, self.since = revision, self.since[-1], []
            return ""
        if status == 409 and found and again:
            revision = int(found[1])
            if revision != self.acknowledged + 1:
                return f"{self.acknowledged} was acknowledged, {revision} is there"
            # One of those that were cut off was stored; this one was not, and what was acknowledged is no more.
            self.acknowledged, self.said = revision, ""
            self.since.pop()
            return ""
        return f"status {status}"


@dataclass
class Crowd:
    """Everybody at once; each waits ``pause`` seconds before the next answer."""

    port: int
    people: list[Person]
    pause: float = 0.0
    milliseconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    cut_off: int = 0

    def answer(self, seconds: float) -> float:
        """Let all answer for so long; return how many answers a second were stored."""
        self.milliseconds.clear()
        began = time.perf_counter()
        asyncio.run(self._all(began + seconds, lambda: False))
        return len(self.milliseconds) / (time.perf_counter() - began)

    async def _all(self, until: float, stop: Callable[[], bool]) -> None:
        await asyncio.gather(*(self._one(person, until, stop) for person in self.people))

    def answer_until(self, stop: Callable[[], bool]) -> None:
        """Let all answer, through every interruption, until ``stop`` says so."""
        asyncio.run(self._all(float("inf"), stop))

    async def _one(self, person: Person, until: float, stop: Callable[[], bool]) -> None:
        again = False
        while time.perf_counter() < until and not stop():
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            try:
                while time.perf_counter() < until and not stop():
                    began = time.perf_counter()
                    writer.write(person.request())
                    head = await reader.readuntil(b"\r\n\r\n")
                    length = LENGTH.search(head)
                    body = await reader.readexactly(int(length[1])) if length else b""
                    fault = person.heard(int(head[9:12]), body, again=again)
                    again = False
                    if fault:
                        self.wrong.append(f"{person.seat}: {fault}")
                        if len(self.wrong) > 20:
                            return
                        await asyncio.sleep(0.05)
                    self.milliseconds.append((time.perf_counter() - began) * 1000)
                    if self.pause:
                        await asyncio.sleep(self.pause)
            except (OSError, asyncio.IncompleteReadError):
                again = True
                self.cut_off += 1
            finally:
                writer.close()


def arrive(port: int, link: str, seat: str, decision: str) -> Person:
    """Open a personal link and the page of answers, as a browser does."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    cookies: dict[str, str] = {}

    def get(path: str) -> str:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())} if cookies else {}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            cookies[name] = value
        return page

    get(urlsplit(link).path)
    token = ""
    for path in (f"/d/{decision}/answer/", f"/d/{decision}/answer/now/1/"):
        token = (TOKEN.findall(get(path)) or [token])[0]
    connection.close()
    assert token, "the page of answers holds no form"
    said = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return Person(seat, f"/d/{decision}/answer/field/", said, token)


def at(share: float, values: list[float]) -> float:
    """Return the value below which so large a share lies.

    >>> at(0.95, [float(n) for n in range(1, 101)])
    95.0
    """
    ordered = sorted(values)
    return ordered[max(0, round(share * len(ordered)) - 1)]
