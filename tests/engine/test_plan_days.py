"""The calendar of every case: nobody too often, nobody while away, what must come first first; and what is next."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.engine.personas import KNOWN, analysed
from tests.engine.tables import merged, two_questions
from tests.engine.test_invariance import CASES, analysis_of, picture_of

from beforehand.engine.inputs import Absence, HeldConversation, Picture
from beforehand.engine.plan.next_few import choose_next
from beforehand.engine.results import Analysis, Basis, Certainty, Conversation, LatestDate, Rank, Topic
from beforehand.engine.workdays import add_working_days, is_working_day
from beforehand.vault.disclose import Readers, Run

BOTH = [pytest.param((path, run), id=f"{path.stem} {run}") for path in CASES for run in Run]
Case = tuple[Path, Run]


def of(case: Case) -> tuple[Picture, Analysis]:
    path, run = case
    return picture_of(path), analysis_of(path, run)


def day_of(talk: Conversation) -> date:
    assert talk.planned is not None
    return talk.planned


def week_of(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def faults(picture: Picture, result: Analysis) -> list[str]:
    """Return everything in a plan that breaks a promise."""
    talks = result.plan.conversations
    days = {c.key: day_of(c) for c in talks}
    persons = Counter((p, week_of(day_of(c))) for c in talks for p in c.people)
    leading = Counter(week_of(day_of(c)) for c in talks)
    found = [f"{p} {n} times in {week}" for (p, week), n in persons.items() if n > 2]
    found += [f"{n} led in {week}" for week, n in leading.items() if n > 4]
    for c in talks:
        day = day_of(c)
        lead = max(KNOWN.conversation_types[k].lead for k in (c.kind, *c.also))
        if not is_working_day(day, picture.country):
            found.append(f"{c.key} on a day off")
        if day < add_working_days(picture.day, lead, picture.country):
            found.append(f"{c.key} before it can be asked for")
        if c.latest.day is not None and day > c.latest.day:
            found.append(f"{c.key} after its latest day")
        found += [f"{c.key} before {first}" for first in c.after if not days.get(first, day) < day]
        found += [f"{c.key} without {first}" for first in c.after if first not in days]
        found += [
            f"{c.key} while {s.id} is away"
            for s in picture.seats
            if result.run is Run.FACILITATOR and s.id in c.people
            for a in s.away
            if a.start <= day <= a.end
        ]
        most = KNOWN.conversation_types[c.kind].size[1] - 1
        if not 1 <= len(c.people) <= most:
            found.append(f"{c.key} with {len(c.people)}")
    if len(talks) > 13 or sum(c.kind == "een_op_een" for c in talks) > 6:
        found.append("too many")
    if len({c.key for c in (*talks, *result.plan.unplanned)}) != len(talks) + len(result.plan.unplanned):
        found.append("one twice")
    if [day_of(c) for c in talks] != sorted(days.values()):
        found.append("not in order")
    return found


@pytest.mark.parametrize("case", BOTH)
def test_every_case_keeps_every_promise_of_the_calendar(case: Case) -> None:
    picture, result = of(case)
    assert faults(picture, result) == []


@pytest.mark.parametrize("make", [merged, lambda: two_questions(decides=True)])
def test_the_small_hospitals_do_too(make: Callable[[], Picture]) -> None:
    picture = make()
    assert faults(picture, analysed(picture)) == []


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in CASES])
def test_a_plan_goes_around_the_days_people_are_away(path: Path) -> None:
    picture = picture_of(path)
    before = analysis_of(path, Run.FACILITATOR)
    busiest = Counter(p for c in before.plan.conversations for p in c.people).most_common(2)
    taken = {p: [day_of(c) for c in before.plan.conversations if p in c.people] for p, _ in busiest}
    assert taken
    gone = replace(
        picture,
        seats=tuple(
            replace(s, away=tuple(Absence(start=d, end=d + timedelta(days=1)) for d in taken.get(s.id, ())))
            for s in picture.seats
        ),
    )
    after = analysed(gone)
    assert faults(gone, after) == []
    for person, days in taken.items():
        assert not {day_of(c) for c in after.plan.conversations if person in c.people} & set(days)


@pytest.mark.parametrize("case", BOTH)
def test_what_is_missing_from_a_plan_says_why_and_its_gap_is_true(case: Case) -> None:
    _, result = of(case)
    plan = result.plan
    assert all(c.reason is not None and c.planned is None for c in plan.unplanned)
    assert all(c.reason is None for c in plan.conversations)
    covered = {key for c in plan.conversations for key in c.topics}
    assert set(plan.uncovered) == {t.key for t in result.topics} - covered
    assert 0 <= plan.bound <= plan.objective
    assert plan.gap == pytest.approx(
        (plan.objective - plan.bound) / plan.objective if plan.objective else 0, abs=1e-5
    )
    assert plan.reproducible


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in CASES])
def test_held_conversations_are_not_proposed_again(path: Path) -> None:
    picture = picture_of(path)
    first = analysis_of(path, Run.FACILITATOR).plan.conversations[0]
    kinds = (first.kind, *first.also)
    held = tuple(HeldConversation(kind=k, people=frozenset(first.people), day=picture.day) for k in kinds)
    again = analysed(replace(picture, held=(*picture.held, *held))).plan
    for talk in again.conversations:
        if talk.kind in kinds:
            both = set(talk.people) & set(first.people)
            assert set(talk.people) != set(first.people)
            assert talk.commitments != first.commitments or 2 * len(both) < len({*talk.people, *first.people})


# what is next -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", [1, 3, 6])
@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in CASES])
def test_the_next_few_never_leave_out_what_must_come_first(path: Path, room: int) -> None:
    picture = picture_of(path)
    result = analysed(picture, room=room)
    planned = {c.key: c for c in result.plan.conversations}
    chosen = result.next.conversations
    assert result.next.room == room
    assert len(chosen) == min(room, len(planned))
    assert set(chosen) <= planned.keys()
    for key in chosen:
        assert set(planned[key].after) <= set(chosen)
    assert positions(chosen, list(planned)) == sorted(positions(chosen, list(planned)))
    covered = {t for key in chosen for t in planned[key].topics}
    assert set(result.next.covered) == covered
    assert {*result.next.covered, *result.next.uncovered} == {t.key for t in result.topics}


def positions(keys: Sequence[str], order: list[str]) -> list[int]:
    return [order.index(key) for key in keys]


def test_with_room_for_one_it_is_who_decides_when_that_is_unclear() -> None:
    [first] = analysed(two_questions(decides=True), room=1).next.conversations
    assert first == "beslisrechtengesprek"


@pytest.mark.parametrize("room", [0, -1])
def test_without_room_there_is_nothing_to_choose(room: int) -> None:
    with pytest.raises(ValueError, match="room"):
        analysed(two_questions(), room=room)


def made(key: str, day: date, topics: tuple[str, ...], after: tuple[str, ...] = ()) -> Conversation:
    return Conversation(
        key=key,
        kind=key,
        role="coach",
        people=(),
        topics=topics,
        commitments=(),
        latest=LatestDate(day=None, commitment=None),
        minutes=30,
        readers=Readers(Run.FACILITATOR),
        planned=day,
        after=after,
    )


def heavy(pattern: str) -> Topic:
    return Topic(
        pattern=pattern,
        key=pattern,
        anchor=(),
        rank=Rank.RIGHTS,
        certainty=Certainty.HIGH,
        basis=Basis.FACT,
        latest=LatestDate(day=None, commitment=None),
        readers=Readers(Run.FACILITATOR),
    )


def test_what_must_come_first_is_chosen_even_when_what_follows_is_worth_far_more() -> None:
    friday = date(2027, 3, 19)
    way = made("way", friday, ())
    goal = made("goal", friday + timedelta(days=3), ("P12",), after=("way",))
    chosen = [
        choose_next(
            [way, goal],
            [heavy("P12")],
            room=room,
            nearest=None,
            prices={1: 20.0},
            unlocked=0.5,
            later=1.0,
            suggested=1.0,
        ).conversations
        for room in (1, 3)
    ]
    assert chosen == [("way",), ("way", "goal")]
