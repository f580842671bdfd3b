"""What the engine gets to see of a decision, and what it never sees."""

from collections.abc import Callable
from datetime import date
from hashlib import blake2s
from random import Random
from typing import Any

import pytest

from beforehand.decisionfile import DecisionFile, DecisionFileError, names, read, to_picture
from beforehand.decisionfile.decision import ANSWER_PART
from beforehand.decisionfile.nodes import plain
from beforehand.decisionfile.parsing import decode, parse
from beforehand.decisionfile.reading import settle
from beforehand.engine.inputs import ContactWay, DoneKind, Door, EventType, Field, SideKind

Change = Callable[..., DecisionFile]


def of(*ids: str) -> frozenset[str]:
    return frozenset(ids)


def test_a_moment_that_names_nobody_is_for_the_one_who_decides(small: str) -> None:
    bare = small.replace("date: 2027-06-01, decider: karin", "date: 2027-06-01")
    both = bare.replace("  represents: true\n", "  represents: true\n  decides: true\n")
    of_whom = [[c.decider for c in to_picture(read(text).decision).commitments] for text in (bare, both)]
    assert of_whom == [["karin", "karin"], ["karin", None]]


def test_the_frame_comes_through(decision: DecisionFile) -> None:
    picture = to_picture(decision)
    assert (picture.day, picture.country) == (date(2027, 3, 15), "NL")
    assert picture.question == ("Hoe voeren we 2FA in?", "How do we introduce 2FA?")
    assert (picture.sponsor, picture.live_options, picture.ownerless_options) == ("karin", 2, 1)
    assert (picture.why_messenger, picture.facilitator, picture.decider_first_by) == (
        "karin",
        None,
        of("karin"),
    )
    assert [(side.id, side.kind) for side in picture.sides] == [
        ("ict", SideKind.IT),
        ("zorg", SideKind.BUSINESS),
    ]
    assert picture.dependencies == {of("ict", "zorg")}
    first, second = picture.commitments
    assert (first.decider, second.decider) == ("karin", "karin")
    assert (first.id, first.type, first.door, first.day) == (
        "C1",
        "contract",
        Door.ONE_WAY,
        date(2027, 4, 30),
    )
    assert (first.cost_eur, first.weeks, first.public) == (410000.0, 30.0, False)
    assert first.marks == {
        "richting_genoemd",
        "leverancier_geinformeerd",
    }  # extern_bekend is another word for it
    assert (first.statutory, first.signposts, first.stop_criteria) == ("instemming_art27", of("s1"), True)
    assert (first.independent_judge, first.benefits_owner) == ("femke", "femke")
    assert first.premortem_on == date(2027, 4, 20)
    assert (second.type, second.door, second.marks, second.cost_eur) == (
        "other",
        Door.HEAVY,
        frozenset(),
        None,
    )
    assert [(event.type, event.input_request, event.response_plan) for event in picture.events] == [
        (EventType.EXTRA_REPORTING, False, None),
        (EventType.INPUT_REQUESTED, True, False),
    ]
    (group,) = picture.absent_groups
    assert (group.legitimate, group.urgent, group.power, group.advocate_candidate) == (
        True,
        True,
        False,
        "femke",
    )
    (signal,) = picture.signals
    assert (signal.relation, signal.signal, signal.by, signal.seen) == (
        of("ict", "zorg"),
        "G3a",
        "zorg",
        True,
    )


def test_a_seat_holds_what_its_person_answered(decision: DecisionFile) -> None:
    karin = to_picture(decision).seat("karin")
    assert (karin.side, karin.mandate, karin.decides, karin.project, karin.represents) == (
        "ict",
        5,
        True,
        True,
        False,
    )
    assert [(days.start, days.end) for days in karin.away] == [(date(2027, 4, 1), date(2027, 4, 9))]
    assert (karin.accountable, karin.affected, karin.heard) == (5, None, None)
    assert dict(karin.reversible_by_commitment) == {"C1": 3, "C2": None}
    assert karin.contact_sides == {"zorg": ContactWay.TICKET}
    assert (karin.talk_to, karin.contact, karin.thinks_decides) == (of("femke"), None, "karin")
    assert karin.of(Field.CONDITION) == ()  # an empty text is not answered
    phone, used = karin.of(Field.ASSUMPTIONS)[::-1]
    assert (phone.id, phone.importance, phone.certainty, phone.bears_on) == ("s1", 5, 4, ("C1",))
    assert (used.importance, used.certainty, used.bears_on) == (None, None, ())
    (mirror,) = karin.of(Field.MIRROR)
    assert (mirror.id, mirror.about) == ("m1", "zorg")


