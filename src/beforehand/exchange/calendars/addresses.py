"""Which machines may be asked for a calendar: those of the whole internet, none inside.

Somebody types the address of a calendar and this installation asks for it. Without this module it could be made to ask
its own neighbours: a database, a router, the page where a cloud keeps its passwords.
"""

import ipaddress
import socket
from collections.abc import Collection, Iterator
from threading import Thread
from typing import Any

Resolved = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotOutsideError(Exception):
    """A name that leads to a machine inside, or to nobody in particular."""


def outside(host: str, port: int, *, seconds: float, allow_inside: Collection[str] = ()) -> list[Resolved]:
    """Return the addresses of a name, all of them outside.

    ``allow_inside`` are networks inside that may be asked all the same, as "10.20.0.0/16". A name with one address
    that may be asked and one that may not is refused altogether. Raises ``NotOutsideError``, or ``OSError`` where
    the name leads nowhere or nobody answers within ``seconds``.
    """
    found = _resolved(host, port, seconds)
    if not found:
        raise OSError("a name without addresses")
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    networks = [ipaddress.ip_network(one) for one in allow_inside]
    if not all(
        is_outside(one) or any(ipaddress.ip_address(one) in net for net in networks) for one in addresses
    ):
        raise NotOutsideError
    return found


def is_outside(address: str) -> bool:
    """Tell whether an address is of the whole internet; an address inside another counts as the inner one too.

    >>> is_outside("8.8.8.8"), is_outside("10.0.0.8"), is_outside("::ffff:169.254.169.254")
    (True, False, False)
    """
    try:
        outer = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _within(outer))


def _within(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """Yield the address that is really reached: the one carried inside, where there is one."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
    elif address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    elif address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    elif address.sixtofour is not None:
        yield address.sixtofour
    elif address.teredo is not None:
        yield from address.teredo
    else:
        yield address


def _resolved(host: str, port: int, seconds: float) -> list[Resolved]:
    """Ask for the addresses of a name; a name server that does not answer is not waited for."""
    answers: list[list[Resolved] | OSError] = []

    def ask() -> None:
        try:
            answers.append(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as fault:
            answers.append(OSError(type(fault).__name__))

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(seconds, 0))
    if not answers:
        raise TimeoutError
    if isinstance(answers[0], OSError):
        raise answers[0]
    return answers[0]
