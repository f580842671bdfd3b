"""What is open of what was released, as everybody reads it: the same for who decides, takes part and facilitates."""

from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.topics.queries import TopicSeen, latest

NOBODY = UUID(int=0)
DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSeen:
    """A topic that is open. ``key`` stays while the topic is about the same; ``here``: it bears on this commitment."""

    key: str
    pattern: str
    title: str
    about: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTopics:
    """What is open; ``analysed`` False: nothing was worked out yet, which is not the same as nothing being open.

    ``done_kinds``: which kind of "done" a shared sentence was marked as.
    """

    analysed: bool
    topics: tuple[OpenSeen, ...]
    done_kinds: tuple[tuple[UUID, str], ...] = ()


def left_open(standing: Standing, commitment: UUID) -> OpenTopics:
    """Return the topics of the shared picture, those that bear on this commitment first.

    Withheld from everybody alike: what was not released, whose it is, and what the facilitator alone reads.
    """
    anybody = replace(standing, seat=NOBODY, side=NOBODY, roles=frozenset({Role.PARTICIPANT}))
    seen = latest(anybody)
    if seen is None:
        return OpenTopics(analysed=False, topics=())
    keys: dict[str, int] = {}
    found = []
    for topic in sorted(seen.topics, key=_what):
        key = _key(topic)
        keys[key] = keys.get(key, 0) + 1
        found.append(
            OpenSeen(
                key=key if keys[key] == 1 else f"{key}.{keys[key]}",
                pattern=topic.pattern,
                title=topic.title,
                about=topic.about,
                here=any(one.id == commitment for one in topic.commitments),
            )
        )
    rank = {topic.key: n for n, topic in enumerate(seen.topics)}
    order = {
        row.key: rank[topic.key] for row, topic in zip(found, sorted(seen.topics, key=_what), strict=True)
    }
    return OpenTopics(
        analysed=True,
        topics=tuple(sorted(found, key=lambda row: (not row.here, order[row.key]))),
        done_kinds=seen.done_kinds,
    )


def _what(topic: TopicSeen) -> tuple[object, ...]:
    """Return what a topic is about, in ids that no language changes."""
    return (
        topic.pattern,
        sorted(topic.sides),
        sorted(str(sentence.id) for sentence in topic.sentences),
        sorted(str(one.id) for one in topic.commitments),
        sorted(topic.absent_groups),
        topic.key,
    )


def _key(topic: TopicSeen) -> str:
    *about, _ = _what(topic)
    return f"{topic.pattern}.{sha256(repr(about).encode()).hexdigest()[:DIGITS]}"
