"""Who keeps the technique going opens accounts and withdraws links, and reads nothing of decisions."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.oeverland import Oeverland

from beforehand.outbox.models import Message
from beforehand.outbox.rendering import RENDERERS, Due
from beforehand.people import actions, queries
from beforehand.people.access import LINK_COOKIE, Arrival
from beforehand.people.actions import make_link, open_account
from beforehand.people.models import AccessLink, Account, Organisation, Person
from beforehand.people.rules import letter_number, may_administer, may_withdraw_own_links, paper_number

BAD = ["", "x" * 100_000, "a\x00b", "\u200b", "\u202eevil", "<script>alert(1)</script>"]


def entering(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    assert person.account is not None
    client.force_login(person.account)
    return client


def at_the_door(person: Person, **but: bool) -> Arrival:
    held = {"strong": True, "administrator": person.administrator, **but}
    return Arrival(
        person.pk, person.organisation_id, person.name, person.language, held["strong"], held["administrator"]
    )


def without_mail(home: Oeverland, name: str) -> str:
    """Take away somebody's mail address, and return the number a facilitator asks for a letter with."""
    person = home.seats[name].person
    Person.objects.filter(pk=person.pk).update(mail=None)
    return letter_number(person.pk)


def printed(sanne: Person, number: str) -> str:
    """Let Sanne print a letter, and return the address on it."""
    page = entering(sanne).post("/admin-room/letter/", {"number": number})
    assert page.status_code == 200
    return re.findall(r"http://testserver(/l/[\w-]+/)", page.text.replace("<wbr>", ""))[0]


def newest_letter() -> UUID:
    return AccessLink.objects.filter(purpose="paper").latest("made_at").pk


def letter(message: Message) -> object:
    return RENDERERS[message.kind](Due(message.pk, message.kind, message.recipient, None, message.made_at))


def test_sanne_opens_an_account_and_a_mail_says_how_to_sign_in(home: Oeverland, sanne: Person) -> None:
    room = entering(sanne)
    done = room.post("/admin-room/invite/", {"name": "Femke", "mail": "FEMKE@oeverland.example"}, follow=True)
    assert done.redirect_chain == [("/admin-room/", 302)]
    assert "femke@oeverland.example" in done.content.decode()
    person = home.seats["femke"].person
    person.refresh_from_db()
    assert person.account is not None
    assert not person.account.has_usable_password()
    (message,) = Message.objects.filter(recipient=person.pk)
    written = letter(message)
    assert written is not None
    assert written.to == "femke@oeverland.example"  # type: ignore[attr-defined]
    assert "/account/sign-in/" in written.text  # type: ignore[attr-defined]
    assert written.subject == "Your account in Beforehand"  # type: ignore[attr-defined]
    person.language = "nl"
    person.save()
    assert letter(message).subject == "Je account in Beforehand"  # type: ignore[attr-defined]


def test_the_letter_is_dropped_when_the_account_was_closed_meanwhile(home: Oeverland, sanne: Person) -> None:
    actions.invite_account(actor=at_the_door(sanne), name="Femke", mail="femke@oeverland.example")
    Account.objects.filter(email="femke@oeverland.example").update(is_active=False)
    assert letter(Message.objects.get()) is None


def test_somebody_new_becomes_a_person_of_this_organisation_only(home: Oeverland, sanne: Person) -> None:
    there = Organisation.objects.create(name="Elsewhere")
    elsewhere = Person.objects.create(organisation=there, name="Noor", mail="noor@oeverland.example")
    actions.invite_account(actor=at_the_door(sanne), name="Noor", mail="noor@oeverland.example")
    assert Person.objects.get(account__email="noor@oeverland.example").organisation_id == home.organisation.pk
    elsewhere.refresh_from_db()
    assert elsewhere.account is None