def test_the_reading_choice_of_the_person_counts_and_an_item_overrides_it(decision: DecisionFile) -> None:
    picture = to_picture(decision)
    femke, karin = picture.seat("femke"), picture.seat("karin")
    assert {statement.release for statement in femke.statements} == {2}
    assert femke.releases == {Field.AFFECTED: 2, Field.CONTACT: 2}
    assert [statement.release for statement in karin.of(Field.DONE)] == [2]
    assert [statement.release for statement in karin.of(Field.QUESTION)] == [1]
    assert karin.releases[Field.CONTACT_SIDES] == 2
    assert karin.releases[Field.ACCOUNTABLE] == 1


def test_what_stays_with_its_writer_never_enters(decision: DecisionFile, with_change: Change) -> None:
    """Level 0: the sentence about the note on the screen, and whether Femke was heard."""
    picture = to_picture(decision)
    assert picture.seat("femke").heard is None
    assert "briefje" not in repr(picture)
    other = with_change(
        ("Er hangt een briefje.", "Heel iets anders."), ("heard: {value: 1,", "heard: {value: 5,")
    )
    without = with_change(
        (', {text: "Er hangt een briefje.", release: 0}', ""), ("    heard: {value: 1, release: 0}\n", "")
    )
    assert to_picture(other) == picture == to_picture(without)


def test_who_lets_nobody_read_anything_has_an_empty_seat(with_change: Change) -> None:
    silent = to_picture(with_change(("  release: 2\n  represents", "  release: 0\n  represents"))).seat(
        "femke"
    )
    assert not silent.answered
    assert (silent.statements, dict(silent.releases), silent.contact) == ((), {}, None)


def test_what_rests_on_a_kept_answer_stays_out_too(with_change: Change) -> None:
    kept = to_picture(
        with_change(
            ("id: s1, bears_on", "id: s1, release: 0, bears_on"),
            ("id: m1}", "id: m1, release: 0}"),
            ('done: {text: {nl: "Polis vernieuwd."}, release: 2}', "done: {text: x, release: 0}"),
            (
                'question: {nl: "Is het op 1 juli geregeld?", en: "Is it arranged on 1 July?"}',
                "question: {text: x, release: 0}",
            ),
            ("{people: [karin, femke], kind: fact}", "{people: [karin, femke], statements: [s1]}"),
        )
    )
    assert (kept.reactions, kept.mirror_judgements, kept.collisions) == ((), (), ())
    assert kept.commitments[0].signposts == frozenset()
    assert dict(kept.done_kinds) == {}
    assert [(group.id, group.people) for group in kept.question_groups] == [("acuut", of("femke"))]


def test_what_was_marked_and_held_comes_through(decision: DecisionFile) -> None:
    picture = to_picture(decision)
    assert [(group.id, group.people) for group in picture.question_groups] == [
        ("acuut", of("femke")),
        ("snel", of("karin")),
    ]
    assert dict(picture.done_kinds) == {"karin": DoneKind.SOUNDNESS}
    assert [(c.people, c.kind) for c in picture.collisions] == [(of("karin", "femke"), "fact")]
    assert [(r.statement, r.person, r.value) for r in picture.reactions] == [("s1", "femke", "different")]
    assert [(j.statement, j.value) for j in picture.mirror_judgements] == [("m1", "partly")]
    assert [(c.person, c.pattern) for c in picture.consents] == [("femke", "P09")]
    assert [(p.subject, p.side, p.answers, dict(p.counts)) for p in picture.published] == [
        ("heard", "zorg", 7, {"1": 4, "5": 3})
    ]
    assert [(h.kind, h.people, h.day, h.changed) for h in picture.held] == [
        ("een_op_een", of("femke"), date(2027, 3, 12), True)
    ]
    assert [(i.kind, i.day) for i in picture.invited] == [("vraaggesprek", date(2027, 4, 7))]
    assert [(a.people, a.commitment) for a in picture.advice_requested] == [(of("femke"), "C1")]
    assert [(r.person, r.outcome, r.reason) for r in picture.responses_to_input] == [
        ("femke", "partly", True)
    ]


