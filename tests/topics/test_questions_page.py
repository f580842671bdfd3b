"""The facilitator says on a page which questions are the same; nobody else gets there."""

import pytest
from tests.confidentiality.canaries import answer
from tests.oeverland import Oeverland

from beforehand.perspectives.models import QuestionGroup
from beforehand.topics.actions import make_analysis
from beforehand.vault.processes.analyst import analyst


@pytest.fixture
def asked(home: Oeverland) -> Oeverland:
    """Three people asked something."""
    for name, text in (("ingrid", "How do we close the hole?"), ("femke", "Who waits at the bed?")):
        answer(home, name, "question", 1, text)
    answer(home, "youssef", "question", 1, "How does nobody wait at the bed?")
    make_analysis(home.decision.pk)
    return home


def groups(home: Oeverland) -> list[str]:
    found = QuestionGroup.objects.scoped(analyst(home.decision.pk))
    return sorted(found.values_list("state", flat=True))


def ids(home: Oeverland, text: str) -> list[str]:
    return [part.split('"')[0] for part in text.split('name="question" value="')[1:]]


def test_two_questions_are_confirmed_put_apart_and_made_one_again(asked: Oeverland) -> None:
    lotte, address = asked.client("lotte"), f"/d/{asked.decision.pk}/questions/"
    first = ids(asked, lotte.get(address).content.decode())
    assert len(first) == 3
    assert lotte.post(address, {"do": "confirm", "question": first[:2]}).status_code == 302
    assert groups(asked) == ["confirmed"]
    group = lotte.get(address).content.decode().split('name="group" value="')[1].split('"')[0]
    lotte.post(address, {"do": "split", "group": group, "question": first[:1]})
    assert groups(asked) == ["confirmed", "confirmed"]
    both = {
        part.split('"')[0] for part in lotte.get(address).content.decode().split('name="group" value="')[1:]
    }
    assert len(both) == 2
    lotte.post(address, {"do": "merge", "group": sorted(both)})
    assert groups(asked) == ["confirmed"]


def test_a_participant_does_not_get_there_and_changes_nothing(asked: Oeverland) -> None:
    address = f"/d/{asked.decision.pk}/questions/"
    first = ids(asked, asked.client("lotte").get(address).content.decode())
    assert asked.client("femke").post(address, {"do": "confirm", "question": first[:2]}).status_code == 404
    assert groups(asked) == []


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"do": "confirm"},
        {"do": "confirm", "question": "no id"},
        {"do": "fly", "question": []},
        {"do": "merge"},
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(asked: Oeverland, typed: dict[str, str]) -> None:
    page = asked.client("lotte").post(f"/d/{asked.decision.pk}/questions/", typed, follow=True)
    assert page.status_code == 200
    assert 'class="notice is-error"' in page.content.decode()
    assert groups(asked) == []
