"""Conversations that could be held, before anybody's calendar was looked at.

Each is one sensible conversation with its people and its reason; how many fit is decided in ``selection``.
Source: engine.md section 5; sizes from the conversation types.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from beforehand.engine.detectors.between import not_talking
from beforehand.engine.detectors.registry import ahead, own_choice
from beforehand.engine.detectors.rights import is_statutory
from beforehand.engine.inputs import Seat, SideKind
from beforehand.engine.plan.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A conversation that could be held.

    ``key`` is stable (kind and anchor); ``commitment`` is set when it belongs to one; ``bearer`` is whose conversation it
    is when one person carries it; ``relation`` the two sides it is about; ``also`` the kinds of conversation that would
    have had nearly the same people and are taken up in this one.
    """

    key: str
    kind: str
    people: frozenset[str]
    commitment: str | None = None
    bearer: str | None = None
    relation: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()


def _ids(seats: Iterable[Seat | None], most: int) -> frozenset[str]:
    kept: list[str] = []
    for seat in seats:
        if seat is not None and seat.id not in kept:
            kept.append(seat.id)
    return frozenset(kept[:most])


def decision_rights(at: Situation) -> Iterator[Candidate]:
    """Who decides what, when there is not exactly one decider or people name different ones."""
    seen = at.drafts.get("P12", ())
    if not seen:
        return
    kind = "beslisrechtengesprek"
    named = {p for draft in seen for p in draft.people}
    owners = {c.decider for c in ahead(at.picture)}
    by_mandate = sorted(at.seats(), key=lambda s: -(s.mandate if s.mandate is not None else -1))
    known = [s for s in by_mandate if s.id in named or s.id in owners]
    sponsor = [s for s in by_mandate if s.id == at.picture.sponsor]
    few = at.kinds[kind].people
    people = _ids([*at.deciders, *sponsor, *known], few) if len(at.deciders) < 2 else _ids(at.deciders, few)
    if len(people) == 1:
        people = _ids([*at.deciders, *sponsor, *known, *by_mandate], 2)
    if people:
        yield Candidate(key=kind, kind=kind, people=people)


def strained_relation(at: Situation) -> frozenset[str] | None:
    """Return the most strained relation that weighs enough to come before everything else, or None."""
    strained = [pair for pair, weight in at.strain.items() if weight >= at.numbers["strained_weight"]]
    if not strained:
        return None
    return min(strained, key=lambda pair: (-at.strain[pair], sorted(at.order.side(s) for s in pair)))


def relation_talk(at: Situation) -> Iterator[Candidate]:
    """One conversation about the relation: small where it is strained, larger where it is not yet."""
    pair = strained_relation(at)
    if pair is not None:
        yield from _small_talk(at, pair)
        return
    silent = not_talking(at.picture)
    mirrored = {draft.sides for draft in at.drafts.get("P15", ()) if len(draft.sides) == 2}
    pairs = set(at.signalled) | set(silent) | mirrored
    if not pairs:
        return
    pair = min(
        pairs,
        key=lambda p: (
            -at.strain.get(p, 0.0),
            -at.signalled.get(p, 0.0),
            p not in silent,
            sorted(at.order.side(s) for s in p),
        ),
    )
    most = at.size("meaning_people", "betekenisgesprek")
    people: set[str] = set()
    sides = at.order.sides(pair)
    queues = [[s.id for s in at.by_accountability(x for x in at.seats() if x.side == side)] for side in sides]
    while len(people) < most and any(queues):
        for queue in sorted(queues, key=len, reverse=True):
            if queue and len(people) < most:
                people.add(queue.pop(0))
    if len(people) + 1 >= at.kinds["betekenisgesprek"].fewest:
        yield Candidate(
            key="betekenisgesprek", kind="betekenisgesprek", people=frozenset(people), relation=pair
        )


def _small_talk(at: Situation, pair: frozenset[str]) -> Iterator[Candidate]:
    ends = [at.most_accountable(side) for side in at.order.sides(pair)]
    if None in ends:
        return
    people = ends if at.strain[pair] >= at.numbers["severed_weight"] else [*ends, at.decider]
    yield Candidate(
        key="zorggesprek",
        kind="zorggesprek",
        people=_ids(people, at.kinds["zorggesprek"].people),
        relation=pair,
    )


