"""Which of the possible conversations a facilitator would really hold, and what must come before what.

Nobody holds thirty conversations about one decision. A plan carries about one conversation per person and never more
than the planner's number; one-to-ones and joint conversations share that room.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil

from beforehand.engine.detectors.between import not_talking
from beforehand.engine.plan import candidates as joint
from beforehand.engine.plan.candidates import Candidate, strained_relation
from beforehand.engine.plan.one_to_ones import one_to_ones
from beforehand.engine.plan.promised import meets_apart, promised, without_apart
from beforehand.engine.plan.situation import Situation
from beforehand.engine.runs import CONFIDENTIAL_KINDS

# A place is kept in this order when there is room for only some; what decides about the rest comes first.
_MAKERS = (
    joint.decision_rights,
    joint.statutory,
    joint.relation_talk,
    joint.premortem,
    joint.which_question,
    joint.find_out,
    joint.already_fixed,
    joint.when_done,
    joint.what_to_protect,
    joint.give_ups,
    joint.work_visit,
)

# In this order they want to be held, as far as calendars and what must come first allow.
_WISHED = (
    "beslisrechtengesprek",
    "een_op_een",
    "meelopen",
    "eerlijkheidsgesprek",
    "wettelijk",
    "aannamegesprek",
    "zorggesprek",
    "vraaggesprek",
    "betekenisgesprek",
    "afruilgesprek",
    "klaargesprek",
    "premortem",
)

_MERGED = frozenset(
    {"vraaggesprek", "betekenisgesprek", "klaargesprek", "aannamegesprek", "eerlijkheidsgesprek"}
)

_GROUP_STOPS = frozenset(
    {"betekenisgesprek", "zorggesprek", "vraaggesprek", "afruilgesprek", "klaargesprek", "premortem"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is held, in the order it is wished, with what must come first; and what did not get a place."""

    held: tuple[Candidate, ...]
    cut: tuple[Candidate, ...]
    after: dict[str, frozenset[str]]
    chains: dict[str, int]


def select(at: Situation) -> Selection:
    """Choose the conversations of a plan."""
    tables = [c for make in _MAKERS for c in make(at)]
    apart = [without_apart(at, c) for c in tables]
    tables = [c for c in apart if c is not None and not _already_held(at, c) and not _stopped(at, c)]
    tables = [c for c in _merged(at, tables) if not _stopped(at, c)]
    ones = [c for c in one_to_ones(at) if not _already_held(at, c)]
    if not at.confidential:
        tables = [c for c in tables if c.kind not in CONFIDENTIAL_KINDS]
        ones = []
    room = _room(at)
    alone = min(len(ones), _most_alone(at, room), max(room - len(tables), round(0.4 * room)))
    held = ones[:alone] + tables[: room - alone]
    cut = ones[alone:] + tables[room - alone :]
    place = {c.key: i for i, c in enumerate(held)}
    held.sort(key=lambda c: (_WISHED.index(c.kind), place[c.key]))
    after = _precedences(at, held)
    return Selection(held=tuple(held), cut=tuple(cut), after=after, chains=_chains(at, held, after))


def _room(at: Situation) -> int:
    """Return how many conversations a plan carries: about one per person and one more."""
    return min(int(at.numbers["conversations"]), len(at.picture.seats) + 1)


def _merged(at: Situation, tables: list[Candidate]) -> list[Candidate]:
    """Take conversations with nearly the same people together: in a small group nobody meets thrice for one decision.

    Two at a time, or it becomes an afternoon. Who decides, what the law asks and the premortem (first everybody alone, on
    paper) stay on their own.
    """
    place = {c.key: i for i, c in enumerate(tables)}
    kept: list[Candidate] = []
    for candidate in sorted(tables, key=lambda c: _WISHED.index(c.kind)):
        into = next((i for i, host in enumerate(kept) if _one_table(at, host, candidate)), None)
        if into is None:
            kept.append(candidate)
            continue
        host = kept[into]
        place[host.key] = min(place[host.key], place[candidate.key])
        kept[into] = replace(
            host,
            people=host.people | candidate.people,
            also=(candidate.kind,),
            relation=host.relation or candidate.relation,
        )
    return sorted(kept, key=lambda c: place[c.key])


def _one_table(at: Situation, host: Candidate, guest: Candidate) -> bool:
    if host.also or not {host.kind, guest.kind} <= _MERGED:
        return False
    together = host.people | guest.people
    if meets_apart(at, together):
        return False
    if len(together) > max(at.kinds[host.kind].people, at.kinds[guest.kind].people):
        return False
    return len(host.people & guest.people) >= 0.8 * len(together)


def _most_alone(at: Situation, room: int) -> int:
    return min(int(at.numbers["one_to_ones"]), ceil(room / 2))


def _already_held(at: Situation, candidate: Candidate) -> bool:
    """Tell whether nearly the same people had such a conversation, or were invited to one."""
    known = [(talk.kind, talk.people) for talk in at.picture.held]
    known += [(talk.kind, talk.people) for talk in promised(at)]
    for kind, people in known:
        if kind != candidate.kind:
            continue
        shared, either = len(people & candidate.people), len(people | candidate.people)
        if people >= candidate.people or (len(candidate.people) > 2 and 2 * shared >= either):
            return True
    return False


def _stopped(at: Situation, candidate: Candidate) -> bool:
    """Tell whether a group conversation would seat both sides of a relation in which groups no longer help."""
    if candidate.kind not in _GROUP_STOPS:
        return False
    sides = {s.side for s in at.picture.seats if s.id in candidate.people}
    return any(pair <= sides for pair in at.ended)


def _precedences(at: Situation, held: Iterable[Candidate]) -> dict[str, frozenset[str]]:
    chosen = list(held)
    return {c.key: frozenset(x.key for x in _first(at, c, chosen)) for c in chosen}


def _first(at: Situation, candidate: Candidate, chosen: list[Candidate]) -> Iterator[Candidate]:
    kinds = (candidate.kind, *candidate.also)
    before = {first for kind in kinds for first in at.kinds[kind].before}
    relation_first = strained_relation(at) is not None or bool(not_talking(at.picture))
    for other in chosen:
        if other.key == candidate.key:
            continue
        alone = other.kind == "een_op_een" and other.bearer in candidate.people
        rights = other.kind == "beslisrechtengesprek"
        relation = (
            bool(other.relation) and other.kind in ("zorggesprek", "betekenisgesprek") and relation_first
        )
        visit = other.kind == "meelopen" and not {"betekenisgesprek", "klaargesprek"}.isdisjoint(kinds)
        if (
            (("own_one_to_one" in before or other.bearer in at.picture.alone_first) and alone)
            or ("decision_rights" in before and rights)
            or ("relation" in before and relation)
            or (visit and other.bearer in candidate.people)
        ):
            yield other


def chain(selection: Selection, keys: Iterable[str]) -> int:
    """Return the longest chain of lead times, in working days, among conversations that must follow one another."""
    return max((selection.chains[key] for key in keys), default=0)


def _chains(at: Situation, held: Iterable[Candidate], after: dict[str, frozenset[str]]) -> dict[str, int]:
    """Return per conversation its own lead time and those of the longest chain before it."""
    kinds = {c.key: (c.kind, *c.also) for c in held}
    longest: dict[str, int] = {}

    def length(key: str) -> int:
        if key not in longest:
            longest[key] = at.lead(*kinds[key]) + max((length(other) for other in after[key]), default=0)
        return longest[key]

    return {key: length(key) for key in kinds}
