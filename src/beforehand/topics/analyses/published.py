"""What was published of what people answered to each other, as the engine reads it: counts, never an answer.

What was not published does not exist for the Analyst either: for who facilitates no topic rests on it (G8).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast
from uuid import UUID

from beforehand.decisions.models import Decision
from beforehand.engine import inputs
from beforehand.engine.inputs import MIRROR, Field, PublishedFigure
from beforehand.perspectives.choices import Release, RoundKind
from beforehand.perspectives.models import Publication, Round
from beforehand.perspectives.queries.published import MIRROR as PICTURE
from beforehand.perspectives.queries.published import STATEMENT
from beforehand.topics.analyses.happenings import Rows
from beforehand.vault.disclose import Reading
from beforehand.vault.door import Kept, open_for
from beforehand.vault.processes.analyst import analyst
from beforehand.vault.sealed import Sealed

LEAST = int(Release.ALL_WITHOUT_NAME)


@dataclass(frozen=True, slots=True)
class _Row:
    """One publication on its way to the engine; of nobody, and released to everybody."""

    subject: str
    body: Sealed
    about: str
    opens: bytes
    author: str = ""
    side: str = ""
    release: int = LEAST

    def key(self) -> bytes:
        """Return the key of the decision."""
        return self.opens

    def shown(self, value: Any, how: Reading) -> None:
        """Show it to nobody."""


def with_published(rows: Rows, figures: tuple[PublishedFigure, ...]) -> Rows:
    """Add what was published here to what a file brought along."""
    return {**rows, "published": (*rows["published"], *figures)}


def published_figures(
    row: Decision, statements: Mapping[str, Iterable[inputs.Statement]], side_of: Mapping[str, str]
) -> tuple[PublishedFigure, ...]:
    """Return the published counts about sentences that are still shared, in an order that means nothing.

    About a card the subject is the sentence. About pictures the counts of one side's pictures of another are taken
    together, with the side that pictured in the subject. That there was a round on the mirror is one figure more,
    without answers.
    """
    shared = {s.id: s for said in statements.values() for s in said if s.release >= LEAST}
    found: list[PublishedFigure] = []
    pictures: dict[tuple[str, str], Counter[str]] = {}
    for kind, about, block in _blocks(row):
        sentence = shared.get(about)
        if sentence is None:
            continue
        side = block["sides"][0] if block["sides"] else None
        if kind == STATEMENT:
            found.append(_figure(about, side, block["counts"]))
        elif kind == PICTURE and side is not None and sentence.field is Field.MIRROR:
            between = (side_of[sentence.author], side)
            pictures.setdefault(between, Counter()).update(block["counts"])
    found += [_figure(f"{MIRROR}:{by}", side, counts) for (by, side), counts in sorted(pictures.items())]
    if Round.objects.filter(decision=row, kind=RoundKind.MIRROR, closed_at__isnull=False).exists():
        found.append(_figure(MIRROR, None, {}))
    return tuple(found)


def _blocks(row: Decision) -> Iterable[tuple[str, str, Mapping[str, Any]]]:
    rows = Publication.objects.scoped(analyst(row.pk)).filter(
        round__closed_at__isnull=False, subject__contains=":"
    )
    key = row.data_key.opened()
    kept = [_Row(one.subject, one.body, one.about, key) for one in rows.order_by("round__n", "subject")]
    for opened, body in open_for(analyst(row.pk), cast(Iterable[Kept[object]], kept), least=LEAST):
        kind, _, about = cast(_Row, opened).subject.partition(":")
        for block in body["blocks"]:
            yield kind, str(UUID(about)), block


def _figure(subject: str, side: str | None, counts: Mapping[str, int]) -> PublishedFigure:
    held = MappingProxyType(dict(sorted(counts.items())))
    return PublishedFigure(subject=subject, side=side, answers=sum(held.values()), counts=held)
