"""How long the job takes that counts a closed round, and the page that shows it.

300 people, 3,000 shared sentences over all questions of the form, and every one of them published. Run with
``make bench-publication``; prints one line of JSON. Eight cards a person is what the form deals; here each sentence
gets twelve answers, so that all 3,000 have numbers: fifteen times as many answers as there can be. The page is asked
for through the whole application, as a decider and as a participant, with the analysis of those sentences beside it.
"""

import argparse
import cProfile
import json
import os
import pstats
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from uuid import uuid4

import django

PEOPLE, SENTENCES, SIDES = 300, 10, 6
FIELDS = (
    "question", "protects", "condition", "done", "assumptions", "assumptions", "knows", "knows", "risks", "protects",
)  # fmt: skip
VALUES = ("recognise", "recognise", "different", "recognise", "unknown")


def main() -> None:
    """Build the round once, and count it as often as asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--people", type=int, default=PEOPLE)
    options.add_argument("--profile", action="store_true", help="say where the time of the page goes")
    options.add_argument(
        "--cards", type=int, default=0, help="cards a person; 0: twelve answers to each sentence"
    )
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        django.setup()
        import beforehand.config.served  # noqa: F401  what is thrown away is looked for as seldom as on our own server

        _database(Path(folder) / "publication.sqlite3")
        build, count, look = _stories(chosen.people)
        decision, round, standing, answers = build(chosen.cards)
        took, worked, read, rows = [], [], [], 0
        for _ in range(chosen.rounds):
            seconds, work, rows, page = count(decision, round, standing)
            took.append(seconds)
            worked.append(work)
            read.append(page)
        pages, first = look(decision, chosen.rounds), look(decision, chosen.rounds, anew=True)
        if chosen.profile:
            with cProfile.Profile() as profile:
                look(decision, 3)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(70)
    said = {
        "people": chosen.people,
        "publication_seconds": round_of(took),
        "processor_seconds": round_of(worked),
        "published_subjects": rows,
        "answers_counted": answers,
        "published_query_ms": round_of([seconds * 1000 for seconds in read]),
        "picture_page_ms": round_of([seconds * 1000 for seconds in pages]),
        "picture_page_after_a_change_ms": round_of([seconds * 1000 for seconds in first]),
        "rounds": chosen.rounds,
        "least_seconds": min(took),
        "most_seconds": max(took),
    }
    print(json.dumps({key: _short(value) for key, value in said.items()}))


def round_of(seconds: list[float]) -> float:
    """Return the median."""
    return statistics.median(seconds)


def _short(value: float) -> float:
    return value if isinstance(value, int) else float(f"{value:.3f}")


def _database(path: Path) -> None:
    from django.core.management import call_command
    from django.db import connections

    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    call_command("migrate", verbosity=0)


def _stories(
    people_here: int,
) -> tuple[
    Callable[..., tuple[object, ...]],
    Callable[..., tuple[float, float, int, float]],
    Callable[..., list[float]],
]:
    from importlib import import_module

    from django.utils import timezone
    from tests.oeverland import Oeverland, oeverland
    from tests.perspectives.telling import stands

    from beforehand.decisions.choices import Role
    from beforehand.decisions.models import Seat, SeatRole, Side
    from beforehand.people.models import Person
    from beforehand.perspectives.actions import publish_round
    from beforehand.perspectives.actions.publishing import ask_to_publish
    from beforehand.perspectives.choices import RoundKind, State
    from beforehand.perspectives.models import Perspective, Publication, Reaction, Round, Statement
    from beforehand.perspectives.queries import published
    from beforehand.perspectives.queries.published import MEMBERS
    from beforehand.topics.actions import make_analysis
    from beforehand.vault.models import DataKey
    from beforehand.vault.processes.tabulator import tabulator

    def people(home: Oeverland) -> list[Seat]:
        sides = [
            Side.objects.create(decision=home.decision, key=f"side-{n}", name=f"Side {n}")
            for n in range(SIDES)
        ]
        seats = []
        for n in range(people_here):
            person = Person.objects.create(
                organisation=home.organisation, name=f"P{n}", mail=f"p{n}@x.example"
            )
            seat = Seat.objects.create(
                decision=home.decision, person=person, side=sides[n % SIDES], data_key=DataKey.make()
            )
            SeatRole.objects.create(seat=seat, role=Role.PARTICIPANT)
            seats.append(seat)
        return seats

    def sentences(seats: list[Seat]) -> list[Statement]:
        rows = []
        for seat in seats:
            own = Perspective.objects.create(seat=seat, state=State.SENT, sent_at=timezone.now())
            for n, field in enumerate(FIELDS, 1):
                row = Statement(id=uuid4(), perspective=own, field=field, ordinal=n, release=2)
                body = {"text": f"What {seat.pk} says about this when asked for {field}, for the {n}th time"}
                if field == "assumptions":
                    body |= {"certainty": n % 5 + 1, "importance": 5}
                row.body = seat.data_key.seal(body, row.about)
                rows.append(row)
        return Statement.objects.bulk_create(rows)

    def build(cards: int) -> tuple[object, ...]:
        home = oeverland()
        homes.append(home)
        seats = people(home)
        said = sentences(seats)
        listened = {"kind": RoundKind.LISTEN, "closed_at": timezone.now()}
        Round.objects.update_or_create(decision=home.decision, n=1, defaults=listened)
        round = Round.objects.create(decision=home.decision, n=2, kind=RoundKind.RESPOND)
        rows = []
        for n, statement in enumerate(said):
            each = (
                12 if not cards else cards * people_here // len(said) + (n < cards * people_here % len(said))
            )
            for place in range(each):  # two sides of six, so that a side has five answers and more
                seat = seats[(n * 7 + (place // 2) * SIDES + place % 2) % people_here]
                row = Reaction(id=uuid4(), round=round, statement=statement, seat=seat, place=place)
                body = {"value": VALUES[(n + place) % len(VALUES)], "may_change": place % 3 == 0}
                row.body = seat.data_key.seal(body, row.about)
                rows.append(row)
        Reaction.objects.bulk_create(rows, batch_size=500)
        Round.objects.filter(pk=round.pk).update(closed_at=timezone.now())
        ask_to_publish(round=round)
        make_analysis(home.decision.pk)
        return home.decision.pk, round.pk, stands(home, "lotte"), len(rows)

    def count(decision: object, round: int, standing: object) -> tuple[float, float, int, float]:
        made = Publication.objects.scoped(tabulator(decision)).filter(round_id=round)  # type: ignore[arg-type]
        made.exclude(subject=MEMBERS).delete()
        began, working = perf_counter(), process_time()
        publish_round(decision=decision, round=round)  # type: ignore[arg-type]
        took, worked = perf_counter() - began, process_time() - working
        began = perf_counter()
        seen = published(standing)  # type: ignore[arg-type]
        return took, worked, len(seen), perf_counter() - began

    def look(decision: object, times: int, *, anew: bool = False) -> list[float]:
        readers = [homes[0].client(name) for name in ("karin", "femke")]
        took = []
        for n in range(times * len(readers)):
            if anew:  # as the first reader of a side gets it when something changed
                for remembered in ("choice", "version"):  # the package gives functions of these names
                    import_module(f"beforehand.pages.queries.picture.{remembered}")._remembered.clear()
            began = perf_counter()
            answer = readers[n % len(readers)].get(f"/d/{decision}/picture/")
            took.append(perf_counter() - began)
            assert answer.status_code == 200
        return took

    homes: list[Oeverland] = []
    return build, count, look


if __name__ == "__main__":
    main()
