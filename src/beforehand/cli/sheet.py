"""What one reader gets of an analysis: everything here passed the one door, and nothing else is rendered.

Withheld from everybody but the facilitator: how many answered, the relations between sides, the names behind a topic,
and keys that would spell them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from beforehand.engine.inputs import Picture, Statement
from beforehand.engine.results import (
    Analysis,
    Conversation,
    Counts,
    Hardness,
    QuestionSuggestion,
    RelationRange,
    RoomStep,
    Topic,
)
from beforehand.engine.runs import public_id
from beforehand.vault.disclose import Readers, Reading, Run, Visible, disclose, reading
from beforehand.vault.viewer import Viewer, ViewerKind


@dataclass(frozen=True, slots=True)
class Frame:
    """What everybody in the decision may know: the commitments, how hard they are, and the room left."""

    readers: Readers
    day: date
    similarity: str
    uncalibrated: bool
    hardness: tuple[Hardness, ...]
    room_left: tuple[RoomStep, ...]


@dataclass(frozen=True, slots=True)
class Backstage:
    """What only the facilitator works with: how many answered, the relations, suggested questions."""

    readers: Readers
    counts: Counts
    relations: tuple[RelationRange, ...]
    questions: tuple[QuestionSuggestion, ...]
    reproducible: bool
    gap: float


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as this reader may read it; ``author`` None is "without name"."""

    text: str
    author: str | None
    field: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All one reader gets, in the order in which it is shown."""

    viewer: Viewer
    frame: Visible[Frame]
    topics: tuple[Visible[Topic], ...]
    planned: tuple[Visible[Conversation], ...]
    unplanned: tuple[Visible[Conversation], ...]
    invited: tuple[Visible[Conversation], ...]
    backstage: Visible[Backstage] | None
    next: tuple[str, ...]
    uncovered: tuple[str, ...]  # not in the next few conversations
    unserved: tuple[str, ...]  # in no conversation at all
    sentences: Mapping[str, Said]

    @property
    def facilitates(self) -> bool:
        """True for the facilitator's own sheet."""
        return self.viewer.kind is ViewerKind.FACILITATOR

    def topic(self, key: str) -> Visible[Topic] | None:
        """Return the topic with this key if it exists for the reader."""
        return next((t for t in self.topics if t.value.key == key), None)

    def conversation(self, key: str) -> Visible[Conversation] | None:
        """Return the conversation with this key if it exists for the reader."""
        return next((c for c in (*self.planned, *self.unplanned) if c.value.key == key), None)

    def handle(self, topic: Visible[Topic]) -> str:
        """Return what this reader calls a topic: its key, or a name that spells nobody."""
        value = topic.value
        if self.facilitates:
            return value.key
        alike = [t.value.key for t in self.topics if t.value.pattern == value.pattern]
        return value.pattern if len(alike) == 1 else f"{value.pattern}.{alike.index(value.key) + 1}"


def run_for(viewer: Viewer) -> Run:
    """Return the run whose results exist for this reader."""
    return Run.FACILITATOR if viewer.kind is ViewerKind.FACILITATOR else Run.SHARED


def sheet(
    viewer: Viewer, picture: Picture, analysis: Analysis, texts: Mapping[str, str] | None = None
) -> Sheet:
    """Let the reader's share of ``analysis`` through the door.

    Parameters
    ----------
    picture
        The decision; sentences are taken from it, by the release their writers chose.
    texts
        The sentences in the reader's language, by id; what is not in it is taken as the picture has it.
    analysis
        Made in the run that exists for this reader (:func:`run_for`).

    Raises
    ------
    ValueError
        When the analysis was made in the other run.
    """
    if analysis.run is not run_for(viewer):
        raise ValueError(f"the {analysis.run} run is not for this reader")
    readers = Readers(analysis.run)
    frame = Frame(
        readers=readers,
        day=analysis.day,
        similarity=analysis.similarity,
        uncalibrated=analysis.uncalibrated,
        hardness=analysis.hardness,
        room_left=analysis.room_left,
    )
    backstage = Backstage(
        readers=Readers(Run.FACILITATOR),
        counts=analysis.counts,
        relations=analysis.relations,
        questions=analysis.questions,
        reproducible=analysis.plan.reproducible,
        gap=analysis.plan.gap,
    )
    topics = tuple(disclose(viewer, analysis.topics))
    planned = tuple(disclose(viewer, analysis.plan.conversations))
    keys = {t.value.key for t in topics}
    return Sheet(
        viewer=viewer,
        frame=_one(disclose(viewer, [frame])),
        topics=topics,
        planned=planned,
        unplanned=tuple(disclose(viewer, analysis.plan.unplanned)),
        invited=tuple(disclose(viewer, analysis.invited)),
        backstage=next(iter(disclose(viewer, [backstage])), None),
        next=tuple(k for k in analysis.next.conversations if any(k == c.value.key for c in planned)),
        uncovered=tuple(k for k in analysis.next.uncovered if k in keys),
        unserved=tuple(k for k in analysis.plan.uncovered if k in keys),
        sentences=_sentences(viewer, picture, texts or {}),
    )


def _sentences(viewer: Viewer, picture: Picture, texts: Mapping[str, str]) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for seat in picture.seats:
        for statement in seat.statements:
            read = _read(viewer, statement, seat.side, texts.get(statement.id, statement.text))
            if read is None:
                continue
            key = statement.id if viewer.kind is ViewerKind.FACILITATOR else public_id(statement)
            found[key] = replace(read, author=None) if key in found else read
    return found


def _read(viewer: Viewer, statement: Statement, side: str, text: str) -> Said | None:
    how = reading(viewer, author=statement.author, side=side, release=statement.release)
    if how is Reading.NOT:
        return None
    author = statement.author if how is Reading.WITH_NAME else None
    return Said(text=text, author=author, field=statement.field.value)


T = TypeVar("T")


def _one(rows: list[T]) -> T:
    (row,) = rows
    return row
