"""What a writer is asked about one own sentence, and what a facilitator asked about."""

from dataclasses import dataclass
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.perspectives.access import own_place
from beforehand.perspectives.models import TableRequest
from beforehand.perspectives.queries.card import certainty_of, question_of
from beforehand.perspectives.queries.own import own_sentence_by_id
from beforehand.perspectives.rules import may_facilitate
from beforehand.vault.guard import Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """One own sentence a writer was asked about, and whether that was answered; which way is not kept."""

    statement: UUID
    question: str
    text: str
    certainty: str
    lang: str
    revision: int
    release: int
    frozen: bool
    answered: bool


def tabled(standing: Standing, statement: UUID) -> Tabled | None:
    """Return the question about one own sentence, for its writer; None for everybody else."""
    rows = TableRequest.objects.scoped(Author(standing.seat)).filter(statement_id=statement)
    asked = list(rows.values_list("answered_at", flat=True)[:1])
    place = own_place(standing) if asked else None
    own = own_sentence_by_id(place, statement) if place else None
    if own is None:
        return None
    return Tabled(
        statement=own.id,
        question=question_of(own.field),
        text=own.text,
        certainty=certainty_of(own.field, own.certainty),
        lang=own.more.get("lang", ""),
        revision=own.revision,
        release=own.release,
        frozen=own.frozen,
        answered=asked[0] is not None,
    )


def table_waits(standing: Standing) -> tuple[UUID, ...]:
    """Return about which own sentences somebody was asked and has not answered. For the writer only."""
    rows = TableRequest.objects.scoped(Author(standing.seat)).filter(answered_at__isnull=True)
    return tuple(rows.order_by("asked_at", "pk").values_list("statement_id", flat=True))


def asked_for_table(standing: Standing) -> frozenset[UUID]:
    """Return about which sentences was asked, for the facilitator. Withheld: whether it was answered, and how."""
    if not may_facilitate(standing):
        return frozenset()
    return frozenset(TableRequest.objects.scoped(standing.reader).values_list("statement_id", flat=True))
