"""Which patterns were seen against which the case says are there."""

from tests.benchmarks.plan.coding import Anchor, Level, Tally, code

from beforehand.engine.results import Basis, Certainty, LatestDate, Rank, Topic
from beforehand.vault.disclose import Readers, Run

PEOPLE = ("bas", "femke", "karin", "rob")


def topic(
    pattern: str,
    *anchor: str,
    holders: tuple[str, ...] = (),
    sides: tuple[str, ...] = (),
    commitments: tuple[str, ...] = ("C1", "C2"),
) -> Topic:
    return Topic(
        pattern=pattern,
        key=":".join((pattern, *anchor)),
        anchor=anchor or ("decision",),
        rank=Rank.OTHER,
        certainty=Certainty.HIGH,
        basis=Basis.SELF_REPORT,
        latest=LatestDate(day=None, commitment=None),
        readers=Readers(Run.FACILITATOR),
        holders=holders,
        sides=sides,
        commitments=commitments,
    )


def people(*names: str) -> frozenset[Anchor]:
    return frozenset(Anchor(Level.PERSON, frozenset({name})) for name in names)


DECISION = frozenset({Anchor(Level.DECISION)})


def test_patterns_are_pooled_and_one_the_case_does_not_name_counts_nowhere() -> None:
    seen = [
        topic("P01", "bas", holders=("bas",)),
        topic("P01", "karin", holders=("karin",)),
        topic("P12"),
        topic("P16", "it", "care", sides=("care", "it")),
    ]
    expected = {"P01": people("bas", "femke"), "P12": DECISION}
    coding = code(seen, expected, PEOPLE, talk_to=True)
    # P01: bas in both, karin beside, femke missed. P12: in both. P16 is not in the answer: not exercised.
    assert coding.pooled == Tally(both=2, seen=3, expected=3)
    assert coding.pooled.precision == 2 / 3
    assert coding.pooled.recall == 2 / 3
    assert coding.not_exercised == {"P16": 1}
    assert coding.beside == {"P01": people("karin")}
    assert coding.missed == {"P01": people("femke")}


def test_patterns_that_need_a_persons_reading_are_told_and_not_pooled() -> None:
    coding = code(
        [topic("P09", "bas", holders=("bas",))], {"P09": people("bas", "rob")}, PEOPLE, talk_to=True
    )
    assert coding.pooled == Tally()
    assert coding.pooled.precision is None
    assert coding.pooled.recall is None
    assert coding.patterns["P09"] == Tally(both=1, seen=1, expected=2)


def test_without_any_answer_on_whom_to_talk_to_power_and_influence_stay_out_of_the_pool() -> None:
    seen = [topic("P03", "karin", holders=("karin",)), topic("P01", "bas", holders=("bas",))]
    expected = {"P03": people("rob"), "P01": people("bas")}
    assert code(seen, expected, PEOPLE, talk_to=True).pooled == Tally(both=1, seen=2, expected=2)
    assert code(seen, expected, PEOPLE, talk_to=False).pooled == Tally(both=1, seen=1, expected=1)


def test_a_person_who_bridges_two_relations_is_one_person() -> None:
    seen = [
        topic("P05", "karin", "it", "board", holders=("karin",), sides=("board", "it")),
        topic("P05", "karin", "care", "board", holders=("karin",), sides=("board", "care")),
    ]
    assert code(seen, {"P05": people("karin")}, PEOPLE, talk_to=True).pooled == Tally(1, 1, 1)


def test_a_bridge_that_needs_nobodys_consent_is_known_by_its_anchor() -> None:
    seen = [topic("P05", "karin", sides=("board", "it"))]
    assert code(seen, {"P05": people("karin")}, PEOPLE, talk_to=True).pooled == Tally(1, 1, 1)


def test_relations_are_told_apart_whatever_the_order_of_the_sides() -> None:
    seen = [topic("P16", "it", "care", sides=("it", "care")), topic("P16", sides=("it", "board"))]
    wanted = frozenset({Anchor(Level.RELATION, frozenset({"care", "it"}))})
    assert code(seen, {"P16": wanted}, PEOPLE, talk_to=True).pooled == Tally(both=1, seen=2, expected=1)


def test_topics_per_commitment_are_one_where_the_case_speaks_of_the_decision() -> None:
    seen = [topic("P13", "C1", commitments=("C1",)), topic("P13", "C2", commitments=("C2",))]
    assert code(seen, {"P13": DECISION}, PEOPLE, talk_to=True).pooled == Tally(1, 1, 1)
    one = frozenset({Anchor(Level.COMMITMENT, frozenset({"C1"}))})
    assert code(seen, {"P13": one}, PEOPLE, talk_to=True).pooled == Tally(both=1, seen=2, expected=1)


def test_the_commitment_a_topic_is_anchored_in_wins_over_all_it_bears_on() -> None:
    seen = [topic("P13", "C1", commitments=("C1", "C2"))]
    one = frozenset({Anchor(Level.COMMITMENT, frozenset({"C1"}))})
    assert code(seen, {"P13": one}, PEOPLE, talk_to=True).pooled == Tally(1, 1, 1)


def test_a_topic_that_names_nothing_of_the_kind_stands_beside_the_answer() -> None:
    coding = code(
        [topic("P16")],
        {"P16": frozenset({Anchor(Level.RELATION, frozenset({"a", "b"}))})},
        PEOPLE,
        talk_to=True,
    )
    assert coding.pooled == Tally(both=0, seen=1, expected=1)
    assert coding.pooled.precision == 0.0
    assert {anchor.level for anchor in coding.beside["P16"]} == {Level.NOTHING}
