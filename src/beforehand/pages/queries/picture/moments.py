"""The moments that harden the decision: the room left, what is hardest to undo, and how changeable people think it is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from beforehand.decisions.choices import Door
from beforehand.decisions.queries import CommitmentView, Frame
from beforehand.pages.queries.picture.figures import Figures
from beforehand.pages.queries.picture.shapes import Matter, Moment, Told
from beforehand.perspectives.choices import Changeable
from beforehand.perspectives.queries import answer_in_words
from beforehand.topics.queries import RoomStep, Seen, TopicSeen

HARD = {Door.ONE_WAY: 2, Door.HEAVY: 1, Door.TWO_WAY: 0}


def hardest(whole: Frame, steps: Iterable[RoomStep]) -> CommitmentView | None:
    """Return what is hardest to undo of what lies ahead: the door first, then the room it takes, then the nearest."""
    takes = {step.commitment.id: step.share for step in steps}
    return min(
        whole.ahead,
        key=lambda one: (-HARD[one.door], -takes.get(one.id, 0.0), -len(one.marks), one.day),
        default=None,
    )


def moments(whole: Frame, steps: Iterable[RoomStep], figures: Figures) -> tuple[Moment, ...]:
    """Return every moment with the room left after it, and what was published about it."""
    left: Mapping[UUID, int] = {step.commitment.id: round(100 * step.left) for step in steps}
    return tuple(
        Moment(commitment=one, left=left.get(one.id), changeable=_changeable(one.id, figures))
        for one in whole.commitments
    )


def _changeable(commitment: UUID, figures: Figures) -> tuple[Told, ...]:
    return tuple(
        Told(who=answer_in_words(f"changeable.{value}"), words=told.words, figure=told.figure)
        for value in Changeable.values
        for told in figures.told("changeable", commitment, value)
        if not told.who
    )


def matters(seen: Seen | None) -> tuple[Matter, ...]:
    """Return what there is to talk about of the shared run: what it is, and before which moment.

    What is the same about several things stands there once, before the first of their days.
    """
    alike: dict[tuple[str, str], list[TopicSeen]] = {}
    for topic in seen.topics if seen else ():
        alike.setdefault((topic.title, topic.seen), []).append(topic)
    return tuple(_matter(topics) for topics in alike.values())


def _matter(topics: Sequence[TopicSeen]) -> Matter:
    first = min(topics, key=lambda topic: (topic.before.day is None, topic.before.day or date.max))
    return Matter(
        title=first.title,
        about=tuple(dict.fromkeys(topic.about for topic in topics if topic.about)),
        seen=first.seen,
        suggestion=all(topic.suggestion for topic in topics),
        day=first.before.day,
        before=first.before.commitment.title if first.before.commitment else "",
    )
