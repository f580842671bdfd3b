"""The pages about rights, through the door everybody uses."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.oeverland import PEOPLE, Oeverland
from tests.stewardship.said import NOW, asks_a_call, names, says
from tests.stewardship.test_papers import stands

from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Commitment, Decision, Seat, SeatRole
from beforehand.people.models import Person
from beforehand.perspectives.models import Statement
from beforehand.perspectives.queries.asked import fields
from beforehand.stewardship.models import ViewLog
from beforehand.stewardship.queries.arrangement import arrangement
from beforehand.vault.models import DataKey
from beforehand.vault.processes.retention import retention

IN_A_DECISION = ("rights", "arrangement", "view_log", "papers")


def _at(home: Oeverland, name: str, **more: str) -> str:
    return reverse(f"stewardship:{name}", kwargs={"decision": home.decision.pk, **more})


def _shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return response.content.decode()


@pytest.fixture
def said(home: Oeverland) -> Oeverland:
    femke = home.seats["femke"]
    says(femke, "The night shift has no phones.")
    says(femke, "Only I know this.", ordinal=2, release=0)
    names(femke, home.seats["bas"])
    asks_a_call(femke, "06 12345678")
    says(home.seats["youssef"], "Femke told me about the phones.")
    return home


def test_femke_sees_everything_kept_of_her_also_what_only_she_may_read(said: Oeverland) -> None:
    shown = _shown(said.client("femke"), _at(said, "rights"))
    for mine in (
        "The night shift has no phones.",
        "Only I know this.",
        "06 12345678",
        "femke@oeverland.example",
        "Bas",
    ):
        assert mine in shown
    assert "Femke told me" not in shown


@pytest.mark.parametrize("name", [n for n in PEOPLE if n != "femke"])
def test_nobody_else_sees_it_on_their_own_page(said: Oeverland, name: str) -> None:
    for address in (_at(said, "rights"), reverse("stewardship:all_rights"), reverse("stewardship:take")):
        shown = _shown(said.client(name), address)
        for hers in ("The night shift has no phones.", "Only I know this.", "06 12345678", "femke@"):
            assert hers not in shown


def test_she_takes_everything_along_in_one_file(said: Oeverland) -> None:
    response = said.client("femke").get(reverse("stewardship:take"))
    whole = json.loads(response.content)
    assert response["Content-Disposition"].startswith("attachment")
    assert whole["mail"] == "femke@oeverland.example"
    here = whole["decisions"][0]
    assert [(a["said"], a["release"]) for a in here["sentences"]] == [
        ("The night shift has no phones.", 2),
        ("Only I know this.", 0),
    ]
    assert here["choices"][0]["said"] == "Bas"
    assert "06 12345678" in here["call"]
    assert len(whole["links"]) == 1
    assert said.link("femke").rstrip("/").rpartition("/")[2] not in response.content.decode()


def test_being_forgotten_takes_two_steps(said: Oeverland) -> None:
    client, address = said.client("femke"), reverse("stewardship:forget")
    _shown(client, address)
    client.post(address)
    client.post(address, {"step": "<b>\x00 forget"})
    assert Person.objects.filter(name="Femke").exists()
    response = client.post(address, {"step": "forget"})
    assert response["Location"] == reverse("stewardship:forgotten")
    assert not Person.objects.filter(name="Femke").exists()
    assert Statement.objects.scoped(retention()).count() == 1
    assert client.get(response["Location"]).status_code == 200
    assert client.get(reverse("stewardship:all_rights")).status_code == 302
    old = Client()
    old.cookies.update(said.client("tom").cookies)
    assert old.get(reverse("stewardship:all_rights")).status_code == 200


def test_a_link_of_somebody_with_an_account_does_not_forget(home: Oeverland) -> None:
    person = home.seats["femke"].person
    person.account = home.seats["lotte"].person.account
    Person.objects.filter(pk=home.seats["lotte"].person_id).update(account=None)
    client = Client()
    from beforehand.people.access import LINK_COOKIE

    client.cookies[LINK_COOKIE] = home.link("femke").rstrip("/").rpartition("/")[2]
    person.save()
    response = client.post(reverse("stewardship:forget"), {"step": "forget"})
    assert response.status_code == 403
    assert Person.objects.filter(name="Femke").exists()


def test_forgetting_needs_a_form_of_ours(home: Oeverland) -> None:
    client = home.client("femke", enforce_csrf_checks=True)
    assert client.post(reverse("stewardship:forget"), {"step": "forget"}).status_code == 403
    assert Person.objects.filter(name="Femke").exists()


@pytest.mark.parametrize("page", IN_A_DECISION)
def test_who_has_no_seat_finds_no_page(home: Oeverland, page: str) -> None:
    assert home.client("stranger").get(_at(home, page)).status_code == 404
    assert Client().get(_at(home, page)).status_code == 302


MAY = {
    "view_log": {"karin", "lotte", "ingrid", "tom", "bas", "femke", "youssef", "marjolein", "wim"},
    "papers": {"karin", "lotte", "wim"},
    "rights": set(PEOPLE),
    "arrangement": set(PEOPLE),
}


@pytest.mark.parametrize("page", IN_A_DECISION)
@pytest.mark.parametrize("name", PEOPLE)
def test_each_page_is_there_for_exactly_these_people(home: Oeverland, page: str, name: str) -> None:
    wanted = 200 if name in MAY[page] else 404
    assert home.client(name).get(_at(home, page)).status_code == wanted


def test_a_paper_is_a_document_and_others_do_not_exist(home: Oeverland) -> None:
    lotte = home.client("lotte")
    response = lotte.get(_at(home, "paper", paper="dpia", lang="nl"))
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert response.content[:2] == b"PK"
    for paper, lang in (("consultation", "nl"), ("dpia", "fr"), ("passwd", "nl")):
        assert lotte.get(_at(home, "paper", paper=paper, lang=lang)).status_code == 404
    assert home.client("femke").get(_at(home, "paper", paper="dpia", lang="nl")).status_code == 404


def test_the_arrangement_says_what_a_works_council_has_to_know(said: Oeverland) -> None:
    Decision.objects.update(purpose="So that nobody waits at a bed.", complaint_route="Ellen, extension 12")
    Commitment.objects.filter(key="licence").update(statutory="Advice of the works council")
    shown = _shown(said.client("wim"), _at(said, "arrangement"))
    for told in (
        "So that nobody waits at a bed.",
        "Ellen, extension 12",
        "Advice of the works council",
        "Lotte",
    ):
        assert told in shown
    assert "60 dagen" in shown
    assert "phones" not in shown


def test_the_arrangement_says_when_the_answers_go_and_when_nobody_ended_it(home: Oeverland) -> None:
    wim = stands(home, "wim")
    assert (arrangement(wim).answers_go, arrangement(wim).overdue) == (None, False)
    Decision.objects.update(day=wim.today.replace(day=1))
    assert arrangement(wim).overdue
    Decision.objects.update(stage=Stage.DECIDED, decided_at=NOW)
    assert not arrangement(wim).overdue
    assert str(arrangement(wim).answers_go) == "2027-07-31"  # 1 June and sixty days


def test_reading_these_pages_leaves_no_trace_of_a_participant(said: Oeverland) -> None:
    for name in ("femke", "youssef", "ingrid"):
        client = said.client(name)
        for page in ("rights", "arrangement", "view_log"):
            client.get(_at(said, page))
    assert ViewLog.objects.count() == 0


@pytest.mark.parametrize("page", ["rights", "arrangement", "view_log"])
def test_a_page_does_not_ask_more_of_the_database_when_there_is_more(
    home: Oeverland, page: str, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = home.client("femke")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(_at(home, page))
        return len(seen)

    says(home.seats["femke"], "One.")
    few = queries()
    for n in range(2, 8):
        says(home.seats["femke"], f"Sentence {n}.", ordinal=n)
        ViewLog.objects.create(
            decision=home.decision,
            viewer=home.seats["lotte"],
            role="facilitator",
            view=f"v{n}",
            day=NOW.date(),
        )
    assert queries() == few


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_page_is_mixed(said: Oeverland, lang: str) -> None:
    Person.objects.update(language=lang)
    SeatRole.objects.create(seat=said.seats["femke"], role="owner")
    client = said.client("femke", headers={"accept-language": lang})
    pages = [_shown(client, _at(said, page)) for page in IN_A_DECISION]
    pages += [
        _shown(client, reverse("stewardship:all_rights")),
        _shown(client, reverse("stewardship:forget")),
    ]
    foreign = {
        "nl": re.compile(r"\b(the|and|not|with|that|who|which|this|are|from|your)\b"),
        "en": re.compile(r"\b(het|een|niet|wordt|voor|zijn|wie|ook|bij|als|jouw)\b"),
    }[lang]
    own = [
        "The night shift has no phones.",
        "Only I know this.",
        said.decision.sentence,
        "of the intensive care unit",
    ]
    own += [seat.function for seat in said.seats.values()]
    for page in pages:
        body = re.sub(r"<[^>]*>", " ", page.partition("<main")[2].partition("</main>")[0])
        for words in own:
            body = body.replace(words, "")
        found = foreign.search(body)
        assert not found, body[max(0, found.start() - 80) : found.end() + 40]


def test_choices_are_said_in_words_and_not_in_codes(home: Oeverland) -> None:
    femke = home.seats["femke"]
    for field, value in (
        ("heard", 2),
        ("contact_sides", {str(home.sides["it"].pk): "self"}),
        ("reversible_by_commitment", {str(home.commitments["licence"].pk): None}),
    ):
        row = names(femke, home.seats["bas"])
        row.field, row.body = field, femke.data_key.seal({"value": value}, row.about)
        row.save()
        row.__class__.objects.scoped(retention()).filter(field="thinks_decides").delete()
    sentence = says(femke, "The phones arrive in June.", field="assumptions")
    sentence.body = femke.data_key.seal(
        {"text": "The phones arrive in June.", "certainty": 1}, sentence.about
    )
    sentence.save()
    whole = json.loads(
        home.client("femke", headers={"accept-language": "en"}).get(reverse("stewardship:take")).content
    )
    said = {row["field"]: row["said"] for row in whole["decisions"][0]["choices"]}
    form = fields()
    assert said["heard"] == next(c.text.en for c in form["heard"].choices if c.code == "2")
    assert said["contact_sides"] == f"It: {form['contact_sides'].choices[0].text.en}"
    unknown = [c.text.en for c in form["reversible_by_commitment"].choices if c.code == "unknown"]
    assert said["reversible_by_commitment"].removeprefix("Sign the licences: ") in (*unknown, "")
    assert whole["decisions"][0]["sentences"][0]["certainty"] == "I hope"
    assert not any("[" in row["asked"] for row in whole["decisions"][0]["choices"])


def test_the_page_of_one_decision_is_about_that_one_and_the_other_about_all(said: Oeverland) -> None:
    femke = said.seats["femke"]
    rota = Decision.objects.create(
        organisation=said.organisation, sentence="Which rota?", data_key=DataKey.make()
    )
    there = Seat.objects.create(decision=rota, person=femke.person, data_key=DataKey.make())
    says(there, "Nights are too short.")
    client = said.client("femke")
    here = _shown(client, _at(said, "rights"))
    both = _shown(client, reverse("stewardship:all_rights"))
    assert "The night shift has no phones." in here
    assert "Nights are too short." not in here
    assert "The night shift has no phones." in both
    assert "Nights are too short." in both
