"""Who owns the decision and neither decides nor facilitates closes a look back, and reads nothing of what was judged."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.oeverland import Oeverland
from tests.records.gated import NOW, REASON, decides, question, seat_for
from tests.records.story import of
from tests.records.test_look_back_pages import (
    CARE,
    EARLY,
    answer,
    at,
    beginning,
    browser,
    it_is,
    read,
    seen,
    sends,
)

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Fact, SeatRole
from beforehand.records.actions.deciding import Because
from beforehand.records.actions.looking_back import close_look_back
from beforehand.records.models import Judgement, LookBack
from beforehand.records.queries.outside import from_outside
from beforehand.vault.processes.reviewer import reviewer

__all__ = ["beginning"]
pytestmark = [pytest.mark.once, pytest.mark.django_db]
KEPT = ("Nobody signs in as somebody else", "The readers work with gloves", "Is it done?", "Tom")


@pytest.fixture
def owned(home: Oeverland) -> Oeverland:
    """Vera owns the decision; Piet pays for it."""
    seat_for(home, "vera", Role.OWNER, side=None)
    seat_for(home, "piet", Role.SPONSOR, side=None)
    return home


def test_the_owner_finds_it_closes_it_and_reads_nothing_of_it(owned: Oeverland) -> None:
    for name in CARE:
        sends(owned, name, answer(owned))
    first = browser(owned, "vera").get(f"/d/{owned.decision.pk}/").content.decode()
    assert f'href="{at(owned, one=False)}"' in first
    listed, page = read(owned, "vera", one=False), read(owned, "vera")
    assert f'href="{at(owned)}"' in listed
    assert 'value="close"' in page
    assert 'value="judge"' not in page
    for words in (*KEPT, seen(owned).topics[0].text):
        assert words not in page, words
        assert words not in listed, words
    assert browser(owned, "vera").post(at(owned), {"do": "close"}).status_code == 302
    assert seen(owned).closed
    after = read(owned, "vera")
    assert "This look back is closed." in after
    for words in (*KEPT, "<table", 'value="close"'):
        assert words not in after, words
    assert "<table" in read(owned, "femke")


def test_the_sponsor_closes_nothing_and_the_owner_does(owned: Oeverland) -> None:
    day = seen(owned).id
    with pytest.raises(PermissionDenied):
        close_look_back(actor=of(owned, "piet"), day=day, now=NOW)
    assert browser(owned, "piet").get(at(owned)).status_code == 404
    assert browser(owned, "piet").post(at(owned), {"do": "close"}).status_code == 404
    assert not seen(owned).closed
    close_look_back(actor=of(owned, "vera"), day=day, now=NOW)
    assert seen(owned).closed


def test_not_before_its_day_and_not_twice(owned: Oeverland) -> None:
    it_is(owned, EARLY)
    page = read(owned, "vera")
    assert "People look back on Tuesday 15 June 2027." in page
    assert 'value="close"' not in page
    told = browser(owned, "vera").post(at(owned), {"do": "close"}, follow=True)
    assert "It is not the day yet" in told.content.decode()
    it_is(owned, seen(owned).day)
    browser(owned, "vera").post(at(owned), {"do": "close"})
    again = browser(owned, "vera").post(at(owned), {"do": "close"}, follow=True)
    assert "This look back is closed." in again.content.decode()


def watches(owned: Oeverland, name: str) -> None:
    """Somebody else watches over the benefit of the letter, which is decided too."""
    letter = owned.commitments["letter"]
    body = {"commitment": str(letter.pk), "seat": str(owned.seats[name].pk)}
    Fact.objects.create(decision=owned.decision, kind="benefits_owner", ref="c", day=EARLY, body=body)
    it_is(owned, NOW.date())
    why = Because(topic=question(owned), reason=REASON, again=date(2027, 7, 1))
    decides(owned, moment="letter", open=[why])
    it_is(owned, date(2027, 7, 1))


def page_of(owned: Oeverland) -> str:
    rows = LookBack.objects.scoped(reviewer(owned.decision.pk))
    return f"/d/{owned.decision.pk}/look-back/{rows.get(commitment=owned.commitments['letter']).pk}/"


def test_who_watches_over_the_benefit_and_takes_no_part_says_that_alone(owned: Oeverland) -> None:
    watches(owned, "piet")
    where = page_of(owned)
    [mine] = from_outside(of(owned, "piet"))
    assert (mine.title, mine.asks_benefits, mine.closes) == ("Letter to all staff", True, False)
    page = browser(owned, "piet").get(where).content.decode()
    assert "Is the benefit there?" in page
    assert "with your name" in page
    for words in KEPT[:2]:
        assert words not in page
    assert browser(owned, "piet").post(where, {"do": "judge", "benefits": "early"}).status_code == 302
    assert "checked" in browser(owned, "piet").get(where).content.decode()
    assert browser(owned, "piet").post(where, {"do": "close"}).status_code == 404
    assert browser(owned, "vera").post(where, {"do": "judge", "benefits": "no"}).status_code == 404
    assert browser(owned, "vera").post(where, {"do": "close"}).status_code == 302
    told = browser(owned, "femke").get(where).content.decode()
    assert "Piet watches over it, and said:" in told
    assert "<strong>Too early to say</strong>" in told


@pytest.mark.both
def test_what_another_said_of_the_benefit_is_not_read_as_said_by_who_watches(owned: Oeverland) -> None:
    """Youssef's row has an answer about the benefit in it, as no page lets him give one; Piet said nothing."""
    watches(owned, "piet")
    where, youssef = page_of(owned), owned.seats["youssef"]
    day = LookBack.objects.scoped(reviewer(owned.decision.pk)).get(commitment=owned.commitments["letter"])
    forged = Judgement(look_back=day, seat=youssef, at=NOW)
    forged.body = youssef.data_key.seal(
        {"benefits": "no", "assumptions": {}, "bit": {}, "helped": ""}, forged.about
    )
    forged.save(force_insert=True)
    browser(owned, "vera").post(where, {"do": "close"})
    told = browser(owned, "femke").get(where).content.decode()
    assert "Piet watches over the benefit." in told
    assert "and said:" not in told