def test_the_day_is_the_one_asked_for_else_the_files_own(decision: DecisionFile, with_change: Change) -> None:
    assert to_picture(decision, on=date(2027, 5, 1)).day == date(2027, 5, 1)
    undated = with_change(("peildatum: 2027-03-15\n", ""))
    assert to_picture(undated, on=date(2027, 5, 1)).day == date(2027, 5, 1)
    with pytest.raises(DecisionFileError, match="There is no day to count from"):
        to_picture(undated)


def test_a_sentence_is_called_after_its_text_not_its_place(decision: DecisionFile) -> None:
    (risk,) = to_picture(decision).seat("femke").of(Field.RISKS)
    assert risk.id == "femke.risks." + blake2s(b"Een open scherm.", digest_size=4).hexdigest()


def test_the_same_sentence_twice_counts_once_at_the_lower_level(with_change: Change) -> None:
    twice = with_change(
        ("risks: Een open scherm.", "risks: [Een open scherm., {text: Een open scherm., release: 1}]")
    )
    assert [s.release for s in to_picture(twice).seat("femke").of(Field.RISKS)] == [1]
    hidden = with_change(
        ("risks: Een open scherm.", "risks: [Een open scherm., {text: Een open scherm., release: 0}]")
    )
    assert to_picture(hidden).seat("femke").of(Field.RISKS) == ()


def test_names_are_for_people_and_in_their_language(decision: DecisionFile) -> None:
    dutch, english = names(decision, "nl"), names(decision, "en")
    assert (dutch["karin"], dutch["zorg"], dutch["C1"], dutch["C2"]) == (
        "Karin de Bruijn",
        "Zorg",
        "Handtekening",
        "C2",
    )
    assert (english["zorg"], english["C1"]) == ("Care", "Handtekening")
    assert list(dutch.absent_groups.values()) == ["Nachtdienst"]
    assert list(english.absent_groups.values()) == ["Night shift"]
    (question,) = to_picture(decision).seat("karin").of(Field.QUESTION)
    assert dutch.statements[question.id] == "Is het op 1 juli geregeld?"
    assert english.statements[question.id] == "Is it arranged on 1 July?"


def shuffled(value: Any, random: Random) -> Any:
    if isinstance(value, list):
        mixed = [shuffled(item, random) for item in value]
        random.shuffle(mixed)
        return mixed
    if isinstance(value, dict):
        keys = list(value)
        random.shuffle(keys)
        return {key: shuffled(value[key], random) for key in keys}
    return value


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_lists_and_keys_means_nothing(small: str, decision: DecisionFile, seed: int) -> None:
    data = settle(plain(parse(decode(small))[0]))
    assert to_picture(DecisionFile.model_validate(shuffled(data, Random(seed)))) == to_picture(decision)


def test_shared_cases_are_read_without_errors(shared_case: Any) -> None:
    found = read(shared_case)
    assert found.errors == ()
    assert found.decision is not None
    picture = to_picture(found.decision)
    assert len(picture.seats) == len(found.decision.people) > 10
    assert all(seat.answered for seat in picture.seats)
    assert len(picture.commitments) == 8


def test_shared_cases_without_their_answers_are_the_same_decision(shared_case: Any) -> None:
    text = shared_case.read_text(encoding="utf-8")
    before, mark, _ = text.partition("\ntruth:")
    assert mark
    assert read(before + "\n").decision == read(text).decision
    assert set(ANSWER_PART) & set(plain(parse(text)[0])) >= {
        "truth",
        "facilitator_conversations",
        "if_skipped",
    }


def test_what_stands_after_the_answers_belongs_to_them_and_what_stands_before_does_not() -> None:
    start = "schema: beforehand-decision/1\n"
    answers = "truth: {patterns: []}\n"
    remark = "remark: seen by two\n"
    country = "country: BE\n"
    after = read(start + answers + remark + country)
    assert after.errors == ()
    assert after.decision is not None
    assert after.decision.country == "BE"  # input is read wherever it stands
    [error] = read(start + remark + answers).errors
    assert (error.line, error.code) == (2, "unknown_key")


@pytest.mark.parametrize("seed", range(5))
def test_shared_cases_may_be_shuffled(shared_case: Any, seed: int) -> None:
    data = settle(plain(parse(decode(shared_case.read_bytes()))[0]))
    mixed = DecisionFile.model_validate(shuffled(data, Random(seed)))
    assert to_picture(mixed) == to_picture(DecisionFile.model_validate(data))