def test_an_address_with_an_account_in_another_organisation_is_said(home: Oeverland, sanne: Person) -> None:
    there = Organisation.objects.create(name="Elsewhere")
    open_account(
        person=Person.objects.create(organisation=there, name="Noor", mail="noor@oeverland.example").pk
    )
    answer = entering(sanne).post("/admin-room/invite/", {"name": "Noor", "mail": "noor@oeverland.example"})
    assert answer.status_code == 422
    assert "Another organisation" in answer.content.decode()
    assert not Person.objects.filter(organisation=home.organisation, mail="noor@oeverland.example").exists()


def test_withdrawing_says_the_same_whether_somebody_had_links(home: Oeverland, sanne: Person) -> None:
    home.link("femke")
    make_link(person=home.seats["femke"].person_id)
    home.link("tom")
    said = set()
    for mail in ("Femke@oeverland.example", "nobody.at.all@oeverland.example"):
        room = entering(sanne)
        done = room.post("/admin-room/withdraw/", {"mail": mail}, follow=True)
        text = done.content.decode()
        said.add(text[text.index('role="status"') :].split("</p>")[0])
    assert len(said) == 1
    assert AccessLink.objects.filter(person=home.seats["femke"].person, revoked_at=None).count() == 0
    assert AccessLink.objects.filter(person=home.seats["tom"].person, revoked_at=None).count() == 1


def test_links_of_another_organisation_are_out_of_reach(home: Oeverland, sanne: Person) -> None:
    there = Organisation.objects.create(name="Elsewhere")
    noor = Person.objects.create(organisation=there, name="Noor", mail="noor@elsewhere.example")
    make_link(person=noor.pk)
    actions.withdraw_links_of(actor=at_the_door(sanne), mail="noor@elsewhere.example")
    assert AccessLink.objects.get(person=noor).revoked_at is None


def test_an_account_is_closed_and_opened_again(home: Oeverland, sanne: Person) -> None:
    lotte = home.seats["lotte"].person
    browser = home.client("lotte")
    room = entering(sanne)
    room.post(f"/admin-room/{lotte.account_id}/close/")
    assert "Lotte" not in browser.get("/door/").content.decode()
    room.post("/admin-room/invite/", {"name": "Lotte", "mail": "lotte@oeverland.example"})
    assert Account.objects.get(person=lotte).is_active


def test_nobody_closes_the_own_account_nor_one_of_another_organisation(
    home: Oeverland, sanne: Person
) -> None:
    there = Organisation.objects.create(name="Elsewhere")
    noor = Person.objects.create(organisation=there, name="Noor", mail="noor@elsewhere.example")
    others = open_account(person=noor.pk)
    for account in (sanne.account_id, others.pk, 999_999):
        assert entering(sanne).post(f"/admin-room/{account}/close/").status_code == 404
    assert Account.objects.filter(is_active=False).count() == 0


def test_the_page_names_no_person_no_decision_and_nobody_without_an_account(
    home: Oeverland, sanne: Person
) -> None:
    page = entering(sanne).get("/admin-room/").content.decode()
    assert "lotte@oeverland.example" in page
    for secret in (
        "Femke",
        "femke",
        "Lotte",
        home.decision.title,
        home.decision.sentence,
        str(home.decision.pk),
    ):
        assert secret not in page


