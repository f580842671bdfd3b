"""A topic comes up, changes, goes and comes back; the same analysis again writes nothing."""

from dataclasses import asdict
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.oeverland import Oeverland
from tests.topics.over_time.story import analyse, events, everything, of, rewords, seen, topic, unheard
from tests.topics.saying import says, taps

from beforehand.decisions.models import Decision
from beforehand.engine.detectors import DETECTORS, Sharing
from beforehand.perspectives.models import Figure, Statement
from beforehand.topics.actions import confirm_collision, make_analysis
from beforehand.topics.actions.over_time import bring_up_to_date, digest
from beforehand.topics.analyses import keepable, picture_of, topics_now
from beforehand.topics.models import AnalysisRun, RunScope, Topic
from beforehand.topics.queries import timeline
from beforehand.topics.rules import SHAREABLE
from beforehand.vault.guard import Author
from beforehand.vault.processes.analyst import analyst

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(home: Oeverland) -> Oeverland:
    unheard(home)
    analyse(home)
    return home


def test_a_topic_comes_up_once_in_the_run_that_may_see_it(said: Oeverland) -> None:
    assert events(said, "P01") == [["opened"]]
    assert events(said, "P01", "shared") == []  # it rests on Femke alone
    assert events(said, "P06", "shared") == [["opened"]]


def test_the_same_again_writes_nothing(said: Oeverland) -> None:
    before = everything(said)
    AnalysisRun.objects.scoped(analyst(said.decision.pk)).delete()
    make_analysis(said.decision.pk)
    analyse(said)
    assert everything(said) == before
    assert len(before) > 4


def test_in_whatever_order_people_and_sentences_come(said: Oeverland) -> None:
    picture = picture_of(said.decision.pk, said.decision.today)
    turned = _turned(picture)
    assert turned != picture
    for scope in RunScope:
        assert topics_now(picture, keepable(picture, scope), scope) == topics_now(
            turned, keepable(turned, scope), scope
        )


def _turned(picture: Any) -> Any:
    from dataclasses import replace

    seats = tuple(replace(s, statements=s.statements[::-1]) for s in picture.seats[::-1])
    return replace(picture, seats=seats, commitments=picture.commitments[::-1], sides=picture.sides[::-1])


def test_a_new_day_changes_no_topic(said: Oeverland) -> None:
    before = everything(said)
    Decision.objects.update(today=said.decision.today.replace(day=16))
    make_analysis(said.decision.pk)
    assert everything(said) == before


def test_it_goes_and_comes_back(said: Oeverland) -> None:
    taps_again(said, "heard", 5)
    analyse(said)
    assert events(said, "P01") == [["opened", "absent"]]
    analyse(said)
    assert events(said, "P01") == [["opened", "absent"]]
    taps_again(said, "heard", 1)
    analyse(said)
    assert events(said, "P01") == [["opened", "absent", "reopened"]]


def taps_again(home: Oeverland, field: str, value: int) -> None:
    seat = home.seats["femke"]
    Figure.objects.scoped(Author(seat.pk)).filter(field=field).delete()
    taps(seat, field, value)


def test_other_words_are_a_change_and_not_another_topic(said: Oeverland) -> None:
    for scope in ("facilitator", "shared"):
        assert events(said, "P06", scope) == [["opened"]]
    rewords(said, "ingrid", "question", "How do we close the hole before the summer?")
    analyse(said)
    for scope in ("facilitator", "shared"):
        assert events(said, "P06", scope) == [["opened", "changed"]]


def test_what_is_known_by_its_sentences_outlives_other_words_and_other_people_s_secrets(
    home: Oeverland,
) -> None:
    both = [
        says(home.seats[name], "assumptions", text, release=2, importance=5, certainty=3)
        for name, text in (("ingrid", "Every ward has a computer."), ("femke", "No ward has a computer."))
    ]
    confirm_collision(actor=of(home, "lotte"), statements=both, kind="fact")
    analyse(home)
    assert events(home, "P08", "shared") == [["opened"]]
    rewords(home, "ingrid", "assumptions", "Every ward has two computers.", importance=5, certainty=3)
    analyse(home)
    assert events(home, "P08", "shared") == [["opened", "changed"]]
    says(home.seats["tom"], "assumptions", "No ward has a computer.", release=1, importance=5, certainty=3)
    analyse(home)
    assert events(home, "P08", "shared") == [["opened", "changed"]]


