"""The shape in which a topic over time leaves this context: frozen, in words, for one reader."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSeen:
    """Something that happened to a topic. ``on``, ``by`` and ``reason`` are for the facilitator alone."""

    what: str
    words: str
    cause: str
    on: date | None = None
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingSeen:
    """Whether the holder was asked to share it, for the facilitator; a no and no answer look the same."""

    seat: UUID
    asked_on: date | None
    given: bool
    taken_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySeen:
    """How a topic stands now and what happened to it before, in order.

    ``id``, ``since`` and ``sharing`` are for the facilitator; to others they are None.
    """

    id: UUID | None
    stands: str
    words: str
    since: date | None
    events: tuple[EventSeen, ...]
    sharing: SharingSeen | None

    @property
    def aside(self) -> bool:
        """True while the facilitator has set it aside."""
        return self.stands == "set_aside"

    @property
    def closed(self) -> bool:
        """True while it is closed: by a text everybody concerned confirmed, or because answers changed."""
        return self.stands == "closed"

    @property
    def reason(self) -> str:
        """Why it was last set aside."""
        return next((e.reason for e in reversed(self.events) if e.reason), "")

    @property
    def came_back(self) -> bool:
        """True when it was set aside and came up again because it changed."""
        return self.stands == "reopened" and "set_aside" in [e.what for e in self.events[-2:]]
