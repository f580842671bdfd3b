"""What five hundred open pages of the shared picture cost: ``python -m tests.benchmarks.live``.

Every page asks once in so many seconds, as the browser does, whether there is something new. What is measured is the
processor time of the server, as a share of one core.
"""

import asyncio
import json
import os
import re
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.installation import Installation
from tests.load import arrive

PAGES = 500
EVERY = 20  # seconds, as the page asks; see the template
SECONDS = float(os.environ.get("BEFOREHAND_TEST_SECONDS", "60"))
VERSION = re.compile(r"[?&]v=([\w.:-]+)")


def cpu(home: Installation) -> float:
    """Return the seconds of processor time its server and worker have taken so far."""
    parts = [
        (Path("/proc") / str(p) / "stat").read_text().rpartition(")")[2].split() for p in home.processes()
    ]
    return sum(int(part[11]) + int(part[12]) for part in parts) / os.sysconf("SC_CLK_TCK")


async def ask(port: int, path: str, cookies: str, tag: str, counted: dict[int, int]) -> None:
    """Ask once, over a connection of its own, as a page that was left open does after so long."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"GET {path}?v={tag} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\nHX-Request: true\r\n"
        f'If-None-Match: "{tag}"\r\nConnection: close\r\n\r\n'.encode()
    )
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    counted[status] = counted.get(status, 0) + 1
    writer.close()


def state_shown(port: int, page: str, cookies: str) -> str:
    """Open the page and return which state it says it shows."""
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{page}", headers={"Cookie": cookies})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        found = VERSION.search(answer.read().decode())
    assert found, "the page does not say which state it shows"
    return found[1]


async def all_ask(port: int, path: str, opened: list[tuple[str, str]]) -> dict[int, int]:
    """Let every page ask again and again, spread evenly over the time between two questions."""
    counted: dict[int, int] = {}

    async def page(n: int, cookie: str, tag: str) -> None:
        began = time.monotonic() + n * EVERY / len(opened)
        while began < until:
            await asyncio.sleep(max(0, began - time.monotonic()))
            await ask(port, path, cookie, tag, counted)
            began += EVERY

    until = time.monotonic() + SECONDS
    await asyncio.gather(*(page(n, *one) for n, one in enumerate(opened)))
    return counted


def main() -> None:
    """Measure, and end with one line of JSON."""
    with tempfile.TemporaryDirectory(prefix="beforehand-bench-") as folder:
        home = Installation(Path(folder) / "live" / "var")
        home.home.parent.mkdir()
        home.beforehand("prepare")
        made = home.inside("crowd", str(PAGES))
        home.start()
        try:
            people = [arrive(home.port, p["link"], p["seat"], made["decision"]) for p in made["people"]]
            page = f"/d/{made['decision']}/picture/"
            opened = [(person.cookies, state_shown(home.port, page, person.cookies)) for person in people]
            began, taken = time.perf_counter(), cpu(home)
            counted = asyncio.run(all_ask(home.port, f"{page}now/", opened))
            share = (cpu(home) - taken) / (time.perf_counter() - began)
        finally:
            home.clear()
    print(f"{PAGES} open pages, one question each {EVERY} s: {counted}; {share:.1%} of one core")
    print(json.dumps({"open_pages": PAGES, "share_of_one_core": round(share, 3), "answers": counted}))


if __name__ == "__main__":
    main()
