"""What each reader gets of the latest analysis."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.topics.cases import ROOT, brought_in
from tests.topics.people import standing

from beforehand.decisions.models import Decision, Promise, SeatRole
from beforehand.perspectives.models import Statement
from beforehand.shell.rendering import refuse_rows
from beforehand.topics.actions import make_analysis, note_change
from beforehand.topics.models import AnalysisRun
from beforehand.topics.queries import Seen, latest
from beforehand.vault.processes.analyst import analyst
from beforehand.vault.sealed import unseal

pytestmark = pytest.mark.django_db
HOSPITAL = ROOT / "cases" / "two-factor-hospital.yaml"


@pytest.fixture
def hospital(settings: Any) -> Iterator[UUID]:
    decision = brought_in(HOSPITAL, settings)
    with translation.override("nl"):
        yield decision


def seen_by(decision: UUID, name: str) -> Seen:
    seen = latest(standing(decision, name))
    assert seen is not None
    refuse_rows(seen, "seen")
    return seen


def release_to(decision: UUID, name: str, level: int) -> None:
    """Let all that somebody said be read more widely, or less."""
    rows = Statement.objects.scoped(analyst(decision)).filter(perspective__seat__person__name__contains=name)
    assert rows.update(release=level)
    note_change(decision)


def test_before_the_first_analysis_there_is_nothing(hospital: UUID) -> None:
    assert latest(standing(hospital, "Hanna")) is None


def test_the_facilitator_gets_whom_to_talk_to_next_and_about_what(hospital: UUID) -> None:
    make_analysis(hospital)
    seen = seen_by(hospital, "Hanna")
    assert 1 <= len(seen.next.conversations) <= 3
    first = seen.next.conversations[0]
    assert first.people
    assert first.name
    assert first.opening.endswith("?")
    assert first.topics
    assert first.before.commitment is not None
    assert seen.need is not None
    assert seen.need.kind == "talk"
    assert seen.need.conversation == first
    assert first.people[0] in seen.need.words
    assert seen.relations
    assert seen.up_to_date


def test_every_topic_says_why_how_sure_and_where_it_comes_from(hospital: UUID) -> None:
    make_analysis(hospital)
    for topic in seen_by(hospital, "Hanna").topics:
        assert topic.title
        assert topic.seen
        assert topic.certainty
        assert topic.grade in ("A", "B", "C", "D", "A/B")
        assert topic.sources, topic.pattern
        assert topic.evidence or topic.sentences, topic.pattern
        if topic.pattern.startswith("P"):
            assert topic.helps
            assert topic.avoid


def test_a_decider_and_a_participant_get_the_shared_run_without_names_and_without_when(
    hospital: UUID,
) -> None:
    make_analysis(hospital)
    for name in ("Karin", "Femke"):
        seen = seen_by(hospital, name)
        assert seen.made_at is None
        assert seen.up_to_date
        assert seen.relations == ()
        assert seen.need is None
        assert all(topic.people == () for topic in seen.topics)
        assert not any(talk.confidential for talk in (*seen.next.conversations, *seen.next.later))


def test_a_one_to_one_exists_for_the_facilitator_alone(hospital: UUID) -> None:
    make_analysis(hospital)

    def kinds(seen: Seen) -> set[str]:
        return {talk.kind for talk in (*seen.next.conversations, *seen.next.later, *seen.next.did_not_fit)}

    assert "een_op_een" in kinds(seen_by(hospital, "Hanna"))
    for name in ("Karin", "Femke", "Rob"):
        assert "een_op_een" not in kinds(seen_by(hospital, name))


def test_who_has_no_side_and_does_not_facilitate_gets_nothing(hospital: UUID) -> None:
    make_analysis(hospital)
    SeatRole.objects.filter(seat__person__name__startswith="Hanna").update(role="sponsor")
    assert latest(standing(hospital, "Hanna")) is None


def test_what_was_kept_to_the_facilitator_stands_in_no_shared_topic(hospital: UUID) -> None:
    make_analysis(hospital)
    assert not [
        s for topic in seen_by(hospital, "Femke").topics for s in topic.sentences if s.name != "Femke"
    ]
    for name in ("Ingrid", "Tom", "Bas", "Marjolein", "Karin"):
        release_to(hospital, name, 2)
    make_analysis(hospital)
    sentences = [s for topic in seen_by(hospital, "Femke").topics for s in topic.sentences]
    assert sentences
    assert {s.name for s in sentences} == {""}


def test_a_change_a_reader_may_not_see_leaves_what_they_get_as_it_was(hospital: UUID) -> None:
    for name in ("Ingrid", "Tom", "Marjolein", "Karin"):
        release_to(hospital, name, 2)
    make_analysis(hospital)
    before = {name: seen_by(hospital, name) for name in ("Karin", "Femke", "Tom")}
    release_to(hospital, "Bas", 0)
    make_analysis(hospital)
    assert {name: seen_by(hospital, name) for name in ("Karin", "Femke", "Tom")} == before


def test_what_was_taken_back_is_gone_before_any_new_analysis(hospital: UUID) -> None:
    make_analysis(hospital)
    assert "Bas Tielemans" in {s.name for t in seen_by(hospital, "Hanna").topics for s in t.sentences}
    release_to(hospital, "Bas", 0)
    after = seen_by(hospital, "Hanna")
    assert "Bas Tielemans" not in {s.name for t in after.topics for s in t.sentences}
    assert not after.up_to_date


def test_names_in_keys_and_texts_are_nobodys_for_who_may_not_know_them(hospital: UUID) -> None:
    make_analysis(hospital)
    ids = {str(row.seat_id) for row in SeatRole.objects.filter(seat__decision=hospital)}
    for topic in seen_by(hospital, "Femke").topics:
        assert not any(one in topic.key for one in ids)


def kept_shared_run(decision: UUID, change: Callable[[dict[str, Any]], None]) -> None:
    """Keep the shared run of a decision again, changed: as a later part of the product may come to make it."""
    row = (
        AnalysisRun.objects.scoped(analyst(decision)).select_related("decision__data_key").get(scope="shared")
    )
    key = row.decision.data_key
    value = unseal(key.opened(), row.result, row.about)
    change(value["analysis"])
    AnalysisRun.objects.scoped(analyst(decision)).filter(pk=row.pk).update(result=key.seal(value, row.about))


def test_a_talk_that_exists_for_those_in_it_exists_for_nobody_else(hospital: UUID) -> None:
    make_analysis(hospital)
    rob = str(standing(hospital, "Rob").seat)

    def for_rob_alone(analysis: dict[str, Any]) -> None:
        for talk in analysis["plan"]["conversations"]:
            talk["readers"] = {"run": "shared", "only": [rob], "invited": True}

    before = {name: seen_by(hospital, name).next for name in ("Rob", "Femke")}
    kept_shared_run(hospital, for_rob_alone)
    assert before["Femke"].conversations
    assert seen_by(hospital, "Rob").next == before["Rob"]
    femke = seen_by(hospital, "Femke")
    assert femke.next.conversations == femke.next.later == ()
    assert not any(topic.carried_by and topic.carried_by[0] == "c1" for topic in femke.topics)


def test_a_topic_is_called_by_no_name_but_for_the_facilitator(hospital: UUID) -> None:
    make_analysis(hospital)
    bas = str(standing(hospital, "Bas").seat)

    def about_bas(analysis: dict[str, Any]) -> None:
        analysis["topics"][0] |= {"key": f"P09:{bas}", "anchor": [bas], "people": [bas]}

    kept_shared_run(hospital, about_bas)
    topic = seen_by(hospital, "Femke").topics[0]
    assert bas not in repr(topic)
    assert "Bas" not in topic.about
    assert topic.people == ()
    keys = [topic.key for topic in seen_by(hospital, "Hanna").topics]
    assert any(bas in key for key in keys)
    assert len(set(keys)) == len(keys)


def test_in_english_the_same_is_said_in_english(hospital: UUID) -> None:
    make_analysis(hospital)
    with translation.override("en"):
        need = seen_by(hospital, "Hanna").need
    assert need is not None
    assert need.words.startswith("Have one conversation: one-to-one with ")


def test_while_the_promise_is_not_signed_that_comes_first(hospital: UUID) -> None:
    make_analysis(hospital)
    Promise.objects.filter(decision=hospital).delete()
    need = seen_by(hospital, "Hanna").need
    assert need is not None
    assert need.kind == "promise"
    assert need.role
    assert need.sources


def test_reading_takes_as_many_questions_to_the_database_for_few_topics_as_for_many(
    hospital: UUID, settings: Any
) -> None:
    small = brought_in(ROOT / "tests" / "cases" / "04_leerlingvolgsysteem_school.yaml", settings)
    counts = []
    for decision in (hospital, small):
        make_analysis(decision)
        facilitator = SeatRole.objects.get(seat__decision=decision, role="facilitator").seat.person.name
        reader = standing(decision, facilitator)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            latest(reader)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 25


def test_another_day_is_said(hospital: UUID) -> None:
    make_analysis(hospital)
    decision = Decision.objects.get(pk=hospital)
    assert decision.today is not None
    decision.today = decision.today.replace(day=16)
    decision.save()
    assert not seen_by(hospital, "Hanna").up_to_date
