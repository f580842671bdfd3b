"""All the knowledge together, and how to find one entry in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from beforehand.knowledge.commitments import HardnessMark
from beforehand.knowledge.confidentiality import Confidentiality
from beforehand.knowledge.conversations import ConversationType
from beforehand.knowledge.entries import Entry
from beforehand.knowledge.form import Form
from beforehand.knowledge.glasl import Glasl
from beforehand.knowledge.glossary import Term
from beforehand.knowledge.instruments import Instruments
from beforehand.knowledge.patterns import Pattern
from beforehand.knowledge.roles import Role, RoleModel
from beforehand.knowledge.rules import Rule
from beforehand.knowledge.sources import Source
from beforehand.knowledge.text import Text
from beforehand.knowledge.uncalibrated import UncalibratedNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """The domain knowledge, frozen and checked.

    An entry is found by its address. Kinds whose ids would collide have a prefix: ``term:hardness``,
    ``instrument:CEQ``, ``field:question``, ``form:needs``, ``commitment:contract``, ``planning:load_bearing``,
    ``agreement:apart``, ``access:decider``, ``retention:answers``. Glasl's stages are ``stage3`` (``trap3`` works
    too), because G1 to G12 are the rules for figures; a signal is ``G3a``. Capitals do not matter, and a word of the
    glossary is found by itself in either language when no entry has that address.
    """

    patterns: Mapping[str, Pattern]
    rules: Mapping[str, Rule]
    conversation_types: Mapping[str, ConversationType]
    precedence: Mapping[str, Text]
    answer_fields: Mapping[str, Text]
    conventions: tuple[Text, ...]
    hardness_marks: Mapping[str, HardnessMark]
    commitment_types: tuple[str, ...]
    commitment_names: Mapping[str, Text]
    glasl: Glasl
    roles: Mapping[str, Role]
    role_model: RoleModel
    terms: tuple[Term, ...]
    glossary_note: Text
    form: Form
    confidentiality: Confidentiality
    instruments: Instruments
    planning: Mapping[str, float]
    planning_numbers: Mapping[str, UncalibratedNumber]
    agreement: Mapping[str, float]
    agreement_numbers: Mapping[str, UncalibratedNumber]
    sources: Mapping[str, Source]
    index: Mapping[str, Entry] = field(repr=False)
    aliases: Mapping[str, str] = field(repr=False)

    def ids(self) -> tuple[str, ...]:
        """Return the address of every entry."""
        return tuple(self.index)

    def entry(self, id: str) -> Entry | None:
        """Return the entry at an address, or None when there is none."""
        found = self.index.get(id)
        if found is not None:
            return found
        alias = self.aliases.get(id.strip().casefold())
        return None if alias is None else self.index[alias]


def other_names(index: Mapping[str, Entry], terms: tuple[Term, ...], glasl: Glasl) -> dict[str, str]:
    """Return the other names under which entries are found, in small letters.

    An address in other capitals comes first, then ``trap3``, then the words of the glossary.
    """
    names = {address.casefold(): address for address in index}
    for stage in glasl.stages:
        names.setdefault(f"trap{stage.n}", stage.id)
    for term in terms:
        names.setdefault(term.id.partition(":")[2].casefold(), term.id)
        for word in (term.nl, term.en):
            names.setdefault(word.casefold(), term.id)
    return names
