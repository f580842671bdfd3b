"""What ids are called for one reader: names of the frame, which all in the decision read, and sentences as released."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.models import AbsentGroup, Commitment, Seat, Side
from beforehand.perspectives.queries import Said, statements_for
from beforehand.topics.queries.seen import CommitmentSeen, SentenceSeen
from beforehand.vault.disclose import Release, Visible
from beforehand.vault.prepared import Prepared


@dataclass(frozen=True)
class Names:
    """Names by the id as text."""

    people: Mapping[str, str]
    sides: Mapping[str, str]
    commitments: Mapping[str, CommitmentSeen]
    groups: Mapping[str, str]
    said: Mapping[str, Said]

    def who(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the names of people, in this order; somebody who left is not named."""
        return tuple(self.people[i] for i in ids if i in self.people)

    def which(self, ids: Iterable[str]) -> tuple[CommitmentSeen, ...]:
        """Return commitments; one that was removed meanwhile is not there."""
        return tuple(self.commitments[i] for i in ids if i in self.commitments)


def names_for(
    standing: Standing, *, sentences: bool = True, among: Iterable[Visible[Said]] | None = None
) -> Names:
    """Return what ids are called; sentences only when asked, as far as ``statements_for`` gives them to this reader.

    Sentences somebody has read for this reader already come as ``among`` and are not read again.
    """
    said = (statements_for(standing) if among is None else among) if sentences else ()
    people, sides, commitments, groups = (kept.rows(decision=standing.decision) for kept in _CALLED)
    return Names(
        people={str(i): name for i, name in people},
        sides={str(i): name for i, name in sides},
        commitments={str(i): CommitmentSeen(id=i, title=t, day=d) for i, t, d in commitments},
        groups={str(i): name for i, name in groups},
        said={str(visible.value.id): visible.value for visible in said},
    )


def _called(model: Any, *columns: str) -> Prepared:
    return Prepared(
        lambda at: model.objects.filter(decision_id=at.decision).values_list("pk", *columns),
        {"decision": "id"},
    )


_CALLED = (
    _called(Seat, "person__name"),
    _called(Side, "name"),
    _called(Commitment, "title", "day"),
    _called(AbsentGroup, "name"),
)


def sentence_seen(said: Said, field: str, *, unnamed: bool = False) -> SentenceSeen:
    """Return a sentence as it is shown; ``unnamed`` when several people said the very same."""
    return SentenceSeen(
        id=UUID(str(said.id)),
        field=field,
        text=said.text,
        name="" if unnamed else said.name or "",
        side="" if unnamed else said.side_name or "",
        lang=said.lang,
        alone=said.release == Release.FACILITATOR and not said.own,
    )
