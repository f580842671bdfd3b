"""A sentence and a day are enough."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.oeverland import Oeverland

from beforehand.decisions.choices import Role, Stage, Template
from beforehand.decisions.choices.proposals import PROPOSALS
from beforehand.decisions.models import Commitment, Decision, Seat, SeatRole
from beforehand.knowledge import load

SENTENCE = "Which beds do we buy for the new wing?"


def day() -> str:
    return (timezone.localdate() + timedelta(days=60)).isoformat()


def made(home: Oeverland) -> Decision:
    return Decision.objects.exclude(pk=home.decision.pk).get()


def client(home: Oeverland) -> Client:
    return home.client("karin", headers={"Accept-Language": "en"})


def test_karin_begins_with_a_sentence_and_a_day(home: Oeverland) -> None:
    page = client(home).post("/new/", {"sentence": SENTENCE, "day": day(), "decides": "me"})
    decision = made(home)
    assert page.headers["Location"] == f"/d/{decision.pk}/frame/"
    assert (decision.sentence, decision.stage, decision.language) == (SENTENCE, Stage.FRAMING, "en")
    [seat] = Seat.objects.filter(decision=decision)
    assert set(seat.roles.values_list("role", flat=True)) == {Role.OWNER, Role.DECIDER}
    assert client(home).get(page.headers["Location"]).status_code == 200


def test_somebody_else_decides_and_people_come_along(home: Oeverland) -> None:
    people = "Femke, femke@oeverland.example, Care, Team lead\nZoë; ZOE@oeverland.example; Users; Nurse, night shift"
    client(home).post(
        "/new/?as=new_system",
        {
            "sentence": SENTENCE,
            "day": day(),
            "decides": "other",
            "decider_name": "Peter",
            "decider_mail": "Peter@Oeverland.example",
            "sides": ["0", "1"],
            "people": people,
        },
    )
    decision = made(home)
    assert decision.template == Template.NEW_SYSTEM
    assert sorted(decision.sides.values_list("name", flat=True)) == ["Care", "IT", "Users"]
    seats = {seat.person.name: seat for seat in Seat.objects.filter(decision=decision)}
    assert set(seats) == {"Karin", "Peter", "Femke", "Zoë"}
    assert seats["Peter"].person == home.seats["peter"].person  # two spellings, one person
    assert [role.role for role in seats["Peter"].roles.all()] == [Role.DECIDER]
    assert (seats["Zoë"].function, seats["Zoë"].side and seats["Zoë"].side.name) == (
        "Nurse, night shift",
        "Users",
    )


def test_that_it_is_not_clear_who_decides_may_be_said(home: Oeverland) -> None:
    client(home).post("/new/", {"sentence": SENTENCE, "day": day(), "decides": "unclear"})
    assert not SeatRole.objects.filter(seat__decision=made(home), role=Role.DECIDER).exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Please fill this in"),
        ({"day": "2020-01-01"}, "This day has passed"),
        ({"day": "9999-12-31"}, "more than thirty years"),
        ({"day": "31 februari"}, "This is not a day"),
        ({"sentence": "a" * 100_000}, "100000 characters"),
        ({"sentence": "What\x00 is it?"}, "cannot be kept"),
        ({"sentence": "\u202egnorw"}, "cannot be kept"),
        ({"sentence": "\u200b\u200d\ufeff"}, "Please fill this in"),
        ({"decides": "other"}, "There is no name"),
        ({"decides": "other", "decider_name": "P", "decider_mail": "no mail"}, "is not a mail address"),
        ({"decides": "everybody"}, "Select a valid choice"),
        ({"people": "Ada, ada@x.example\nno mail, at all"}, "Line 2"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    home: Oeverland, typed: dict[str, str], says: str
) -> None:
    given = {"sentence": SENTENCE, "day": day(), "decides": "me", **typed} if typed else {}
    page = client(home).post("/new/", given)
    text = page.content.decode()
    assert page.status_code == 200
    assert says in text
    assert not Decision.objects.exclude(pk=home.decision.pk).exists()
    for name in ("decider_name", "people"):
        if typed.get(name):
            assert typed[name].splitlines()[0] in text


def test_html_stays_text(home: Oeverland) -> None:
    sentence = "<script>alert(1)</script> <b>bold</b>?"
    browser = client(home)
    where = browser.post("/new/", {"sentence": sentence, "day": day(), "decides": "me"}).headers["Location"]
    page = browser.get(where).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_who_only_takes_part_cannot_begin(home: Oeverland) -> None:
    assert home.client("femke").get("/new/").status_code == 403
    assert (
        home.client("femke").post("/new/", {"sentence": SENTENCE, "day": day(), "decides": "me"}).status_code
        == 403
    )
    assert Decision.objects.count() == 1


def test_who_is_not_there_is_led_to_the_door() -> None:
    assert Client().get("/new/").status_code in (302, 303)


@pytest.mark.parametrize("template", Template.values)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_template_proposes_and_fixes_nothing(home: Oeverland, template: str, language: str) -> None:
    browser = home.client("karin", headers={"Accept-Language": language})
    where = browser.post(
        f"/new/?as={template}", {"sentence": SENTENCE, "day": day(), "decides": "me"}
    ).headers["Location"]
    assert not made(home).sides.exists()  # nothing ticked, nothing made
    assert not Commitment.objects.filter(decision=made(home)).exists()
    proposal = PROPOSALS[Template(template)]
    page = browser.get(f"{where}absent/").content.decode()
    assert all(name.say(language).replace("'", "&#x27;") in page for name in proposal.absent)
    for n, moment in enumerate(proposal.moments):
        form = browser.get(f"{where}moments/new/?as={n}").content.decode()
        assert moment.title.say(language).replace("'", "&#x27;") in form


def test_the_proposals_use_what_the_knowledge_knows() -> None:
    known = load().commitment_names
    for proposal in PROPOSALS.values():
        assert all(moment.type in known for moment in proposal.moments)
    assert all(p.sides and p.moments and p.absent for t, p in PROPOSALS.items() if t is not Template.BLANK)


def test_ticked_proposals_are_added_once(home: Oeverland) -> None:
    Decision.objects.filter(pk=home.decision.pk).update(template=Template.SECURITY)
    where = f"/d/{home.decision.pk}/frame/usual/"
    for _ in range(2):
        client(home).post(f"{where}sides/", {"proposed": ["0", "1", "x", "99"]})
        client(home).post(f"{where}absent/", {"proposed": ["0"]})
    names = sorted(home.decision.sides.values_list("name", flat=True))
    assert names == ["Board", "Care", "It", "The work itself"]  # "IT" is there in another spelling
    assert home.decision.absent_groups.count() == 1


def test_a_day_of_the_sample_counts_from_its_own_today(home: Oeverland) -> None:
    assert home.decision.today == date(2027, 3, 15)
    where = f"/d/{home.decision.pk}/frame/decision/"
    page = client(home).get(where).content.decode()
    assert 'value="2027-04-30"' in page


def test_who_decides_and_who_owns_it_keep_their_place_among_the_people(home: Oeverland) -> None:
    people = "\n".join(
        (
            "Peter; PETER@oeverland.example; Board; Chair",
            "Karin; karin@oeverland.example; Work; Director",
            "Ada",
        )
    )
    decider = {"decider_name": "Peter", "decider_mail": "peter@oeverland.example"}
    client(home).post(
        "/new/", {"sentence": SENTENCE, "day": day(), "decides": "other", "people": people} | decider
    )
    seats = {seat.person.name: seat for seat in Seat.objects.filter(decision=made(home))}
    roles = {name: {role.role for role in seat.roles.all()} for name, seat in seats.items()}
    assert roles == {
        "Peter": {Role.DECIDER, Role.PARTICIPANT},
        "Karin": {Role.OWNER, Role.PARTICIPANT},
        "Ada": {Role.PARTICIPANT},
    }
    assert {(s.side.name, s.function) for s in seats.values() if s.side} == {
        ("Board", "Chair"),
        ("Work", "Director"),
    }


def test_a_decider_named_without_an_address_is_who_has_that_name_among_the_people(home: Oeverland) -> None:
    people = "Zoë; zoe@oeverland.example; Users; Nurse\nAda; ; Users"
    client(home).post(
        "/new/",
        {"sentence": SENTENCE, "day": day(), "decides": "other", "decider_name": "Zoë", "people": people},
    )
    decides = SeatRole.objects.get(seat__decision=made(home), role=Role.DECIDER)
    assert decides.seat.person.mail == "zoe@oeverland.example"
