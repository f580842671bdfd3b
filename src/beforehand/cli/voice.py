"""How ids are said to the reader: names from the file, texts from the knowledge, words from the catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from beforehand.cli.sheet import Sheet
from beforehand.engine.results import LatestDate, Topic
from beforehand.knowledge.conversations import ConversationType
from beforehand.knowledge.library import Knowledge
from beforehand.knowledge.patterns import Pattern
from beforehand.knowledge.rules import Rule
from beforehand.locale import Words, meaning
from beforehand.vault.disclose import Visible
from beforehand.vault.viewer import ViewerKind

FEW = 12


@dataclass(frozen=True, slots=True)
class Titles:
    """What the file calls its things, in the reader's language."""

    title: str
    question: str
    people: Mapping[str, str] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    commitments: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, str] = field(default_factory=dict)
    promised: Mapping[str, str] = field(default_factory=dict)  # what a decider answered first, for all to see


class Voice:
    """Says the ids in results."""

    def __init__(self, words: Words, lore: Knowledge, titles: Titles, today: date) -> None:
        self.words = words
        self.lore = lore
        self.titles = titles
        self.today = today

    def day(self, day: date) -> str:
        """Say a day; the year only when it is another one than today's."""
        return self.words.day(day, seen_from=self.today)

    def person(self, key: str) -> str:
        """Say somebody's name."""
        return self.titles.people.get(key, key)

    def people(self, keys: Iterable[str]) -> str:
        """Say several names as one list."""
        return self.words.listed(self.person(k) for k in keys)

    def few(self, said: Iterable[str]) -> list[str]:
        """Return at most a dozen of what is said, and the number of the rest; all of it is in ``--json``."""
        parts = list(dict.fromkeys(said))
        if len(parts) <= FEW + 1:
            return parts
        left = len(parts) - FEW
        return [*parts[:FEW], self.words.several("{count} more", "{count} more", left)]

    def side(self, key: str) -> str:
        """Say the name of a side."""
        return self.titles.sides.get(key, key)

    def relation(self, sides: Iterable[str]) -> str:
        """Say two sides as a relation."""
        return " – ".join(self.side(s) for s in sides)

    def commitment(self, key: str) -> str:
        """Say the name of a commitment."""
        return self.titles.commitments.get(key, key)

    def kind(self, key: str) -> str:
        """Say a kind of conversation."""
        kind = self.conversation_type(key)
        return kind.name.say(self.words.lang) if kind else key

    def conversation_type(self, key: str) -> ConversationType | None:
        """Return what the knowledge says of a kind of conversation."""
        return self.lore.conversation_types.get(key)

    def role(self, key: str) -> str:
        """Say a change role."""
        role = self.lore.roles.get(key)
        return role.title.say(self.words.lang) if role else key

    def third_party(self, key: str) -> str:
        """Say who can help in a range of stages."""
        entry = self.lore.entry(key)
        return entry.title.say(self.words.lang) if entry else key

    def knows(self, pattern: str) -> Pattern | Rule | None:
        """Return the pattern or rule with this id."""
        return self.lore.patterns.get(pattern) or self.lore.rules.get(pattern)

    def topic(self, pattern: str) -> str:
        """Say what there is to talk about; for a rule, what its check saw."""
        known = self.knows(pattern)
        if isinstance(known, Rule) and known.seen is not None:
            return known.seen.say(self.words.lang)
        return known.title.say(self.words.lang) if known else pattern

    def reading(self, pattern: str) -> str:
        """Say what it may mean."""
        known = self.knows(pattern)
        if isinstance(known, Pattern):
            return known.reading.say(self.words.lang)
        return known.rule.say(self.words.lang) if known else ""

    def grade(self, pattern: str) -> str:
        """Return the evidence grade."""
        known = self.knows(pattern)
        return (known.grade if known else None) or ""

    def certainty(self, topic: Topic) -> str:
        """Say how certain a topic is, and why."""
        how = self.words.say(meaning.CERTAINTY[topic.certainty])
        return f"{how} · {self.words.say(meaning.BASIS[topic.basis])}"

    def anchor(self, topic: Visible[Topic]) -> str:
        """Say what this one topic is about: whom, which commitment, which relation; empty for the whole decision.

        A name only to the facilitator: to others a topic is shown without the people behind it.
        """
        ids, titles = topic.value.anchor, self.titles
        if any(i in titles.people for i in ids) and topic.viewer.kind is not ViewerKind.FACILITATOR:
            return ""
        people = self.people(i for i in ids if i in titles.people)
        sides = [i for i in ids if i in titles.sides and i not in titles.people]
        between = self.relation(sides) if len(sides) == 2 else self.words.listed(self.side(s) for s in sides)
        things: Mapping[str, str] = {**titles.groups, **titles.commitments}
        said = [part for part in (people, *(things[i] for i in ids if i in things), between) if part]
        return "".join(said) if len(said) < 2 else f"{said[0]} ({'; '.join(said[1:])})"

    def until(self, latest: LatestDate) -> str:
        """Say until when something can still be talked about in time; empty when nothing lies ahead."""
        if latest.day is None:
            return ""
        if latest.passed:
            return self.words.say("its last day was {day}", day=self.day(latest.day))
        return self.words.say("by {day}", day=self.day(latest.day))

    def topics(self, sheet: Sheet, keys: Iterable[str]) -> str:
        """Say what these topics are about, each kind once, as far as they exist for the reader."""
        seen = (sheet.topic(k) for k in keys)
        names = dict.fromkeys(self.topic(t.value.pattern) for t in seen if t is not None)
        return "; ".join(names)
