"""The pages of looking back: each judges for the own side, somebody closes it, and only counts come out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.gated import AGAIN, NOW, before, decides, seat_for
from tests.records.story import of
from tests.topics.saying import says, taps

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Decision, Fact
from beforehand.records.actions import erase_person
from beforehand.records.models import Judgement, LookBack
from beforehand.records.queries.looking_back import LookBackSeen, look_backs
from beforehand.vault.processes.reviewer import reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MORE = ("anna", "bea", "cas")
CARE = ("femke", "youssef", "marjolein", *MORE)
EARLY = date(2027, 6, 14)


@told_once
def beginning(home: Oeverland) -> Oeverland:
    """Six people of the care side; the licences were signed with a question open; the day has come."""
    before(home)
    for name in MORE:
        seat_for(home, name, Role.PARTICIPANT, side="care")
    says(home.seats["bas"], "assumptions", "The readers work with gloves", release=2)
    says(home.seats["marjolein"], "done", "Nobody signs in as somebody else", release=2)
    taps(home.seats["marjolein"], "done_kind", "soundness", release=2)
    body = {"commitment": str(home.commitments["licence"].pk), "seat": str(home.seats["tom"].pk)}
    Fact.objects.create(decision=home.decision, kind="benefits_owner", ref="b", day=AGAIN, body=body)
    decides(home)
    it_is(home, AGAIN)
    return home


def it_is(home: Oeverland, day: date) -> None:
    """Move the day on which people look back, so that it is as far from today as it would be on ``day``."""
    Decision.objects.filter(pk=home.decision.pk).update(today=day)


def browser(home: Oeverland, name: str) -> Client:
    return home.client(name, HTTP_ACCEPT_LANGUAGE="en")


def seen(home: Oeverland, name: str = "karin") -> LookBackSeen:
    [found] = look_backs(of(home, name))
    return found


def at(home: Oeverland, *, one: bool = True) -> str:
    return f"/d/{home.decision.pk}/look-back/" + (f"{seen(home).id}/" if one else "")


def read(home: Oeverland, name: str, *, one: bool = True) -> str:
    page = browser(home, name).get(at(home, one=one))
    assert page.status_code == 200, page.status_code
    assert page["Cache-Control"] == "private, no-store"
    return page.content.decode()


def answer(home: Oeverland, **more: Any) -> dict[str, Any]:
    return {
        "do": "judge",
        "done": "no",
        "rest_1": "held",
        "bit": [seen(home).topics[0].key],
        "helped": "premortem",
        **more,
    }


def sends(home: Oeverland, name: str, given: dict[str, Any]) -> Any:
    return browser(home, name).post(at(home), given)


def mine(home: Oeverland, name: str) -> dict[str, Any]:
    return dict(seen(home, name).mine)


def test_before_its_day_the_page_says_when(home: Oeverland) -> None:
    it_is(home, EARLY)
    page = read(home, "femke")
    assert "You look back on Tuesday 15 June 2027." in page
    assert "That is 1 day from now." in page
    assert 'value="judge"' not in page
    assert 'value="close"' not in read(home, "karin")
    assert "Its day is still to come." in read(home, "femke", one=False)
    sends(home, "femke", answer(home))
    sends(home, "karin", {"do": "close"})
    assert not Judgement.objects.scoped(reviewer(home.decision.pk)).exists()
    assert not seen(home).closed


def test_on_the_day_each_judges_and_can_change_it(home: Oeverland) -> None:
    page = read(home, "femke")
    for words in (
        "Nobody signs in as somebody else", "The readers work with gloves", "Tom watches over the benefit.",
        seen(home).topics[0].text, "Premortem",
    ):  # fmt: skip
        assert words in page, words
    assert sends(home, "femke", answer(home)).status_code == 302
    first = mine(home, "femke")
    assert (first["done"], first["helped"]) == ("no", "premortem")
    assert list(first["assumptions"].values()) == ["held"]
    assert {key for key, bit in first["bit"].items() if bit} == {seen(home).topics[0].key}
    again = read(home, "femke")
    assert again.count("checked") == 3
    assert 'value="premortem" selected' in again
    assert "You have looked back." in read(home, "femke", one=False)
    sends(home, "femke", answer(home, done="yes", bit=[], rest_1=""))
    second = mine(home, "femke")
    assert (second["done"], second["assumptions"], any(second["bit"].values())) == ("yes", {}, False)


def test_nobody_reads_whether_somebody_judged(home: Oeverland) -> None:
    untouched = {name: read(home, name) for name in ("lotte", "karin", "youssef")}
    sends(home, "femke", answer(home))
    for name, page in untouched.items():
        assert without_token(read(home, name)) == without_token(page), name


def without_token(page: str) -> str:
    return "".join(part for part in page.split('"') if len(part) != 64)


@pytest.mark.parametrize("name", ["lotte", "wim", "peter", "stranger"])
def test_who_takes_no_part_judges_nothing(home: Oeverland, name: str) -> None:
    assert sends(home, name, answer(home)).status_code == 404
    assert not Judgement.objects.scoped(reviewer(home.decision.pk)).exists()
    assert sends(home, "femke", answer(home)).status_code == 302
    assert Judgement.objects.scoped(reviewer(home.decision.pk)).count() == 1


@pytest.mark.parametrize("name", ["wim", "peter", "stranger"])
def test_who_reads_no_content_finds_no_page(home: Oeverland, name: str) -> None:
    for one in (True, False):
        assert browser(home, name).get(at(home, one=one)).status_code == 404
        assert browser(home, "femke").get(at(home, one=one)).status_code == 200


def test_femke_does_not_close_it_and_lotte_does(home: Oeverland) -> None:
    assert 'value="close"' not in read(home, "femke")
    assert sends(home, "femke", {"do": "close"}).status_code == 404
    assert not seen(home).closed
    assert 'value="close"' in read(home, "lotte")
    assert sends(home, "lotte", {"do": "close"}).status_code == 302
    assert seen(home).closed


def closed(home: Oeverland, people: tuple[str, ...] = CARE) -> str:
    """Let people judge, the last three that it is done; close it; return what Femke reads."""
    for n, name in enumerate(people):
        done = "no" if n < 3 else "yes"
        sends(home, name, answer(home, done=done, bit=[seen(home).topics[0].key] if n < 3 else []))
    for name in ("ingrid", "tom", "bas"):
        sends(home, name, answer(home, done="partly"))
    sends(home, "karin", {"do": "close"})
    return read(home, "femke")


def test_after_it_closed_it_stands_there_in_words_and_small_blocks_do_not_exist(home: Oeverland) -> None:
    page = closed(home)
    done = page.split("Is it done?")[1].split("</section>")[0]
    row = done.split('<th scope="row"')[1]
    assert "Care" in row
    assert "3\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}6" in row
    assert done.count('<th scope="row"') == 1, "IT gave three answers"
    assert "It got in the way" in page
    assert "Tom watches over the benefit." in page
    assert 'value="judge"' not in page
    assert "It</th>" not in page
    for name in ("karin", "lotte"):
        assert done in read(home, name)


def test_of_what_cannot_be_told_only_that_is_said(home: Oeverland) -> None:
    for name in CARE:
        sends(home, name, answer(home, done="yes" if name != "femke" else "no"))  # five against one
    sends(home, "karin", {"do": "close"})
    page = read(home, "youssef")
    done = page.split("Is it done?")[1].split("</section>")[0]
    assert "nearly everybody" in done
    assert "5\N{NO-BREAK SPACE}of" not in done
    assert "1\N{NO-BREAK SPACE}of" not in done
    assert "<td>–</td><td>–</td><td>–</td>" not in page


ROW = re.compile(r'<tr><th scope="row".*?</tr>', re.S)
DASHES = re.compile(r"<td>(?!–</td>)")


@pytest.mark.parametrize(
    "judged", [("yes", "partly", "no"), ("no", "yes", "partly"), ("partly", "no", "yes")]
)
def test_a_row_that_would_hold_only_dashes_is_not_there(home: Oeverland, judged: tuple[str, ...]) -> None:
    one, another, most = judged
    for name, done in zip(CARE, (one, another, most, most, most, most), strict=True):
        sends(home, name, answer(home, done=done))
    sends(home, "karin", {"do": "close"})
    page = read(home, "youssef")
    assert [row for row in ROW.findall(page) if not DASHES.search(row)] == []
    assert "Nothing of this can be told without saying what one person judged." in page


def test_with_too_few_answers_nothing_is_published(home: Oeverland) -> None:
    sends(home, "femke", answer(home))
    sends(home, "karin", {"do": "close"})
    page = read(home, "femke")
    assert "Too few people judged to publish anything." in page
    assert "<table" not in page
    assert "Closed" in read(home, "femke", one=False)


def test_what_was_sent_too_late_comes_back_as_it_was_chosen(home: Oeverland) -> None:
    page = read(home, "femke")
    assert 'value="judge"' in page
    sends(home, "karin", {"do": "close"})
    late = sends(home, "femke", answer(home))
    assert late.status_code == 422
    text = late.content.decode()
    assert "This look back is closed." in text
    assert text.count("checked") == 3
    again = browser(home, "lotte").post(at(home), {"do": "close"}, follow=True)
    assert "This look back is closed." in again.content.decode()


BAD = ("", "maybe", "\x00", "\u202e", "<script>kanarie</script>", "x" * 100_000)


@pytest.mark.parametrize("field", ["done", "rest_1", "bit", "helped"])
@pytest.mark.parametrize("bad", BAD)
def test_what_is_no_answer_is_refused_and_keeps_nothing(home: Oeverland, field: str, bad: str) -> None:
    came = sends(home, "femke", answer(home, **{field: bad}))
    text = came.content.decode()
    if bad == "" and field in ("rest_1", "helped"):
        assert came.status_code == 302
        return
    assert came.status_code == 422, field
    assert 'role="alert"' in text
    assert "<script>kanarie" not in text
    assert mine(home, "femke") == {}
    others = sends(home, "femke", answer(home))
    assert others.status_code == 302


def test_what_is_unknown_changes_nothing(home: Oeverland) -> None:
    for given in ({}, {"do": "open"}, {"do": "\x00"}):
        came = browser(home, "femke").post(at(home), given, follow=True)
        assert "That cannot be done here." in came.content.decode()
    assert mine(home, "femke") == {}
    nowhere = f"/d/{home.decision.pk}/look-back/{home.decision.pk}/"
    assert browser(home, "femke").get(nowhere).status_code == 404
    assert browser(home, "femke").post(nowhere, answer(home)).status_code == 404


def test_words_that_were_erased_can_still_be_judged(home: Oeverland) -> None:
    erase_person(decision=home.decision.pk, seat=home.seats["bas"].pk, at=NOW)
    page = read(home, "femke")
    assert "gloves" not in page
    assert "These words are no longer kept." in page
    assert sends(home, "femke", answer(home)).status_code == 302
    assert list(mine(home, "femke")["assumptions"].values()) == ["held"]


def test_a_due_look_back_is_asked_for_until_it_is_judged(home: Oeverland) -> None:
    def first(name: str) -> str:
        return browser(home, name).get(f"/d/{home.decision.pk}/").content.decode()

    assert f'href="{at(home)}"' in first("femke")
    assert f'href="{at(home)}"' in first("karin")
    it_is(home, EARLY)
    assert f'href="{at(home)}"' not in first("femke")
    it_is(home, AGAIN)
    sends(home, "femke", answer(home))
    assert f'href="{at(home)}"' not in first("femke")
    assert f'href="{at(home)}"' in first("youssef")


def test_the_way_to_record_and_look_back_is_there_once_something_was_decided(home: Oeverland) -> None:
    def around(name: str) -> str:
        return browser(home, name).get(f"/d/{home.decision.pk}/").content.decode()

    there, again = f'href="/d/{home.decision.pk}/record/"', f'href="{at(home, one=False)}"'
    for name in ("karin", "lotte", "femke"):
        assert there in around(name)
        assert again in around(name)
    assert there in around("peter")
    assert again not in around("peter")


@contextmanager
def counted() -> Iterator[list[int]]:
    found: list[int] = []
    with CaptureQueriesContext(connection) as asked:
        yield found
    found.append(len(asked))


def test_more_days_and_more_answers_ask_no_more_of_the_database(home: Oeverland) -> None:
    client, address = browser(home, "femke"), at(home)
    client.get(address)
    with counted() as few:
        client.get(address)
    row = LookBack.objects.scoped(reviewer(home.decision.pk)).get()
    for n in range(4):
        LookBack(
            decision=row.decision, commitment=row.commitment, decided=row.decided, day=date(2027, 7, 1 + n)
        ).save(force_insert=True)
    for name in ("femke", "youssef", "ingrid"):
        client_of = browser(home, name)
        client_of.post(address, answer_to(home, row))
    with counted() as many:
        client.get(address)
    assert many == few


def answer_to(home: Oeverland, row: LookBack) -> dict[str, Any]:
    topics = next(one for one in look_backs(of(home, "karin")) if one.id == row.pk).topics
    return {"do": "judge", "done": "no", "bit": [topics[0].key]}
