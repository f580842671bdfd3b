"""What may be shown to whom: a requirement, with the numbers it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beforehand.knowledge import labels
from beforehand.knowledge.conversations import COUNTRIES
from beforehand.knowledge.entries import Entry, Paragraph, Sentence
from beforehand.knowledge.reading import Piece
from beforehand.knowledge.text import Text

LEVEL = Text("wie mag dit lezen", "who may read this")
NEVER = Text("wordt nooit getoond", "is never shown")
ALWAYS = Text("is altijd te zien", "can always be seen")
AGGREGATION = Text("wanneer een getal bestaat", "when a figure exists")
LAW = Text("wet ({})", "law ({})")
RETENTION = Text("hoe lang het blijft", "how long it stays")
ACCESS = Text("wat iemand ziet: {}", "what somebody sees: {}")
MISUSE = Text("tegen misbruik", "against misuse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """One legal rule and the country it holds in (EU for all)."""

    id: str
    country: str
    text: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weaponising:
    """How the picture could be turned against people, and the rule that prevents it."""

    id: str
    risk: Text
    rule: Text
    sources: tuple[str, ...] = ()
    grade: str | None = None

    @property
    def title(self) -> Text:
        """What kind of rule it is."""
        return MISUSE

    def paragraphs(self) -> list[Paragraph]:
        """Return the risk and the rule."""
        return [(labels.RISK, self.risk), (labels.RULE, self.rule)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long something stays: ``days`` after ``since`` (the talk or the decision)."""

    id: str
    days: int
    since: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What one kind of reader sees."""

    role: str
    name: Text
    sees: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidentiality:
    """What ``confidentiality.yaml`` holds; ``numbers`` are the fewest people for what they name."""

    principle: Text
    release_levels: Mapping[int, Text]
    never_show: tuple[Sentence, ...]
    always_show: tuple[Sentence, ...]
    aggregation: tuple[Sentence, ...]
    law: tuple[Law, ...]
    weaponising: tuple[Weaponising, ...]
    retention: tuple[Retention, ...]
    roles_access: tuple[Access, ...]
    numbers: Mapping[str, int]

    def entries(self) -> list[Entry]:
        """Return everything in it as entries."""
        levels = [
            Sentence(id=f"release{n}", title=LEVEL, label=labels.EXPLANATION, text=text)
            for n, text in self.release_levels.items()
        ]
        laws = [
            Sentence(
                id=law.id,
                title=_with(LAW, law.country, law.country),
                label=labels.RULE,
                text=law.text,
                sources=law.sources,
            )
            for law in self.law
        ]
        kept = [
            Sentence(id=f"retention:{r.id}", title=RETENTION, label=labels.RULE, text=r.text)
            for r in self.retention
        ]
        access = [
            Sentence(
                id=f"access:{a.role}",
                title=_with(ACCESS, a.name.nl, a.name.en),
                label=labels.EXPLANATION,
                text=a.sees,
            )
            for a in self.roles_access
        ]
        rules = [*self.never_show, *self.always_show, *self.aggregation]
        return [*levels, *rules, *laws, *self.weaponising, *kept, *access]


def _with(words: Text, nl: str, en: str) -> Text:
    return Text(words.nl.format(nl), words.en.format(en))


def read_confidentiality(top: Piece) -> Confidentiality:
    """Read ``confidentiality.yaml``."""
    page = top.record(
        "principle release_levels never_show always_show aggregation law weaponising retention"
        " roles_access numbers"
    )
    levels = {}
    for piece in page["release_levels"].items():
        row = piece.record("id nl en")
        levels[int(row["id"].define("release level", "release{}") or 0)] = row.text()
    return Confidentiality(
        principle=page["principle"].text(),
        release_levels=MappingProxyType(levels),
        never_show=tuple(_read_rule(piece, NEVER) for piece in page["never_show"].items()),
        always_show=tuple(_read_rule(piece, ALWAYS) for piece in page["always_show"].items()),
        aggregation=tuple(_read_rule(piece, AGGREGATION) for piece in page["aggregation"].items()),
        law=tuple(_read_law(piece) for piece in page["law"].items()),
        weaponising=tuple(_read_weaponising(piece) for piece in page["weaponising"].items()),
        retention=tuple(_read_retention(piece) for piece in page["retention"].items()),
        roles_access=tuple(_read_access(piece) for piece in page["roles_access"].items()),
        numbers=MappingProxyType({key.word(): value.whole() for key, value in page["numbers"].pairs()}),
    )


def _read_rule(piece: Piece, title: Text) -> Sentence:
    row = piece.record("id nl en", "sources patterns")
    return Sentence(
        id=row["id"].define("rule of confidentiality"),
        title=title,
        label=labels.RULE,
        text=row.text(),
        sources=row.refers("sources", "source"),
        patterns=row.refers("patterns", "pattern"),
    )


def _read_law(piece: Piece) -> Law:
    row = piece.record("id country nl en sources")
    return Law(
        id=row["id"].define("rule of confidentiality"),
        country=row["country"].one_of(COUNTRIES),
        text=row.text(),
        sources=row["sources"].refers("source"),
    )


def _read_weaponising(piece: Piece) -> Weaponising:
    row = piece.record("id risk rule")
    return Weaponising(
        id=row["id"].define("rule of confidentiality"), risk=row["risk"].text(), rule=row["rule"].text()
    )


def _read_retention(piece: Piece) -> Retention:
    row = piece.record("id days since nl en")
    return Retention(
        id=row["id"].define("retention", "retention:{}"),
        days=row["days"].whole(),
        since=row["since"].one_of(("talk", "decision")),
        text=row.text(),
    )


def _read_access(piece: Piece) -> Access:
    row = piece.record("role name sees")
    return Access(
        role=row["role"].define("reader", "access:{}"), name=row["name"].text(), sees=row["sees"].text()
    )
