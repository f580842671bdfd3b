"""Names to show for ids: of people, sides, commitments, absent groups and statements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2s
from types import MappingProxyType

from beforehand.decisionfile.decision import DecisionFile
from beforehand.decisionfile.frame import AbsentGroup, Commitment, Side
from beforehand.decisionfile.sentences import said
from beforehand.decisionfile.statements import sentences_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Names(Mapping[str, str]):
    """Names by id, per kind and all together (a person and a side may share an id: then the person's name counts).

    For whoever holds the file: ``statements`` holds the sentences of every level. Whatever is shown to
    somebody else takes only the ids that reader may see.
    """

    people: Mapping[str, str]
    sides: Mapping[str, str]
    commitments: Mapping[str, str]
    absent_groups: Mapping[str, str]
    statements: Mapping[str, str]
    together: Mapping[str, str] = field(repr=False)

    def __getitem__(self, key: str) -> str:
        """Return the name of an id."""
        return self.together[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        return iter(self.together)

    def __len__(self) -> int:
        """Return how many ids have a name."""
        return len(self.together)


def names(decision: DecisionFile, lang: str) -> Names:
    """Return the names of a decision in a language; what has no name is called by its id."""
    people = {person.id: person.name or person.id for person in decision.people}
    sides = {side.id: _name(side, lang) or side.id for side in decision.sides}
    commitments = {moment.id: _name(moment, lang) or moment.id for moment in decision.commitments}
    absent = {absent_id(group): _name(group, lang) or absent_id(group) for group in decision.absent_groups}
    statements = {
        sentence.statement.id: said(sentence.words, lang).strip()
        for person in decision.people
        for sentence in sentences_of(person)
    }
    return Names(
        people=MappingProxyType(people),
        sides=MappingProxyType(sides),
        commitments=MappingProxyType(commitments),
        absent_groups=MappingProxyType(absent),
        statements=MappingProxyType(statements),
        together=MappingProxyType(statements | absent | commitments | sides | people),
    )


def absent_id(group: AbsentGroup) -> str:
    """Return the id of an absent group: its own, or one that follows from its name."""
    if group.id:
        return group.id
    return f"absent.{blake2s((group.nl or group.en or '').encode(), digest_size=4).hexdigest()}"


def _name(named: Side | Commitment | AbsentGroup, lang: str) -> str:
    first, second = (named.nl, named.en) if lang == "nl" else (named.en, named.nl)
    return first or second or ""
