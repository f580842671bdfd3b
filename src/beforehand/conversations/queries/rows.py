"""What is sealed of a conversation, on its way through the door."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from beforehand.conversations.models import Conversation
from beforehand.conversations.rules import attends
from beforehand.decisions.access import Standing
from beforehand.perspectives.choices import Release
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.models import DataKey
from beforehand.vault.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PartRow:
    """One sealed value of a conversation.

    It counts as the reader's own for who is in the conversation or leads it. Facilitators read the others, unless it is
    confidential: then it is kept as what is for its writer only.
    """

    id: UUID | int
    body: Sealed
    about: str
    data_key: DataKey
    author: str
    release: int
    side: str = field(default="", init=False)

    def key(self) -> bytes:
        """Return the key it is sealed under."""
        return self.data_key.opened()

    def shown(self, value: Any, how: Reading) -> tuple[UUID | int, dict[str, Any]]:
        """Return what it says, and of which row."""
        return self.id, value


def part(
    standing: Standing, row: Conversation, *, id: UUID | int, body: Sealed, about: str, data_key: DataKey
) -> PartRow:
    """Return one sealed value of a conversation as it goes through the door for one reader."""
    mine = attends(standing, row) or row.lead_id == standing.seat
    return PartRow(
        id=id,
        body=body,
        about=about,
        data_key=data_key,
        author=str(standing.seat) if mine else "",
        release=int(Release.ONLY_ME if row.confidential else Release.FACILITATOR),
    )


def opened(standing: Standing, rows: Iterable[PartRow]) -> dict[UUID | int, dict[str, Any]]:
    """Return what this reader may read, by row; the others leave no trace."""
    return dict(visible.value for visible in disclose_kept(standing.viewer, list(rows)))


def bodies(standing: Standing, rows: Iterable[Conversation]) -> dict[UUID | int, dict[str, Any]]:
    """Return the bodies of conversations; each comes with its decision's key."""
    return opened(
        standing,
        (
            part(standing, row, id=row.pk, body=row.body, about=row.about, data_key=row.decision.data_key)
            for row in rows
        ),
    )
