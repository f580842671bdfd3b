"""What a file begins with is told once, and no story leaves a trace in it."""

import pytest
from tests.beginning import commits, told_once
from tests.oeverland import Oeverland

from beforehand.decisions.models import Option

pytestmark = [pytest.mark.once, pytest.mark.django_db]
WAY = "A card on every ward"
TIMES: list[int] = []


@told_once
def beginning(home: Oeverland) -> Oeverland:
    TIMES.append(1)
    Option.objects.create(decision=home.decision, text=WAY)
    return home


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_story_finds_it_as_it_was(home: Oeverland, time: str) -> None:
    assert list(Option.objects.values_list("text", flat=True)) == [WAY]
    assert home.decision.title == "Two-factor sign-in"
    assert "olga" not in home.seats
    Option.objects.all().delete()
    home.decision.title = "Something else"
    home.decision.save()
    home.seats["olga"] = home.seats.pop("femke")
    assert len(TIMES) == 1


def test_a_story_that_commits_is_known(request: pytest.FixtureRequest) -> None:
    file = request.node.getparent(pytest.Module)
    assert not commits(request.node, file)
    request.node.add_marker(pytest.mark.django_db(transaction=True))
    assert commits(request.node, file)
