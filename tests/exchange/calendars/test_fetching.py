"""A calendar is asked of a machine nobody vouches for: it may hang, pour, lie, or point inside."""

import socket
from collections.abc import Iterator
from time import monotonic

import pytest
from tests.exchange.calendars.servers import CALENDAR, Pages, listening, pages, say_nothing

from beforehand.exchange.calendars.addresses import NotOutsideError, is_outside, outside
from beforehand.exchange.calendars.connecting import Visit
from beforehand.exchange.calendars.faults import CalendarFault, NoCalendar, TooLarge
from beforehand.exchange.calendars.fetching import (
    NoAddress,
    NotGiven,
    TooManyRedirects,
    Unreachable,
    fetch_calendar,
)

HERE = ("127.0.0.0/8",)


@pytest.fixture(scope="module")
def server() -> Iterator[Pages]:
    with pages() as server:
        yield server


def fetch(server: Pages, path: str, seconds: float = 10.0) -> bytes:
    return fetch_calendar(server.address + path, allow_inside=HERE, seconds=seconds)


@pytest.mark.parametrize("path", ["/good", "/packed", "/relative", "/down/3"])
def test_a_calendar_arrives_as_it_is(server: Pages, path: str) -> None:
    assert fetch(server, path) == CALENDAR


def test_a_mark_of_utf_8_in_front_is_kept_for_the_reader(server: Pages) -> None:
    assert fetch(server, "/marked") == b"\xef\xbb\xbf" + CALENDAR


def test_a_calendar_that_is_not_utf_8_arrives_and_one_in_wide_letters_is_none(server: Pages) -> None:
    assert b"\xc9\xe9n" in fetch(server, "/latin")
    with pytest.raises(NoCalendar):
        fetch(server, "/wide")


@pytest.mark.parametrize("path", ["/html", "/lying_html", "/empty", "/strange", "/torn"])
def test_a_page_is_no_calendar_whatever_it_says_it_is(server: Pages, path: str) -> None:
    with pytest.raises(NoCalendar):
        fetch(server, path)


def test_what_is_gone_and_what_is_broken_are_told_apart(server: Pages) -> None:
    with pytest.raises(NotGiven):
        fetch(server, "/missing")
    with pytest.raises(Unreachable):
        fetch(server, "/broken")


@pytest.mark.parametrize("path", ["/short", "/cut"])
def test_half_a_calendar_is_none_for_it_would_show_somebody_as_free(server: Pages, path: str) -> None:
    with pytest.raises(Unreachable):
        fetch(server, path)


@pytest.mark.parametrize("path", ["/announced", "/endless"])
def test_200_megabytes_are_not_waited_for(server: Pages, path: str) -> None:
    before = server.poured
    with pytest.raises(TooLarge):
        fetch(server, path)
    assert server.poured - before < 30 * 1024 * 1024


def test_five_megabytes_that_unpack_to_two_hundred_are_not_unpacked(server: Pages) -> None:
    with pytest.raises(TooLarge):
        fetch(server, "/bomb")


@pytest.mark.parametrize("path", ["/hangs", "/dribbles", "/dribbles_head"])
def test_who_hangs_or_dribbles_is_left_when_the_time_is_up(server: Pages, path: str) -> None:
    began = monotonic()
    with pytest.raises(Unreachable):
        fetch(server, path, seconds=2.5)
    assert 2 < monotonic() - began < 4


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_who_accepts_and_says_nothing_is_left_too(scheme: str) -> None:
    with listening(say_nothing) as port:
        began = monotonic()
        with pytest.raises(Unreachable):
            fetch_calendar(f"{scheme}://127.0.0.1:{port}/a.ics", allow_inside=HERE, seconds=1)
        assert monotonic() - began < 2.5


def test_the_time_is_one_for_all_redirects_together(server: Pages) -> None:
    began = monotonic()
    with pytest.raises(Unreachable):
        fetch(server, f"/to/{server.address}/to/{server.address}/dribbles", seconds=2)
    assert monotonic() - began < 3.5