def statutory(at: Situation) -> Iterator[Candidate]:
    """The nearest consultation the law asks for: its decider, the overall decider, everybody who represents staff."""
    coming = sorted(
        (c for c in ahead(at.picture) if is_statutory(c)), key=lambda c: (c.day, at.order.commitment(c.id))
    )
    open_terms = {draft.anchor[0] for draft in at.drafts.get("R29", ())}
    speaking = [s for s in at.seats() if s.id in at.representatives]
    for commitment in coming:
        if commitment.id in open_terms:
            owner = [s for s in at.seats() if s.id == commitment.decider]
            concerned = {s.author for s in at.picture.statements if commitment.id in s.bears_on}
            holders = [s for s in at.by_accountability() if s.id in concerned]
            people = _ids([*owner, at.decider, *speaking, *holders], at.kinds["wettelijk"].people)
            yield Candidate(key="wettelijk", kind="wettelijk", people=people, commitment=commitment.id)
            return
    if not coming and open_terms and speaking:
        people = _ids([*speaking, at.decider], at.kinds["wettelijk"].people)
        yield Candidate(key="wettelijk", kind="wettelijk", people=people)


def already_fixed(at: Situation) -> Iterator[Candidate]:
    """What is already fixed: who decides, on the whole or on a part, and the accountable who call it fixed."""
    if not at.drafts.get("P13") and not at.drafts.get("R12"):
        return
    held = [s for s in at.by_accountability() if (s.accountable or 0) >= at.numbers["held_accountable"]]
    said = [s for s in held if at.fixedness(s) is not None]
    fixed = [s for s in said if (at.fixedness(s) or 9) <= at.numbers["thinks_fixed"]]
    fixed.sort(key=lambda s: at.fixedness(s) or 9)
    rest = [s for s in held if s not in fixed]
    owners = {c.decider for c in ahead(at.picture) if own_choice(c)}
    promised = [s for s in held if s.id in owners]
    queue = [*at.deciders, at.decider, *promised, *fixed, *rest]
    people = _ids(queue, at.small_table("fixed_people", "eerlijkheidsgesprek"))
    if len(people) >= 2:
        yield Candidate(key="eerlijkheidsgesprek", kind="eerlijkheidsgesprek", people=people)


def what_to_protect(at: Situation) -> Iterator[Candidate]:
    """What to protect, when somebody's condition names the nearest one-way commitment: the holders and the decider."""
    targets = at.targets()
    if not targets or at.decider is None or strained_relation(at) is not None:
        return
    named = {p for d in at.drafts.get("P02", ()) if targets[0].id in d.commitments for p in d.people}
    named.discard(at.decider.id)
    if named:
        holders = [s for s in at.by_accountability() if s.id in named]
        people = _ids([at.decider, *holders], at.kinds["zorggesprek"].people)
        yield Candidate(key="zorggesprek", kind="zorggesprek", people=people, commitment=targets[0].id)


def find_out(at: Situation) -> Iterator[Candidate]:
    """How do we find out: the holders of uncertain assumptions the choice rests on, together."""
    people = _ids(
        at.uncertain_holders(at.kinds["aannamegesprek"].people),
        at.small_table("find_out_people", "aannamegesprek"),
    )
    if len(people) >= 2:
        yield Candidate(key="aannamegesprek", kind="aannamegesprek", people=people)


def which_question(at: Situation) -> Iterator[Candidate]:
    """Which question: everybody who decides, the most accountable of each side, then by accountability."""
    if not at.drafts.get("P06") and not at.drafts.get("P11"):
        return
    per_side = at.by_accountability(
        s for side in at.picture.sides if (s := at.most_accountable(side.id)) is not None
    )
    people = _ids(
        [*at.deciders, at.decider, *per_side, *at.by_accountability()],
        at.size("question_people", "vraaggesprek"),
    )
    if len(people) + 1 >= at.kinds["vraaggesprek"].fewest:
        yield Candidate(key="vraaggesprek", kind="vraaggesprek", people=people)


