"""A real mail server on this machine that does as it is told: take, refuse for now, refuse for good, hang up."""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class PostOffice:
    """What came in, and what to answer to the next letters; without an order it takes them."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)
    addresses_refused: dict[str, str] = field(default_factory=dict)
    slow: float = 0.0
    at_data: Callable[[], None] | None = None

    @property
    def smtp(self) -> dict[str, Any]:
        """As ``settings.SMTP``."""
        return {
            "host": "127.0.0.1", "port": self.port, "username": "", "password": "", "use_tls": False, "use_ssl": False,
        }  # fmt: skip

    @property
    def ids(self) -> list[str]:
        return [str(letter["Message-ID"]) for letter in self.letters]

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.addresses_refused:
            return self.addresses_refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        order = self.orders.pop(0) if self.orders else "250 OK"
        time.sleep(self.slow)
        if order[0] in "45":
            return order
        self.raw.append(envelope.content)
        self.letters.append(BytesParser(policy=policy.default).parsebytes(envelope.content))
        if self.at_data is not None:
            self.at_data()
        if order == "hang up":
            server.transport.abort()
        return "250 OK"


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Open a post office on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    office = PostOffice(port)
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def kill(pid: int) -> None:
    """End a process as a power cut does."""
    os.kill(pid, signal.SIGKILL)