@pytest.mark.parametrize("path", ["/loop", "/down/4"])
def test_three_redirects_are_followed_and_no_more(server: Pages, path: str) -> None:
    server.asked.clear()
    with pytest.raises(TooManyRedirects):
        fetch(server, path)
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/a.ics", "javascript:1", "gopher://127.0.0.1:70/"]
)
def test_a_redirect_to_what_is_no_page_is_not_followed(server: Pages, target: str) -> None:
    with pytest.raises(NoAddress):
        fetch(server, f"/to/{target}")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "calendar",
        "ftp://x.example/a.ics",
        "file:///etc/passwd",
        "https://",
        "https:///a.ics",
        "http://[::1",
        "http://x.example:99999/",
        "http://x.example:0/",
        "http://x y.example/",
        "https://" + "x" * 300 + ".example/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(NoAddress):
        fetch_calendar(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0.0.0.0",
        "2130706433",
        "0x7f.1",
        "127.1",
        "[::ffff:127.0.0.1]",
        "[::]",
    ],
)
def test_nothing_inside_is_asked_however_it_is_spelled(server: Pages, host: str) -> None:
    server.asked.clear()
    with pytest.raises(NoAddress):
        fetch_calendar(f"http://{host}:{server.server_port}/good")
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "127.8.8.8", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1",
        "ff02::1", "2001:db8::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "nonsense", "",
    ],
)  # fmt: skip
def test_an_address_inside_is_known_as_one(address: str) -> None:
    assert not is_outside(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_outside_is_known_as_one(address: str) -> None:
    assert is_outside(address)


def test_a_redirect_inside_is_refused_though_the_first_address_was_allowed(server: Pages) -> None:
    with pages("127.0.0.2") as allowed:
        assert fetch_calendar(f"{allowed.address}/good", allow_inside=("127.0.0.2/32",)) == CALENDAR
        server.asked.clear()
        with pytest.raises(NoAddress):
            fetch_calendar(f"{allowed.address}/to/{server.address}/good", allow_inside=("127.0.0.2/32",))
        assert allowed.asked[-1].startswith("/to/")
    assert server.asked == []


def test_a_connection_that_may_not_be_made_is_not_made_whoever_asks(server: Pages) -> None:
    with Visit(5, allow_inside=()) as visit, pytest.raises(NotOutsideError):
        visit.connect("127.0.0.1", server.server_port, None)
    with pytest.raises(NotOutsideError):
        outside("localhost", server.server_port, seconds=5)


def test_the_connection_goes_to_the_very_address_that_was_looked_at(server: Pages) -> None:
    with Visit(5, allow_inside=HERE) as visit:
        (looked_at,) = {
            one[4][:2] for one in outside("127.0.0.1", server.server_port, seconds=5, allow_inside=HERE)
        }
        with visit.connect("127.0.0.1", server.server_port, None) as reached:
            assert reached.getpeername() == looked_at


def test_a_name_nobody_has_is_not_reached() -> None:
    with pytest.raises(Unreachable):
        fetch_calendar("https://no-such-name.invalid/a.ics", seconds=5)


def test_a_port_nobody_listens_on_is_not_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(Unreachable):
        fetch_calendar(f"http://127.0.0.1:{port}/a.ics", allow_inside=HERE)


def test_webcal_is_asked_in_secret(server: Pages) -> None:
    """``webcal`` is read as https, which this server does not speak: it is reached and refuses."""
    heard: list[bytes] = []

    def hear(caller: socket.socket) -> None:
        with caller:
            heard.append(caller.recv(3))

    with listening(hear) as port, pytest.raises(Unreachable):
        fetch_calendar(f"webcal://127.0.0.1:{port}/a.ics", allow_inside=HERE, seconds=3)
    assert heard[0][:2] == b"\x16\x03"  # the first bytes of TLS


def test_no_setting_of_the_machine_sends_the_request_elsewhere(
    server: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert fetch(server, "/good") == CALENDAR


def test_what_is_asked_tells_little_and_what_goes_wrong_repeats_no_address(server: Pages) -> None:
    server.headers.clear()
    fetch(server, "/good")
    assert server.headers[0]["Accept-Encoding"] == "identity"
    assert "Cookie" not in server.headers[0]
    with pytest.raises(CalendarFault) as refused:
        fetch(server, "/missing?token=secret")
    assert "secret" not in repr(refused.value) + refused.value.say() + repr(refused.value.__cause__)
    with pytest.raises(CalendarFault) as unreached:
        fetch_calendar("https://secret.invalid/secret", seconds=5)
    assert "secret" not in repr(unreached.value) + repr(unreached.value.__cause__)
