"""Over decisions: which kinds of topic that were left open mattered later. Counts of topics, and no persons."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from beforehand.decisions.access import Standing
from beforehand.perspectives.rules.counting import NEARLY_EVERYBODY
from beforehand.records.queries.looking_back import Judged, look_backs
from beforehand.records.rules.mattering import between


@dataclass(frozen=True, slots=True, kw_only=True)
class KindMattered:
    """A kind of topic: how often it was left open and judged later, how often it mattered, and between which shares."""

    pattern: str
    judged: int
    mattered: int
    low: float
    high: float


def mattered_later(standings: Iterable[Standing]) -> tuple[KindMattered, ...]:
    """Return by kind of topic how often it mattered later, over the decisions somebody has a seat in.

    A topic mattered when more than half of a side, or of everybody, said that it bit. Withheld: whatever was not
    published of a look back; a topic of which nothing was published does not count.
    """
    judged, mattered = Counter[str](), Counter[str]()
    for standing in standings:
        for seen in look_backs(standing):
            told = {one.subject: one for one in seen.judged}
            for topic in seen.topics:
                about = told.get(f"topic:{topic.key}")
                if about is not None:
                    judged[topic.pattern] += 1
                    mattered[topic.pattern] += _bit(about)
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
