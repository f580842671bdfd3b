"""What everybody may see of what people answered to each other: the sentences that were shared, and frozen counts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.knowledge import Text, load
from beforehand.perspectives.choices import Changeable, Judged, Reacted, Release
from beforehand.perspectives.models import Publication
from beforehand.perspectives.queries.shared import still_there
from beforehand.perspectives.queries.sheet import say
from beforehand.perspectives.rules.counting import MOST, NEARLY_EVERYBODY, Counts, table_of, told
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.models import WrappedKey
from beforehand.vault.sealed import Sealed

STATEMENT, MIRROR, CHANGEABLE = "statement", "mirror", "changeable"
MEMBERS, COUNTED = "members", "counted"
"""Two rows of a round that are about nothing: who was on which side when it closed, and that it was counted."""
ANSWERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {STATEMENT: tuple(Reacted.values), MIRROR: tuple(Judged.values), CHANGEABLE: tuple(Changeable.values)}
)
"""What can be answered to each kind of subject, in the order it was asked."""
OPENS = "round__decision__data_key"
KEY = (f"{OPENS}_id", f"{OPENS}__master", f"{OPENS}__wrapped")
"""What opens the counts of a round."""
MAY_CHANGE = "may_change"
"""Counted beside the reactions to a sentence: who also said that it could change their picture."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One answer and how often it was given.

    ``words`` is the answer's key for ``answer_in_words``. ``count`` is None where the number is not to be told:
    then ``nearly`` is "nearly_nobody" or "nearly_everybody", or empty when not even that may be said.
    """

    value: str
    words: str
    count: int | None
    nearly: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The counts of some sides; no ``sides`` is everybody. ``members`` were asked, ``answers`` were given.

    ``may_change``: how many of those who answered said also that it could change their picture; sentences only.
    """

    sides: tuple[UUID, ...]
    members: int
    answers: int
    counts: tuple[Counted, ...]
    may_change: Counted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was counted about one subject when a round closed. ``about`` is a sentence or a commitment."""

    subject: str
    about: UUID
    round: int
    closed_on: date
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """The counts themselves, for the analyses of this context alone: they are shown by way of ``told`` only."""

    subject: str
    about: UUID
    round: int
    closed_on: date
    blocks: tuple[Counts, ...]


@dataclass(frozen=True, slots=True, repr=False)
class _Row:
    """One row on its way through the door: of nobody, and for everybody who may read what was shared."""

    subject: str
    of: UUID
    round: int
    closed_on: date
    body: Sealed
    about: str
    opens: bytes
    author: str = ""
    side: str = ""
    release: int = int(Release.ALL_WITHOUT_NAME)

    def key(self) -> bytes:
        """Return the key of the decision."""
        return self.opens

    def shown(self, value: Any, how: Reading) -> Frozen:
        """Return the counts."""
        return Frozen(
            subject=self.subject,
            about=self.of,
            round=self.round,
            closed_on=self.closed_on,
            blocks=tuple(
                Counts(
                    sides=tuple(_side(side) for side in block["sides"]),
                    members=block["members"],
                    answers=block["answers"],
                    counts=MappingProxyType(block["counts"]),
                    may_change=block.get(MAY_CHANGE),
                )
                for block in value["blocks"]
            ),
        )


@lru_cache(maxsize=1024)
def _side(side: str) -> UUID:
    return UUID(side)


def published(
    standing: Standing, *, only: Collection[str] | None = None, there: Collection[UUID] | None = None
) -> tuple[Published, ...]:
    """Return what was counted in closed rounds, the same for everybody who takes part, decides or facilitates.

    ``only``: about these subjects; the others stay closed. ``there``: what ``still_there`` would find, for who knows it
    already.

    Withheld, and not counted either: what an open round holds; blocks with too few people or answers (G1, G2), which
    do not exist; and all counts about a sentence that was taken back or narrowed since.
    """
    return tuple(
        Published(
            subject=one.subject,
            about=one.about,
            round=one.round,
            closed_on=one.closed_on,
            blocks=_as_told(one.subject, one.blocks),
        )
        for one in frozen(standing, only=only, there=there)
    )


def frozen(
    standing: Standing, *, only: Collection[str] | None = None, there: Collection[UUID] | None = None
) -> tuple[Frozen, ...]:
    """Return the counts behind ``published``, for the analyses of this context. Withheld is the same."""
    rows = Publication.objects.scoped(standing.reader).exclude(subject__in=(MEMBERS, COUNTED))
    if only is not None:
        rows = rows.filter(subject__in=only)
    rows = rows.order_by("round__n", "subject")
    found: list[Any] = list(rows.values_list("pk", "subject", "body", "round__n", "round__closed_at", *KEY))
    if not found:
        return ()
    if there is None:
        there = still_there(standing, only=None if only is None else {subject_of(one)[1] for one in only})
    key = WrappedKey(*found[0][-len(KEY) :]).opened()  # of the decision: the same for all
    kept = [
        _Row(kind, of, number, timezone.localdate(closed), body, Publication.sealed_for(pk), key)
        for pk, subject, body, number, closed, *_ in found
        for kind, of in (subject_of(subject),)
        if of in there
    ]
    opened = (visible.value for visible in disclose_kept(standing.viewer, kept))
    return tuple(one for one in opened if one.blocks)


def subject_of(subject: str) -> tuple[str, UUID]:
    """Return what kind of subject a publication is about, and which sentence or commitment."""
    kind, _, about = subject.partition(":")
    return kind, UUID(about)


def answer_in_words(words: str) -> str:
    """Return an answer as people tapped it, in the language of the page; ``words`` is the key in ``Counted``."""
    return say(_words()[words])


@cache
def _words() -> Mapping[str, Text]:
    asked = {question.id: question for questions in load().form.rounds for question in questions}
    cards, also = asked["cards"], asked["cards"].also
    options = ((STATEMENT, cards), (MIRROR, asked["picture"]), (CHANGEABLE, asked["changeable"]))
    found = {
        f"{kind}.{value}": option.text
        for kind, question in options
        for value, option in zip(ANSWERS[kind], question.options, strict=True)
    }
    return MappingProxyType(found | ({} if also is None else {f"{STATEMENT}.{MAY_CHANGE}": also}))


def widely(blocks: Sequence[Block]) -> bool:
    """Tell whether a sentence is recognised on more than one side, or by most of all who answered, as it reads."""
    sides = [_by_most(block) for block in blocks if block.sides]
    whole = [_by_most(block) for block in blocks if not block.sides]
    return sum(sides) > 1 if len(sides) > 1 else any(whole)


def widely_of(subject: str, blocks: Sequence[Counts]) -> bool:
    """Tell it of counts that are about to be published, by what everybody will then read."""
    return widely(_as_told(subject, blocks))


def _by_most(block: Block) -> bool:
    recognised = next((one for one in block.counts if one.value == Reacted.RECOGNISE), None)
    if recognised is None:
        return False
    many = recognised.count is not None and recognised.count >= MOST * block.answers
    return many or recognised.nearly == NEARLY_EVERYBODY


def _as_told(subject: str, blocks: Sequence[Counts]) -> tuple[Block, ...]:
    values = ANSWERS[subject]
    moved = blocks[0].may_change is not None
    cells = told([table_of(block, values) for block in blocks])
    changes = told([table_of(block, ()) for block in blocks]) if moved else cells
    return tuple(
        Block(
            sides=block.sides,
            members=block.members,
            answers=block.answers,
            counts=tuple(
                Counted(value, f"{subject}.{value}", cell.count, cell.nearly)
                for value, cell in zip(values, read, strict=True)
            ),
            may_change=Counted(MAY_CHANGE, f"{subject}.{MAY_CHANGE}", change[0].count, change[0].nearly)
            if moved
            else None,
        )
        for block, read, change in zip(blocks, cells, changes, strict=True)
    )
