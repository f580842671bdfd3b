"""What everybody may see of what people answered to each other: the sentences that were shared, and frozen counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Commitment, Decision
from beforehand.knowledge import Text, load
from beforehand.perspectives.choices import Changeable, Judged, Reacted, Release
from beforehand.perspectives.models import IN_USE, PICKED_IN_USE, Publication, Statement
from beforehand.perspectives.models.responding import READ_PUBLISHED
from beforehand.perspectives.queries.around import people_per_side
from beforehand.perspectives.queries.said import Said, SaidRow, with_authors
from beforehand.perspectives.queries.sheet import say
from beforehand.perspectives.rules import sides_with_label
from beforehand.perspectives.rules.counting import Counts, Told, table_of, told
from beforehand.vault.disclose import Reading, Visible
from beforehand.vault.door import disclose_kept
from beforehand.vault.models import DataKey
from beforehand.vault.sealed import Sealed
from beforehand.vault.viewer import Viewer, ViewerKind

STATEMENT, MIRROR, CHANGEABLE = "statement", "mirror", "changeable"
MEMBERS, COUNTED = "members", "counted"
"""Two rows of a round that are about nothing: who was on which side when it closed, and that it was counted."""
ANSWERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {STATEMENT: tuple(Reacted.values), MIRROR: tuple(Judged.values), CHANGEABLE: tuple(Changeable.values)}
)
"""What can be answered to each kind of subject, in the order it was asked."""
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


def published(standing: Standing) -> tuple[Published, ...]:
    """Return what was counted in closed rounds, the same for everybody who takes part, decides or facilitates.

    Withheld, and not counted either: what an open round holds; blocks with too few people or answers (G1, G2), which
    do not exist; and all counts about a sentence that was taken back or narrowed since.
    """
    return tuple(
        Published(
            subject=one.subject,
            about=one.about,
            round=one.round,
            closed_on=one.closed_on,
            blocks=_as_told(one),
        )
        for one in frozen(standing)
    )


def frozen(standing: Standing) -> tuple[Frozen, ...]:
    """Return the counts behind ``published``, for the analyses of this context. Withheld is the same."""
    rows = Publication.objects.scoped(standing.reader).exclude(subject__in=(MEMBERS, COUNTED))
    rows = rows.order_by("round__n", "subject")
    found: list[Any] = list(rows.values_list("pk", "subject", "body", "round__n", "round__closed_at"))
    if not found:
        return ()
    there = still_there(standing)
    key = DataKey.objects.get(
        pk=Decision.objects.values_list("data_key_id").get(pk=standing.decision)[0]
    ).opened()
    kept = [
        _Row(kind, of, number, timezone.localdate(closed), body, Publication.sealed_for(pk), key)
        for pk, subject, body, number, closed in found
        for kind, of in (subject_of(subject),)
        if of in there
    ]
    opened = (visible.value for visible in disclose_kept(standing.viewer, kept))
    return tuple(one for one in opened if one.blocks)


def subject_of(subject: str) -> tuple[str, UUID]:
    """Return what kind of subject a publication is about, and which sentence or commitment."""
    kind, _, about = subject.partition(":")
    return kind, UUID(about)


def shared_sentences(standing: Standing) -> list[Visible[Said]]:
    """Return what everybody may read: sent, confirmed, and released at "everyone, without my name" or wider.

    Who facilitates gets it as somebody on the own side would: what was shared with the facilitator alone is not in
    it, and a name only where the writer lets everybody, or that side, read it. Who takes no part gets nothing.
    """
    viewer = standing.viewer
    if viewer.kind not in READ_PUBLISHED:
        return []
    as_anybody = Viewer(ViewerKind.PARTICIPANT, viewer.person or "", viewer.side or "")
    labels = sides_with_label(
        people_per_side(standing.decision), load().confidentiality.numbers["label_side"]
    )
    rows = with_authors(shared_rows(standing).order_by("field", "pk"), standing.decision)
    reader = str(standing.seat)
    kept = [
        SaidRow(row=row, reader=reader, side_named=row.perspective.seat.side_id in labels) for row in rows
    ]
    return disclose_kept(as_anybody, kept)


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


def _as_told(one: Frozen) -> tuple[Block, ...]:
    values = ANSWERS[one.subject]
    moved = one.blocks[0].may_change is not None
    cells = told([table_of(block, values) for block in one.blocks])
    changes = told([table_of(block, ()) for block in one.blocks]) if moved else cells
    return tuple(
        Block(
            sides=block.sides,
            members=block.members,
            answers=block.answers,
            counts=tuple(
                Counted(value, f"{one.subject}.{value}", cell.count, cell.nearly)
                for value, cell in zip(values, read, strict=True)
            ),
            may_change=Counted(MAY_CHANGE, f"{one.subject}.{MAY_CHANGE}", change[0].count, change[0].nearly)
            if moved
            else None,
        )
        for block, read, change in zip(one.blocks, cells, changes, strict=True)
    )


def _moved(subject: str, cell: Told) -> Counted:
    return Counted(MAY_CHANGE, f"{subject}.{MAY_CHANGE}", cell.count, cell.nearly)


def shared_rows(standing: Standing) -> Any:
    """Return the rows behind ``shared_sentences``, for queries of this context to count or to open."""
    shared = Statement.objects.scoped(standing.reader).filter(IN_USE, PICKED_IN_USE)
    return shared.filter(release__gte=Release.ALL_WITHOUT_NAME)


def still_there(standing: Standing) -> frozenset[UUID]:
    """Return what counts may be seen about: sentences that are shared now, and the moments of the decision."""
    said: Iterable[UUID] = shared_rows(standing).values_list("pk", flat=True)
    moments = Commitment.objects.filter(decision_id=standing.decision).values_list("pk", flat=True)
    return frozenset(said) | frozenset(moments)
