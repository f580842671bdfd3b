"""A facilitator sets a topic aside with a reason; it stands apart until taken up, or until it changes."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.topics.over_time.story import NOW, analyse, events, of, topic, unheard
from tests.topics.saying import taps

from beforehand.stewardship.models import ViewLog
from beforehand.topics.actions import set_aside_topic, take_up_topic
from beforehand.topics.models import TopicEvent
from beforehand.topics.queries import latest, timeline
from beforehand.vault.guard import Author
from beforehand.vault.processes.analyst import analyst

pytestmark = pytest.mark.django_db
WHY = "Femke was spoken with yesterday."


@told_once
def beginning(home: Oeverland) -> Oeverland:
    unheard(home)
    analyse(home)
    return home


@pytest.fixture
def said(home: Oeverland) -> Oeverland:
    return home


def put_aside(home: Oeverland, by: str = "lotte", reason: str = WHY) -> None:
    set_aside_topic(actor=of(home, by), topic=topic(home, "P01"), reason=reason, now=NOW)


def patterns(home: Oeverland) -> tuple[set[str], set[str]]:
    """Return what stands in the list, and what stands apart."""
    found = latest(of(home, "lotte"))
    assert found is not None
    return {t.pattern for t in found.topics}, {t.pattern for t in found.aside}


def test_what_is_set_aside_stands_apart_with_its_reason(said: Oeverland) -> None:
    assert "P01" in patterns(said)[0]
    put_aside(said)
    listed, apart = patterns(said)
    assert "P01" not in listed
    assert apart == {"P01"}
    found = latest(of(said, "lotte"))
    assert found is not None
    assert [t.story.reason for t in found.aside if t.story] == [WHY]
    assert events(said, "P01") == [["opened", "set_aside"]]


def test_no_next_conversation_is_only_about_it(said: Oeverland) -> None:
    def about() -> list[tuple[str, ...]]:
        found = latest(of(said, "lotte"))
        assert found is not None
        return [talk.topics for talk in found.next.conversations]

    title = next(t.title for t in latest(of(said, "lotte")).topics if t.pattern == "P01")  # type: ignore[union-attr]
    assert any(set(topics) == {title} for topics in about()), "or this compares nothing"
    put_aside(said)
    assert not any(set(topics) == {title} for topics in about())


def test_it_is_taken_up_again(said: Oeverland) -> None:
    put_aside(said)
    take_up_topic(actor=of(said, "lotte"), topic=topic(said, "P01"), now=NOW)
    assert "P01" in patterns(said)[0]
    assert patterns(said)[1] == set()
    assert events(said, "P01") == [["opened", "set_aside", "taken_up"]]
    take_up_topic(actor=of(said, "lotte"), topic=topic(said, "P01"), now=NOW)
    assert events(said, "P01") == [["opened", "set_aside", "taken_up"]]


def test_an_analysis_that_says_the_same_leaves_it_aside(said: Oeverland) -> None:
    put_aside(said)
    analyse(said)
    assert patterns(said)[1] == {"P01"}


def test_it_comes_up_by_itself_when_it_changes_and_says_so(said: Oeverland) -> None:
    found = set_other_aside(said)
    assert found == {"P06"}
    from tests.topics.over_time.story import rewords

    rewords(said, "ingrid", "question", "How do we close the hole before the summer?")
    analyse(said)
    assert patterns(said)[1] == set()
    seen = latest(of(said, "lotte"))
    assert seen is not None
    back = next(t.story for t in seen.topics if t.pattern == "P06")
    assert back is not None
    assert back.came_back
    assert back.reason == WHY


def set_other_aside(home: Oeverland) -> set[str]:
    set_aside_topic(actor=of(home, "lotte"), topic=topic(home, "P06"), reason=WHY, now=NOW)
    return patterns(home)[1]


def test_for_others_nothing_is_set_aside(said: Oeverland) -> None:
    before = timeline(of(said, "karin"))
    set_other_aside(said)
    assert timeline(of(said, "karin")) == before
    seen = latest(of(said, "karin"))
    assert seen is not None
    assert "P06" in {t.pattern for t in seen.topics}
    assert seen.aside == ()


def test_twice_is_once(said: Oeverland) -> None:
    put_aside(said)
    put_aside(said, reason="Another reason.")
    assert events(said, "P01") == [["opened", "set_aside"]]


@pytest.mark.parametrize("name", ["karin", "femke", "peter", "wim"])
def test_nobody_else_does(said: Oeverland, name: str) -> None:
    with pytest.raises(PermissionDenied):
        set_aside_topic(actor=of(said, name), topic=topic(said, "P01"), reason=WHY, now=NOW)
    put_aside(said)
    with pytest.raises(PermissionDenied):
        take_up_topic(actor=of(said, name), topic=topic(said, "P01"), now=NOW)
    assert patterns(said)[1] == {"P01"}


@pytest.mark.parametrize("reason", ["", "x" * 501, "a\x00b"])
def test_a_reason_is_asked_that_can_be_kept(said: Oeverland, reason: str) -> None:
    with pytest.raises(ValidationError):
        put_aside(said, reason=reason)
    assert events(said, "P01") == [["opened"]]


def test_what_is_gone_is_not_set_aside(said: Oeverland) -> None:
    from beforehand.perspectives.models import Figure

    gone = topic(said, "P01")
    Figure.objects.scoped(Author(said.seats["femke"].pk)).filter(field="heard").delete()
    taps(said.seats["femke"], "heard", 5)
    analyse(said)
    with pytest.raises(ValidationError):
        set_aside_topic(actor=of(said, "lotte"), topic=gone, reason=WHY, now=NOW)
    with pytest.raises(ValidationError):
        set_aside_topic(actor=of(said, "lotte"), topic=said.decision.pk, reason=WHY, now=NOW)
    with pytest.raises(ValidationError):
        take_up_topic(actor=of(said, "lotte"), topic=said.decision.pk, now=NOW)


def test_a_topic_of_the_shared_run_is_not_the_facilitator_s_to_set_aside(said: Oeverland) -> None:
    with pytest.raises(ValidationError):
        set_aside_topic(actor=of(said, "lotte"), topic=topic(said, "P06", "shared"), reason=WHY, now=NOW)


def test_the_reason_lies_there_sealed(said: Oeverland) -> None:
    put_aside(said)
    row = TopicEvent.objects.scoped(analyst(said.decision.pk)).get(what="set_aside")
    assert WHY.encode() not in row.reason.ciphertext


BAD = ["", "x" * 100_000, "nul\x00", "\u202eturned", "\u200b\u200b"]


@pytest.mark.parametrize("typed", BAD)
def test_what_cannot_be_kept_comes_back_in_the_form(said: Oeverland, typed: str) -> None:
    address = f"/d/{said.decision.pk}/topics/{topic(said, 'P01')}/aside/"
    page = said.client("lotte", HTTP_ACCEPT_LANGUAGE="en").post(address, {"reason": typed})
    assert page.status_code == 422
    assert events(said, "P01") == [["opened"]]


def test_a_reason_may_look_like_a_page_and_stays_words(said: Oeverland) -> None:
    lotte, where = said.client("lotte", HTTP_ACCEPT_LANGUAGE="en"), f"/d/{said.decision.pk}/topics/"
    lotte.post(f"{where}{topic(said, 'P01')}/aside/", {"reason": "<script>alert(1)</script>"})
    page = lotte.get(where).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert "Set aside" in page
    assert lotte.post(f"{where}{topic(said, 'P01')}/take-up/").status_code == 302
    assert patterns(said)[1] == set()


def test_that_lotte_looked_at_it_stands_in_the_log(said: Oeverland) -> None:
    said.client("lotte").get(f"/d/{said.decision.pk}/topics/{topic(said, 'P01')}/aside/")
    assert list(ViewLog.objects.values_list("view", flat=True)) == ["topics"]


@pytest.mark.parametrize("name", ["karin", "femke", "stranger"])
def test_the_page_is_not_there_for_others(said: Oeverland, name: str) -> None:
    where = f"/d/{said.decision.pk}/topics/{topic(said, 'P01')}"
    other = said.client(name, HTTP_ACCEPT_LANGUAGE="en")
    assert other.get(f"{where}/aside/").status_code == 404
    assert other.post(f"{where}/aside/", {"reason": WHY}).status_code == 404
    assert other.post(f"{where}/take-up/").status_code == 404
    assert other.get(f"/d/{said.decision.pk}/topics/over-time/").status_code == 404
    assert events(said, "P01") == [["opened"]]


def test_lotte_reads_the_story_of_each_topic(said: Oeverland) -> None:
    put_aside(said)
    page = (
        said.client("lotte", HTTP_ACCEPT_LANGUAGE="en")
        .get(f"/d/{said.decision.pk}/topics/over-time/")
        .content.decode()
    )
    assert "Came up" in page
    assert WHY in page
    assert "Lotte" in page
