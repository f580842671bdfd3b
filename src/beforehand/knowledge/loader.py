"""Load the knowledge: read every file, check what leans on what, refuse all faults at once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from beforehand.knowledge.agreement import read_agreement
from beforehand.knowledge.commitments import read_commitments
from beforehand.knowledge.confidentiality import read_confidentiality
from beforehand.knowledge.conversations import read_conversation_types
from beforehand.knowledge.entries import Entry
from beforehand.knowledge.faults import KnowledgeError, Spot
from beforehand.knowledge.form import read_form
from beforehand.knowledge.glasl import read_glasl
from beforehand.knowledge.glossary import read_glossary
from beforehand.knowledge.instruments import read_instruments
from beforehand.knowledge.library import Knowledge, other_names
from beforehand.knowledge.patterns import read_patterns
from beforehand.knowledge.planning import read_planning
from beforehand.knowledge.reading import Piece, Session
from beforehand.knowledge.roles import read_roles
from beforehand.knowledge.rules import read_rules
from beforehand.knowledge.sources import read_sources

FILES = (
    "agreement", "commitments", "confidentiality", "conversation_types", "form", "glasl", "glossary", "instruments",
    "patterns", "planning", "roles", "rules", "sources",
)  # fmt: skip


@cache
def load() -> Knowledge:
    """Return the knowledge that comes with the product; read once per process.

    Raises
    ------
    KnowledgeError
        When the files that were installed are damaged.
    """
    return load_from(Path(__file__).parent / "data")


def load_from(folder: Path) -> Knowledge:
    """Return the knowledge in a folder with one YAML file per subject.

    Raises
    ------
    KnowledgeError
        With every fault, each with its file and line: not YAML, a missing or unknown file or key, a key or id that
        stands twice, an id nothing answers to, a missing language, an empty text, a value that cannot be.
    """
    session = Session()
    for path in folder.glob("*.yaml"):
        if path.stem not in FILES:
            session.fault(Spot(path.name, 1), "this file is not known here")
    knowledge = _read({name: session.open(folder / f"{name}.yaml") for name in FILES}, session)
    if session.faults:
        raise KnowledgeError(session.faults)
    return knowledge


def _read(files: Mapping[str, Piece], session: Session) -> Knowledge:
    sources = read_sources(files["sources"])
    roles = read_roles(files["roles"])
    rules = read_rules(files["rules"])
    names = {role.id: role.name for role in roles.roles.values()}
    catalogue = read_patterns(files["patterns"], names, rules)
    kinds = read_conversation_types(files["conversation_types"])
    hardening = read_commitments(files["commitments"])
    glasl = read_glasl(files["glasl"])
    glossary = read_glossary(files["glossary"])
    form = read_form(files["form"])
    confidentiality = read_confidentiality(files["confidentiality"])
    instruments = read_instruments(files["instruments"])
    numbers, cuts = read_planning(files["planning"]), read_agreement(files["agreement"])
    session.resolve()
    entries: list[Entry] = [
        *catalogue.patterns.values(), *rules.values(), *kinds.conversation_types.values(), *kinds.orders(),
        *roles.roles.values(), *glasl.entries(), *hardening.marks.values(), *hardening.entries(),
        *confidentiality.entries(), *form.entries(), *catalogue.fields(), *instruments.entries(),
        *numbers.values(), *cuts.values(), *glossary.terms, *sources.values(),
    ]  # fmt: skip
    index = {entry.id: entry for entry in entries}
    return Knowledge(
        patterns=catalogue.patterns,
        rules=rules,
        conversation_types=kinds.conversation_types,
        precedence=kinds.precedence,
        answer_fields=catalogue.answer_fields,
        conventions=catalogue.conventions,
        hardness_marks=hardening.marks,
        commitment_types=tuple(hardening.types),
        commitment_names=hardening.types,
        glasl=glasl,
        roles=roles.roles,
        role_model=roles.model,
        terms=glossary.terms,
        glossary_note=glossary.note,
        form=form,
        confidentiality=confidentiality,
        instruments=instruments,
        planning=MappingProxyType({key: number.value for key, number in numbers.items()}),
        planning_numbers=numbers,
        agreement=MappingProxyType({key: number.value for key, number in cuts.items()}),
        agreement_numbers=cuts,
        sources=sources,
        index=MappingProxyType(index),
        aliases=MappingProxyType(other_names(index, glossary.terms, glasl)),
    )