@pytest.mark.parametrize(
    ("way", "address", "form"),
    [
        ("get", "/admin-room/", {}),
        ("post", "/admin-room/invite/", {"name": "Evil", "mail": "evil@oeverland.example"}),
        ("post", "/admin-room/withdraw/", {"mail": "tom@oeverland.example"}),
        ("post", "/admin-room/{account}/close/", {}),
        ("post", "/admin-room/letter/", {"number": "{number}"}),
        ("post", "/admin-room/letter/withdraw/", {"letter": "{letter}"}),
    ],
)
def test_for_everybody_else_the_room_does_not_exist(
    home: Oeverland, sanne: Person, way: str, address: str, form: dict[str, str]
) -> None:
    home.link("tom")
    number = without_mail(home, "youssef")
    printed(sanne, number)
    letter = AccessLink.objects.get(purpose="paper").pk
    form = {key: value.format(number=number, letter=letter) for key, value in form.items()}
    address = address.format(account=home.seats["lotte"].person.account_id)
    twin = sanne  # the same person, with the same account, without being an administrator
    Person.objects.filter(pk=twin.pk).update(administrator=False)
    browsers = {name: home.client(name) for name in ("lotte", "karin", "femke", "wim", "peter")}
    browsers["twin"] = entering(twin)
    Person.objects.filter(pk=home.seats["bas"].person_id).update(administrator=True)
    browsers["administrator by a link"] = home.client("bas")
    before = list(AccessLink.objects.order_by("pk").values_list("pk", "revoked_at"))
    for name, browser in browsers.items():
        assert getattr(browser, way)(address, form).status_code == 404, name
    assert getattr(Client(), way)(address, form)["Location"] == "/door/"
    assert list(AccessLink.objects.order_by("pk").values_list("pk", "revoked_at")) == before
    assert not Person.objects.filter(mail="evil@oeverland.example").exists()
    assert Account.objects.filter(is_active=False).count() == 0


@pytest.mark.parametrize("but", [{"administrator": False}, {"strong": False}])
def test_every_action_refuses_the_twin(home: Oeverland, sanne: Person, but: dict[str, bool]) -> None:
    number = without_mail(home, "youssef")
    lotte = home.seats["lotte"].person.account_id
    assert lotte is not None
    asked: list[Callable[[Arrival], object]] = [
        lambda actor: actions.invite_account(actor=actor, name="X", mail="x@oeverland.example"),
        lambda actor: actions.withdraw_links_of(actor=actor, mail="femke@oeverland.example"),
        lambda actor: actions.withdraw_links_of(actor=actor, mail="nobody.at.all@oeverland.example"),
        lambda actor: actions.close_account(actor=actor, account=lotte),
        lambda actor: actions.make_paper_letter(actor=actor, number=number),
        lambda actor: actions.make_paper_letter(actor=actor, number="nobody"),
        lambda actor: actions.withdraw_paper_letter(actor=actor, link=newest_letter()),
        queries.accounts,
        queries.paper_letters,
    ]
    for ask in asked:
        ask(at_the_door(sanne))
        with pytest.raises(PermissionDenied):
            ask(at_the_door(sanne, **but))


def test_everybody_may_withdraw_their_own_links(home: Oeverland) -> None:
    femke, tom = home.seats["femke"].person, home.seats["tom"].person
    home.link("femke")
    by_link = Arrival(femke.pk, femke.organisation_id, "Femke", "en", strong=False, administrator=False)
    assert may_withdraw_own_links(by_link, femke)
    assert not may_withdraw_own_links(by_link, tom)
    assert not may_administer(by_link)
    actions.withdraw_links_of(actor=by_link, mail="femke@oeverland.example")
    assert AccessLink.objects.get().revoked_at is not None


@pytest.mark.parametrize("typed", BAD)
def test_bad_input_is_said_where_it_was_typed(home: Oeverland, sanne: Person, typed: str) -> None:
    before = Person.objects.count()
    forms = {
        "invite": {"name": typed, "mail": typed}, "withdraw": {"mail": typed}, "letter": {"number": typed},
    }  # fmt: skip
    for address, form in forms.items():
        answer = entering(sanne).post(f"/admin-room/{address}/", form)
        assert answer.status_code == 422
        assert "_error" in answer.content.decode()
        assert "<script>alert" not in answer.content.decode()
    assert Person.objects.count() == before


def test_the_list_asks_as_often_for_two_accounts_as_for_twenty(
    home: Oeverland, sanne: Person, django_assert_num_queries: Callable[[int], object]
) -> None:
    room = entering(sanne)
    room.get("/admin-room/")
    counted = []
    for _ in range(2):
        with django_assert_num_queries(5) as asked:  # type: ignore[attr-defined]
            room.get("/admin-room/")
        counted.append(len(asked))
        for _ in range(18):
            mail = f"{uuid4().hex}@oeverland.example"
            account = open_account(
                person=Person.objects.create(organisation=home.organisation, name="X", mail=mail).pk
            )
            Authenticator.objects.create(user=account, type="totp", data={})
    assert counted[0] == counted[1]


