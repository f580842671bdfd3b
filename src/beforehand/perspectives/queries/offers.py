"""What somebody may pick as what they watch: what people want to protect or call done, and released to all."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.perspectives.choices import Release
from beforehand.perspectives.models import IN_USE, Statement
from beforehand.perspectives.queries.dealt import words_of

OFFERED = ("protects", "done")
SHOWN, AT_ONCE = 24, 8
"""More than the first nobody reads before picking two; more than the second does not stand on a page at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One thing to pick: without a name and without a side."""

    statement: UUID
    field: str
    text: str
    lang: str
    picked: bool


def offers(standing: Standing, picked: frozenset[UUID]) -> tuple[Offer, ...]:
    """Return what may be picked, the same for everybody in a decision and in an order that means nothing.

    Withheld: who said it, from which side, and how often it was picked. ``picked`` are the reader's own, which always
    stand among them, first, while they may be read.
    """
    rows = Statement.objects.scoped(standing.reader).filter(
        IN_USE, field__in=OFFERED, release__gte=Release.ALL_WITHOUT_NAME
    )
    known = sorted(rows.values_list("pk", flat=True), key=lambda pk: hashlib.sha256(pk.bytes).hexdigest())
    chosen = [pk for n, pk in enumerate(known) if n < SHOWN or pk in picked]
    words = words_of(standing, chosen)
    found = [
        Offer(statement=pk, field=w.field, text=w.text, lang=w.lang, picked=pk in picked)
        for pk in chosen
        if (w := words.get(pk)) is not None
    ]
    return tuple(sorted(found, key=lambda one: not one.picked))
