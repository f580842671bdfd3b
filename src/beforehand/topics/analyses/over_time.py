"""What one analysis says of each topic, in a form in which two analyses can be compared.

Nothing here depends on the order of anything, on dates that pass by themselves, or on how ids are spelled in a run.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from beforehand.engine.inputs import Picture
from beforehand.topics.analyses.run import Kept
from beforehand.topics.models import RunScope
from beforehand.vault.disclose import Release

SAID = (
    "key", "pattern", "rank", "certainty", "basis", "suggestion", "strong", "anchor", "sides", "people", "holders",
    "statements", "absent_groups",
)  # fmt: skip
"""What is compared. Not the date before which it comes, nor the moments it bears on: those pass by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicNow:
    """A topic as an analysis sees it: what it is known by, and what it says. For the Analyst's job alone."""

    pattern: str
    anchor: str
    body: Mapping[str, Any]


def topics_now(picture: Picture, kept: Kept, scope: str) -> tuple[TopicNow, ...]:
    """Return the topics of a run with what each is known by, in an order that follows from what they are.

    In the shared run the id of a sentence is made of its words. What a topic is known by must outlive a correction,
    so there it is the row of the sentence, as far as all may read it.
    """
    shared = scope == RunScope.SHARED
    rows = _rows_behind(picture) if shared else {}
    words = {} if shared else _wordings(picture)
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for topic in kept["analysis"]["topics"]:
        anchor = "+".join(sorted(rows.get(ref, ref) for ref in topic["anchor"]))
        found[topic["pattern"], anchor].append(_body(topic, words))
    return tuple(
        TopicNow(pattern=pattern, anchor=anchor, body=_together(found[pattern, anchor]))
        for pattern, anchor in sorted(found)
    )


def _body(topic: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    body = {name: _sorted(topic[name]) for name in SAID}
    evidence = [{"kind": one["kind"], "refs": sorted(one["refs"])} for one in topic["evidence"]]
    body["evidence"] = sorted(evidence, key=_canonical)
    refs = {*topic["statements"], *(r for e in topic["evidence"] for r in e["refs"])}
    body["words"] = sorted(words[ref] for ref in refs if ref in words)
    return body


def _together(bodies: list[dict[str, Any]]) -> dict[str, Any]:
    """Topics nobody may tell apart are one; what the others say is kept with the first."""
    first, *others = sorted(bodies, key=_canonical)
    return {**first, "alike": others} if others else first


def _sorted(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _wordings(picture: Picture) -> dict[str, str]:
    """Return a digest of the words of each sentence: that they were corrected is a change."""
    from beforehand.engine.runs import public_id

    return {s.id: public_id(s) for s in picture.statements}


def _rows_behind(picture: Picture) -> dict[str, str]:
    from beforehand.engine.runs import public_id

    found: dict[str, list[str]] = defaultdict(list)
    for s in picture.statements:
        if s.release >= Release.ALL_WITHOUT_NAME:
            found[public_id(s)].append(s.id)
    return {public: min(ids) for public, ids in found.items()}


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two analyses say the same of a topic."""
    return _canonical(one) == _canonical(other)


def every(body: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """Return all that stands in one body."""
    return (body, *body.get("alike", ()))
