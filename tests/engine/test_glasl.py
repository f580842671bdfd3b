"""A relation's range, worked out by hand from the rules of estimation."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beforehand.engine.glasl import relations
from beforehand.engine.inputs import ContactWay, Picture, Seat, Side, Signal
from beforehand.engine.results import RelationRange

TODAY = date(2027, 3, 15)
STAGES = {f"G{n}{letter}": n for n in range(1, 10) for letter in "abcdefg"}
RULES = {
    "seen_weight": 1,
    "hearsay_weight": 0.5,
    "half_after_days": 60,
    "gone_after_days": 120,
    "supported_signals": 2,
    "supported_sides": 2,
    "supported_weight": 2,
    "smallest_side": 3,
}
ROLES = {
    "moderation": (1, 3),
    "guidance": (3, 5),
    "therapy": (4, 6),
    "mediation": (5, 7),
    "court": (6, 8),
    "power": (7, 9),
}
SIZES = {"planners": 4, "ward": 5, "board": 3, "council": 1}


def signal(
    name: str, by: str, *, days_ago: int = 10, seen: bool = True, between: str = "planners ward"
) -> Signal:
    day = TODAY - timedelta(days=days_ago)
    return Signal(relation=frozenset(between.split()), day=day, signal=name, by=by, seen=seen)


def hospital(*signals: Signal, sizes: Mapping[str, int] = SIZES, **more: object) -> Picture:
    seats = tuple(Seat(id=f"{side}{i}", side=side) for side, n in sizes.items() for i in range(n))
    sides = tuple(Side(id=side) for side in sizes)
    return Picture(day=TODAY, sides=sides, signals=signals, **{"seats": seats, **more})  # type: ignore[arg-type]


def ranges(picture: Picture, **more: object) -> tuple[RelationRange, ...]:
    return relations(picture, signal_stage=STAGES, estimation=RULES, third_party=ROLES, **more)  # type: ignore[arg-type]


def only(*signals: Signal, **more: object) -> RelationRange:
    [found] = ranges(hospital(*signals), **more)
    return found


def test_two_signals_seen_from_two_sides_support_a_stage() -> None:
    found = only(signal("G2a", "planners"), signal("G2e", "ward"))
    assert (found.low, found.high, found.observations, found.view_of) == (2, 2, 2, None)
    assert found.advice == ("moderation",)


def test_the_same_signal_twice_is_one_signal() -> None:
    found = only(signal("G2e", "planners"), signal("G2e", "ward"))
    assert (found.low, found.high) == (None, 2)
    assert found.advice == ()


def test_two_signals_seen_from_one_side_are_that_sides_view() -> None:
    found = only(signal("G2a", "ward"), signal("G2e", "ward"), signal("G3a", "ward"))
    assert (found.low, found.high, found.view_of) == (None, 3, "ward")


def test_a_third_side_may_be_the_second_observer() -> None:
    assert only(signal("G2a", "board"), signal("G2e", "ward")).low == 2


def test_one_seen_and_one_heard_of_weigh_too_little() -> None:
    found = only(signal("G3a", "ward"), signal("G3b", "board", seen=False))
    assert (found.low, found.high, found.strain) == (None, 3, 1.5)


def test_one_seen_and_two_heard_of_are_enough() -> None:
    found = only(
        signal("G3a", "ward"), signal("G3b", "board", seen=False), signal("G3c", "planners", seen=False)
    )
    assert found.low == 3


def test_hearsay_alone_says_nothing_however_much_there_is() -> None:
    rumours = [signal(n, by, seen=False) for n in ("G4a", "G4b", "G4c") for by in ("planners", "ward")]
    found = only(*rumours)
    assert (found.low, found.high, found.strain) == (None, None, 3.0)


def test_high_is_the_highest_stage_somebody_saw() -> None:
    found = only(
        signal("G2a", "planners"),
        signal("G2e", "ward"),
        signal("G4d", "ward"),
        signal("G6a", "ward", seen=False),
    )
    assert (found.low, found.high) == (2, 4)


@pytest.mark.parametrize(
    ("days_ago", "low", "strain"), [(60, 3, 3.0), (61, None, 1.5), (120, None, 1.5), (121, None, 0.0)]
)
def test_signals_fade(days_ago: int, low: int | None, strain: float) -> None:
    fresh = signal("G1a", "ward")
    old = [
        signal(n, by, days_ago=days_ago) for n, by in (("G3a", "ward"), ("G3b", "planners"), ("G3c", "ward"))
    ]
    found = only(fresh, *old)
    assert (found.low, found.strain) == (low, strain)
    assert found.high == (1 if days_ago > 120 else 3)
    assert found.observations == (1 if days_ago > 120 else 4)


def test_what_is_yet_to_happen_or_faded_or_unknown_is_no_relation() -> None:
    picture = hospital(
        signal("G3a", "ward", days_ago=-1), signal("G3b", "ward", days_ago=200), signal("gossip", "ward")
    )
    assert ranges(picture) == ()


def test_no_range_and_no_view_for_a_side_under_three_people() -> None:
    worn = [signal(n, by, between="board council") for n in ("G3a", "G3b") for by in ("board", "council")]
    found = only(*worn, cold_signals={"G3a", "G3b"})
    assert found.too_small
    assert (found.low, found.high, found.view_of, found.cold, found.advice) == (None, None, None, False, ())
    assert found.strain == 4.0
    assert only(signal("G1c", "council", between="board council")).view_of is None
    [three] = ranges(hospital(*worn, sizes=SIZES | {"council": 3}))
    assert not three.too_small
    assert three.low == 3


def test_a_threshold_both_sides_saw_supports_the_next_stage() -> None:
    crossed = [signal("G3a", "planners"), signal("G3a", "ward")]
    assert only(*crossed).low is None
    found = only(*crossed, threshold_signals={"G3a"})
    assert (found.low, found.high) == (4, 4)
    outsider = [signal("G3a", "board"), signal("G3a", "ward")]
    assert only(*outsider, threshold_signals={"G3a"}).low is None


@pytest.mark.parametrize(
    ("signals", "advice"),
    [
        (["G3a", "G3b"], ("moderation", "guidance")),
        (["G3a", "G3b", "G4a"], ("guidance",)),
        (["G2a", "G2b", "G4a"], ("guidance", "therapy")),  # nobody serves 2 to 4: who serves 4
        (["G9a", "G9b"], ("power",)),
    ],
)
def test_advice_is_who_serves_the_range(signals: list[str], advice: tuple[str, ...]) -> None:
    seen = [signal(name, by) for name in signals for by in (["ward"] if name == "G4a" else ["ward", "board"])]
    assert only(*seen).advice == advice


def talking(way: ContactWay) -> Picture:
    seats = tuple(
        Seat(id=f"{side}{i}", side=side, contact_sides={other: way} if i == 0 else None)
        for side, other in (("planners", "ward"), ("ward", "planners"))
        for i in range(3)
    )
    pair = frozenset({"planners", "ward"})
    return hospital(signal("G1a", "ward"), seats=seats, dependencies=frozenset({pair}))


def test_a_relation_without_direct_contact_may_be_cold() -> None:
    assert [ranges(talking(way))[0].cold for way in ContactWay] == [
        way is not ContactWay.SELF for way in ContactWay
    ]


def test_signals_of_avoidance_may_say_it_is_cold_too() -> None:
    avoided = [signal("G3b", "ward"), signal("G3c", "ward", seen=False)]
    assert not only(*avoided, cold_signals={"G3b", "G3c"}).cold
    assert only(*avoided, signal("G3c", "ward"), cold_signals={"G3b", "G3c"}).cold


def test_the_most_strained_relation_comes_first() -> None:
    picture = hospital(
        signal("G2a", "board", between="board planners"),
        signal("G2b", "planners", between="board planners"),
        signal("G4a", "ward"),
        signal("G3a", "ward", between="board ward"),
        signal("G3b", "ward", between="board ward"),
        signal("G1a", "board", between="board council"),
    )
    found = [(set(r.relation), r.strain) for r in ranges(picture)]
    assert found == [
        ({"board", "ward"}, 2.0),
        ({"planners", "ward"}, 1.0),
        ({"board", "planners"}, 0.0),
        ({"board", "council"}, 0.0),
    ]


signals = st.builds(
    signal,
    st.sampled_from(sorted(STAGES)),
    st.sampled_from(["planners", "ward", "board", "council"]),
    days_ago=st.integers(-5, 130),
    seen=st.booleans(),
    between=st.sampled_from(["planners ward", "board ward", "board council"]),
)
NEW = {"planners": "z", "ward": "y", "board": "x", "council": "w"}


def renamed(s: Signal) -> Signal:
    return Signal(
        relation=frozenset(NEW[x] for x in s.relation), day=s.day, signal=s.signal, by=NEW[s.by], seen=s.seen
    )


@given(said=st.lists(signals, max_size=14), data=st.data())
def test_neither_names_nor_places_in_a_list_change_anything(said: list[Signal], data: st.DataObject) -> None:
    found = ranges(hospital(*said))
    assert ranges(hospital(*data.draw(st.permutations(said)))) == found
    other = hospital(*map(renamed, said), sizes={NEW[k]: n for k, n in reversed(SIZES.items())})
    back = {v: k for k, v in NEW.items()}
    assert [
        (tuple(back[x] for x in r.relation), r.low, r.high, r.strain, back.get(r.view_of or ""))
        for r in ranges(other)
    ] == [(r.relation, r.low, r.high, r.strain, r.view_of) for r in found]


@given(said=st.lists(signals, max_size=14))
def test_low_never_lies_above_high(said: list[Signal]) -> None:
    for r in ranges(hospital(*said)):
        assert r.low is None or (r.high is not None and r.low <= r.high)
        assert r.strain >= 0
