"""What anybody may take along: the frame, and what they said themselves."""

import json

import pytest
from tests.beginning import told_once
from tests.oeverland import PEOPLE, Oeverland
from tests.topics.saying import says, taps

from beforehand.decisionfile import read

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@told_once
def beginning(home: Oeverland) -> Oeverland:
    """Everybody on a side says something of their own, at every level."""
    for name, (side, _, _) in PEOPLE.items():
        if side is None:
            continue
        for level in range(5):
            says(home.seats[name], "risks", f"canary-{name}-{level}", release=level)
        says(home.seats[name], "assumptions", f"canary-{name}-assumes", release=2, certainty=3, importance=5)
        taps(home.seats[name], "heard", 1)
        taps(home.seats[name], "contact_sides", {str(home.sides["it"].pk): "ticket"})
        taps(home.seats[name], "reversible_by_commitment", {str(home.commitments["licence"].pk): 3})
        taps(home.seats[name], "thinks_decides", str(home.seats["karin"].pk))
    return home


@pytest.fixture
def told(home: Oeverland) -> Oeverland:
    return home


@pytest.mark.parametrize("form", ["yaml", "json"])
@pytest.mark.parametrize("name", PEOPLE)
def test_one_s_own_answers_go_along_and_nobody_else_s(told: Oeverland, name: str, form: str) -> None:
    page = told.client(name).get(f"/d/{told.decision.pk}/take-along/?as={form}")
    assert page.status_code == 200
    assert page.headers["Content-Disposition"].endswith(f'.{form}"')
    assert "no-store" in page.headers["Cache-Control"]
    text = page.content.decode()
    for other, (side, _, _) in PEOPLE.items():
        expected = side is not None and other == name
        assert (f"canary-{other}-" in text) is expected, other
        for level in range(5):
            assert (f"canary-{other}-{level}" in text) is expected


def test_the_file_can_be_read_again_and_says_the_same(told: Oeverland) -> None:
    text = told.client("femke").get(f"/d/{told.decision.pk}/take-along/?as=yaml").content.decode()
    found = read(text)
    assert found.decision is not None, [fault.say("en") for fault in found.errors]
    file = found.decision
    assert {c.id for c in file.commitments} == {"licence", "letter"}
    assert len(file.people) == 7
    (femke,) = [p for p in file.people if p.name == "Femke"]
    answers = femke.answers.model_dump(mode="json", exclude_defaults=True)
    assert {item["text"]: item["release"] for item in answers["risks"]} == {
        f"canary-femke-{n}": n for n in range(5)
    }
    assert answers["assumptions"][0]["certainty"] == 3
    assert answers["heard"] == {"release": 1, "value": 1}
    assert answers["contact_sides"]["value"] == {"it": "ticket"}
    assert answers["reversible_by_commitment"]["value"] == {"licence": 3}
    assert answers["thinks_decides"]["value"] == "karin"
    assert all(not p.answers.model_dump(exclude_defaults=True) for p in file.people if p.name != "Femke")


def test_both_spellings_hold_the_same(told: Oeverland) -> None:
    client = told.client("femke")
    plain = json.loads(client.get(f"/d/{told.decision.pk}/take-along/?as=json").content)
    other = read(client.get(f"/d/{told.decision.pk}/take-along/?as=yaml").content).decision
    assert other is not None
    assert read(json.dumps(plain)).decision == other


def test_the_page_says_what_is_in_the_file(told: Oeverland) -> None:
    page = told.client("wim", headers={"accept-language": "en"}).get(f"/d/{told.decision.pk}/take-along/")
    assert page.status_code == 200
    assert "only your own answers" in page.content.decode()


def test_who_has_no_seat_gets_nothing(told: Oeverland) -> None:
    for ask in ("", "?as=yaml", "?as=json"):
        assert told.client("stranger").get(f"/d/{told.decision.pk}/take-along/{ask}").status_code == 404
    assert told.client("femke").get(f"/d/{told.decision.pk}/take-along/?as=all").status_code == 404


@pytest.mark.both
def test_two_people_of_one_name_stay_two(told: Oeverland) -> None:
    told.seats["tom"].person.name = "Femke"
    told.seats["tom"].person.save()
    found = read(told.client("femke").get(f"/d/{told.decision.pk}/take-along/?as=yaml").content)
    assert found.decision is not None
    assert sorted(p.id for p in found.decision.people if p.name == "Femke") == ["femke", "femke-2"]
    own = [p for p in found.decision.people if p.answers.risks]
    assert [p.side for p in own] == ["care"]
