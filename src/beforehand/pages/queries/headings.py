"""Topics under their headings, with where each heading stands."""

from dataclasses import dataclass

from beforehand.topics.queries import Seen, TopicSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """All topics with one title."""

    title: str
    topics: tuple[TopicSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """All kinds of topic under one heading; ``anchor`` is where it stands on the page."""

    anchor: str
    name: str
    kinds: tuple[Kind, ...]

    @property
    def many(self) -> int:
        """How many topics stand under it."""
        return sum(len(kind.topics) for kind in self.kinds)


def headings(seen: Seen | None) -> tuple[Heading, ...]:
    """Return the topics under their headings and titles, both in the order in which they first stand."""
    found: dict[str, dict[str, list[TopicSeen]]] = {}
    for topic in seen.topics if seen else ():
        found.setdefault(topic.heading, {}).setdefault(topic.title, []).append(topic)
    return tuple(
        Heading(
            anchor=f"heading-{n}",
            name=name,
            kinds=tuple(Kind(title=title, topics=tuple(same)) for title, same in kinds.items()),
        )
        for n, (name, kinds) in enumerate(found.items(), 1)
    )
