"""Where a relation between two sides may stand on Glasl's staircase: a range, or "not enough to say".

For the facilitator only, as an indication and not a measurement; a stage number is for nobody else. Withheld: any
range, temperature or advice where a side has fewer people than ``smallest_side``, since it would then be about
persons.

Source: F. Glasl, Konfliktmanagement (1980), nine stages; the rules of estimation are ours (``estimation`` in
``knowledge``, engine.md section 8) and their numbers are uncalibrated.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from beforehand.engine.detectors.between import not_talking
from beforehand.engine.inputs import Picture, Signal
from beforehand.engine.order import Order
from beforehand.engine.results import RelationRange


@dataclass(frozen=True, slots=True)
class _Weighed:
    signal: Signal
    stage: int
    weight: float


def relations(
    picture: Picture,
    *,
    signal_stage: Mapping[str, int],
    estimation: Mapping[str, float],
    third_party: Mapping[str, tuple[int, int]],
    strained_stage: int = 3,
    threshold_signals: Collection[str] = frozenset(),
    cold_signals: Collection[str] = frozenset(),
    order: Order | None = None,
) -> tuple[RelationRange, ...]:
    """Return a range of stages for every relation of which signals still count.

    Parameters
    ----------
    picture
        Of the facilitator's run. Signals dated after ``picture.day`` have not happened yet.
    signal_stage
        Stage (1 to 9) of each signal; a signal that is not here is passed over.
    estimation
        ``seen_weight``, ``hearsay_weight``, ``half_after_days``, ``gone_after_days``, ``supported_signals``,
        ``supported_sides``, ``supported_weight``, ``smallest_side``. Uncalibrated.
    third_party
        Per role the lowest and highest stage it serves.
    strained_stage
        From this stage on the weights add up to ``strain``. The default is the planner's; uncalibrated.
    threshold_signals
        Signals that cross to the next stage: seen by both sides of the relation, they support that stage too.
    cold_signals
        Signals of avoidance; as many different ones as a stage needs, seen, mean that the relation may be cold.
    order
        Decides between relations that are alike; made from the picture when not given.

    Returns
    -------
    tuple of RelationRange
        Most strained first, then by range, highest first.

    Raises
    ------
    KeyError
        When ``estimation`` lacks a number.

    Notes
    -----
    A signal weighs 1 when seen and half when hearsay, half of that once it is more than ``half_after_days`` old and
    nothing once it is more than ``gone_after_days`` old. A stage is supported by two different signals of that
    stage, observed from two different sides, weighing 2 together, of which one at least was seen. ``low`` is the
    highest supported stage, ``high`` the highest stage with a signal that was seen.
    """
    order = order or Order(picture)
    members = Counter(seat.side for seat in picture.seats)
    silent = not_talking(picture)
    found = []
    for relation, signals in _by_relation(picture, signal_stage, estimation).items():
        one, other = order.sides(relation)
        small = min(members[one], members[other]) < estimation["smallest_side"]
        by = {w.signal.by for w in signals}
        low, high = (None, None) if small else _range(relation, signals, estimation, threshold_signals)
        avoiding = {w.signal.signal for w in signals if w.signal.seen and w.signal.signal in cold_signals}
        cold = relation in silent or len(avoiding) >= estimation["supported_signals"]
        found.append(
            RelationRange(
                relation=(one, other),
                low=low,
                high=high,
                observations=len(signals),
                view_of=None if small or len(by) > 1 else next(iter(by)),
                too_small=small,
                cold=cold and not small,
                strain=fsum(w.weight for w in signals if w.stage >= strained_stage),
                advice=_advice(low, high, third_party),
            )
        )
    return tuple(sorted(found, key=_most_strained(order)))


def _by_relation(
    picture: Picture, signal_stage: Mapping[str, int], estimation: Mapping[str, float]
) -> dict[frozenset[str], list[_Weighed]]:
    grouped: dict[frozenset[str], list[_Weighed]] = {}
    for signal in picture.signals:
        stage = signal_stage.get(signal.signal)
        weight = _weight(signal, (picture.day - signal.day).days, estimation)
        if stage is not None and weight > 0 and len(signal.relation) == 2:
            grouped.setdefault(signal.relation, []).append(_Weighed(signal, stage, weight))
    return grouped


def _weight(signal: Signal, age: int, estimation: Mapping[str, float]) -> float:
    if age < 0 or age > estimation["gone_after_days"]:
        return 0.0
    full = estimation["seen_weight"] if signal.seen else estimation["hearsay_weight"]
    return full / 2 if age > estimation["half_after_days"] else full


def _range(
    relation: frozenset[str],
    signals: Sequence[_Weighed],
    estimation: Mapping[str, float],
    threshold_signals: Collection[str],
) -> tuple[int | None, int | None]:
    seen = {w.stage for w in signals if w.signal.seen}
    supported = {stage for stage in seen if _supported([w for w in signals if w.stage == stage], estimation)}
    for stage in seen:
        crossing = {(w.signal.signal, w.signal.by) for w in signals if w.signal.seen and w.stage == stage}
        names = {name for name, _ in crossing if name in threshold_signals}
        if any(all((name, side) in crossing for side in relation) for name in names):
            supported.add(stage + 1)
    return max(supported, default=None), max(seen | supported, default=None)


def _supported(signals: Sequence[_Weighed], estimation: Mapping[str, float]) -> bool:
    return (
        len({w.signal.signal for w in signals}) >= estimation["supported_signals"]
        and len({w.signal.by for w in signals}) >= estimation["supported_sides"]
        and fsum(w.weight for w in signals) >= estimation["supported_weight"]
    )


def _advice(low: int | None, high: int | None, third_party: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
    """Return the roles that serve the whole range; if none does, those that serve its far end."""
    if low is None or high is None:
        return ()
    for wanted in ({low, high}, {high}):
        fitting = [role for role, (a, b) in third_party.items() if all(a <= n <= b for n in wanted)]
        if fitting:
            return tuple(sorted(fitting, key=lambda role: (third_party[role], role)))
    return ()


def _most_strained(order: Order) -> Callable[[RelationRange], tuple[float, int, int, int, int, int]]:
    def key(r: RelationRange) -> tuple[float, int, int, int, int, int]:
        one, other = r.relation
        return (-r.strain, -(r.low or 0), -(r.high or 0), -r.observations, order.side(one), order.side(other))

    return key
