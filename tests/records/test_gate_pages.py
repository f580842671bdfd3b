"""The gate on a page: Karin reads what is open and decides; others set what they may, and nobody does more."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.at_gate import at, browser, filled, form_of, gates, hidden, read, said, settled
from tests.records.gated import NOW, REASON, before, decides, seat_for, seen
from tests.records.story import of
from tests.topics.saying import says

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Commitment, Fact, Option, SeatRole
from beforehand.perspectives.models import Round
from beforehand.records.actions.setting import say_outgoing, set_condition
from beforehand.records.models import Condition
from beforehand.records.queries import entries
from beforehand.vault.guard import Author

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english")]


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return before(home)


def words(home: Oeverland) -> dict[str, str | None]:
    return {part.name: part.text for part in list(entries(of(home, "karin")))[-1].parts}


def test_the_moments_stand_in_order_of_day_with_a_way_to_each(home: Oeverland) -> None:
    page = read(browser(home, "femke"), gates(home))
    assert page.index("Sign the licences") < page.index("Letter to all staff")
    assert at(home) in page
    assert page.count("not decided yet") == 2
    decides(home)
    page = read(browser(home, "femke"), gates(home))
    assert page.count("not decided yet") == 1
    assert page.split("Letter to all staff")[0].count(">decided<") == 1


@pytest.mark.parametrize("name", ["peter", "wim", "stranger"])
def test_who_takes_no_part_finds_no_gate(home: Oeverland, name: str) -> None:
    client = browser(home, name)
    for address in (gates(home), at(home)):
        assert client.get(address).status_code == 404
        assert client.post(address, {"do": "decide"}).status_code == 404
    assert read(browser(home, "femke"), at(home))


def test_an_owner_who_reads_no_content_finds_the_moments_and_opens_none(home: Oeverland) -> None:
    seat_for(home, "olga", Role.OWNER, side=None)
    decides(home)
    page = read(browser(home, "olga"), gates(home))
    assert "Sign the licences" in page
    assert at(home) not in page
    assert ">decided<" not in page
    assert browser(home, "olga").get(at(home)).status_code == 404


def test_karin_reads_what_hardens_and_what_is_open(home: Oeverland) -> None:
    page = read(browser(home, "karin"), at(home))
    for told in ("30 April 2027", "46 days left", "180,000", "Cannot be taken back", "Which second factor"):
        assert told in page, told
    assert "Femke argues for it" in page
    assert "nobody argues for it" in page
    assert "Not held" in page
    for topic in seen(home, "karin").open:
        assert topic.title in page.split('id="ways"')[0]
    assert page.index('id="postpone"') < page.index('id="smaller"') < page.index('id="decide"')


def test_a_premortem_stands_there_by_its_day(home: Oeverland) -> None:
    Fact.objects.create(
        decision=home.decision, kind="premortem", ref="p", day=date(2027, 3, 9),
        body={"commitment": str(home.commitments["licence"].pk)},
    )  # fmt: skip
    assert "Held on 9 March 2027" in read(browser(home, "karin"), at(home))
    assert "Not held" in read(browser(home, "karin"), at(home, "letter"))


def test_karin_decides_and_is_led_to_the_record(home: Oeverland) -> None:
    karin = browser(home, "karin")
    done = karin.post(at(home), filled(home, read(karin, at(home))))
    assert done.status_code == 302
    assert done["Location"] == f"/d/{home.decision.pk}/record/1/"
    assert settled(home) == ["decided"]
    told = words(home)
    assert told["open.1.reason"] == REASON
    assert told["why"] == "The insurer asks for it."
    assert told["way.2.why"] == "Not everybody has a telephone."
    page = read(karin, at(home))
    assert "This was decided." in page
    assert f"/d/{home.decision.pk}/record/1/" in page
    assert 'id="ways"' not in page


def test_a_condition_binds_and_what_it_rests_on_is_watched(home: Oeverland) -> None:
    rests = says(home.seats["bas"], "assumptions", "The readers work with gloves", release=2)
    about = {"commitment": home.commitments["licence"].pk, "now": NOW}
    bound = set_condition(actor=of(home, "femke"), text="The nights keep cards", release=4, **about)  # type: ignore[arg-type]
    set_condition(actor=of(home, "bas"), text="For who facilitates", release=1, **about)  # type: ignore[arg-type]
    karin = browser(home, "karin")
    page = read(karin, at(home))
    assert "For who facilitates" not in page
    assert "Femke" in form_of(page, "decide").split("The nights keep cards")[1].split("</p>")[0]
    more = {
        f"bind_{bound}": "on", f"due_{bound}": "2027-04-20",
        f"sign_{rests}": "One in ten fails", f"owner_{rests}": str(home.seats["tom"].pk),
        f"day_{rests}": "2027-05-28", "know_0": [str(home.seats["karin"].pk)],
    }  # fmt: skip
    assert karin.post(at(home), filled(home, page, **more)).status_code == 302
    told = words(home)
    assert (told["assumption.1.sign"], told["assumption.1.owner"]) == ("One in ten fails", "Tom")
    assert told["condition.1"] == "The nights keep cards"
    assert told["informed.1"] == "Karin"
    [entry] = entries(of(home, "karin"))
    assert entry.body["conditions"] == [{"bound": True, "due": "2027-04-20", "met": False}]


def test_what_it_rests_on_is_read_and_written_down_once_the_first_round_is_closed(home: Oeverland) -> None:
    says(home.seats["bas"], "assumptions", "The readers work with gloves", release=4)
    karin, gloves = browser(home, "karin"), "The readers work with gloves"
    assert gloves in read(karin, at(home))
    Round.objects.update(closed_at=None)
    page = read(karin, at(home))
    assert gloves not in page
    assert karin.post(at(home), filled(home, page)).status_code == 302
    told = str(words(home))
    assert "Sign the licences" in told
    assert gloves not in told
    assert "Bas" not in told


@pytest.mark.parametrize("deed", ["decide", "postpone", "smaller"])
@pytest.mark.parametrize("name", ["femke", "lotte"])
def test_nobody_else_settles_anything(home: Oeverland, name: str, deed: str) -> None:
    asked = filled(home, read(browser(home, "karin"), at(home)))
    asked |= {"do": deed, "day": "2027-05-28", "text": "Two wards"}
    page = read(browser(home, name), at(home))
    assert 'id="ways"' not in page
    assert browser(home, name).post(at(home), asked).status_code == 404
    assert browser(home, name).post(at(home), {"do": deed}).status_code == 404
    assert settled(home) == []


def test_karin_postpones_and_makes_it_smaller(home: Oeverland) -> None:
    karin = browser(home, "karin")
    asked = {"do": "postpone", "seen": hidden(read(karin, at(home)), "postpone"), "day": "2027-05-28"}
    assert karin.post(at(home), {**asked, "why": "The nights are not heard."})["Location"] == at(home)
    page = read(karin, at(home))
    assert "It is postponed to 28 May 2027." in page
    assert "28 May 2027" in page.split('id="open"')[0]
    assert f"/d/{home.decision.pk}/record/1/" in page
    asked = {"do": "smaller", "seen": hidden(page, "smaller"), "text": "Two wards for a month"}
    assert karin.post(at(home), {**asked, "door": "two_way", "cost_eur": "€ 12.000"}).status_code == 302
    row = Commitment.objects.get(key="licence")
    assert (row.day, row.door, row.cost_eur) == (date(2027, 5, 28), "two_way", Decimal(12000))
    assert settled(home) == ["postponed", "smaller"]
    assert "postponed 1 time" in read(karin, gates(home))


def test_who_leaves_is_told_why_and_may_only_postpone(home: Oeverland) -> None:
    karin = browser(home, "karin")
    seat = str(home.seats["karin"].pk)
    assert karin.post(gates(home), {"seat": seat, "last": "2027-04-29"}).status_code == 302
    assert "the last day is 29 April 2027" in read(karin, gates(home))
    page = read(karin, at(home))
    assert "Who comes after you has to live with what you settle now." in page
    assert 'id="postpone"' in page
    assert 'id="decide"' not in page
    assert 'id="smaller"' not in page
    assert karin.post(gates(home), {"stays": seat}).status_code == 302
    assert 'id="decide"' in read(karin, at(home))


def test_femke_neither_says_nor_reads_that_somebody_leaves(home: Oeverland) -> None:
    seat = home.seats["karin"].pk
    say_outgoing(actor=of(home, "karin"), seat=seat, last=date(2027, 4, 29))
    femke = browser(home, "femke")
    assert "29 April" not in read(femke, gates(home))
    assert femke.post(gates(home), {"seat": str(seat), "last": "2027-04-01"}).status_code == 404
    assert femke.post(gates(home), {"stays": str(seat)}).status_code == 404
    assert Fact.objects.get(kind="outgoing").day == date(2027, 4, 29)
    for bad in ({"stays": "x"}, {"stays": str(home.seats["femke"].pk)}):
        assert browser(home, "karin").post(gates(home), bad).status_code == 404


def test_who_facilitates_as_well_reads_the_way_out(home: Oeverland) -> None:
    SeatRole.objects.create(seat=home.seats["karin"], role=Role.FACILITATOR)
    page = read(browser(home, "karin"), at(home))
    assert "Let somebody else facilitate" in page
    assert 'id="decide"' not in page


def test_somebody_elses_moment_says_whose_it_is(home: Oeverland) -> None:
    seat_for(home, "olga", Role.DECIDER, Role.PARTICIPANT)
    page = read(browser(home, "olga"), at(home))
    assert "Somebody else decides on this moment." in page
    assert 'id="ways"' not in page
    assert 'id="decide"' in read(browser(home, "olga"), at(home, "letter"))


def test_a_day_that_passed_asks_for_a_new_one(home: Oeverland) -> None:
    Commitment.objects.filter(key="licence").update(day=date(2027, 3, 14))
    page = read(browser(home, "karin"), at(home))
    assert "Give it a new day first" in page
    assert 'id="postpone"' in page
    assert 'id="decide"' not in page


def test_going_on_is_judged_by_femke_and_not_by_who_pays_or_decides(home: Oeverland) -> None:
    Commitment.objects.filter(key="licence").update(type="continue")
    SeatRole.objects.create(seat=home.seats["tom"], role=Role.SPONSOR)
    karin, tom, femke = (browser(home, name) for name in ("karin", "tom", "femke"))
    assert "Ask somebody who neither pays for it nor decides" in read(karin, at(home))
    asked = {"do": "today", "yes": "no", "words": "Not like this."}
    for client in (karin, tom, browser(home, "lotte")):
        assert 'name="do" value="today"' not in read(client, at(home))
        assert client.post(at(home), asked).status_code == 404
        assert client.post(at(home), {"do": "today"}).status_code == 404
    assert femke.post(at(home), asked).status_code == 302
    page = read(karin, at(home))
    assert "Not like this." in page
    assert 'id="decide"' in page
    assert "Not like this." in form_of(read(femke, at(home)), "today")


def test_a_moment_that_begins_something_asks_no_judge(home: Oeverland) -> None:
    assert "Would we start this today?" not in read(browser(home, "femke"), at(home))
    late = browser(home, "femke").post(at(home), {"do": "today", "yes": "yes", "words": "Yes."})
    assert "This is asked only where something that was begun goes on." in said(late)


def test_femke_sets_a_condition_says_it_is_met_and_takes_it_back(home: Oeverland) -> None:
    femke, karin = browser(home, "femke"), browser(home, "karin")
    asked = {"do": "condition", "text": "The nights keep cards", "release": "2"}
    assert femke.post(at(home), asked).status_code == 302
    assert "This is yours." in read(femke, at(home))
    page = read(karin, at(home))
    assert "The nights keep cards" in page
    assert "This is yours." not in page
    mine = Condition.objects.scoped(Author(home.seats["femke"].pk)).get()
    for deed in ("met", "take_back"):
        other = {"do": deed, "condition": str(mine.pk), "met": "yes"}
        assert browser(home, "bas").post(at(home), other).status_code == 404
    assert femke.post(at(home), {"do": "met", "condition": str(mine.pk), "met": "yes"}).status_code == 302
    assert ">in place<" in read(karin, at(home))
    assert femke.post(at(home), {"do": "take_back", "condition": str(mine.pk)}).status_code == 302
    assert "The nights keep cards" not in read(karin, at(home))


def test_a_condition_is_read_by_whom_its_writer_lets(home: Oeverland) -> None:
    for level in range(5):
        asked = {"do": "condition", "text": f"Level {level} card", "release": str(level)}
        assert browser(home, "femke").post(at(home), asked).status_code == 302
    shown = {
        name: [n for n in range(5) if f"Level {n} card" in read(browser(home, name), at(home))]
        for name in ("femke", "lotte", "karin", "bas")
    }
    assert shown == {"femke": [0, 1, 2, 3, 4], "lotte": [1, 2, 3, 4], "karin": [2, 3, 4], "bas": [2, 3, 4]}


def test_lotte_who_takes_no_part_sets_no_condition(home: Oeverland) -> None:
    lotte = browser(home, "lotte")
    assert 'value="condition"' not in read(lotte, at(home))
    assert lotte.post(at(home), {"do": "condition", "text": "A", "release": "2"}).status_code == 404


def test_a_reservation_is_seen_by_who_decides_and_not_by_who_takes_part(home: Oeverland) -> None:
    told = "Who facilitates has a reservation."
    lotte = browser(home, "lotte")
    assert told not in read(browser(home, "karin"), at(home))
    assert lotte.post(at(home), {"do": "reserve"}).status_code == 302
    assert told in read(browser(home, "karin"), at(home))
    assert "reservation" not in read(browser(home, "femke"), at(home))
    assert "You have a reservation." in read(lotte, at(home))
    for deed in ("reserve", "unreserve"):
        for name in ("karin", "femke"):
            assert browser(home, name).post(at(home), {"do": deed}).status_code == 404
    assert lotte.post(at(home), {"do": "unreserve"}).status_code == 302
    assert told not in read(browser(home, "karin"), at(home))


def test_a_link_leads_there_from_the_first_page(home: Oeverland) -> None:
    for name in ("karin", "lotte", "femke"):
        assert gates(home) in read(browser(home, name), f"/d/{home.decision.pk}/")
    for name in ("karin", "lotte"):
        assert at(home) in read(browser(home, name), f"/d/{home.decision.pk}/")


def test_what_it_costs_to_read_does_not_grow(home: Oeverland) -> None:
    def queries(name: str) -> int:
        client = browser(home, name)
        client.get(at(home))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(at(home)).status_code == 200
        return len(caught)

    few = {name: queries(name) for name in ("karin", "femke")}
    for n in range(5):
        Option.objects.create(decision=home.decision, text=f"Way {n}", owner=home.seats["bas"])
        says(home.seats["bas"], "assumptions", f"It holds {n}", release=2)
        set_condition(
            actor=of(home, "bas"),
            commitment=home.commitments["licence"].pk,
            text=f"Card {n}",
            release=4,
            now=NOW,
        )
    assert {name: queries(name) for name in few} == few