@pytest.mark.parametrize("bad", ["", "maybe", "\x00", "x" * 100_000, "<script>kanarie</script>"])
def test_what_is_no_answer_comes_back_with_a_word_beside_it(owned: Oeverland, bad: str) -> None:
    watches(owned, "piet")
    came = browser(owned, "piet").post(page_of(owned), {"do": "judge", "benefits": bad})
    assert came.status_code == 422
    text = came.content.decode()
    assert 'id="id_benefits_error"' in text
    assert "<script>kanarie" not in text
    assert not Judgement.objects.scoped(reviewer(owned.decision.pk)).exists()


def test_who_stops_being_owner_finds_no_page(owned: Oeverland) -> None:
    assert browser(owned, "vera").get(at(owned)).status_code == 200
    SeatRole.objects.filter(seat=owned.seats["vera"]).update(role=Role.SPONSOR)
    for one in (True, False):
        assert browser(owned, "vera").get(at(owned, one=one)).status_code == 404


def test_the_council_finds_the_record_from_its_own_page(home: Oeverland) -> None:
    def first(name: str) -> str:
        return (
            home.client(name, HTTP_ACCEPT_LANGUAGE="en")
            .get(f"/d/{home.decision.pk}/", follow=True)
            .content.decode()
        )

    there = f'href="/d/{home.decision.pk}/record/"'
    assert there in first("wim")
    assert browser(home, "wim").get(f"/d/{home.decision.pk}/record/").status_code == 200
    SeatRole.objects.filter(seat=home.seats["wim"]).update(role=Role.CONFIDANT)
    assert there not in first("wim")
    assert browser(home, "wim").get(f"/d/{home.decision.pk}/record/").status_code == 404
