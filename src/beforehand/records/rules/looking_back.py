"""What is judged at a look back, and how it is counted: each side apart, and only with enough answers."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from beforehand.perspectives.rules.counting import Counts, publishable

DONE = ("yes", "partly", "no")
TURNED = ("held", "broke", "unknown")
BIT = ("bit", "not")
HELPED = ("helped", "not")
BENEFIT = ("yes", "partly", "no", "early")
APART = ("flow", "sound")
VALUES = {"done": DONE, "flow": DONE, "sound": DONE, "assumption": TURNED, "topic": BIT, "helped": HELPED}

Answer = Mapping[str, Any]


def values_of(subject: str) -> tuple[str, ...]:
    """Return what can be answered to a subject, in its order.

    >>> values_of("assumption:7")
    ('held', 'broke', 'unknown')
    """
    return VALUES[subject.partition(":")[0]]


def judged_whole(answer: Answer, *, apart: bool) -> bool:
    """Tell whether it was judged as it was asked: when it flows and when it is sound each, or whether it is done.

    >>> judged_whole({"flow": "yes", "sound": "no"}, apart=True), judged_whole({"done": "yes"}, apart=True)
    (True, False)
    """
    asked = APART if apart else ("done",)
    return {kind for kind in ("done", *APART) if answer.get(kind)} == set(asked) and all(
        answer[kind] in DONE for kind in asked
    )


def answers_in(answer: Answer, kinds: Iterable[str]) -> dict[str, str]:
    """Return what one person answered, by subject. ``kinds`` are the conversations somebody named.

    >>> answers_in({"done": "yes", "bit": {"a": True}, "assumptions": {}, "helped": "x"}, ["x", "y"])
    {'done': 'yes', 'topic:a': 'bit', 'helped:x': 'helped', 'helped:y': 'not'}
    """
    found = {kind: answer[kind] for kind in ("done", *APART) if kind in answer}
    found |= {f"assumption:{key}": value for key, value in sorted(answer["assumptions"].items())}
    found |= {f"topic:{key}": "bit" if bit else "not" for key, bit in sorted(answer["bit"].items())}
    return found | {
        f"helped:{kind}": "helped" if kind == answer["helped"] else "not" for kind in sorted(kinds)
    }


def counted(
    members: Mapping[UUID, int], answers: Iterable[tuple[UUID, Answer]], least: int
) -> dict[str, tuple[Counts, ...]]:
    """Return by subject what may be published of these answers, each given with its side; a side judges separately."""
    given = list(answers)
    kinds = {answer["helped"] for _side, answer in given if answer["helped"]}
    tables: dict[str, dict[UUID, dict[str, int]]] = {}
    for side, answer in given:
        for subject, value in answers_in(answer, kinds).items():
            row = tables.setdefault(subject, {}).setdefault(side, {})
            row[value] = row.get(value, 0) + 1
    found = {subject: publishable(members, table, least) for subject, table in sorted(tables.items())}
    return {subject: blocks for subject, blocks in found.items() if blocks}
