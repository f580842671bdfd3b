"""A small decision at a hospital, used by every story: it has no errors and every kind of key."""

from collections.abc import Callable
from pathlib import Path

import pytest

from beforehand.decisionfile import DecisionFile, read

SHARED = Path(__file__).parents[2] / ".." / "shared" / "scenarios"

SMALL = """\
schema: beforehand-decision/1
id: twofa
fictional: true
title: {nl: "Tweestaps", en: "Two steps"}
country: NL
peildatum: 2027-03-15
organisation: {name: Oever, size: "three locations", locations: [Berk, Linde]}
context: Twee dagen op papier.
decision:
  posed_as: {nl: "Hoe voeren we 2FA in?", en: "How do we introduce 2FA?"}
  sponsor: karin
  live_options: ["app", "pas"]
  options_mentioned_but_ownerless: ["sleutel"]
  why_messenger: karin
facilitator: {name: Ria Blom}
decider_first: {by: karin, on: 2027-03-10, promised: niets, can_change: alles, could_change_my_mind: een proef}
sides:
- {id: ict, kind: it, nl: ICT, en: IT}
- {id: zorg, kind: business, nl: Zorg, en: Care}
dependencies: [[ict, zorg]]
people:
- id: karin
  name: Karin de Bruijn
  side: ict
  role: {nl: Bestuurder, en: Board member}
  formal_power: 5
  decides: true
  project: true
  away: [{from: 2027-04-01, until: 2027-04-09}]
  answers:
    question: {nl: "Is het op 1 juli geregeld?", en: "Is it arranged on 1 July?"}
    done: {text: {nl: "Polis vernieuwd."}, release: 2}
    assumptions:
    - {text: "Iedereen heeft een telefoon.", importance: 5, certainty: 4, id: s1, bears_on: [C1]}
    - Na twee weken is men eraan gewend.
    mirror: [{text: "De zorg wil rust.", about: zorg, id: m1}]
    condition: ""
    accountable: 5
    reversible_by_commitment: {C1: 3, C2: null}
    contact_sides: {value: {zorg: ticket}, release: 2}
    talk_to: [femke]
    thinks_decides: karin
- id: femke
  name: Femke Douma
  side: zorg
  release: 2
  represents: true
  knows: ["Telefoons mogen niet op de IC.", {text: "Er hangt een briefje.", release: 0}]
  answers:
    risks: Een open scherm.
    protects: ["De patiënt.", "Mijn team."]
    heard: {value: 1, release: 0}
    affected: 5
    contact: [karin]
absent_groups:
- {nl: Nachtdienst, en: Night shift, legitimate: true, urgent: true, power: false, advocate_candidate: femke}
commitments:
- id: C1
  nl: Handtekening
  type: contract
  date: 2027-04-30
  door: one_way
  reversal: {cost_eur: 410000, weeks: 30, public: false}
  hardness_marks: [richting_genoemd, extern_bekend]
  decider: karin
  statutory: instemming_art27
  signposts: [s1, {assumption: s1, text: "meer dan tien telefoontjes", owner: femke, date: 2027-04-01}]
  stop_criteria: ["minder dan de helft doet mee"]
  independent_judge: femke
  benefits_owner: femke
  premortem_on: 2027-04-20
- {id: C2, date: 2027-06-01, decider: karin}
observations:
- {relation: [ict, zorg], date: 2027-03-01, signal: G3a, by: zorg, seen: true, text: "Posters hingen er al."}
events:
- {date: 2027-03-09, type: extra_reporting, text: "Weekrapportage", commitment: C1}
- {date: 2027-03-12, input_request: true, response_plan: none}
confirmed:
  question_groups: {snel: [karin], acuut: [femke]}
  done_kind: {karin: soundness}
  collisions: [{people: [karin, femke], kind: fact}]
reactions: [{statement: s1, person: femke, value: different}]
mirror_judgements: [{statement: m1, person: femke, value: partly}]
consents: [{person: femke, pattern: P09}]
published: [{subject: heard, side: zorg, answers: 7, counts: {"1": 4, "5": 3}}]
conversations:
  held: [{kind: een_op_een, people: [femke], date: 2027-03-12, commitments: [C1], changed: true}]
  invited: [{kind: vraaggesprek, people: [karin, femke], date: 2027-04-07}]
  advice_requested: [{people: [femke], date: 2027-03-13, commitment: C1}]
  response_to_input: [{person: femke, date: 2027-03-14, outcome: partly, reason: true}]
"""


@pytest.fixture(scope="session")
def small() -> str:
    return SMALL


@pytest.fixture(scope="session")
def decision() -> DecisionFile:
    found = read(SMALL).decision
    assert found is not None
    return found


@pytest.fixture
def with_change(small: str) -> Callable[..., DecisionFile]:
    """Read the small decision with pieces of its text replaced."""

    def change(*pieces: tuple[str, str]) -> DecisionFile:
        text = small
        for old, new in pieces:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        found = read(text)
        assert found.decision is not None, [fault.say("en") for fault in found.errors]
        return found.decision

    return change


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every story that asks for a ``shared_case`` each of the shared cases, or say that they are absent."""
    if "shared_case" in metafunc.fixturenames:
        cases = sorted(SHARED.glob("*.yaml"))
        absent = pytest.param(
            None, marks=pytest.mark.skip(reason="../shared/scenarios is not here"), id="absent"
        )
        metafunc.parametrize("shared_case", cases or [absent], ids=[case.stem for case in cases] or None)