def test_the_ways_of_signing_in_are_counted_apart(home: Oeverland, sanne: Person) -> None:
    lotte = home.seats["lotte"].person.account
    assert lotte is not None
    Authenticator.objects.create(user=lotte, type="totp", data={})
    for _ in range(2):
        Authenticator.objects.create(user=lotte, type="webauthn", data={})
    lotte.set_password("stroopwafel orbit velvet")
    lotte.save()
    (line,) = (
        each for each in queries.accounts(at_the_door(sanne)) if each.mail == "lotte@oeverland.example"
    )
    assert (line.password, line.passkeys, line.app, line.organisation, line.own) == (
        True,
        2,
        True,
        False,
        False,
    )


def test_accounts_of_another_organisation_are_not_listed(home: Oeverland, sanne: Person) -> None:
    there = Organisation.objects.create(name="Elsewhere")
    open_account(person=Person.objects.create(organisation=there, name="N", mail="n@elsewhere.example").pk)
    assert {each.mail for each in queries.accounts(at_the_door(sanne))} == {
        "lotte@oeverland.example",
        "wim@oeverland.example",
        "sanne@oeverland.example",
    }


def test_a_link_cookie_alone_makes_nobody_an_administrator(home: Oeverland, sanne: Person) -> None:
    client = Client()
    client.cookies[LINK_COOKIE] = make_link(person=sanne.pk).rstrip("/").rpartition("/")[2]
    assert client.get("/admin-room/").status_code == 404


