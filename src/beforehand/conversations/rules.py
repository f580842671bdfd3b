"""Who may do what with conversations, and what a conversation can hold."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from beforehand.conversations.choices import Mode
from beforehand.conversations.models import Conversation
from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.knowledge import load

REASON = 500
"""Characters in the reason with which a conversation is dropped, and in a note with an answer."""
WORDS = 2000
"""Characters in a text people share, and in own words."""
LINE = 300
"""Characters in an aim, an opening question, a place, an item."""
SHORTEST, LONGEST = 5, 480
"""Minutes a conversation, or an item of it, can take."""

THREE_MODES = frozenset(
    {
        "beslisrechtengesprek", "eerlijkheidsgesprek", "vraaggesprek", "zorggesprek", "aannamegesprek",
        "afruilgesprek", "klaargesprek",
    }
)  # fmt: skip
"""Kinds that go from picture through judgement to decision (R20).

The others have a course of their own: one listens, visits, tells each other what it means, looks back from a failure, or
follows the law.
"""
SHARES = (40, 40, 20)
"""Percent of the time for picture, judgement and decision, a rule of thumb. Source: R20."""


def may_plan(actor: Standing) -> bool:
    """Who takes over what is proposed, and adds a conversation."""
    return actor.has(Role.FACILITATOR)


def may_lead(actor: Standing, row: Conversation) -> bool:
    """Who leads it; and any facilitator, unless it exists only for those in it."""
    return row.lead_id == actor.seat or (actor.has(Role.FACILITATOR) and not row.confidential)


def attends(actor: Standing, row: Conversation) -> bool:
    """Who was invited to it."""
    return row.invited_at is not None and str(actor.seat) in row.people


def exists_for(actor: Standing, row: Conversation) -> bool:
    """Who knows of it at all (G12)."""
    return may_lead(actor, row) or attends(actor, row)


def known_kind(kind: str) -> bool:
    """Tell whether the knowledge has such a kind of conversation."""
    return kind in load().conversation_types


def is_confidential(kind: str) -> bool:
    """Tell whether a conversation of this kind exists only for those in it and who leads it."""
    return load().conversation_types[kind].confidential or kind in PROTECTS


PROTECTS = frozenset({"een_op_een", "zorggesprek"})
"""Kinds that are confidential whatever else (G12)."""


def fits(kind: str, people: int) -> bool:
    """Tell whether so many people, who leads not counted, are not too many for this kind."""
    return 1 <= people < load().conversation_types[kind].size[1]


def too_few(kind: str, coming: int) -> bool:
    """Tell whether so many people, who leads not counted, are too few to hold it."""
    return coming + 1 < load().conversation_types[kind].size[0]


def may_be_on(day: date, today: date) -> bool:
    """Tell whether a conversation can still be held on a day."""
    return day >= today


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a conversation, and its minutes."""

    mode: Mode
    minutes: int


def parts(kind: str, minutes: int) -> tuple[Part, ...]:
    """Return how the time is divided over picture, judgement and decision; nothing for kinds with their own course.

    >>> [(str(p.mode), p.minutes) for p in parts("klaargesprek", 60)]
    [('picture', 24), ('judgement', 24), ('decision', 12)]
    >>> parts("meelopen", 180)
    ()
    """
    if kind not in THREE_MODES:
        return ()
    picture, judgement, _ = (minutes * share // 100 for share in SHARES)
    rest = minutes - picture - judgement
    return Part(Mode.PICTURE, picture), Part(Mode.JUDGEMENT, judgement), Part(Mode.DECISION, rest)


DONE, ASSUMPTIONS, AHEAD = "klaargesprek", "aannamegesprek", "premortem"
"""Kinds with something of their own to write down: when it is done, what is assumed, and what each foresees alone."""

AGREED = "done_agreed"
"""The kind of ``Fact`` that says that every side confirmed when it is done; its body names the outcome."""

TOGETHER = "all"
"""Who nods where fewer than two sides sit: everybody at once."""


def reached_question(
    questions: Sequence[str],
    voices: Collection[str],
    nods: Mapping[str, Collection[str]],
    skipped: Collection[str],
) -> int:
    """Return how many questions are behind: of each, every voice nodded to what was said back, or it was skipped.

    >>> reached_question(["why", "stake"], ["it", "care"], {"why": ["it", "care"]}, [])
    1
    >>> reached_question(["why", "stake"], ["it", "care"], {"why": ["it"]}, [])
    0
    >>> reached_question(["why", "stake"], ["it", "care"], {"stake": ["it", "care"]}, ["why"])
    2
    """
    for n, question in enumerate(questions):
        if question not in skipped and not set(voices) <= set(nods.get(question, ())):
            return n
    return len(questions)


def confirmed_by_all(concerned: frozenset[object], yes: frozenset[object], no: frozenset[object]) -> bool:
    """Tell whether every side concerned confirmed, and nobody on one of them said no.

    >>> confirmed_by_all(frozenset("ab"), frozenset("ab"), frozenset())
    True
    >>> confirmed_by_all(frozenset("ab"), frozenset("ab"), frozenset("b"))
    False
    >>> confirmed_by_all(frozenset(), frozenset("a"), frozenset())
    False
    """
    return bool(concerned) and concerned <= yes and concerned.isdisjoint(no)
