"""A calendar from its address, asked of a machine nobody vouches for: little time, few bytes, nothing inside."""

import zlib
from collections.abc import Collection
from urllib.parse import urljoin, urlsplit, urlunsplit

import requests
from django.utils.translation import gettext_lazy
from urllib3.exceptions import HTTPError

from beforehand.exchange.calendars.addresses import NotOutsideError
from beforehand.exchange.calendars.connecting import Visit, session
from beforehand.exchange.calendars.faults import CalendarFault, NoCalendar, TooLarge

LARGEST = 5 * 1024 * 1024
SECONDS = 10.0
REDIRECTS = 3
_CHUNK = 64 * 1024
_MOVED = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}


class NoAddress(CalendarFault):
    """Not an address of a page, or one that leads inside."""

    sentence = gettext_lazy("This address can not be used. Give one that begins with https:// or webcal://.")


class Unreachable(CalendarFault):
    """Nobody answers, or not in time: to be tried again later."""

    sentence = gettext_lazy("The place where this calendar is kept does not answer. We will try again later.")


class NotGiven(CalendarFault):
    """Somebody answers, and gives no calendar."""

    sentence = gettext_lazy(
        "The place where this calendar is kept does not hand it out. Please check the address."
    )


class TooManyRedirects(CalendarFault):
    """Sent on more than three times."""

    sentence = gettext_lazy("This address keeps pointing to other addresses. Please give the last one.")


def fetch_calendar(
    url: str, *, allow_inside: Collection[str] = (), seconds: float = SECONDS, largest: int = LARGEST
) -> bytes:
    """Return the bytes of the calendar at an address, as UTF-8 or not: reading takes care of that.

    ``webcal://`` is read as ``https://``. ``allow_inside`` are networks inside that may be asked all the same,
    as "10.20.0.0/16": where an organisation keeps its calendars itself. ``seconds`` holds for everything together, names,
    redirects and the last byte; ``largest`` for what arrives and for what it unpacks to.

    Raises ``NoAddress``, ``Unreachable`` (try again later), ``NotGiven``, ``TooManyRedirects``, ``TooLarge`` or
    ``NoCalendar``; none of them repeats the address, which is often a secret.
    """
    address = _usable(url)
    with Visit(seconds, allow_inside=allow_inside) as visit, session(visit) as asking:
        try:
            for _ in range(REDIRECTS + 1):
                answer = asking.get(
                    address,
                    stream=True,
                    allow_redirects=False,
                    timeout=visit.left,
                    headers={
                        "Accept": "text/calendar",
                        "Accept-Encoding": "identity",
                        "User-Agent": "Beforehand",
                    },
                )
                with answer:
                    if answer.status_code not in _MOVED:
                        return _calendar(answer, largest, visit)
                    address = _usable(urljoin(address, answer.headers.get("Location", "")))
        except (NotOutsideError, requests.exceptions.InvalidURL):
            raise NoAddress from None
        except (requests.RequestException, HTTPError, OSError, ValueError) as fault:
            raise Unreachable from ValueError(type(fault).__name__)
    raise TooManyRedirects


def _usable(url: str) -> str:
    """Return an address to be asked, or raise ``NoAddress``."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        (parts.hostname or "").encode("idna")
    except ValueError:
        raise NoAddress from None
    scheme = {"webcal": "https", "webcals": "https"}.get(parts.scheme.lower(), parts.scheme.lower())
    if (
        scheme not in _PORTS
        or not parts.hostname
        or port == 0
        or any(char.isspace() for char in parts.netloc)
    ):
        raise NoAddress
    return urlunsplit((scheme, parts.netloc, parts.path, parts.query, ""))


def _calendar(answer: requests.Response, largest: int, visit: Visit) -> bytes:
    if answer.status_code != 200:
        raise Unreachable if answer.status_code >= 500 else NotGiven
    if int(answer.headers.get("Content-Length") or 0) > largest:
        raise TooLarge
    data = _body(answer, largest)
    if visit.over:
        raise Unreachable
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper().startswith(b"BEGIN:VCALENDAR"):
        raise NoCalendar
    if not data.rstrip().upper().endswith(b"END:VCALENDAR"):
        raise Unreachable  # cut short: half a calendar would show somebody as free
    return data


def _body(answer: requests.Response, largest: int) -> bytes:
    """Return what was sent, unpacked no further than ``largest``."""
    coding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise NoCalendar
    unpack = zlib.decompressobj(wbits=47) if coding not in {"", "identity"} else None
    arrived, data = 0, bytearray()
    for chunk in answer.raw.stream(_CHUNK, decode_content=False):
        arrived += len(chunk)
        try:
            data += unpack.decompress(chunk, largest + 1) if unpack else chunk
        except zlib.error:
            raise NoCalendar from None
        if max(arrived, len(data)) > largest or (unpack and unpack.unconsumed_tail):
            raise TooLarge
    return bytes(data)
