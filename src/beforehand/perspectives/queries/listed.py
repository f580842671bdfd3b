"""Which sentences are shared, without opening one: for a page that cannot show three thousand of them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Decision
from beforehand.knowledge import load
from beforehand.perspectives.choices import Release
from beforehand.perspectives.models import Publication
from beforehand.perspectives.models.responding import READ_PUBLISHED
from beforehand.perspectives.queries.around import people_per_side
from beforehand.perspectives.queries.published import COUNTED, MIRROR, STATEMENT
from beforehand.perspectives.queries.shared import shared_rows
from beforehand.perspectives.rules import sides_with_label
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.models import DataKey
from beforehand.vault.sealed import Sealed

WIDELY = "widely"
"""In what is kept of a counted round: the sentences that many recognised, as everybody reads the counts."""

IDS = {"one": "pk", "on": "perspective__seat__side_id", "about": "about_side_id"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One shared sentence by what is no secret; ids as 32 digits. ``side`` is None where it may not stand.

    ``counted``: something was published about it; ``widely``: many recognised it, as published.
    """

    id: str
    field: str
    side: str | None
    about_side: str | None
    counted: bool
    widely: bool

    @property
    def subject(self) -> str:
        """What counts about it are published under."""
        return f"{MIRROR if self.field == MIRROR else STATEMENT}:{UUID(self.id)}"


def listed(standing: Standing) -> tuple[Listed, ...]:
    """Return every sentence that everybody may read, in an order that tells nothing, without what it says.

    Withheld is what ``shared_sentences`` withholds. Who takes no part gets nothing.
    """
    if standing.viewer.kind not in READ_PUBLISHED:
        return ()
    named = sides_with_label(people_per_side(standing.decision), load().confidentiality.numbers["label_side"])
    labels = {side.hex for side in named}
    about = Publication.objects.scoped(standing.reader).filter(subject__startswith=f"{STATEMENT}:")
    counted = {_bare(subject.partition(":")[2]) for subject in about.values_list("subject", flat=True)}
    many = _widely(standing)
    # Ids as text: making an object of each takes longer than finding them.
    ids = {name: Cast(column, CharField()) for name, column in IDS.items()}
    rows = shared_rows(standing).order_by("field", "pk").annotate(**ids).values_list("field", *IDS)
    return tuple(
        Listed(
            id=one,
            field=field,
            side=side if side in labels else None,
            about_side=about_side,
            counted=one in counted,
            widely=one in many,
        )
        for field, *given in rows.iterator(2000)
        for one, side, about_side in (map(_bare, given),)
    )


def _bare(given: str | None) -> str:
    """Return an id without dashes; one database gives it with them."""
    return "" if given is None else given.replace("-", "")


@dataclass(frozen=True, slots=True, repr=False)
class _Row:
    """What was kept when a round was counted, on its way through the door: of nobody, for who reads what is shared."""

    body: Sealed
    about: str
    opens: bytes
    author: str = ""
    side: str = ""
    release: int = int(Release.ALL_WITHOUT_NAME)

    def key(self) -> bytes:
        """Return the key of the decision."""
        return self.opens

    def shown(self, value: Any, how: Reading) -> frozenset[str]:
        """Return the sentences many recognised."""
        return frozenset(map(_bare, value.get(WIDELY, ())))


def _widely(standing: Standing) -> frozenset[str]:
    rows = list(Publication.objects.scoped(standing.reader).filter(subject=COUNTED))
    if not rows:
        return frozenset()
    key = Decision.objects.values_list("data_key_id").get(pk=standing.decision)[0]
    opens = DataKey.objects.get(pk=key).opened()
    kept = [_Row(row.body, row.about, opens) for row in rows]
    return frozenset().union(*(visible.value for visible in disclose_kept(standing.viewer, kept)))
