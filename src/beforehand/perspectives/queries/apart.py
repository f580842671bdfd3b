"""What was worked out of all counts of a round together, when it was counted; the same for everybody who reads counts."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.perspectives.choices import Release
from beforehand.perspectives.models import Publication
from beforehand.perspectives.queries.published import COUNTED, KEY
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.models import WrappedKey
from beforehand.vault.sealed import Sealed

WIDELY, APART = "widely", "apart"
"""In what is kept of a counted round: the sentences many recognised, as everybody reads the counts, and those that set
two sides apart."""


@dataclass(frozen=True, slots=True)
class SidesApart:
    """A sentence two sides answered differently to. ``word`` is differ, first_knows or second_knows.

    ``chance`` is how probable that is, 0 to 1, from what is published of both: for ordering, and shown to nobody.
    """

    statement: UUID
    first: UUID
    second: UUID
    word: str
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OfAll:
    """What is known of all counts together. ``widely``: ids of 32 digits."""

    widely: frozenset[str]
    apart: tuple[SidesApart, ...]


@dataclass(frozen=True, slots=True, repr=False)
class _Row:
    """What was kept when a round was counted, on its way through the door: of nobody, for who reads what is shared."""

    body: Sealed
    about: str
    opens: WrappedKey
    author: str = ""
    side: str = ""
    release: int = int(Release.ALL_WITHOUT_NAME)

    def key(self) -> bytes:
        """Return the key of the decision."""
        return self.opens.opened()

    def shown(self, value: Any, how: Reading) -> OfAll:
        """Return what was worked out; nothing of a kind that was not worked out yet when it was counted."""
        return OfAll(
            widely=frozenset(one.replace("-", "") for one in value.get(WIDELY, ())),
            apart=tuple(
                SidesApart(UUID(statement), UUID(first), UUID(second), word, chance)
                for statement, first, second, word, chance in value.get(APART, ())
            ),
        )


def of_all(standing: Standing) -> OfAll:
    """Return what follows from all counts of the closed rounds, for who takes part, decides or facilitates.

    Withheld is what ``published`` withholds, but for sentences that were taken back since: who reads on looks at what is
    still there.
    """
    rows = Publication.objects.scoped(standing.reader).filter(subject=COUNTED).order_by("round__n")
    kept = [
        _Row(body, Publication.sealed_for(pk), WrappedKey(*key))
        for pk, body, *key in rows.values_list("pk", "body", *KEY)
    ]
    found = [visible.value for visible in disclose_kept(standing.viewer, kept)]
    return OfAll(
        widely=frozenset().union(*(one.widely for one in found)),
        apart=tuple(apart for one in found for apart in one.apart),
    )
