"""Which sentences are shared, without opening one: for a page that cannot show three thousand of them."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from beforehand.decisions.access import Standing
from beforehand.knowledge import load
from beforehand.perspectives.models import Publication
from beforehand.perspectives.models.responding import READ_PUBLISHED
from beforehand.perspectives.queries.apart import OfAll
from beforehand.perspectives.queries.around import people_per_side
from beforehand.perspectives.queries.published import MIRROR, STATEMENT
from beforehand.perspectives.queries.shared import shared_rows
from beforehand.perspectives.rules import sides_with_label

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


def listed(standing: Standing, counts: OfAll) -> tuple[Listed, ...]:
    """Return every sentence that everybody may read, in an order that tells nothing, without what it says.

    ``counts``: what ``of_all`` gives.

    Withheld is what ``shared_sentences`` withholds. Who takes no part gets nothing.
    """
    if standing.viewer.kind not in READ_PUBLISHED:
        return ()
    sizes = people_per_side(standing.decision)
    named = sides_with_label(sizes, load().confidentiality.numbers["label_side"])
    labels = {side.hex for side in named}
    about = Publication.objects.scoped(standing.reader).filter(subject__startswith=f"{STATEMENT}:")
    counted = {_bare(subject.partition(":")[2]) for subject in about.values_list("subject", flat=True)}
    many = counts.widely
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
