"""The first screen: who asks, what can still change, what was promised."""

from dataclasses import dataclass
from datetime import date

from beforehand.decisions.access import Standing
from beforehand.decisions.queries import ChangeView, FirstAnswer, Frame, changes_since, frame
from beforehand.knowledge import load
from beforehand.perspectives.queries.card import Card, own_card
from beforehand.perspectives.queries.sheet import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to take part."""

    id: str
    name: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """What somebody reads before the first question. ``promise`` is as signed, or as it will be."""

    frame: Frame
    promise: str
    promised_by: str
    promised_on: date | None
    retention: str
    ways: tuple[Way, ...]
    first: tuple[tuple[str, tuple[FirstAnswer, ...]], ...]
    card: Card
    changes: tuple[ChangeView, ...]


def welcome(standing: Standing) -> Welcome:
    """Return the first screen for one participant: the frame, open to all, and the own card, for nobody else."""
    seen, card, knowledge = frame(standing), own_card(standing), load()
    signed = seen.promise
    since = max((t for t in (card.sent_at, card.seen_at) if t is not None), default=None)
    kept = next(r for r in knowledge.confidentiality.retention if r.id == "answers")
    return Welcome(
        frame=seen,
        promise=signed.words if signed else say(knowledge.form.promise),
        promised_by=signed.by if signed else "",
        promised_on=signed.signed_at.date() if signed else None,
        retention=say(kept.text),
        ways=tuple(
            Way(id=way.id, name=say(way.name), note=say(way.note) if way.note else "")
            for way in knowledge.form.ways_in
        ),
        first=tuple(
            (by, tuple(a for a in seen.decider_first if a.by == by))
            for by in dict.fromkeys(a.by for a in seen.decider_first)
        ),
        card=card,
        changes=changes_since(standing, since) if since is not None else (),
    )
