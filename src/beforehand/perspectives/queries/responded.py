"""What somebody answered to others, for that person alone: complete, also when a sentence can be read no more."""

from dataclasses import dataclass
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.perspectives.models import MirrorJudgement, Reaction
from beforehand.perspectives.queries.dealt import AnsweredRow
from beforehand.perspectives.queries.published import (
    MAY_CHANGE,
    MIRROR,
    STATEMENT,
    answer_in_words,
)
from beforehand.perspectives.queries.shared import shared_sentences
from beforehand.vault.door import disclose_kept
from beforehand.vault.guard import Author
from beforehand.vault.viewer import Viewer, ViewerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Responded:
    """One answer: in which round, to which sentence, and what. ``text`` is empty when it can no longer be read."""

    round: int
    text: str
    lang: str
    said: str
    more: str


def own_responses(standing: Standing) -> tuple[Responded, ...]:
    """Return what this person answered to sentences of others, in the order of the cards.

    Withheld: who wrote those sentences, and the words of one that was narrowed since.
    """
    viewer = Viewer(ViewerKind.OUTSIDER, str(standing.seat))
    found: list[tuple[int, UUID, str, str]] = []
    for model, kind in ((Reaction, STATEMENT), (MirrorJudgement, MIRROR)):
        rows = model.objects.scoped(Author(standing.seat)).filter(body__isnull=False)
        for row in rows.select_related("seat__data_key", "round").order_by("round__n", "place", "pk"):
            for visible in disclose_kept(viewer, [AnsweredRow(row=row)]):
                more = answer_in_words(f"{kind}.{MAY_CHANGE}") if visible.value.may_change else ""
                said = answer_in_words(f"{kind}.{visible.value.value}")
                found.append((row.round.n, row.statement_id, said, more))
    told_of = {statement for _, statement, _, _ in found}
    texts = {one.value.id: one.value for one in shared_sentences(standing, only=told_of)} if found else {}
    return tuple(
        Responded(
            round=number,
            text=texts[statement].text if statement in texts else "",
            lang=texts[statement].lang if statement in texts else "",
            said=said,
            more=more,
        )
        for number, statement, said, more in found
    )
