"""Over decisions: which kinds of topic that were left open mattered later. Counts of topics, and no persons."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from beforehand.decisions.access import standings_of
from beforehand.decisions.queries import my_decisions
from beforehand.people.access import Arrival
from beforehand.perspectives.rules.counting import NEARLY_EVERYBODY
from beforehand.records.queries.closed import Closed, closed_look_backs
from beforehand.records.queries.looking_back import Judged
from beforehand.records.rules.gate import may_see_gate
from beforehand.records.rules.mattering import between, says_little


@dataclass(frozen=True, slots=True, kw_only=True)
class KindMattered:
    """A kind of topic: how often it was left open and judged later, how often it mattered, and between which shares."""

    pattern: str
    judged: int
    mattered: int
    low: float
    high: float

    @property
    def little(self) -> bool:
        """Tell whether so few were judged that nothing can be read from it."""
        return says_little(self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverDecisions:
    """By kind of topic, over so many decisions in which something was published of looking back."""

    decisions: int
    kinds: tuple[KindMattered, ...]


def over_decisions(arrival: Arrival) -> OverDecisions:
    """Return how often kinds of topic mattered later, over the decisions this person takes part in.

    A topic mattered when more than half of a side, or of everybody, said that it bit. It counts once in a decision,
    however many moments left it open and however often it was judged: then it mattered when it did on one of those days.
    Withheld: decisions in which this person reads no content, and whatever was not published of a look back; a topic of
    which nothing was published does not count.
    """
    mine = {line.id for line in my_decisions(arrival)}
    standings = [one for one in standings_of(arrival) if one.decision in mine and may_see_gate(one)]
    closed = closed_look_backs(standings)
    return OverDecisions(decisions=len({one.decision for one in closed}), kinds=_kinds(closed))


def _kinds(closed: Iterable[Closed]) -> tuple[KindMattered, ...]:
    bit: dict[tuple[UUID, str, str], bool] = {}
    for seen in closed:
        told = {one.subject: one for one in seen.judged}
        for key, pattern in seen.topics:
            about = told.get(f"topic:{key}")
            if about is not None:
                which = (seen.decision, pattern, key)
                bit[which] = bit.get(which, False) or _bit(about)
    judged = Counter(pattern for _decision, pattern, _key in bit)
    mattered = Counter(pattern for (_decision, pattern, _key), did in bit.items() if did)
    return tuple(
        KindMattered(
            pattern=pattern,
            judged=n,
            mattered=mattered[pattern],
            low=between(mattered[pattern], n)[0],
            high=between(mattered[pattern], n)[1],
        )
        for pattern, n in sorted(judged.items(), key=lambda one: (-mattered[one[0]], one[0]))
    )


def _bit(about: Judged) -> bool:
    for block in about.blocks:
        how = dict(block.told)["bit"]
        if how.nearly == NEARLY_EVERYBODY or (how.count is not None and 2 * how.count > block.answers):
            return True
    return False
