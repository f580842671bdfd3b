"""Rounds 2 and 3 as one person meets them: what is asked, what lies there, and what that person answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Side
from beforehand.knowledge import Text, load
from beforehand.knowledge.form import Question
from beforehand.perspectives.choices import Judged, Reacted, RoundKind
from beforehand.perspectives.models import Hand, MirrorJudgement, Reaction, Round
from beforehand.perspectives.queries.around import Named
from beforehand.perspectives.queries.dealt import Answering, CardDealt, cards_of
from beforehand.perspectives.queries.sheet import say
from beforehand.perspectives.rules import may_respond
from beforehand.vault.guard import Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One tap: what it stands for, what it says, and its key on a keyboard."""

    value: str
    label: str
    key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound:
    """The round that is open, while it is."""

    id: int
    n: int
    kind: RoundKind
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Responding:
    """What one person finds in the open round. ``open`` is False when nothing is asked of this person now.

    ``about`` is the side to picture, None where there is none; ``pictured``: that is behind, answered or passed.
    """

    open: bool
    begun: bool = False
    about: Named | None = None
    pictured: bool = False
    question: str = ""
    options: tuple[Option, ...] = ()
    also: str = ""
    cards: tuple[CardDealt, ...] = ()

    @property
    def left(self) -> int:
        """How many of the cards are not answered."""
        return sum(1 for card in self.cards if not card.value)

    @property
    def answered(self) -> int:
        """How many of them are."""
        return len(self.cards) - self.left

    @property
    def next(self) -> int:
        """The place of the first card without an answer, counted from 1; one more than the cards when there is none."""
        return next((n for n, card in enumerate(self.cards, 1) if not card.value), len(self.cards) + 1)


NOTHING_ASKED = Responding(open=False)
MODELS: dict[RoundKind, Answering] = {RoundKind.RESPOND: Reaction, RoundKind.MIRROR: MirrorJudgement}


def open_round(decision: UUID, kind: RoundKind | None = None) -> OpenRound | None:
    """Return the round that is open, of one kind or of any; None when there is none."""
    rows = Round.objects.filter(decision_id=decision, closed_at__isnull=True)
    rows = rows if kind is None else rows.filter(kind=kind)
    for pk, n, of, at in rows.values_list("pk", "n", "kind", "opened_at")[:1]:
        return OpenRound(id=pk, n=n, kind=RoundKind(of), opened_at=at)
    return None


def responding(standing: Standing, kind: RoundKind = RoundKind.RESPOND) -> Responding:
    """Return what the open round of a kind asks of the person at the door, and what that person answered.

    Withheld: how others answered, whether they did, and all of it once the round is closed: then there is the picture.
    """
    now_open = open_round(standing.decision, kind) if may_respond(standing) else None
    if now_open is None:
        return NOTHING_ASKED
    asked = card_question(kind)
    hand = Hand.objects.scoped(Author(standing.seat)).filter(round_id=now_open.id).first()
    begun = hand is not None and hand.taken_at is not None
    return Responding(
        open=True,
        begun=begun,
        about=_side(hand) if begun else None,
        pictured=hand is not None and hand.pictured_at is not None,
        question=say(asked.text),
        options=options_of(kind),
        also=say(asked.also) if asked.also else "",
        cards=cards_of(standing, MODELS[kind], now_open.id) if begun else (),
    )


def card_question(kind: RoundKind) -> Question:
    """Return the question that is asked at each card of a round."""
    form = load().form
    if kind is RoundKind.MIRROR:
        return form.rounds[2][0]
    return next(question for question in form.rounds[1] if question.type == "cards")


def options_of(kind: RoundKind) -> tuple[Option, ...]:
    """Return the taps of a round: the words of the form, in its order."""
    values: Any = Judged if kind is RoundKind.MIRROR else Reacted
    pairs = zip(values, card_question(kind).options, strict=True)
    return tuple(Option(value=str(v), label=say(o.text), key=n) for n, (v, o) in enumerate(pairs, 1))


def about_side(text: Text, side: Named | None) -> Text:
    """Return a question with the name of a side where the form has a place for one."""
    name = "" if side is None else side.name
    return Text(*(f"{t.partition('[')[0]}{name}{t.partition(']')[2]}" for t in (text.nl, text.en)))


def _side(hand: Hand | None) -> Named | None:
    if hand is None or hand.about_side_id is None:
        return None
    rows = Side.objects.filter(pk=hand.about_side_id).values_list("pk", "name")
    return next((Named(id=pk, name=name) for pk, name in rows), None)