def when_done(at: Situation) -> Iterator[Candidate]:
    """When we call it done: the decider and those who will be held to it, IT and somebody who works in it among them.

    Co-deciders stay away unless their side would otherwise be missing: one of them speaks for the decision.
    """
    if not at.drafts.get("P07") and not at.drafts.get("R23"):
        return
    most = at.small_table("done_people", "klaargesprek")
    decider = at.decider
    if decider is None:
        return
    extra = {s.id for s in at.deciders if s.id != decider.id and s.side == decider.side}
    owners = [s for s in at.seats() if s.id in {c.benefits_owner for c in ahead(at.picture)}]
    queue = [s for s in at.by_accountability() if s.id not in extra and s.id not in at.representatives]
    people = list(_ids([decider, *owners, *queue], most))
    it = at.it_sides
    business = {side.id for side in at.picture.sides if side.kind in (SideKind.BUSINESS, SideKind.OTHER)}
    for wanted in (it, business):
        present = {s.side for s in at.picture.seats if s.id in people}
        others = [s for s in queue if s.side in wanted and s.id not in people]
        if wanted and not present & wanted and others:
            loose = [p for p in (s.id for s in reversed(queue)) if p in people and p != decider.id]
            if len(people) >= most and loose:
                people.remove(loose[0])
            people.append(others[0].id)
    if len(people) + 1 >= at.kinds["klaargesprek"].fewest:
        yield Candidate(key="klaargesprek", kind="klaargesprek", people=frozenset(people))


def premortem(at: Situation) -> Iterator[Candidate]:
    """Suppose it went wrong: everybody; where that is too many, every side, who decides and who knows the work."""
    if not at.drafts.get("R08"):
        return
    most = at.size("premortem_people", "premortem")
    per_side = [
        s for side in at.order.sides(x.id for x in at.picture.sides) if (s := at.most_accountable(side))
    ]
    knows = {p for pattern in ("P09", "P21", "P01") for d in at.drafts.get(pattern, ()) for p in d.people}
    knowing = [s for s in at.by_accountability() if s.id in knows]
    people = _ids([at.decider, *at.by_accountability(per_side), *knowing, *at.by_accountability()], most)
    if len(people) + 1 >= at.kinds["premortem"].fewest:
        yield Candidate(key="premortem", kind="premortem", people=people)


def give_ups(at: Situation) -> Iterator[Candidate]:
    """What we give up for what: those between whom a person confirmed a difference of interest or value."""
    people = {p for c in at.picture.collisions if c.kind in ("interest", "value") for p in c.people}
    holders = [s for s in at.by_accountability() if s.id in people]
    if len(holders) >= 2 and len({s.side for s in holders}) >= 2:
        decider = [at.decider] if len(holders) == 2 else []
        chosen = _ids([*holders, *decider], at.kinds["afruilgesprek"].people)
        yield Candidate(key="afruilgesprek", kind="afruilgesprek", people=chosen)


def work_visit(at: Situation) -> Iterator[Candidate]:
    """A work visit, when nobody who decides or designs spoke with a daily user who was not asked."""
    makers = {s.id for s in at.picture.seats if s.decides or s.project or s.side in at.it_sides}
    contacts = {s.id: s.contact for s in at.picture.seats}
    if all(c is None for c in contacts.values()):
        return
    drafts = {draft.anchor[0]: draft for draft in at.drafts.get("P21", ())}
    for person in (s.id for s in at.by_accountability() if s.id in drafts):
        draft = drafts[person]
        met = {m for m in makers if m in (contacts.get(person) or ()) or person in (contacts.get(m) or ())}
        guests = [
            s for s in at.by_accountability() if s.id in makers and s.side in at.it_sides and s.id != person
        ]
        if draft.strong and not met and guests and person not in makers:
            yield Candidate(
                key=f"meelopen:{person}",
                kind="meelopen",
                people=_ids([s for s in at.seats() if s.id == person] + guests, at.kinds["meelopen"].people),
                bearer=person,
            )
            return
