"""May this be shared? Femke is asked, sees what others would read, says yes, and takes it back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.topics.over_time.story import NOW, analyse, events, of, seen, topic, unheard
from tests.topics.saying import says, taps

from beforehand.perspectives.actions import withdraw_everything
from beforehand.perspectives.choices import State
from beforehand.perspectives.models import Perspective
from beforehand.topics.actions import answer_holder, ask_holder, take_back_consent
from beforehand.topics.models import AnalysisRun, HolderConsent, Topic
from beforehand.topics.queries import asked_of_me, latest, timeline
from beforehand.vault.guard import Author
from beforehand.vault.processes.analyst import analyst

pytestmark = pytest.mark.django_db


@told_once
def beginning(home: Oeverland) -> Oeverland:
    unheard(home)
    says(home.seats["femke"], "protects", "Somebody at the bed can always reach a record.", release=2)
    says(home.seats["femke"], "condition", "Nights are tried out first.", release=1)
    analyse(home)
    return home


@pytest.fixture
def said(home: Oeverland) -> Oeverland:
    return home


def ask(home: Oeverland, pattern: str = "P01", name: str = "femke") -> UUID:
    """Lotte asks, and the picture is made again."""
    consent = ask_holder(actor=of(home, "lotte"), pattern=pattern, seat=home.seats[name].pk, now=NOW)
    analyse(home)
    return consent


def say(home: Oeverland, consent: UUID, *, yes: bool) -> None:
    answer_holder(actor=of(home, "femke"), consent=consent, yes=yes, now=NOW)
    analyse(home)


def read_by(home: Oeverland, name: str) -> set[str]:
    found = latest(of(home, name))
    return {t.pattern for t in found.topics} if found else set()


def as_lotte_sees(home: Oeverland, pattern: str = "P01") -> object:
    found = latest(of(home, "lotte"))
    assert found is not None
    (story,) = (t.story for t in found.topics if t.pattern == pattern)
    assert story is not None
    return story


def test_until_femke_says_yes_only_lotte_knows(said: Oeverland) -> None:
    consent = ask(said)
    assert "P01" not in read_by(said, "karin") | read_by(said, "tom")
    say(said, consent, yes=True)
    assert "P01" in read_by(said, "karin") & read_by(said, "tom")
    assert "P01" in seen(said, "karin")
    assert events(said, "P01")[0][-1] == "consented"


def test_femke_sees_exactly_what_the_group_then_reads(said: Oeverland) -> None:
    for pattern in ("P01", "P02"):
        consent = ask(said, pattern)
        (asked,) = (one for one in asked_of_me(of(said, "femke")) if one.id == consent)
        assert asked.preview is not None
        say(said, consent, yes=True)
        found = latest(of(said, "tom"))
        assert found is not None
        (read,) = (t for t in found.topics if t.pattern == pattern)
        for part in (
            "title",
            "about",
            "seen",
            "sentences",
            "certainty",
            "basis",
            "sides",
            "people",
            "evidence",
        ):
            assert getattr(asked.preview, part) == getattr(read, part), part
        if pattern == "P02":
            assert [s.text for s in read.sentences] == ["Somebody at the bed can always reach a record."]


def test_what_she_takes_back_is_gone_at_once_and_without_a_trace(said: Oeverland) -> None:
    before = seen(said, "karin")
    consent = ask(said)
    say(said, consent, yes=True)
    take_back_consent(actor=of(said, "femke"), consent=consent, now=NOW)
    assert latest(of(said, "karin")) is None  # until the picture is made again
    assert "P01" not in seen(said, "karin")
    analyse(said)
    assert "P01" not in read_by(said, "karin")
    assert seen(said, "karin") == before
    rows = Topic.objects.scoped(analyst(said.decision.pk)).filter(scope="shared", pattern="P01")
    assert not rows.exists()
    assert events(said, "P01")[0][-2:] == ["consented", "consent_taken_back"]


def test_what_goes_by_itself_leaves_no_trace_either(said: Oeverland) -> None:
    from beforehand.perspectives.models import Figure
    from beforehand.vault.guard import Author

    say(said, ask(said), yes=True)
    Figure.objects.scoped(Author(said.seats["femke"].pk)).filter(field="heard").delete()
    analyse(said)
    assert "P01" not in seen(said, "karin")
    assert "P01" in seen(said, "lotte")


def test_whoever_takes_everything_back_agrees_to_nothing_any_more(
    said: Oeverland, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    consent = ask(said)
    say(said, consent, yes=True)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_everything(actor=of(said, "tom"))
    assert "P01" in read_by(said, "karin")
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_everything(actor=of(said, "femke"))
    (kept,) = HolderConsent.objects.scoped(analyst(said.decision.pk))
    assert kept.given is False
    taps(said.seats["femke"], "accountable", 5)  # and she answers anew
    taps(said.seats["femke"], "heard", 1)
    Perspective.objects.scoped(Author(said.seats["femke"].pk)).update(state=State.SENT)
    analyse(said)
    assert "P01" in read_by(said, "lotte")
    assert "P01" not in read_by(said, "karin")
    assert events(said, "P01")[0].count("consent_taken_back") == 1


def test_a_no_looks_like_no_answer(said: Oeverland) -> None:
    ask(said)
    before, lines = as_lotte_sees(said), timeline(of(said, "lotte"))
    page = said.client("lotte", HTTP_ACCEPT_LANGUAGE="en").get(f"/d/{said.decision.pk}/topics/").content
    version = said.decision.__class__.objects.get(pk=said.decision.pk).input_version
    (consent,) = asked_of_me(of(said, "femke"))
    answer_holder(actor=of(said, "femke"), consent=consent.id, yes=False, now=NOW)
    assert as_lotte_sees(said) == before
    assert timeline(of(said, "lotte")) == lines
    assert _still(
        said.client("lotte", HTTP_ACCEPT_LANGUAGE="en").get(f"/d/{said.decision.pk}/topics/").content
    ) == _still(page)
    assert said.decision.__class__.objects.get(pk=said.decision.pk).input_version == version
    again = ask_holder(actor=of(said, "lotte"), pattern="P01", seat=said.seats["femke"].pk, now=NOW)
    assert again == consent.id
    assert as_lotte_sees(said) == before


def _still(page: bytes) -> bytes:
    import re

    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def test_she_may_change_her_mind_either_way(said: Oeverland) -> None:
    consent = ask(said)
    say(said, consent, yes=False)
    say(said, consent, yes=True)
    assert "P01" in read_by(said, "karin")
    say(said, consent, yes=False)
    assert "P01" not in read_by(said, "karin")
    assert as_lotte_sees(said).sharing.taken_back  # type: ignore[attr-defined]


def test_the_same_answer_twice_is_one(said: Oeverland) -> None:
    consent = ask(said)
    say(said, consent, yes=True)
    say(said, consent, yes=True)
    assert events(said, "P01") == [["opened", "consented"]]
    say(said, consent, yes=False)
    take_back_consent(actor=of(said, "femke"), consent=consent, now=NOW)
    assert events(said, "P01") == [["opened", "consented", "consent_taken_back"]]


def test_a_yes_needs_something_that_was_shown(said: Oeverland) -> None:
    consent = ask_holder(actor=of(said, "lotte"), pattern="P01", seat=said.seats["femke"].pk, now=NOW)
    with pytest.raises(ValidationError):  # what others would read is not made yet
        answer_holder(actor=of(said, "femke"), consent=consent, yes=True, now=NOW)
    analyse(said)
    answer_holder(actor=of(said, "femke"), consent=consent, yes=True, now=NOW)


@pytest.mark.parametrize("name", ["lotte", "karin", "tom", "wim"])
def test_nobody_answers_for_her(said: Oeverland, name: str) -> None:
    consent = ask(said)
    with pytest.raises(PermissionDenied):
        answer_holder(actor=of(said, name), consent=consent, yes=True, now=NOW)
    with pytest.raises(PermissionDenied):
        take_back_consent(actor=of(said, name), consent=consent, now=NOW)
    assert asked_of_me(of(said, name)) == ()
    assert asked_of_me(of(said, "femke"))[0].given is None


@pytest.mark.parametrize("name", ["karin", "femke", "peter", "wim"])
def test_nobody_but_the_facilitator_asks(said: Oeverland, name: str) -> None:
    with pytest.raises(PermissionDenied):
        ask_holder(actor=of(said, name), pattern="P01", seat=said.seats["femke"].pk, now=NOW)
    assert not HolderConsent.objects.scoped(analyst(said.decision.pk)).exists()


@pytest.mark.parametrize(
    ("pattern", "name"), [("P01", "tom"), ("P06", "femke"), ("P03", "femke"), ("", "femke")]
)
def test_what_rests_on_nobody_alone_is_not_asked(said: Oeverland, pattern: str, name: str) -> None:
    with pytest.raises(ValidationError):
        ask_holder(actor=of(said, "lotte"), pattern=pattern, seat=said.seats[name].pk, now=NOW)


def test_what_rests_on_two_is_asked_of_neither(said: Oeverland) -> None:
    moment = str(said.commitments["licence"].pk)
    taps(said.seats["femke"], "reversible_by_commitment", {moment: 5})
    taps(said.seats["tom"], "reversible_by_commitment", {moment: 1})
    analyse(said)
    assert events(said, "P13") == [["opened"]]
    with pytest.raises(ValidationError):
        ask_holder(actor=of(said, "lotte"), pattern="P13", seat=said.seats["femke"].pk, now=NOW)


def test_nobody_else_s_picture_changes_because_femke_was_asked(said: Oeverland) -> None:
    before = {name: latest(of(said, name)) for name in ("karin", "tom", "ingrid")}
    ask(said)
    assert {name: latest(of(said, name)) for name in before} == before


def test_the_page_leads_from_the_question_to_the_answer_and_back(said: Oeverland) -> None:
    lotte, femke = (
        said.client("lotte", HTTP_ACCEPT_LANGUAGE="en"),
        said.client("femke", HTTP_ACCEPT_LANGUAGE="en"),
    )
    where = f"/d/{said.decision.pk}"
    asked = {"pattern": "P01", "seat": str(said.seats["femke"].pk)}
    assert lotte.post(f"{where}/topics/ask/", asked).status_code == 302
    analyse(said)
    assert "May this be shared?" in femke.get(f"{where}/").content.decode()
    page = femke.get(f"{where}/may-it-be-shared/").content.decode()
    assert "would read exactly this" in page
    answer = next(
        a for a in (part.split('"')[0] for part in page.split('action="')) if "may-it-be-shared" in a
    )
    assert femke.post(answer, {"share": "yes"}).status_code == 302
    analyse(said)
    assert "agreed to share it" in lotte.get(f"{where}/topics/").content.decode()
    assert "Take it back" in femke.get(f"{where}/may-it-be-shared/").content.decode()
    femke.post(answer, {"share": "no"})
    analyse(said)
    assert "took back" in lotte.get(f"{where}/topics/").content.decode()


@pytest.mark.parametrize("typed", [{}, {"share": "maybe"}, {"share": "x" * 100_000}, {"share": "\x00"}])
def test_what_is_no_answer_changes_nothing(said: Oeverland, typed: dict[str, str]) -> None:
    consent = ask(said)
    said.client("femke", HTTP_ACCEPT_LANGUAGE="en").post(
        f"/d/{said.decision.pk}/may-it-be-shared/{consent}/", typed
    )
    assert asked_of_me(of(said, "femke"))[0].given is None


@pytest.mark.parametrize("typed", [{}, {"seat": "no id"}, {"seat": "x" * 100_000, "pattern": "\x00"}])
def test_what_asks_nobody_asks_nobody(said: Oeverland, typed: dict[str, str]) -> None:
    page = said.client("lotte", HTTP_ACCEPT_LANGUAGE="en").post(
        f"/d/{said.decision.pk}/topics/ask/", typed, follow=True
    )
    assert 'class="notice is-error"' in page.content.decode()
    assert not HolderConsent.objects.scoped(analyst(said.decision.pk)).exists()


def test_another_cannot_answer_by_address(said: Oeverland) -> None:
    consent = ask(said)
    for name in ("tom", "karin", "lotte", "stranger"):
        page = said.client(name, HTTP_ACCEPT_LANGUAGE="en").post(
            f"/d/{said.decision.pk}/may-it-be-shared/{consent}/", {"share": "yes"}
        )
        assert page.status_code == 404
    assert asked_of_me(of(said, "femke"))[0].given is None


def test_what_is_kept_for_the_holder_exists_for_nobody_else(said: Oeverland) -> None:
    from beforehand.topics.queries.kept import latest_run
    from beforehand.vault.disclose import disclose

    ask(said)
    found = latest_run(of(said, "tom"))
    assert found is not None
    assert len(found.asked) == 1
    assert disclose(of(said, "tom").viewer, found.asked) == []
    assert AnalysisRun.objects.scoped(of(said, "tom").reader).get().scope == "shared"
    assert topic(said, "P01")
