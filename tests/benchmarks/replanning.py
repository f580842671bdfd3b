"""How long a new plan takes while a facilitator waits: 40 people, 60 topics, 12 weeks.

Somebody adds a constraint or says that a conversation was held, and wants to see what comes next. Measured are the
planner alone, and the whole road: the button through the application, the job that analyses, and the page with the new
plan. Run with ``make bench-replanning``; prints one line of JSON.
"""

import argparse
import cProfile
import json
import os
import pstats
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from tests.oeverland import Oeverland

PEOPLE, TOPICS, WEEKS, SIDES = 40, 60, 12, 6
ASKED = 2.0
ADDITIONS = 2_000_000
EACH_NEW = count()
"""Saying the same twice changes nothing, so each time something else is said."""


def loop() -> float:
    """Return the seconds of two million additions: how fast this machine is at this moment."""
    began, n = perf_counter(), 0
    while n < ADDITIONS:
        n += 1
    return perf_counter() - began


def main() -> None:
    """Build the decision once, and have it planned anew as often as asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--profile", action="store_true", help="say where the time of the whole road goes")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        django.setup()
        _database(Path(folder) / "replanning.sqlite3")
        twelve_weeks()
        home = forty_people()
        said = {"loop_seconds": loop(), **planner(home, chosen.rounds), **road(home, chosen.rounds)}
        if chosen.profile:
            with cProfile.Profile() as profile:
                road(home, 2)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
    print(json.dumps({key: round(value, 3) for key, value in said.items()} | {"asked_seconds": ASKED}))


def _database(path: Path) -> None:
    from django.core.management import call_command
    from django.db import connections

    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    call_command("migrate", verbosity=0)


def twelve_weeks() -> None:
    """Let plans look twelve weeks ahead, where ours look ten."""
    from beforehand.topics.analyses import run as door

    run: Any = door
    known = run.load()
    wider = replace(known, planning={**known.planning, "weeks_ahead": WEEKS})
    run.load = lambda: wider


def forty_people() -> "Oeverland":
    """Build a decision in which the engine sees sixty topics."""
    from django.utils import timezone
    from tests.oeverland import TODAY, oeverland
    from tests.topics.saying import says, taps

    from beforehand.decisions.choices import Role
    from beforehand.decisions.models import Commitment, Seat, SeatRole, Side
    from beforehand.people.models import Person
    from beforehand.perspectives.choices import RoundKind
    from beforehand.perspectives.models import Round
    from beforehand.vault.models import DataKey

    home = oeverland()
    Round.objects.update_or_create(
        decision=home.decision, n=1, defaults={"kind": RoundKind.LISTEN, "closed_at": timezone.now()}
    )
    sides = [
        *home.sides.values(),
        *(
            Side.objects.create(decision=home.decision, key=f"side-{n}", name=f"Side {n}")
            for n in range(SIDES - len(home.sides))
        ),
    ]
    seats = [seat for seat in home.seats.values() if seat.side_id]
    for n in range(PEOPLE - len(seats)):
        person = Person.objects.create(organisation=home.organisation, name=f"P{n}", mail=f"p{n}@x.example")
        seat = Seat.objects.create(
            decision=home.decision,
            person=person,
            side=sides[n % SIDES],
            data_key=DataKey.make(),
            mandate=n % 5,
        )
        SeatRole.objects.create(seat=seat, role=Role.PARTICIPANT)
        seats.append(seat)
    for n in range(6):
        Commitment.objects.create(
            decision=home.decision, key=f"moment-{n}", title=f"Moment {n}", decider=home.seats["karin"],
            day=TODAY + timedelta(weeks=4 + 2 * n), door=("one_way", "heavy")[n % 2], cost_eur=10_000 * (n + 1),
        )  # fmt: skip
    for n, seat in enumerate(seats):
        taps(seat, "accountable", 3 + n % 3)
        taps(seat, "heard", 1 + n // 5 % 2)
        taps(seat, "affected", 1 + n // 3 % 5)
        taps(seat, "reversible", n % 11)
        for field in ("question", "protects", "done", "knows", "risks"):
            says(seat, field, f"What {n} says of {field}, as seen from place {n % 7}", release=1 + n % 3)
        says(
            seat, "assumptions", f"That {n % 9} will be ready in week {n}", release=1 + n % 3,
            certainty=1 + n % 5, importance=3 + n % 3,
        )  # fmt: skip
    return home


def planner(home: "Oeverland", rounds: int) -> dict[str, float]:
    """Measure the engine alone: one run as a whole, and of it choosing, dates and what each carries.

    Beside it the calendar in a case no plan of ours reaches: each of sixty topics a conversation of its own.
    """
    from tests.oeverland import TODAY

    from beforehand.engine import analysis as door
    from beforehand.topics.analyses import analysed, picture_of
    from beforehand.vault.disclose import Run

    parts: list[float] = []

    def timed(work: Callable[..., Any]) -> Callable[..., Any]:
        def done(*args: Any, **more: Any) -> Any:
            began = perf_counter()
            try:
                return work(*args, **more)
            finally:
                parts.append(perf_counter() - began)

        return done

    picture = picture_of(home.decision.pk, TODAY)
    seen = analysed(picture, Run.FACILITATOR)  # reads the language model
    assert len(seen.topics) >= TOPICS, len(seen.topics)
    analysis: Any = door
    untouched = analysis.select, analysis.make_plan
    analysis.select, analysis.make_plan = map(timed, untouched)
    whole, planning = [], []
    for _ in range(rounds):
        began = perf_counter()
        analysed(picture, Run.FACILITATOR)
        whole.append(perf_counter() - began)
        planning.append(sum(parts))
        parts.clear()
    analysis.select, analysis.make_plan = untouched
    return {
        "people": len(picture.seats),
        "topics": len(seen.topics),
        "conversations": len(seen.plan.conversations) + len(seen.plan.unplanned),
        "planner_seconds": statistics.median(planning),
        "run_seconds": statistics.median(whole),
        **calendar_alone(rounds),
    }


def calendar_alone(rounds: int) -> dict[str, float]:
    """Give sixty conversations of two to five out of forty people a week, at most two a week for each."""
    from beforehand.engine.partition.problem import Column, Problem
    from beforehand.engine.partition.solve import solve

    columns = []
    for item in range(TOPICS):
        people = tuple(
            sorted({(item * 7 + place * (5 + item % 4)) % PEOPLE for place in range(2 + item % 4)})
        )
        first, last = item % 3, WEEKS - item % 5
        columns += [
            Column((item,), people, week, 4 + len(people) + week * (1 + 2 * (TOPICS - item) / TOPICS))
            for week in range(first, last)
        ]
    problem = Problem(
        TOPICS,
        [1000 - 10 * (item % 20) for item in range(TOPICS)],
        columns,
        person_cap=2,
        week_cap=[8] * WEEKS,
        precedence=[(item, item + 30) for item in range(0, 30, 3)],
    )
    took = []
    for _ in range(rounds):
        began = perf_counter()
        found = solve(problem)
        took.append(perf_counter() - began)
    return {"calendar_of_60_seconds": statistics.median(took), "calendar_of_60_gap": found.gap}


def road(home: "Oeverland", rounds: int) -> dict[str, float]:
    """Measure from the button to the page with the new plan, with the job done at once beside it."""
    from tests.topics.over_time.story import of

    from beforehand.topics.actions import make_analysis
    from beforehand.topics.queries import latest

    lotte = home.client("lotte")
    talks, constraints = f"/d/{home.decision.pk}/talks/", f"/d/{home.decision.pk}/constraints/"
    make_analysis(home.decision.pk)
    assert lotte.get(talks).status_code == 200

    def walk(path: str, form: dict[str, Any]) -> tuple[float, float, float, float]:
        before = latest(of(home, "lotte"), sentences=False)
        began = perf_counter()
        assert lotte.post(path, form).status_code == 302
        pressed = perf_counter() - began
        working = process_time()
        make_analysis(home.decision.pk)
        counted, worked = perf_counter() - began - pressed, process_time() - working
        assert lotte.get(talks).status_code == 200
        took = perf_counter() - began
        after = latest(of(home, "lotte"), sentences=False)
        assert before is not None
        assert after is not None
        assert before.made_at is not None
        assert after.made_at is not None
        assert after.made_at > before.made_at, "no new plan stands"
        return took, pressed, counted, worked

    said = [walk(constraints, _away(home, next(EACH_NEW))) for _ in range(rounds)]
    held = [walk(*_talk(home, talks, next(EACH_NEW))) for _ in range(min(rounds, 3))]
    whole, pressed, counted, worked = (statistics.median(part) for part in zip(*said, strict=True))
    return {
        "constraint_to_plan_seconds": whole,
        "of_which_button": pressed,
        "of_which_job": counted,
        "job_processor_seconds": worked,
        "of_which_page": whole - pressed - counted,
        "held_to_plan_seconds": statistics.median(one[0] for one in held),
    }


def _away(home: "Oeverland", n: int) -> dict[str, Any]:
    from tests.oeverland import TODAY

    begin = TODAY + timedelta(days=7 + n)
    return {
        "do": "away",
        "person": str(home.seats[("femke", "tom", "ingrid", "bas")[n % 4]].pk),
        "start": begin.isoformat(),
        "end": (begin + timedelta(days=4)).isoformat(),
    }


def _talk(home: "Oeverland", talks: str, n: int) -> tuple[str, dict[str, Any]]:
    """Take over a proposal and invite its people, which is not measured; return how it is said to be held."""
    from tests.conversations.story import MONDAY
    from tests.topics.over_time.story import NOW, of

    from beforehand.conversations.actions import invite_to_talk, settle_time, take_over
    from beforehand.conversations.queries import one
    from beforehand.topics.actions import make_analysis
    from beforehand.topics.queries import proposals

    actor = of(home, "lotte")
    proposal = proposals(actor)[0]
    talk = take_over(actor=actor, proposal=proposal.handle, now=NOW)
    settle_time(actor=actor, conversation=talk, starts_at=MONDAY + timedelta(days=n))
    invite_to_talk(actor=actor, conversation=talk, now=NOW)
    make_analysis(home.decision.pk)
    seen = one(actor, talk)
    assert seen is not None
    return f"{talks}{talk}/", {"do": "held", "there": [str(p.seat) for p in seen.line.people]}


if __name__ == "__main__":
    main()
