"""How a waiting message becomes a letter: at the moment it is sent, by whoever knows its kind.

The outbox itself knows no person, no decision and no word of a letter. A context registers a renderer per kind.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Due:
    """A message that is about to be sent: ids and fixed words only."""

    id: UUID
    kind: str
    recipient: UUID
    subject_id: UUID | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """What a calendar makes of a letter: iCalendar (RFC 5545) and its method, REQUEST or CANCEL."""

    method: str
    ical: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes out. It exists while it is sent and is stored nowhere, except in demo mode to be read.

    ``calendar`` goes beside the text as another form of the same letter, so mail programs offer to keep it.
    """

    to: str = field(repr=False)
    subject: str
    text: str = field(repr=False)
    html: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    calendar: CalendarPart | None = field(default=None, repr=False)


Renderer = Callable[[Due], Letter | None]
RENDERERS: dict[str, Renderer] = {}


def renders(kind: str) -> Callable[[Renderer], Renderer]:
    """Register the renderer of one kind. It returns None when the message is not wanted any more.

    Raises
    ------
    ValueError
        When the kind has a renderer already.
    """

    def keep(renderer: Renderer) -> Renderer:
        if kind in RENDERERS:
            raise ValueError(f"there is a renderer for {kind!r} already")
        RENDERERS[kind] = renderer
        return renderer

    return keep
