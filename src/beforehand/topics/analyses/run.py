"""What the engine says about a picture, as text that can be kept, and which engine said it."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from pydantic import TypeAdapter

from beforehand.engine.inputs import Field, Picture
from beforehand.engine.results import Analysis
from beforehand.knowledge import load
from beforehand.vault.disclose import Release, Run

Kept = dict[str, Any]
"""An analysis on its way into the vault: plain, and made of ids and fixed words."""


def keepable(picture: Picture, run: str) -> Kept:
    """Return what is kept of one run: the analysis, and which sentences stand behind its ids."""
    which = Run(run)
    return {
        "analysis": _form().dump_python(analysed(picture, which), mode="json"),
        "sentences": sentences_by_id(picture, which),
        "done_kinds": done_kinds(picture, which),
    }


def analysed(picture: Picture, run: Run) -> Analysis:
    """Analyse a picture in one run; sentences are compared by meaning where that is installed.

    The model is read once per process and kept, so that a worker waits for it once. The engine is not imported
    before there is something to analyse (docs/decisions/0014).
    """
    from beforehand.engine.analysis import analyse
    from beforehand.engine.similarity import best

    return analyse(picture, load(), run=run, similarity=best())


def dumped(analysis: Analysis) -> str:
    """Return an analysis as JSON."""
    return _form().dump_json(analysis).decode()


def loaded(text: str) -> Analysis:
    """Return the analysis that ``dumped`` wrote."""
    return _form().validate_json(text)


@cache
def _form() -> TypeAdapter[Analysis]:
    return TypeAdapter(Analysis)


def sentences_by_id(picture: Picture, run: Run) -> dict[str, list[str]]:
    """Return which sentences stand behind the ids of a run: in the shared run an id does not tell its author."""
    from beforehand.engine.runs import picture_for, public_id

    found: dict[str, list[str]] = {}
    for statement in picture_for(picture, Run.FACILITATOR).statements:
        key = statement.id if run is Run.FACILITATOR else public_id(statement)
        found.setdefault(key, []).append(statement.id)
    return found


def done_kinds(picture: Picture, run: Run) -> dict[str, str]:
    """Return which kind of "done" each sentence was marked as, of the sentences this run was made from."""
    least = Release.ALL_WITHOUT_NAME if run is Run.SHARED else Release.FACILITATOR
    return {
        statement.id: picture.done_kinds[statement.author].value
        for statement in picture.statements
        if statement.field is Field.DONE
        and statement.author in picture.done_kinds
        and statement.release >= least
    }


@cache
def engine_version() -> str:
    """Return which engine this is."""
    return version("beforehand")[:20]


@cache
def thresholds_digest() -> str:
    """Return a digest of every number the engine takes from the knowledge."""
    from beforehand.engine.similarity import best

    knowledge = load()
    numbers = {
        "planning": dict(sorted(knowledge.planning.items())),
        "patterns": {p.id: dict(sorted(p.thresholds.items())) for p in knowledge.patterns.values()},
        "rules": {r.id: dict(sorted(r.thresholds.items())) for r in knowledge.rules.values()},
        "glasl": dict(sorted(knowledge.glasl.estimation.numbers.items())),
        "kinds": {k.id: (k.minutes, k.size, k.lead, k.before) for k in knowledge.conversation_types.values()},
        "similarity": best().name,
    }
    return sha256(repr(numbers).encode()).hexdigest()
