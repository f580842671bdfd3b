"""The engine's values in the reader's language: texts of the knowledge, words of the catalogue, names of the frame."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from beforehand.knowledge import Knowledge, load
from beforehand.knowledge.patterns import Pattern
from beforehand.knowledge.rules import Rule
from beforehand.locale import Words, catalogue, meaning
from beforehand.topics.queries.kept import EvidenceKept, Latest, RelationKept, TopicKept
from beforehand.topics.queries.naming import Names
from beforehand.topics.queries.seen import BeforeSeen, HelpSeen, SourceSeen


@dataclass(frozen=True)
class Saying:
    """Says results to one reader. ``facilitates``: only then are people named with what they hold."""

    lore: Knowledge
    words: Words
    names: Names
    facilitates: bool

    def knows(self, pattern: str) -> Pattern | Rule | None:
        """Return the pattern or rule with this id."""
        return self.lore.patterns.get(pattern) or self.lore.rules.get(pattern)

    def title(self, pattern: str) -> str:
        """Say what there is to talk about; for a rule, what its check saw."""
        known = self.knows(pattern)
        if isinstance(known, Rule) and known.seen is not None:
            return capital(known.seen.say(self.words.lang))
        return capital(known.title.say(self.words.lang)) if known else pattern

    def reading(self, pattern: str) -> str:
        """Say what it may mean."""
        known = self.knows(pattern)
        if isinstance(known, Pattern):
            return sentence(known.reading.say(self.words.lang))
        return sentence(known.rule.say(self.words.lang)) if known else ""

    def about(self, topic: TopicKept) -> str:
        """Say what this one is about: whom, which commitment, between which sides; names for the facilitator alone."""
        return self.about_ids(topic.anchor)

    def about_ids(self, ids: Sequence[str]) -> str:
        """Say what the ids a topic is known by are about."""
        names = self.names
        people = names.who(ids)
        if people and not self.facilitates:
            return ""
        sides = [names.sides[i] for i in ids if i in names.sides]
        between = " – ".join(sides) if len(sides) == 2 else self.words.listed(sides)
        things = [names.groups[i] for i in ids if i in names.groups]
        things += [names.commitments[i].title for i in ids if i in names.commitments]
        said = [part for part in (self.words.listed(people), *things, between) if part]
        return "".join(said) if len(said) < 2 else f"{said[0]} ({'; '.join(said[1:])})"

    def evidence(self, row: EvidenceKept) -> str:
        """Say one thing a topic rests on, never the figure itself."""
        lead = meaning.LEAD.get(row.kind, "{what}")
        what = dict.fromkeys(said for said in map(self._thing, row.refs) if said)
        told = "; ".join(what) or "–"
        if row.kind == "missing":
            return _("Not filled in yet: %(what)s.") % {"what": told}
        return sentence(self.words.say(lead, what=told))

    def grade(self, pattern: str) -> tuple[str, str]:
        """Return the evidence grade and what it means."""
        known = self.knows(pattern)
        grade = (known.grade if known else None) or ""
        told = [self.words.say(meaning.GRADE[g]) for g in grade.split("/") if g in meaning.GRADE]
        return grade, sentence("; ".join(told))

    def rules(self, pattern: str) -> tuple[str, ...]:
        """Say the rules it rests on."""
        known = self.knows(pattern)
        keys = known.rules if isinstance(known, Pattern) else (pattern,)
        rules = self.lore.rules
        return tuple(capital(rules[k].title.say(self.words.lang)) for k in keys if k in rules)

    def sources(self, keys: Iterable[str]) -> tuple[SourceSeen, ...]:
        """Return sources with citation and address."""
        found = (self.lore.sources.get(key) for key in dict.fromkeys(keys))
        return tuple(
            SourceSeen(id=s.id, cite=s.cite, url=s.url or "", verified=s.verified)
            for s in found
            if s is not None
        )

    def helps(self, pattern: str) -> tuple[HelpSeen, ...]:
        """Say what may help, by role."""
        known = self.knows(pattern)
        if not isinstance(known, Pattern):
            return ()
        lang = self.words.lang
        return tuple(HelpSeen(role=self.role(r), words=m.say(lang)) for r, m in known.moves.items())

    def avoid(self, pattern: str) -> str:
        """Say what to avoid."""
        known = self.knows(pattern)
        return known.avoid.say(self.words.lang) if isinstance(known, Pattern) else ""

    def role(self, key: str) -> str:
        """Say a change role."""
        role = self.lore.roles.get(key)
        return role.title.say(self.words.lang) if role else ""

    def kind(self, key: str) -> str:
        """Say a kind of conversation."""
        kind = self.lore.conversation_types.get(key)
        return capital(kind.name.say(self.words.lang)) if kind else ""

    def before(self, latest: Latest) -> BeforeSeen:
        """Return until when it can be talked about in time."""
        named = self.names.commitments.get(latest.commitment or "")
        return BeforeSeen(day=latest.day, commitment=named, passed=latest.passed)

    def relation(self, row: RelationKept) -> str:
        """Say what there is to say between two sides; "not enough to say" is a normal answer."""
        words = self.words
        if row.too_small:
            return words.say("a side is too small to say anything")
        if row.low is None or row.high is None:
            said = words.say("not enough to say")
        elif row.low == row.high:
            said = words.say("an indication: around stage {n}", n=row.low)
        else:
            said = words.say("an indication: stage {low} to {high}", low=row.low, high=row.high)
        seen_by = self.names.sides.get(row.view_of or "")
        return f"{said} · {words.say('seen by {side} only', side=seen_by)}" if seen_by else said

    def advice(self, row: RelationKept) -> tuple[str, ...]:
        """Say who can help in that range of stages."""
        entries = (self.lore.entry(key) for key in row.advice)
        return tuple(entry.title.say(self.words.lang) for entry in entries if entry)

    def _thing(self, ref: str) -> str:
        if ref in self.names.commitments:
            return self.names.commitments[ref].title
        for named in (self.names.sides, self.names.groups):
            if ref in named:
                return named[ref]
        if ref in self.names.people:
            return ""
        for texts in (meaning.THING, meaning.FIELD):
            if ref in texts:
                return self.words.say(texts[ref])
        signals = {s for stage in self.lore.glasl.stages for s in stage.signals}
        entry = self.lore.entry(ref) if ref in self.lore.hardness_marks or ref in signals else None
        return entry.title.say(self.words.lang) if entry else ""


def saying_for(names: Names, *, facilitates: bool) -> Saying:
    """Return who says results in the language of the page."""
    lang = "en" if (get_language() or "nl").startswith("en") else "nl"
    return Saying(load(), catalogue(lang), names, facilitates)


def capital(text: str) -> str:
    """Return a text with a capital."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return a text as a sentence of its own; nothing stays nothing.

    >>> sentence("others came first")
    'Others came first.'
    """
    return capital(text) if not text or text[-1] in ".?…" else f"{capital(text)}."