def test_words_the_group_may_not_read_change_nothing_for_the_group(said: Oeverland) -> None:
    says(said.seats["tom"], "question", "Who pays for this?", release=1)
    analyse(said)
    assert events(said, "P06") == [["opened", "changed"]]
    assert events(said, "P06", "shared") == [["opened"]]


def test_a_sentence_taken_back_takes_its_topic_along(said: Oeverland) -> None:
    Statement.objects.scoped(Author(said.seats["ingrid"].pk)).delete()
    analyse(said)
    assert all(told[-1] == "absent" for told in events(said, "P06", "shared"))
    page = str([asdict(line) for line in timeline(of(said, "femke"))])
    assert "close the hole" not in page


def test_what_it_is_known_by_says_nothing_without_the_key(said: Oeverland) -> None:
    row = Topic.objects.scoped(analyst(said.decision.pk)).get(pk=topic(said, "P01"))
    femke = str(said.seats["femke"].pk)
    assert row.anchor == digest(said.decision.data_key, femke)
    assert row.anchor != digest(said.seats["femke"].data_key, femke)
    assert femke.encode() not in row.body.ciphertext


def test_an_earlier_state_that_comes_in_last_writes_nothing(said: Oeverland) -> None:
    picture = picture_of(said.decision.pk, said.decision.today)
    from beforehand.topics.actions import analysing

    kept = keepable(picture, RunScope.FACILITATOR)
    state = {
        "input_version": 0, "day": said.decision.today, "engine_version": "x", "thresholds": "x",
        "made_at": said.decision.made_at,
    }  # fmt: skip
    before = everything(said)
    analysing._keep(said.decision, RunScope.FACILITATOR, state, kept, ())  # it saw no topics at all
    assert everything(said) == before


def test_topics_nobody_may_tell_apart_are_one(said: Oeverland) -> None:
    from beforehand.topics.analyses import TopicNow

    one = TopicNow(pattern="P12", anchor="", body={"key": "P12:", "holders": []})
    bring_up_to_date(said.decision, RunScope.SHARED, [one], at=said.decision.made_at)
    assert events(said, "P12", "shared") == [["opened"]]


def test_the_facilitator_reads_all_and_others_what_is_shared(said: Oeverland) -> None:
    assert {"P01", "P06"} <= seen(said, "lotte")
    for name in ("karin", "tom", "femke"):
        assert "P06" in seen(said, name)
        assert "P01" not in seen(said, name)
    for name in ("peter", "wim"):
        assert timeline(of(said, name)) == ()


def test_others_read_nothing_that_tells_who_or_when(said: Oeverland) -> None:
    lines = timeline(of(said, "karin"))
    assert lines
    told = str([asdict(line) for line in lines])
    names = [seat.person.name for seat in said.seats.values()]
    assert not [name for name in names if name in told]
    assert not [str(seat.pk) for seat in said.seats.values() if str(seat.pk) in told]
    assert all(line.story.since is None and line.story.id is None for line in lines)
    assert all(event.on is None for line in lines for event in line.story.events)
    mine = timeline(of(said, "lotte"))
    assert all(event.on is not None for line in mine for event in line.story.events)


def test_the_number_of_questions_to_the_database_does_not_grow(said: Oeverland) -> None:
    def asked(name: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert timeline(of(said, name))
        return len(queries)

    few = {name: asked(name) for name in ("lotte", "karin")}
    for name in ("youssef", "bas", "tom", "marjolein"):
        taps(said.seats[name], "accountable", 5)
        taps(said.seats[name], "heard", 1)
        says(said.seats[name], "question", f"What about {name}?", release=2)
    analyse(said)
    assert {name: asked(name) for name in few} == few


def test_what_may_be_shared_is_what_the_engine_shares_with_consent() -> None:
    assert {p for p, one in DETECTORS.items() if one.sharing is Sharing.CONSENT} == SHAREABLE
