"""The cards that lie before somebody: sentences of others without a name, and what that person answered to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.perspectives.choices import Release
from beforehand.perspectives.models import IN_USE, MirrorJudgement, Reaction, Statement
from beforehand.perspectives.queries.asked import MIRROR
from beforehand.perspectives.queries.card import certainty_of, question_of
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.guard import Author
from beforehand.vault.sealed import Sealed
from beforehand.vault.viewer import Viewer, ViewerKind

Answering = type[Reaction] | type[MirrorJudgement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A sentence as it lies on a card: without a name, whatever its writer allowed, and without a side."""

    id: UUID
    field: str
    text: str
    certainty: int | None
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WordsRow:
    """One sentence on its way to a card."""

    row: Statement

    @property
    def author(self) -> str:
        """Id of the seat that wrote it."""
        return self.row.author

    @property
    def side(self) -> str:
        """Id of the author's side."""
        return self.row.side

    @property
    def release(self) -> int:
        """Who may read it."""
        return self.row.release

    @property
    def body(self) -> Sealed:
        """What is sealed."""
        body: Sealed = self.row.body
        return body

    @property
    def about(self) -> str:
        """The place it was sealed for."""
        return self.row.about

    def key(self) -> bytes:
        """Return the data key of the author."""
        return self.row.key()

    def shown(self, value: Any, how: Reading) -> Words:
        """Return the words alone: who wrote them does not stand on a card."""
        return Words(
            id=self.row.pk,
            field=self.row.field,
            text=value["text"],
            certainty=value.get("certainty"),
            lang=value.get("lang", ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What somebody answered to one sentence."""

    value: str
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AnsweredRow:
    """One answer on its way to who gave it."""

    row: Reaction | MirrorJudgement

    @property
    def author(self) -> str:
        """Id of the seat that gave it."""
        return str(self.row.seat_id)

    @property
    def side(self) -> str:
        """Id of that seat's side."""
        return str(self.row.seat.side_id)

    @property
    def release(self) -> int:
        """For who gave it only."""
        return int(Release.ONLY_ME)

    @property
    def body(self) -> Sealed:
        """What is sealed."""
        body: Sealed = self.row.body
        return body

    @property
    def about(self) -> str:
        """The place it was sealed for."""
        return self.row.about

    def key(self) -> bytes:
        """Return the data key of who answered."""
        return self.row.key()

    def shown(self, value: Any, how: Reading) -> Answered:
        """Return it whole: only who gave it comes here."""
        return Answered(value=value["value"], may_change=value.get("may_change", False))


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDealt:
    """One card: a sentence, the question it answers, and what this person answered to it; empty for nothing yet."""

    statement: UUID
    question: str
    text: str
    certainty: str
    lang: str
    value: str
    may_change: bool


def cards_of(standing: Standing, model: Answering, round_id: int) -> tuple[CardDealt, ...]:
    """Return the cards of one round that lie before somebody, with the own answers, in the order they were dealt.

    Left out: sentences that were withdrawn or narrowed since. Withheld: who wrote them and from which side, and every
    answer of anybody else.
    """
    scope = Author(standing.seat)
    rows: Iterable[Any] = (
        model.objects.scoped(scope)
        .filter(round_id=round_id)
        .select_related("seat__data_key")
        .order_by("place", "pk")
    )
    dealt = list(rows)
    me = Viewer(ViewerKind.OUTSIDER, str(standing.seat))
    given = [row for row in dealt if row.body is not None]
    opened = disclose_kept(me, [AnsweredRow(row=row) for row in given])
    answers = {row.statement_id: seen.value for row, seen in zip(given, opened, strict=True)}
    words = words_of(standing, [row.statement_id for row in dealt])
    return tuple(
        _card(words[row.statement_id], answers.get(row.statement_id))
        for row in dealt
        if row.statement_id in words
    )


def words_of(standing: Standing, statements: Iterable[UUID]) -> dict[UUID, Words]:
    """Return the words of those of these sentences that everybody may read now."""
    rows = (
        Statement.objects.scoped(standing.reader)
        .filter(IN_USE, pk__in=list(statements), release__gte=Release.ALL_WITHOUT_NAME)
        .select_related("perspective__seat__data_key")
    )
    seen = disclose_kept(standing.viewer, [WordsRow(row=row) for row in rows])
    return {visible.value.id: visible.value for visible in seen}


def is_read_by_all(standing: Standing, statement: UUID) -> bool:
    """Tell whether a sentence of this decision may be read by everybody in it now."""
    rows = Statement.objects.scoped(standing.reader)
    return rows.filter(IN_USE, pk=statement, release__gte=Release.ALL_WITHOUT_NAME).exists()


def _card(words: Words, answered: Answered | None) -> CardDealt:
    return CardDealt(
        statement=words.id,
        question=_("One of the others thinks you want this:")
        if words.field == MIRROR
        else question_of(words.field),
        text=words.text,
        certainty=certainty_of(words.field, words.certainty),
        lang=words.lang,
        value=answered.value if answered else "",
        may_change=answered is not None and answered.may_change,
    )
