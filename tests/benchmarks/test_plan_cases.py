"""The cases themselves: what they say of structured patterns follows from their own fields, and odd ones are odd.

The rules are written out here once more, from the wording in ``knowledge/patterns.yaml`` and without the engine, so
that a slip in a case is not blamed on the engine or the other way round.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.benchmarks.plan.coding import STRUCTURED, Anchor, Level
from tests.benchmarks.plan.reading import read_answers
from tests.cases.odd.crowd import write_crowd

OWN = Path(__file__).parent.parent / "cases"
SHARED = OWN.parent.parent.parent / "shared" / "scenarios"
CASES = [*sorted(OWN.glob("*.yaml")), *(sorted(SHARED.glob("*.yaml")) if SHARED.is_dir() else ())]
REACH_FROM = 8
DECISION = frozenset({Anchor(Level.DECISION)})
NOTHING: frozenset[Anchor] = frozenset()


def loaded(path: Path) -> dict[str, Any]:
    case = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    assert isinstance(case, dict)
    return case


def person(*names: str) -> frozenset[Anchor]:
    return frozenset(Anchor(Level.PERSON, frozenset({name})) for name in names)


class Frame:
    """The structured fields of one case, as its patterns are defined on them."""

    def __init__(self, case: Mapping[str, Any]) -> None:
        self.people: dict[str, Mapping[str, Any]] = {p["id"]: p for p in case["people"]}
        self.answers = {name: p.get("answers") or {} for name, p in self.people.items()}
        self.side = {name: p["side"] for name, p in self.people.items()}
        self.dependencies = [tuple(pair) for pair in case.get("dependencies") or ()]
        self.commitments: list[Mapping[str, Any]] = case["commitments"]

    def reach(self, name: str) -> int:
        """From how many other sides somebody is named."""
        return len(
            {
                self.side[other]
                for other, answer in self.answers.items()
                if name in (answer.get("talk_to") or ()) and self.side[other] != self.side[name]
            }
        )

    def lines(self, one: str, other: str) -> set[frozenset[str]]:
        """The pairs of people who spoke with each other between two sides, whoever of them said so."""
        return {
            frozenset({name, told})
            for name, answer in self.answers.items()
            for told in answer.get("contact") or ()
            if {self.side[name], self.side[told]} == {one, other}
        }

    def spoken(self, one: str, other: str) -> bool:
        """Whether anybody of two sides spoke with the other side in person."""
        return bool(self.lines(one, other)) or any(
            {self.side[name], side} == {one, other} and way == "self"
            for name, answer in self.answers.items()
            for side, way in (answer.get("contact_sides") or {}).items()
        )

    def hardness_gap(self) -> bool:
        """P13: far apart on what can still change, or the decider thinks hard things open."""
        given = {n: a["reversible"] for n, a in self.answers.items() if a.get("reversible") is not None}
        if given and max(given.values()) - min(given.values()) >= 3:
            return True
        return any(
            len(c.get("hardness_marks") or ()) >= 3 and given.get(c.get("decider", ""), 0) >= 4
            for c in self.commitments
        )

    def patterns(self) -> dict[str, frozenset[Anchor]]:
        """All structured patterns by the wording of their ``detect`` line."""
        a, people = self.answers, self.people
        deciders = [n for n, p in people.items() if p.get("decides")]
        named = {answer["thinks_decides"] for answer in a.values() if answer.get("thinks_decides")}
        mandate = {n: p.get("formal_power", 0) for n, p in people.items()}
        found: dict[str, frozenset[Anchor]] = {
            "P01": person(
                *(n for n in people if a[n].get("accountable", 0) >= 4 and a[n].get("heard", 5) <= 2)
            ),
            "P02": person(*(n for n in people if a[n].get("protects") and a[n].get("condition"))),
            "P05": person(*self.bridges()),
            "P12": DECISION if len(deciders) != 1 or len(named) > 1 else NOTHING,
            "P13": DECISION if self.hardness_gap() else NOTHING,
            "P16": frozenset(
                Anchor(Level.RELATION, frozenset(pair))
                for pair in self.dependencies
                if not self.spoken(*pair)
            ),
        }
        if len(people) >= REACH_FROM:
            found["P03"] = person(*(n for n in people if mandate[n] >= 4 and self.reach(n) <= 1))
            found["P04"] = person(*(n for n in people if mandate[n] <= 2 and self.reach(n) >= 2))
        return found

    def bridges(self) -> Iterator[str]:
        """P05: who is on every line, of at least two, between two sides that depend on each other."""
        for pair in self.dependencies:
            lines = self.lines(*pair)
            if len(lines) >= 2:
                yield from frozenset.intersection(*lines)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_structured_patterns_in_the_answer_follow_from_the_fields(path: Path) -> None:
    follows = Frame(loaded(path)).patterns()
    said = read_answers(path).expected
    for pattern in STRUCTURED:
        if pattern in said:
            assert said[pattern] == follows.get(pattern), pattern
        else:
            # not exercised is a choice only where there is nothing, or too few people to say
            assert not follows.get(pattern), pattern


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_experts_conversations_can_be_held_with_these_people(path: Path) -> None:
    case, answers = loaded(path), read_answers(path)
    start: date = case["peildatum"]
    assert not answers.outsiders
    assert answers.talks
    for talk, other in combinations(answers.talks, 2):
        assert (talk.people, talk.kind) != (other.people, other.kind)
    for talk in answers.talks:
        assert talk.kind is not None
        assert talk.day > start
        assert talk.day.weekday() < 5
        if talk.kind == "een_op_een":
            assert len(talk.people) == 1


@pytest.mark.parametrize("path", sorted(OWN.glob("*.yaml")), ids=lambda path: path.stem)
def test_own_cases_name_only_people_sides_and_moments_that_exist(path: Path) -> None:
    case = loaded(path)
    people, sides = {p["id"] for p in case["people"]}, {s["id"] for s in case["sides"]}
    moments = {c["id"] for c in case["commitments"]}
    assert len(people) == len(case["people"])
    for one in case["people"]:
        answers = one.get("answers") or {}
        assert one["side"] in sides
        assert {*(answers.get("talk_to") or ()), *(answers.get("contact") or ())} <= people - {one["id"]}
        assert set(answers.get("contact_sides") or ()) <= sides - {one["side"]}
        assert set(answers.get("reversible_by_commitment") or ()) <= moments
        assert answers.get("thinks_decides") in people | {None}
    assert all(set(o["relation"]) <= sides and o["by"] in sides for o in case["observations"])
    assert all(c["decider"] in people for c in case["commitments"])
    assert all(set(c.get("serves") or ()) <= moments for c in case.get("facilitator_conversations") or ())


def test_the_cases_differ_in_shape() -> None:
    shapes = {(len(case["sides"]), len(case["people"])) for case in map(loaded, sorted(OWN.glob("*.yaml")))}
    assert {(3, 30), (2, 5), (4, 10)} <= shapes


def test_the_odd_cases_are_odd_in_the_way_they_are_called(tmp_path: Path) -> None:
    odd = {path.stem: loaded(path) for path in (OWN / "odd").glob("*.yaml")}
    assert odd["nobody"]["people"] == []
    assert len(odd["one_side"]["sides"]) == 1
    assert not any(any((p.get("answers") or {}).get("risks") or ()) for p in odd["unanswered"]["people"])
    hats = [(p["name"], p["side"]) for p in odd["two_hats"]["people"]]
    assert len({name for name, _ in hats}) < len(set(hats))
    twice = [p["id"] for p in odd["same_id_twice"]["people"]]
    assert len(set(twice)) < len(twice)
    last = odd["yesterday"]
    assert (last["peildatum"] - last["commitments"][0]["date"]).days == 1
    assert len(loaded(write_crowd(tmp_path / "crowd.yaml"))["people"]) == 300
