"""An order of people, sides and commitments that no name, id or place in a list can change.

Where two people are alike in everything a rule looks at, something has to decide who comes first. It is not the
spelling of an id: renaming everybody must change nothing. Each element gets a fingerprint of what is said about it
(figures first, texts last), refined by the fingerprints of whom it is connected to.

Source: colour refinement, Weisfeiler & Leman (1968), Nauchno-Technicheskaya Informatsia 2(9):12-16.
"""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from beforehand.engine.inputs import FIGURES, Commitment, Picture, Seat, Statement

_ROUNDS = 2


def _fingerprint(*parts: Any) -> str:
    return blake2b(repr(parts).encode(), digest_size=12).hexdigest()


class Order:
    """Ranks of the elements of one picture: lower comes first, equal input gives an equal order.

    Parameters
    ----------
    picture
        Only what this picture holds enters the fingerprints, so what was withheld from it cannot leak by order.
    statements
        Sentences to put in order, by what they say; those of the picture when not given.

    Notes
    -----
    Elements that stay alike after refinement are interchangeable for everything the engine looks at;
    only then does the id decide.
    """

    def __init__(self, picture: Picture, statements: Iterable[Statement] | None = None) -> None:
        seats = {s.id: (_figures(s), _texts(s)) for s in picture.seats}
        commitments = {c.id: _commitment(c) for c in picture.commitments}
        side_of = {s.id: s.side for s in picture.seats}
        figures = {k: _fingerprint(v[0]) for k, v in seats.items()}
        sides = _sides(picture, figures)
        for _ in range(_ROUNDS):
            figures, commitments = _refine(picture, figures, sides, commitments)
            sides = _sides(picture, figures)
        self._seat = _ranked({k: (figures[k], _fingerprint(v[1]), k) for k, v in seats.items()})
        said_on = {
            k: sorted(_fingerprint(t) for p, (_, t) in seats.items() if side_of[p] == k) for k in sides
        }
        self._side = _ranked({k: (v, said_on[k], k) for k, v in sides.items()})
        days = {c.id: c.day for c in picture.commitments}
        self._commitment = _ranked({k: (days[k], v, k) for k, v in commitments.items()})
        said = picture.statements if statements is None else statements
        self._statement = _ranked({s.id: (s.field.value, s.text, self.seat(s.author), s.id) for s in said})

    def seat(self, person: str) -> int:
        """Return the rank of a participant."""
        return self._seat.get(person, len(self._seat))

    def side(self, side: str) -> int:
        """Return the rank of a side."""
        return self._side.get(side, len(self._side))

    def commitment(self, commitment: str) -> int:
        """Return the rank of a commitment, earlier days first."""
        return self._commitment.get(commitment, len(self._commitment))

    def seats(self, people: Iterable[str]) -> tuple[str, ...]:
        """Return people in this order, each once."""
        return tuple(sorted(set(people), key=self.seat))

    def sides(self, sides: Iterable[str]) -> tuple[str, ...]:
        """Return sides in this order, each once."""
        return tuple(sorted(set(sides), key=self.side))

    def commitments(self, commitments: Iterable[str]) -> tuple[str, ...]:
        """Return commitments by day, each once."""
        return tuple(sorted(set(commitments), key=self.commitment))

    def statements(self, statements: Iterable[str]) -> tuple[str, ...]:
        """Return sentences by what they say, each once."""
        last = len(self._statement)
        return tuple(sorted(set(statements), key=lambda s: (self._statement.get(s, last), s)))


def _ranked(keys: dict[str, tuple[Any, ...]]) -> dict[str, int]:
    return {element: rank for rank, element in enumerate(sorted(keys, key=lambda k: keys[k]))}


_LINKS = ("talk_to", "contact", "contact_sides", "reversible_by_commitment", "thinks_decides")


def _figures(seat: Seat) -> tuple[Any, ...]:
    own = tuple(getattr(seat, f.value) for f in FIGURES if f.value not in _LINKS)
    said = sorted((s.field.value, s.importance or 0, s.certainty or 0) for s in seat.statements)
    away = sorted((a.start, a.end) for a in seat.away)
    return (seat.mandate, seat.decides, seat.project, seat.represents, own, said, away)


def _texts(seat: Seat) -> tuple[Any, ...]:
    return tuple(sorted((s.field.value, s.text) for s in seat.statements))


def _commitment(c: Commitment) -> str:
    said = (c.type, c.door.value, c.cost_eur, c.weeks, c.public, sorted(c.marks), c.done_already, c.statutory)
    return _fingerprint(c.day, said, c.stop_criteria, c.premortem_on)


def _sides(picture: Picture, figures: dict[str, str]) -> dict[str, str]:
    members: dict[str, list[str]] = {side.id: [] for side in picture.sides}
    for seat in picture.seats:
        members.setdefault(seat.side, []).append(figures[seat.id])
    kinds = {side.id: side.kind.value for side in picture.sides}
    own = {k: _fingerprint(kinds.get(k), sorted(v)) for k, v in members.items()}
    near: dict[str, list[str]] = {k: [] for k in own}
    for pair in picture.dependencies:
        for side in pair:
            near.setdefault(side, []).extend(own.get(other, "") for other in pair if other != side)
    return {k: _fingerprint(v, sorted(near.get(k, []))) for k, v in own.items()}


def _refine(
    picture: Picture, figures: dict[str, str], sides: dict[str, str], commitments: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    named_by: dict[str, list[tuple[str, str]]] = {s.id: [] for s in picture.seats}
    for seat in picture.seats:
        for relation in ("talk_to", "contact"):
            for other in getattr(seat, relation) or ():
                named_by.setdefault(other, []).append((relation, figures[seat.id]))
        if seat.thinks_decides is not None:
            named_by.setdefault(seat.thinks_decides, []).append(("decides", figures[seat.id]))
    for c in picture.commitments:
        if c.decider is not None:
            named_by.setdefault(c.decider, []).append(("decider", commitments[c.id]))
    roles = (picture.sponsor, picture.why_messenger, picture.facilitator)
    refined = {
        s.id: _fingerprint(
            figures[s.id],
            sides.get(s.side),
            sorted(figures.get(o, "") for o in s.talk_to or ()),
            sorted(figures.get(o, "") for o in s.contact or ()),
            sorted((sides.get(k, ""), v.value) for k, v in (s.contact_sides or {}).items()),
            sorted((commitments.get(k, ""), v or 0) for k, v in s.reversible_by_commitment.items()),
            sorted(named_by.get(s.id, [])),
            tuple(s.id == role for role in roles),
        )
        for s in picture.seats
    }
    deciders = {
        c.id: _fingerprint(commitments[c.id], figures.get(c.decider or "", "")) for c in picture.commitments
    }
    return refined, deciders
