"""Which sentences are shared, without opening one: for a page that cannot show three thousand of them."""

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from beforehand.decisions.access import Standing
from beforehand.knowledge import load
from beforehand.perspectives.choices import Release
from beforehand.perspectives.models import Publication
from beforehand.perspectives.models.responding import READ_PUBLISHED
from beforehand.perspectives.queries.around import people_per_side
from beforehand.perspectives.queries.published import COUNTED, KEY, MIRROR, STATEMENT
from beforehand.perspectives.queries.shared import shared_rows
from beforehand.perspectives.rules import sides_with_label
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.models import WrappedKey
from beforehand.vault.sealed import Sealed

WIDELY = "widely"
"""In what is kept of a counted round: the sentences that many recognised, as everybody reads the counts."""

IDS = {"one": "pk", "on": "perspective__seat__side_id", "about": "about_side_id"}


class Listed(NamedTuple):
    """One shared sentence by what is no secret; ids as 32 digits. ``side`` is None where it may not stand.

    ``counted``: something was published about it; ``widely``: many recognised it, as published. A tuple: there are
    thousands of them on every page.
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
    sizes = people_per_side(standing.decision)
    named = sides_with_label(sizes, load().confidentiality.numbers["label_side"])
    labels = {side.hex for side in named}
    about = Publication.objects.scoped(standing.reader).filter(subject__startswith=f"{STATEMENT}:")
    counted = {_bare(subject.partition(":")[2]) for subject in about.values_list("subject", flat=True)}
    many = _widely(standing)
    # Ids as text: making an object of each takes longer than finding them.
    ids = {name: Cast(column, CharField()) for name, column in IDS.items()}
    rows = shared_rows(standing).order_by("field", "pk").annotate(**ids).values_list(*IDS, "field")
    sides: dict[str | None, str] = {text: side.hex for side in sizes for text in (str(side), side.hex)}
    sides[None] = ""
    return tuple(
        Listed(
            one,
            field,
            here if (here := sides[side]) in labels else None,
            sides[about_side],
            one in counted,
            one in many,
        )
        for given, side, about_side, field in rows.iterator(2000)
        for one in (given.replace("-", ""),)
    )


def _bare(given: str) -> str:
    """Return an id without dashes; one database gives it with them."""
    return given.replace("-", "")


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
    rows = Publication.objects.scoped(standing.reader).filter(subject=COUNTED)
    kept = [
        _Row(body, Publication.sealed_for(pk), WrappedKey(*key).opened())
        for pk, body, *key in rows.values_list("pk", "body", *KEY)
    ]
    return frozenset().union(*(visible.value for visible in disclose_kept(standing.viewer, kept)))
