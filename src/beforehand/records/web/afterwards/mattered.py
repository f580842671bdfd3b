"""Over decisions: which kinds of topic that were left open mattered later."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from beforehand.knowledge import load
from beforehand.people.access import Arrival, as_person
from beforehand.records.queries.over_decisions import KindMattered, over_decisions
from beforehand.records.web.afterwards.written import language
from beforehand.shell.rendering import render


@dataclass(frozen=True, slots=True, kw_only=True)
class KindShown:
    """A kind of topic with its name; ``low`` and ``high`` in the hundred."""

    name: str
    judged: int
    mattered: int
    low: int
    high: int
    little: bool


@require_safe
@as_person
def over(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Show by kind of topic how often it mattered later, over the decisions somebody takes part in; no persons."""
    seen = over_decisions(arrival)
    return render(
        request,
        "records/over.html",
        kinds=tuple(shown(kind) for kind in seen.kinds),
        decisions=seen.decisions,
        little=not any(not kind.little for kind in seen.kinds),
    )


def shown(kind: KindMattered) -> KindShown:
    """Return a kind of topic as the page has it."""
    return KindShown(
        name=name_of(kind.pattern),
        judged=kind.judged,
        mattered=kind.mattered,
        low=round(100 * kind.low),
        high=round(100 * kind.high),
        little=kind.little,
    )


def name_of(pattern: str) -> str:
    """Return the name of a kind of topic, as a topic itself has it: of a rule, what its check saw."""
    lore = load()
    rule = lore.rules.get(pattern)
    said = (rule.seen or rule.title) if rule else lore.patterns[pattern].name
    name = said.say(language())
    return name[:1].upper() + name[1:]
