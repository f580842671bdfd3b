"""People of one hospital, as stories need them: who they are is fixed, what they answered the story says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from beforehand import knowledge
from beforehand.engine.analysis import analyse
from beforehand.engine.detectors import DETECTORS, Draft, Surroundings
from beforehand.engine.inputs import (
    Commitment,
    Door,
    Event,
    EventType,
    Field,
    HeldConversation,
    Picture,
    Seat,
    Side,
    SideKind,
    Signal,
    Statement,
)
from beforehand.engine.results import Analysis, Conversation, Topic
from beforehand.engine.similarity import ngrams
from beforehand.vault.disclose import Run

TODAY = date(2027, 3, 15)  # a Monday
KNOWN = knowledge.load()
SIDES = (
    Side(id="it", kind=SideKind.IT),
    Side(id="care", kind=SideKind.BUSINESS),
    Side(id="board", kind=SideKind.BOARD),
    Side(id="council", kind=SideKind.REPRESENTATION),
)


def at(pattern: str, name: str) -> int:
    """Return a threshold as the knowledge has it."""
    entry = KNOWN.patterns.get(pattern) or KNOWN.rules[pattern]
    return int(entry.thresholds[name])


def ingrid(*said: Statement, **answers: Any) -> Seat:
    """The security officer."""
    return Seat(**{"id": "ingrid", "side": "it", "mandate": 3, "statements": said, **answers})


def tom(*said: Statement, **answers: Any) -> Seat:
    """The manager of the servers."""
    return Seat(**{"id": "tom", "side": "it", "mandate": 3, "statements": said, **answers})


def sanne(*said: Statement, **answers: Any) -> Seat:
    """The architect."""
    return Seat(**{"id": "sanne", "side": "it", "mandate": 1, "statements": said, **answers})


def femke(*said: Statement, **answers: Any) -> Seat:
    """Team lead on the intensive care unit."""
    return Seat(**{"id": "femke", "side": "care", "mandate": 2, "statements": said, **answers})


def youssef(*said: Statement, **answers: Any) -> Seat:
    """A nurse on nights."""
    return Seat(**{"id": "youssef", "side": "care", "mandate": 0, "statements": said, **answers})


def marjolein(*said: Statement, **answers: Any) -> Seat:
    """The doctor who speaks for medicine in IT matters."""
    return Seat(**{"id": "marjolein", "side": "care", "mandate": 3, "statements": said, **answers})


def karin(*said: Statement, **answers: Any) -> Seat:
    """The board member who pays for it and, unless a story says otherwise, decides."""
    return Seat(
        **{"id": "karin", "side": "board", "mandate": 5, "decides": True, "statements": said, **answers}
    )


def rob(*said: Statement, **answers: Any) -> Seat:
    """Chair of the works council."""
    return Seat(**{"id": "rob", "side": "council", "mandate": 2, "statements": said, **answers})


def nurses(count: int, **answers: Any) -> tuple[Seat, ...]:
    """As many nurses of one ward, who all answered alike."""
    return tuple(Seat(id=f"nurse{n}", side="care", mandate=1, **answers) for n in range(count))


def said(
    who: str, what: Field | str, text: str, *, release: int = 1, id: str | None = None, **more: Any
) -> Statement:
    """One sentence of somebody."""
    field = Field(what)
    return Statement(
        id=id or f"{who}.{field}.{len(text)}{text[:12]}",
        author=who,
        field=field,
        text=text,
        release=release,
        **more,
    )


def assumes(
    who: str, text: str, importance: int | None = 5, certainty: int | None = 3, **more: Any
) -> Statement:
    """One assumption of somebody."""
    return said(who, Field.ASSUMPTIONS, text, importance=importance, certainty=certainty, **more)


def contract(**facts: Any) -> Commitment:
    """The signature under the contract with the supplier, in eight weeks."""
    facts = {"day": TODAY + timedelta(weeks=8), "door": Door.ONE_WAY, "type": "contract", **facts}
    return Commitment(**{"id": "contract", "decider": "karin", **facts})


def rollout(**facts: Any) -> Commitment:
    """The roll-out over the wards, in twenty weeks."""
    facts = {"day": TODAY + timedelta(weeks=20), "door": Door.HEAVY, "type": "rollout", **facts}
    return Commitment(**{"id": "rollout", "decider": "karin", **facts})


def advice(**facts: Any) -> Commitment:
    """The day on which the works council gives its advice."""
    facts = {"day": TODAY + timedelta(weeks=9), "type": "statutory", "statutory": "advies_art25", **facts}
    return Commitment(**{"id": "advice", "decider": "karin", **facts})


def signal(name: str, by: str, between: str = "it care", *, days_ago: int = 10, seen: bool = True) -> Signal:
    """Something observed between two sides."""
    day = TODAY - timedelta(days=days_ago)
    return Signal(relation=frozenset(between.split()), day=day, signal=name, by=by, seen=seen)


def talked(kind: str, people: str, *, days_ago: int = 5, on: str = "", **more: Any) -> HeldConversation:
    """A conversation that took place."""
    day = TODAY - timedelta(days=days_ago)
    return HeldConversation(
        kind=kind, people=frozenset(people.split()), day=day, commitments=frozenset(on.split()), **more
    )


def happened(kind: EventType, days_ago: int, **more: Any) -> Event:
    """A dated happening."""
    return Event(day=TODAY - timedelta(days=days_ago), type=kind, **more)


def hospital(*seats: Seat, **facts: Any) -> Picture:
    """The decision about signing in, with these people."""
    return Picture(**{"day": TODAY, "sponsor": "karin", "sides": SIDES, "seats": seats, **facts})


def see(
    pattern: str, picture: Picture, *, marks: Mapping[str, int] | None = None, **thresholds: float
) -> list[Draft]:
    """Return what one detector sees, with the thresholds of the knowledge."""
    entry = KNOWN.patterns.get(pattern) or KNOWN.rules[pattern]
    around = Surroundings(
        marks=marks or {},
        similarity=ngrams(),
        alike=KNOWN.planning["alike_ngrams"],
        signal_stage=KNOWN.glasl.signal_stage,
    )
    return DETECTORS[pattern].see(picture, {**entry.thresholds, **thresholds}, around)


def analysed(picture: Picture, run: Run = Run.FACILITATOR, **more: Any) -> Analysis:
    """Analyse with the knowledge as it comes."""
    return analyse(picture, KNOWN, run=run, **more)


def about(result: Analysis, pattern: str) -> list[Topic]:
    """Return the topics of one pattern."""
    return [t for t in result.topics if t.pattern == pattern]


def talks(result: Analysis, kind: str) -> list[Conversation]:
    """Return the planned conversations of one kind."""
    return [c for c in result.plan.conversations if c.kind == kind]


def changed(picture: Picture, who: str, change: Callable[[Seat], Seat]) -> Picture:
    """Return the picture with one seat changed."""
    seats = tuple(change(seat) if seat.id == who else seat for seat in picture.seats)
    return replace(picture, seats=seats)


def leaves(value: object, where: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value inside a result with where it stands."""
    if is_dataclass(value) and not isinstance(value, type):
        for f in fields(value):
            yield from leaves(getattr(value, f.name), f"{where}.{f.name}")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield f"{where}[key]", key
            yield from leaves(item, f"{where}[{key}]")
    elif isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from leaves(item, f"{where}[]")
    else:
        yield where, value


def written(value: object) -> str:
    """Return a result as text that is the same for equal results, whatever order sets keep their members in."""
    if is_dataclass(value) and not isinstance(value, type):
        inside = ", ".join(f"{f.name}={written(getattr(value, f.name))}" for f in fields(value))
        return f"{type(value).__name__}({inside})"
    if isinstance(value, Mapping):
        return "{" + ", ".join(sorted(f"{written(k)}: {written(v)}" for k, v in value.items())) + "}"
    if isinstance(value, (set, frozenset)):
        return "{" + ", ".join(sorted(map(written, value))) + "}"
    if isinstance(value, (tuple, list)):
        return "(" + ", ".join(map(written, value)) + ")"
    return repr(value)
