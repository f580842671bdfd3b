"""``make bench-web``: how many answers a second are stored, and how fast the facilitator's page is made.

The real server with two processes and its worker, on a home of its own, on SQLite and on a PostgreSQL that keeps
what it says it kept (fsync on). The client stands on the same two cores; what it takes is said.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.installation import Installation
from tests.load import Crowd, arrive, at
from tests.postgresql import DURABLE, postgresql

from beforehand.cli.serving.web import THREADS

CONNECTIONS = 64
ROUNDS = int(os.environ.get("BEFOREHAND_TEST_ROUNDS", "5"))
SECONDS = float(os.environ.get("BEFOREHAND_TEST_SECONDS", "8"))


def cpu(home: Installation) -> float:
    """Return the seconds of processor time its server and worker have taken so far."""
    parts = [
        (Path("/proc") / str(p) / "stat").read_text().rpartition(")")[2].split() for p in home.processes()
    ]
    return sum(int(part[11]) + int(part[12]) for part in parts) / os.sysconf("SC_CLK_TCK")


def loop() -> float:
    """Return how many ms two million rounds of an empty loop take now: how fast this machine is at this moment."""
    began = time.perf_counter()
    for _ in range(2_000_000):
        pass
    return (time.perf_counter() - began) * 1000


def answers(home: Installation) -> tuple[float, float, float]:
    """Return answers a second, the 95th percentile in ms, and the share of one core the client took; medians."""
    home.env["BEFOREHAND_PROCESSES"] = "2"
    home.env["BEFOREHAND_THREADS"] = os.environ.get("BEFOREHAND_TEST_THREADS", str(THREADS))
    home.beforehand("prepare")
    made = home.inside("crowd", str(CONNECTIONS))
    home.start()
    crowd = Crowd(
        home.port, [arrive(home.port, p["link"], p["seat"], made["decision"]) for p in made["people"]]
    )
    crowd.answer(2)  # warm
    rates, late, own = [], [], []
    for _ in range(ROUNDS):
        speed = loop()
        began, clock, taken = time.process_time(), time.perf_counter(), cpu(home)
        rates.append(crowd.answer(SECONDS))
        own.append((time.process_time() - began) / (time.perf_counter() - clock))
        late.append(at(0.95, crowd.milliseconds))
        each = (cpu(home) - taken) / max(1, len(crowd.milliseconds)) * 1000
        print(
            f"  {rates[-1]:5.0f} a second, 95 % within {late[-1]:5.0f} ms; processor time {each:.2f} ms an answer, "
            f"client {own[-1]:.0%} of a core; an empty loop {speed:.0f} ms",
            flush=True,
        )
    assert crowd.wrong == [], crowd.wrong[:5]
    home.stop()
    stored = home.inside("written")
    assert len(stored) == CONNECTIONS
    assert set(stored.values()) == {p.said for p in crowd.people}, (
        "what was acknowledged is not what is stored"
    )
    return median(rates), median(late), median(own)


def pages(home: Installation) -> dict[str, float]:
    """Return the time the server takes for the facilitator's page, and how many questions it asks the database."""
    found: dict[str, float] = {}
    for people in (14, 300):
        measured = home.inside("facilitators_page", str(people))
        found[f"decision_page_{people}_ms"] = round(measured["median"], 1)
        found[f"decision_page_{people}_p95_ms"] = round(measured["p95"], 1)
        found[f"decision_page_{people}_queries"] = measured["queries"]
        print(f"  {people} people: {measured}", flush=True)
    return found


def main() -> None:
    """Measure everything and end with one line of JSON."""
    found: dict[str, float] = {
        "connections": CONNECTIONS,
        "empty_loop_ms": round(median(loop() for _ in range(5))),
    }
    parts = sys.argv[1:] or ["sqlite", "postgresql", "pages"]
    with (
        tempfile.TemporaryDirectory(prefix="beforehand-bench-") as folder,
        postgresql(settings=DURABLE) as cluster,
    ):
        for name, url in (("sqlite", None), ("postgresql", cluster.create("bench"))):
            if name not in parts:
                continue
            home = Installation(Path(folder) / name / "var", url)
            home.home.parent.mkdir()
            print(f"Answers, {CONNECTIONS} connections, {name}:", flush=True)
            try:
                rate, late, own = answers(home)
            finally:
                home.clear()
            found[f"answers_per_second_{name}"] = round(rate)
            found[f"answers_p95_ms_{name}"] = round(late, 1)
            found[f"client_share_{name}"] = round(own, 2)
        if "pages" in parts:
            home = Installation(Path(folder) / "pages" / "var")
            home.home.parent.mkdir()
            home.beforehand("prepare")
            print("The facilitator's page:", flush=True)
            found |= pages(home)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