class TestALetterOnPaper:
    """For who has no mail address: printed once, kept nowhere, for nobody else."""

    def test_it_opens_what_that_person_may_see(self, home: Oeverland, sanne: Person) -> None:
        number = without_mail(home, "youssef")
        page = entering(sanne).post("/admin-room/letter/", {"number": number})
        assert "Youssef" in page.text
        assert page["Cache-Control"] == "private, no-store"
        assert page["Referrer-Policy"] == "no-referrer"
        [address] = set(re.findall(r"http://testserver(/l/[\w-]+/)", page.text.replace("<wbr>", "")))
        assert re.fullmatch(r"/l/([2-9a-hjkmnp-z]{4}-){6}[2-9a-hjkmnp-z]{4}/", address)
        reader = Client(headers={"accept-language": "en"})
        assert reader.get(address).status_code == 302
        assert "You are here as Youssef." in reader.get("/door/").text
        assert 'role="img"' in page.text, "the picture of it"

    def test_it_is_written_in_the_language_of_who_gets_it(self, home: Oeverland, sanne: Person) -> None:
        number = without_mail(home, "youssef")
        Person.objects.filter(pk=home.seats["youssef"].person_id).update(language="nl")
        text = entering(sanne).post("/admin-room/letter/", {"number": number}).text
        article = text[text.index("<article") :]
        assert article.startswith('<article lang="nl">')
        assert "Dit is jouw eigen link" in article
        assert "Print this page now" in text

    def test_it_says_nothing_of_any_decision(self, home: Oeverland, sanne: Person) -> None:
        page = entering(sanne).post("/admin-room/letter/", {"number": without_mail(home, "youssef")})
        for secret in (home.decision.title, home.decision.sentence, str(home.decision.pk), "Lotte", "Care"):
            assert secret not in page.text

    def test_it_is_recorded_without_the_link_and_lasts_as_long_as_others(
        self, home: Oeverland, sanne: Person
    ) -> None:
        token = printed(sanne, without_mail(home, "youssef")).split("/")[2]
        row = AccessLink.objects.get()
        assert (row.person_id, row.made_by_id) == (home.seats["youssef"].person_id, sanne.pk)
        assert timedelta(days=59) < row.expires_at - timezone.now() < timedelta(days=61)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM people_access_link")
            assert token not in str(cursor.fetchall())
        AccessLink.objects.update(expires_at=timezone.now())
        assert Client().get(f"/l/{token}/")["Location"] == "/door/link-gone/"

    def test_the_room_lists_it_by_number_and_withdraws_it(self, home: Oeverland, sanne: Person) -> None:
        address = printed(sanne, without_mail(home, "youssef"))
        link = newest_letter()
        room = entering(sanne)
        text = room.get("/admin-room/").text
        assert f"Letter {paper_number(link)}" in text
        assert "Youssef" not in text
        assert address.split("/")[2] not in text
        done = room.post("/admin-room/letter/withdraw/", {"letter": str(link)}, follow=True)
        assert "opens nothing any more" in done.text
        assert paper_number(link) not in done.text
        assert Client().get(address)["Location"] == "/door/link-gone/"

    def test_a_second_letter_makes_the_first_stop_and_leaves_other_links(
        self, home: Oeverland, sanne: Person
    ) -> None:
        number = without_mail(home, "youssef")
        by_mail = home.link("youssef").removeprefix("http://testserver")
        first, second = printed(sanne, number), printed(sanne, number)
        assert Client().get(first)["Location"] == "/door/link-gone/"
        for works in (second, by_mail):
            assert Client().get(works)["Location"] == "/"

    @pytest.mark.parametrize("name", ["lotte", "wim"])
    def test_who_sits_in_a_decision_with_the_person_may_not_hold_it(
        self, home: Oeverland, sanne: Person, name: str
    ) -> None:
        number = without_mail(home, "youssef")
        Person.objects.filter(pk=home.seats[name].person_id).update(administrator=True)
        administrator = home.client(name, headers={"accept-language": "en"})
        answer = administrator.post("/admin-room/letter/", {"number": number})
        assert answer.status_code == 422
        assert "Ask another administrator" in answer.text
        assert not AccessLink.objects.filter(purpose="paper").exists()
        home.seats[name].delete()  # the twin: the same account, without the seat
        assert administrator.post("/admin-room/letter/", {"number": number}).status_code == 200

    def test_there_is_none_for_who_has_mail_is_gone_or_sits_elsewhere(
        self, home: Oeverland, sanne: Person
    ) -> None:
        there = Organisation.objects.create(name="Elsewhere")
        noor = Person.objects.create(organisation=there, name="Noor")
        gone = without_mail(home, "bas")
        Person.objects.filter(pk=home.seats["bas"].person_id).update(erased_at=timezone.now())
        for number in (letter_number(home.seats["tom"].person_id), letter_number(noor.pk), gone, "0000-0000"):
            answer = entering(sanne).post("/admin-room/letter/", {"number": number})
            assert answer.status_code == 422
            assert "Ask the facilitator to read it again" in answer.text
        assert not AccessLink.objects.exists()

    @pytest.mark.parametrize("other", ["take_part", "elsewhere", "nobody"])
    def test_only_letters_of_the_own_house_are_withdrawn(
        self, home: Oeverland, sanne: Person, other: str
    ) -> None:
        home.link("tom")
        noor = Person.objects.create(organisation=Organisation.objects.create(name="Elsewhere"), name="Noor")
        make_link(person=noor.pk)
        AccessLink.objects.filter(person=noor).update(purpose="paper")
        person = home.seats["tom"].person if other == "take_part" else noor
        link = uuid4() if other == "nobody" else AccessLink.objects.get(person=person).pk
        answer = entering(sanne).post("/admin-room/letter/withdraw/", {"letter": str(link)})
        assert answer.status_code == 404
        assert not AccessLink.objects.filter(revoked_at__isnull=False).exists()

    def test_a_number_is_read_as_it_is_said(self, home: Oeverland, sanne: Person) -> None:
        number = without_mail(home, "youssef")
        misread = f" {number.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
        assert printed(sanne, misread)
