"""Everybody gets another name and every list another order; and a result told back in the old names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from random import Random
from typing import Any

from beforehand.engine.inputs import TEXT_FIELDS, Field, Picture, Seat
from beforehand.engine.results import Topic
from beforehand.vault.disclose import Run


@dataclass(frozen=True)
class Names:
    """New ids for old ones."""

    new: Mapping[str, str]

    @classmethod
    def drawn(cls, picture: Picture, seed: int, run: Run = Run.FACILITATOR) -> "Names":
        """Draw a new id for every person, side, commitment, group and statement; their alphabetical order changes.

        Only among people of whom a run knows the very same things does it stay, since nothing else can tell them apart.
        """
        dice = Random(seed)
        old = (
            {s.id for s in picture.seats} | {s.id for s in picture.sides} | {s.id for s in picture.statements}
        )
        old |= {c.id for c in picture.commitments}
        old |= {g.id for g in picture.question_groups}
        fresh = [f"x{n:05}" for n in range(len(old))]
        dice.shuffle(fresh)
        new = dict(zip(sorted(old), fresh, strict=True))
        alike: dict[str, list[str]] = {}
        for seat in sorted(picture.seats, key=lambda s: s.id):
            alike.setdefault(known_of(seat, run), []).append(seat.id)
        for people in alike.values():
            new |= zip(people, sorted(new[p] for p in people), strict=True)
        # Of a group that is absent the engine knows nothing but its name; alike ones keep their alphabetical order.
        absent = {name: f"y{n:05}" for n, name in enumerate(sorted(g.id for g in picture.absent_groups))}
        return cls(new | absent)

    @property
    def back(self) -> dict[str, str]:
        """Old ids for new ones."""
        return {fresh: old for old, fresh in self.new.items()}


def known_of(seat: Seat, run: Run) -> str:
    """Return what people may be chosen by: the open frame, and answers the run may see with their writer's name."""
    least = 1 if run is Run.FACILITATOR else 4
    said = sorted((s.field, s.text) for s in seat.statements if s.release >= least)
    figures = [
        (f, getattr(seat, f))
        for f in Field
        if f not in TEXT_FIELDS and f not in LINKS and seat.releases.get(f, 1) >= least
    ]
    return repr((seat.mandate, seat.decides, seat.project, seat.represents, said, figures))


LINKS = {
    Field.TALK_TO,
    Field.CONTACT,
    Field.CONTACT_SIDES,
    Field.REVERSIBLE_BY_COMMITMENT,
    Field.THINKS_DECIDES,
}


def renamed(picture: Picture, names: Names, seed: int) -> Picture:
    """Return the same decision under other names and with every tuple and mapping in another order."""
    dice = Random(seed)

    def told(value: Any) -> Any:
        if isinstance(value, str) and type(value) is str:
            return names.new.get(value, value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value, **{f.name: kept(value, f.name) or told(getattr(value, f.name)) for f in fields(value)}
            )
        if isinstance(value, Mapping):
            items = [(told(k), told(v)) for k, v in value.items()]
            dice.shuffle(items)
            return dict(items)
        if isinstance(value, (set, frozenset)):
            return frozenset(map(told, value))
        if isinstance(value, tuple):
            members = [told(v) for v in value]
            dice.shuffle(members)
            return tuple(members)
        return value

    changed: Picture = told(picture)
    return changed


def kept(value: object, name: str) -> Any:
    """Return the texts and words of the vocabulary, which are nobody's name; None where names stand."""
    return (
        getattr(value, name)
        if name in ("text", "kind", "type", "signal", "value", "outcome", "country")
        else None
    )


def told_back(value: Any, names: Mapping[str, str]) -> Any:
    """Return a result in other names. In an address (``P08:bas+tom``) ids stand alphabetically, which means nothing."""

    def address(text: str) -> str:
        head, colon, rest = text.partition(":")
        parts = sorted(names.get(part, part) for part in re.split(r"[+:]", rest))
        return head + colon + "+".join(parts)

    def told(value: Any) -> Any:
        if isinstance(value, str) and type(value) is str:
            return names.get(value) or (address(value) if ":" in value else value)
        if is_dataclass(value) and not isinstance(value, type):
            inside = {f.name: told(getattr(value, f.name)) for f in fields(value)}
            if isinstance(value, Topic):
                inside["anchor"] = tuple(sorted(inside["anchor"]))
            return replace(value, **inside)
        if isinstance(value, Mapping):
            return {told(k): told(v) for k, v in value.items()}
        if isinstance(value, (set, frozenset)):
            return frozenset(map(told, value))
        if isinstance(value, tuple):
            return tuple(map(told, value))
        return value

    return told(value)
