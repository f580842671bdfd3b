"""Topics over time on their way through the door: bodies and reasons, sealed under the key of the decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from beforehand.perspectives.choices import Release
from beforehand.topics.models import RunScope, Topic, TopicEvent
from beforehand.vault.disclose import Reading
from beforehand.vault.models import DataKey
from beforehand.vault.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicBody:
    """A topic as it was kept: what the last analysis said of it, how it stands, and since when."""

    id: UUID
    pattern: str
    anchor: str
    body: Mapping[str, Any]
    stands: str
    first_at: datetime
    last_at: datetime

    @property
    def key(self) -> str:
        """What the run called it that said this."""
        return str(self.body["key"])

    @property
    def parts(self) -> tuple[Mapping[str, Any], ...]:
        """All it says: several when there are topics nobody may tell apart."""
        return (self.body, *self.body.get("alike", ()))

    @property
    def holders(self) -> frozenset[str]:
        """On whom it rests, when it rests on people whose consent it needs."""
        return frozenset(self.body["holders"])


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TopicRow:
    """A topic. Nobody is its author; it goes where the run goes in which it was seen."""

    row: Topic
    data_key: DataKey
    author: str = field(default="", init=False)
    side: str = field(default="", init=False)

    @property
    def release(self) -> int:
        """Who may read it."""
        return release_of(self.row.scope)

    @property
    def body(self) -> Sealed:
        """What is sealed."""
        body: Sealed = self.row.body
        return body

    @property
    def about(self) -> str:
        """The place it was sealed for."""
        return self.row.about

    def key(self) -> bytes:
        """Return the data key of the decision."""
        return self.data_key.opened()

    def shown(self, value: Any, how: Reading) -> TopicBody:
        """Return it as this context reads it."""
        return TopicBody(
            id=self.row.pk,
            pattern=self.row.pattern,
            anchor=self.row.anchor,
            body=value,
            stands=self.row.standing,
            first_at=self.row.first_at,
            last_at=self.row.last_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReasonRow:
    """What a facilitator wrote when setting a topic aside; for facilitators alone."""

    row: TopicEvent
    data_key: DataKey
    author: str = field(default="", init=False)
    side: str = field(default="", init=False)
    release: int = field(default=int(Release.FACILITATOR), init=False)

    @property
    def body(self) -> Sealed:
        """What is sealed."""
        reason: Sealed = self.row.reason
        return reason

    @property
    def about(self) -> str:
        """The place it was sealed for."""
        return reason_place(self.row.topic_id, self.row.seq)

    def key(self) -> bytes:
        """Return the data key of the decision."""
        return self.data_key.opened()

    def shown(self, value: Any, how: Reading) -> str:
        """Return the words."""
        return str(value["text"])


def reason_place(topic: UUID, seq: int) -> str:
    """Return what a reason is sealed for."""
    return f"topics.topicevent.reason:{topic}:{seq}"


def release_of(scope: str) -> int:
    """Return who may read what a run of this scope says."""
    alone = scope == RunScope.FACILITATOR
    return int(Release.FACILITATOR if alone else Release.ALL_WITHOUT_NAME)
