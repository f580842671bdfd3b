"""What was done with what people said: for its writer, by who facilitates or decides."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.oeverland import Oeverland
from tests.topics.people import standing
from tests.topics.saying import says

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Decision
from beforehand.knowledge import load
from beforehand.perspectives.actions import NotKeptError, reply
from beforehand.perspectives.models import Perspective, Reply, Round, Statement
from beforehand.perspectives.queries import (
    input_for,
    own_card,
    replies_by_statement,
    replies_to_me,
    unanswered_input,
)
from beforehand.perspectives.signals import replied
from beforehand.topics.analyses import analysed, picture_of
from beforehand.vault.disclose import Run
from beforehand.vault.guard import Author
from beforehand.vault.processes.analyst import analyst

pytestmark = pytest.mark.django_db
SENT = datetime(2027, 3, 1, 9, tzinfo=UTC)
NOW = datetime(2027, 3, 10, 9, tzinfo=UTC)
WHY = "The night shift tries it first."


def of(home: Oeverland, name: str) -> Standing:
    return standing(home.decision.pk, name.title())


def close(home: Oeverland) -> None:
    Round.objects.create(decision=home.decision, n=1, closed_at=NOW)


@pytest.fixture
def given(home: Oeverland) -> dict[str, UUID]:
    """Femke said one sentence at each level, Tom one that all may read; sent on the first of March."""
    found = {
        f"femke {level}": says(home.seats["femke"], "risks", f"Femke at {level}.", release=level)
        for level in range(5)
    }
    found["tom 2"] = says(home.seats["tom"], "knows", "Tom at 2.", release=2)
    for name in ("femke", "tom"):
        Perspective.objects.scoped(Author(home.seats[name].pk)).update(sent_at=SENT)
    close(home)
    return found


def say(home: Oeverland, by: str, statement: UUID, outcome: str = "not", why: str = WHY, **more: Any) -> UUID:
    return reply(actor=of(home, by), statement=statement, outcome=outcome, why=why, now=NOW, **more)


@pytest.mark.parametrize("by", ["lotte", "karin"])
def test_the_writer_reads_what_was_done_and_why(home: Oeverland, given: dict[str, UUID], by: str) -> None:
    say(home, by, given["femke 2"])
    (told,) = replies_to_me(of(home, "femke"))
    assert (told.text, told.reply.outcome, told.reply.why, told.reply.by) == (
        "Femke at 2.",
        "not",
        WHY,
        by.title(),
    )
    lines = {line.id: line.reply for line in own_card(of(home, "femke")).lines}
    assert lines[given["femke 2"]] == told.reply
    assert lines[given["femke 1"]] is None
    assert replies_to_me(of(home, "tom")) == ()


@pytest.mark.parametrize("name", ["tom", "femke", "peter", "wim"])
def test_nobody_else_says_what_was_done(home: Oeverland, given: dict[str, UUID], name: str) -> None:
    with pytest.raises(PermissionDenied):
        say(home, name, given["femke 2"])
    assert replies_by_statement(of(home, name)) == {}
    assert input_for(of(home, name), NOW) == ()
    assert unanswered_input(of(home, name), NOW).waiting == 0


@pytest.mark.parametrize(("by", "may"), [("lotte", {1, 2, 3, 4}), ("karin", {2, 3, 4})])
def test_of_what_they_may_read_alone(home: Oeverland, given: dict[str, UUID], by: str, may: set[int]) -> None:
    for level in range(5):
        if level in may:
            say(home, by, given[f"femke {level}"])
        else:
            with pytest.raises(NotKeptError) as fault:
                say(home, by, given[f"femke {level}"])
            assert fault.value.why == "gone"
    shown = {line.said.id for part in input_for(of(home, by), NOW) for line in part.lines}
    assert shown == {given[f"femke {level}"] for level in may} | {given["tom 2"]}


def test_a_reply_to_what_a_decider_may_not_read_is_not_the_decider_s(
    home: Oeverland, given: dict[str, UUID]
) -> None:
    say(home, "lotte", given["femke 1"])
    assert replies_by_statement(of(home, "karin")) == {}
    assert list(replies_by_statement(of(home, "lotte"))) == [given["femke 1"]]


def test_who_decides_reads_nothing_before_the_first_round_is_closed(
    home: Oeverland, given: dict[str, UUID]
) -> None:
    Round.objects.update(closed_at=None)
    assert input_for(of(home, "karin"), NOW) == ()
    with pytest.raises(NotKeptError):
        say(home, "karin", given["femke 4"])
    assert input_for(of(home, "lotte"), NOW) != ()


def test_without_a_name_it_stays_without_a_name(home: Oeverland, given: dict[str, UUID]) -> None:
    page = (
        home.client("karin", HTTP_ACCEPT_LANGUAGE="en").get(f"/d/{home.decision.pk}/input/").content.decode()
    )
    assert "Femke at 2." in page
    assert "Tom at 2." in page
    assert "Tom," not in page
    assert page.count("Femke,") + page.count(">Femke<") == 1  # the one she gave with her name


@pytest.mark.parametrize("kind", ["a draft", "not confirmed", "another decision", "nothing", "her own"])
def test_what_is_not_there_is_not_replied_to(home: Oeverland, given: dict[str, UUID], kind: str) -> None:
    statement = given["femke 4"]
    if kind == "a draft":
        Perspective.objects.scoped(Author(home.seats["femke"].pk)).update(state="draft")
    elif kind == "not confirmed":
        Statement.objects.scoped(Author(home.seats["femke"].pk)).filter(pk=statement).update(confirmed=False)
    elif kind == "another decision":
        from dataclasses import replace

        with pytest.raises(NotKeptError):
            reply(
                actor=replace(of(home, "lotte"), decision=uuid4()),
                statement=statement, outcome="not", why=WHY, now=NOW,
            )  # fmt: skip
        return
    elif kind == "nothing":
        statement = uuid4()
    else:
        statement = says(home.seats["karin"], "risks", "Karin's own.", release=4)
        with pytest.raises(NotKeptError):
            say(home, "karin", statement)
        return
    with pytest.raises(NotKeptError):
        say(home, "lotte", statement)


def test_it_is_said_better_and_there_is_one(home: Oeverland, given: dict[str, UUID]) -> None:
    first = say(home, "lotte", given["femke 2"])
    (there,) = replies_to_me(of(home, "femke"))
    assert say(home, "karin", given["femke 2"], "partly", "Half of it.", last=there.reply.at) == first
    (told,) = replies_to_me(of(home, "femke"))
    assert (told.reply.outcome, told.reply.why, told.reply.by) == ("partly", "Half of it.", "Karin")


def test_two_at_once_do_not_write_over_each_other(home: Oeverland, given: dict[str, UUID]) -> None:
    say(home, "lotte", given["femke 2"])
    with pytest.raises(NotKeptError) as fault:  # Karin looked before that
        say(home, "karin", given["femke 2"], "taken", "We do it.")
    assert fault.value.why == "changed"
    assert say(home, "karin", given["femke 2"]) == say(
        home, "lotte", given["femke 2"]
    )  # the very same is no quarrel


def test_taken_along_may_stand_by_itself_and_the_rest_needs_why(
    home: Oeverland, given: dict[str, UUID]
) -> None:
    say(home, "lotte", given["femke 2"], "taken", "")
    for outcome in ("partly", "not"):
        with pytest.raises(NotKeptError) as fault:
            say(home, "lotte", given["femke 3"], outcome, "")
        assert fault.value.why == "why"


@pytest.mark.parametrize(
    ("outcome", "why"), [("", WHY), ("perhaps", WHY), ("not", "x" * 1001), ("not", "a\x00b")]
)
def test_what_cannot_be_kept_is_not(home: Oeverland, given: dict[str, UUID], outcome: str, why: str) -> None:
    with pytest.raises(NotKeptError):
        say(home, "lotte", given["femke 2"], outcome, why)
    assert not Reply.objects.scoped(analyst(home.decision.pk)).exists()


def test_taken_back_it_takes_the_reply_along(home: Oeverland, given: dict[str, UUID]) -> None:
    say(home, "lotte", given["femke 2"])
    Statement.objects.scoped(Author(home.seats["femke"].pk)).filter(pk=given["femke 2"]).delete()
    assert replies_to_me(of(home, "femke")) == ()
    assert not Reply.objects.scoped(analyst(home.decision.pk)).exists()


def test_narrowed_it_stays_with_the_writer_alone(home: Oeverland, given: dict[str, UUID]) -> None:
    say(home, "lotte", given["femke 2"])
    Statement.objects.scoped(Author(home.seats["femke"].pk)).update(release=0)
    assert len(replies_to_me(of(home, "femke"))) == 1
    assert replies_by_statement(of(home, "lotte")) == {}
    page = (
        home.client("lotte", HTTP_ACCEPT_LANGUAGE="en")
        .get(f"/d/{home.decision.pk}/input/?show=all")
        .content.decode()
    )
    assert WHY not in page


def test_the_words_lie_there_sealed_under_the_writer_s_key(home: Oeverland, given: dict[str, UUID]) -> None:
    say(home, "lotte", given["femke 2"])
    row = Reply.objects.scoped(analyst(home.decision.pk)).get()
    assert WHY.encode() not in row.why.ciphertext
    from beforehand.vault.sealed import unseal

    assert unseal(home.seats["femke"].data_key.opened(), row.why, row.about) == {"text": WHY}


def test_after_fourteen_days_it_waits_too_long(home: Oeverland, given: dict[str, UUID]) -> None:
    assert load().patterns["P18"].thresholds["days"] == 14
    lotte, karin = of(home, "lotte"), of(home, "karin")
    just, late = SENT + timedelta(days=14) - timedelta(seconds=1), SENT + timedelta(days=14)
    assert (unanswered_input(lotte, just).many, unanswered_input(lotte, just).waiting) == (0, 5)
    assert (unanswered_input(lotte, late).many, unanswered_input(karin, late).many) == (5, 4)
    say(home, "lotte", given["femke 2"])
    assert (unanswered_input(lotte, late).many, unanswered_input(karin, late).many) == (4, 3)
    assert given["femke 2"] not in unanswered_input(lotte, late).late
    shown = {line.said.id for part in input_for(lotte, late) for line in part.lines if line.late}
    assert shown == set(unanswered_input(lotte, late).late)


def asks_of_many_days_ago(home: Oeverland, day: datetime) -> dict[Run, bool]:
    """Return in which run it shows as a sham."""
    Decision.objects.update(today=None)
    picture = picture_of(home.decision.pk, day.date())
    return {run: "P18" in {t.pattern for t in analysed(picture, run).topics} for run in Run}


def test_asking_without_reporting_back_shows_as_a_sham_to_both(
    home: Oeverland, given: dict[str, UUID]
) -> None:
    fortnight = SENT + timedelta(days=14)
    assert asks_of_many_days_ago(home, fortnight) == {Run.FACILITATOR: False, Run.SHARED: False}
    later = fortnight + timedelta(days=1)
    assert asks_of_many_days_ago(home, later) == {Run.FACILITATOR: True, Run.SHARED: True}
    say(home, "lotte", given["femke 2"])
    assert asks_of_many_days_ago(home, later) == {Run.FACILITATOR: False, Run.SHARED: False}


def test_what_only_the_facilitator_may_know_changes_nothing_for_the_group(
    home: Oeverland, given: dict[str, UUID]
) -> None:
    later = SENT + timedelta(days=15)
    say(home, "lotte", given["femke 1"])
    assert asks_of_many_days_ago(home, later) == {Run.FACILITATOR: False, Run.SHARED: True}
    Statement.objects.scoped(Author(home.seats["femke"].pk)).update(release=1)
    Statement.objects.scoped(Author(home.seats["tom"].pk)).update(release=1)
    assert asks_of_many_days_ago(home, later) == {Run.FACILITATOR: False, Run.SHARED: False}


def test_in_a_sample_whose_day_stands_still_nothing_is_late(home: Oeverland, given: dict[str, UUID]) -> None:
    picture = picture_of(home.decision.pk, (SENT + timedelta(days=99)).date())
    assert picture.events == ()


def test_how_somebody_pictures_another_side_is_judged_and_not_replied_to(
    home: Oeverland, given: dict[str, UUID]
) -> None:
    mirror = says(home.seats["tom"], "mirror", "They want nothing to change.", release=2)
    with pytest.raises(NotKeptError):
        say(home, "lotte", mirror)
    assert mirror not in {line.said.id for part in input_for(of(home, "lotte"), NOW) for line in part.lines}


def test_a_reply_tells_by_signal_whom_and_nothing_else(
    home: Oeverland, given: dict[str, UUID], django_capture_on_commit_callbacks: Any
) -> None:
    told: list[dict[str, Any]] = []

    def hear(**more: Any) -> None:
        told.append({k: v for k, v in more.items() if k not in ("signal", "sender")})

    replied.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            say(home, "lotte", given["femke 2"])
    finally:
        replied.disconnect(hear)
    assert told == [{"decision": home.decision.pk, "seat": home.seats["femke"].pk}]


def test_the_number_of_questions_does_not_grow(home: Oeverland, given: dict[str, UUID]) -> None:
    def asked() -> tuple[int, ...]:
        counts = []
        for look in (
            lambda: input_for(of(home, "lotte"), NOW),
            lambda: unanswered_input(of(home, "karin"), NOW),
            lambda: replies_to_me(of(home, "femke")),
            lambda: own_card(of(home, "femke")),
        ):
            with CaptureQueriesContext(connection) as queries:
                look()
            counts.append(len(queries))
        return tuple(counts)

    say(home, "lotte", given["femke 2"])
    few = asked()
    for level in (1, 3, 4):
        say(home, "lotte", given[f"femke {level}"])
    for name in ("ingrid", "youssef", "marjolein"):
        say(home, "lotte", says(home.seats[name], "risks", f"{name} fears", release=2))
    assert asked() == few


TYPED = ["<b>No</b>", "\u0627\u0644\u0644\u064a\u0644 first", "zero\u200bwidth"]


@pytest.mark.parametrize("typed", TYPED)
def test_what_people_type_comes_back_as_words(home: Oeverland, given: dict[str, UUID], typed: str) -> None:
    lotte, where = home.client("lotte", HTTP_ACCEPT_LANGUAGE="en"), f"/d/{home.decision.pk}/input/"
    assert lotte.post(f"{where}{given['femke 2']}/", {"outcome": "not", "why": typed}).status_code == 302
    (told,) = replies_to_me(of(home, "femke"))
    assert told.reply.why == typed
    for page in (f"/d/{home.decision.pk}/card/", f"/d/{home.decision.pk}/"):
        shown = home.client("femke", HTTP_ACCEPT_LANGUAGE="en").get(page).content.decode()
        assert "<b>No</b>" not in shown
        assert typed.replace("<", "&lt;").replace(">", "&gt;") in shown


@pytest.mark.parametrize(
    "typed",
    [
        {}, {"outcome": "not"}, {"outcome": "x", "why": WHY}, {"outcome": "not", "why": "x" * 100_000},
        {"outcome": "not", "why": "nul\x00"}, {"outcome": "not", "why": "\u202eturned"},
        {"outcome": "partly", "why": "\u200b"}, {"outcome": "taken", "why": "x" * 1001},
    ],
)  # fmt: skip
def test_what_cannot_be_kept_comes_back_in_the_form(
    home: Oeverland, given: dict[str, UUID], typed: dict[str, str]
) -> None:
    page = home.client("lotte", HTTP_ACCEPT_LANGUAGE="en").post(
        f"/d/{home.decision.pk}/input/{given['femke 2']}/", typed
    )
    assert page.status_code == 422
    assert not Reply.objects.scoped(analyst(home.decision.pk)).exists()
    if typed.get("why") == "x" * 1001:
        assert "x" * 1001 in page.content.decode()


def test_the_page_says_when_somebody_else_was_just_before(home: Oeverland, given: dict[str, UUID]) -> None:
    karin, where = (
        home.client("karin", HTTP_ACCEPT_LANGUAGE="en"),
        f"/d/{home.decision.pk}/input/{given['femke 2']}/",
    )
    assert karin.get(where).status_code == 200
    say(home, "lotte", given["femke 2"])
    page = karin.post(where, {"outcome": "taken", "why": "We do it all.", "last": ""})
    assert page.status_code == 422
    assert "We do it all." in page.content.decode()
    assert WHY in page.content.decode()
    there = replies_by_statement(of(home, "karin"))[given["femke 2"]].at.isoformat()
    assert karin.post(where, {"outcome": "taken", "why": "We do it all.", "last": there}).status_code == 302


def test_what_was_typed_is_not_lost_when_the_sentence_is_gone(
    home: Oeverland, given: dict[str, UUID]
) -> None:
    Statement.objects.scoped(Author(home.seats["femke"].pk)).delete()
    where = f"/d/{home.decision.pk}/input/{given['femke 2']}/"
    page = home.client("lotte", HTTP_ACCEPT_LANGUAGE="en").post(where, {"outcome": "not", "why": WHY})
    assert page.status_code == 409
    assert WHY in page.content.decode()
    assert home.client("lotte", HTTP_ACCEPT_LANGUAGE="en").get(where).status_code == 404


@pytest.mark.parametrize("name", ["femke", "tom", "peter", "wim", "stranger"])
def test_the_page_is_there_for_who_facilitates_or_decides(
    home: Oeverland, given: dict[str, UUID], name: str
) -> None:
    other, where = home.client(name, HTTP_ACCEPT_LANGUAGE="en"), f"/d/{home.decision.pk}/input/"
    assert other.get(where).status_code == 404
    assert other.post(f"{where}{given['femke 2']}/", {"outcome": "not", "why": WHY}).status_code == 404


def test_what_waits_too_long_stands_on_both_first_screens(home: Oeverland, given: dict[str, UUID]) -> None:
    long_ago = timezone.now() - timedelta(days=20)
    for name in ("femke", "tom"):
        Perspective.objects.scoped(Author(home.seats[name].pk)).update(sent_at=long_ago)
    for name, many in (("lotte", "5 sentences wait"), ("karin", "4 sentences wait")):
        assert (
            many
            in home.client(name, HTTP_ACCEPT_LANGUAGE="en").get(f"/d/{home.decision.pk}/").content.decode()
        )
    assert (
        "sentences wait"
        not in home.client("femke", HTTP_ACCEPT_LANGUAGE="en").get(f"/d/{home.decision.pk}/").content.decode()
    )
