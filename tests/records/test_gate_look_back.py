"""Months later each side judges for itself whether it is done; nobody reads what one person judged."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.gated import AGAIN, NOW, before, decides, seat_for
from tests.records.story import of
from tests.topics.saying import says

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.people.access import Arrival
from beforehand.perspectives.rules.counting import Told
from beforehand.records.actions.looking_back import close_look_back, look_back
from beforehand.records.models import Judgement
from beforehand.records.queries import entries
from beforehand.records.queries.looking_back import LookBackSeen, look_backs
from beforehand.records.queries.over_decisions import over_decisions
from beforehand.records.rules.chain import verify
from beforehand.vault.guard import Author
from beforehand.vault.processes.reviewer import reviewer

pytestmark = pytest.mark.django_db
MORE = ("anna", "bea", "cas")


@told_once
def beginning(home: Oeverland) -> Oeverland:
    """Six people of the care side, three of IT; the licences were signed with a question open."""
    before(home)
    for name in MORE:
        seat_for(home, name, Role.PARTICIPANT, side="care")
    says(home.seats["bas"], "assumptions", "The readers work with gloves", release=2)
    decides(home)
    return home


CARE = ("femke", "youssef", "marjolein", *MORE)


def then(home: Oeverland, name: str, day: date = AGAIN) -> Standing:
    """Return what somebody is on the day they look back."""
    return replace(of(home, name), today=day)


def seen(home: Oeverland, name: str) -> LookBackSeen:
    [found] = look_backs(then(home, name))
    return found


def judges(home: Oeverland, name: str, day: date = AGAIN, **more: Any) -> None:
    given = {"done": "yes", "now": NOW, **more}
    look_back(actor=then(home, name, day), day=seen(home, "karin").id, **given)


def closes(home: Oeverland, name: str = "karin", day: date = AGAIN) -> None:
    close_look_back(actor=then(home, name, day), day=seen(home, "karin").id, now=NOW)


def refused(raised: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(raised.value.code)


def test_on_the_day_it_asks_what_was_written_down(home: Oeverland) -> None:
    found = seen(home, "femke")
    assert (found.title, found.day, found.due, found.closed) == ("Sign the licences", AGAIN, True, False)
    assert found.topics[0].pattern == "P06"
    assert found.topics[0].text
    assert [one.text for one in found.assumptions] == ["The readers work with gloves"]
    assert dict(found.mine) == {}


def test_each_side_is_published_only_with_enough_answers(home: Oeverland) -> None:
    topic, rests = seen(home, "karin").topics[0].key, seen(home, "karin").assumptions[0].key
    answers = ("yes", "yes", "yes", "no", "no", "partly")
    for name, done in zip(CARE, answers, strict=True):
        judges(home, name, done=done, bit=[topic] if done != "yes" else [], assumptions={rests: "held"})
    for name in ("ingrid", "tom", "bas"):
        judges(home, name, done="no")
    assert seen(home, "karin").judged == ()  # nothing before it closed
    closes(home)
    judged = {one.subject: one.blocks for one in seen(home, "femke").judged}
    [care] = judged["done"]
    assert (care.sides, care.members, care.answers) == ((home.sides["care"].pk,), 6, 6)
    assert dict(care.told)["yes"] == Told(3, "")
    [bit] = judged[f"topic:{topic}"]
    assert dict(bit.told) == {"bit": Told(3, ""), "not": Told(3, "")}
    assert home.sides["it"].pk not in {
        side for blocks in judged.values() for one in blocks for side in one.sides
    }
    assert seen(home, "femke").judged == seen(home, "karin").judged == seen(home, "lotte").judged


def test_four_answers_of_a_side_are_not_enough(home: Oeverland) -> None:
    for name in CARE[:4]:
        judges(home, name)
    closes(home)
    assert seen(home, "karin").judged == ()


def test_nobody_reads_what_one_person_judged(home: Oeverland) -> None:
    judges(home, "femke", done="no", helped="premortem")
    assert seen(home, "femke").mine["done"] == "no"
    for name in ("karin", "lotte", "youssef"):
        assert dict(seen(home, name).mine) == {}
        assert not Judgement.objects.scoped(of(home, name).reader).exists()
        assert not Judgement.objects.scoped(Author(of(home, name).seat)).exists()
    row = Judgement.objects.scoped(reviewer(home.decision.pk)).get()
    assert b"premortem" not in bytes(row.body.ciphertext)


def test_judging_again_replaces_it(home: Oeverland) -> None:
    judges(home, "femke", done="no")
    judges(home, "femke", done="yes")
    assert seen(home, "femke").mine["done"] == "yes"
    assert Judgement.objects.scoped(reviewer(home.decision.pk)).count() == 1


@pytest.mark.parametrize("name", ["lotte", "wim", "peter"])
def test_who_takes_no_part_does_not_judge(home: Oeverland, name: str) -> None:
    with pytest.raises(PermissionDenied):
        judges(home, name)
    judges(home, "femke")


def test_femke_does_not_close_it_and_karin_does(home: Oeverland) -> None:
    with pytest.raises(PermissionDenied):
        closes(home, "femke")
    closes(home)
    assert seen(home, "femke").closed


def test_not_before_the_day_and_not_after_it_closed(home: Oeverland) -> None:
    early = date(2027, 6, 14)
    for does in (lambda: judges(home, "femke", early), lambda: closes(home, day=early)):
        with pytest.raises(ValidationError) as raised:
            does()
        assert refused(raised) == "early"
    closes(home)
    for does in (lambda: judges(home, "femke"), lambda: closes(home)):
        with pytest.raises(ValidationError) as raised:
            does()
        assert refused(raised) == "closed"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"done": "maybe"}, "answer"),
        ({"bit": ["P01.x"]}, "asked"),
        ({"assumptions": {str(UUID(int=1)): "held"}}, "asked"),
        ({"helped": "a party"}, "helped"),
    ],
)
def test_what_was_not_asked_is_not_answered(home: Oeverland, answer: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as raised:
        judges(home, "femke", **answer)
    assert refused(raised) == code
    assert dict(seen(home, "femke").mine) == {}


def test_that_people_looked_back_stands_in_the_record_and_nothing_of_what_they_judged(
    home: Oeverland,
) -> None:
    for name in CARE:
        judges(home, name, done="no")
    closes(home)
    found = list(entries(of(home, "karin")))
    assert [one.kind for one in found] == ["decided", "looked_back"]
    assert set(found[1].body) == {"look_back", "decided", "commitment"}
    assert verify(found, decision=str(home.decision.pk)) == []


def test_who_reads_no_content_reads_no_look_back(home: Oeverland) -> None:
    assert look_backs(then(home, "wim")) == ()
    assert look_backs(then(home, "peter")) == ()


@pytest.mark.parametrize(("bit", "mattered"), [(4, 1), (3, 0), (6, 1), (0, 0)])
def test_over_decisions_a_kind_of_topic_mattered_when_most_of_a_side_said_so(
    home: Oeverland, bit: int, mattered: int
) -> None:
    topic = seen(home, "karin").topics[0].key
    for n, name in enumerate(CARE):
        judges(home, name, bit=[topic] if n < bit else [])
    person = home.seats["karin"].person
    arrival = Arrival(
        person=person.pk,
        organisation=home.organisation.pk,
        name=person.name,
        language="en",
        strong=False,
        administrator=False,
    )
    assert over_decisions(arrival).kinds == ()
    closes(home)
    found = {one.pattern: one for one in over_decisions(arrival).kinds}
    assert (found["P06"].judged, found["P06"].mattered) == (1, mattered)
    assert found["P06"].low < found["P06"].high
