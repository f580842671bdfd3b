"""Long pages begin with what stands on them, and where; counted is what this reader may read."""

import re

import pytest
from tests.confidentiality.canaries import answer
from tests.oeverland import Oeverland

from beforehand.decisions.models import Seat
from beforehand.topics.actions import make_analysis

pytestmark = pytest.mark.once


def page(home: Oeverland, path: str) -> str:
    response = home.client("lotte").get(f"/d/{home.decision.pk}/{path}", HTTP_ACCEPT_LANGUAGE="en")
    assert response.status_code == 200
    return response.content.decode()


def index(shown: str) -> dict[str, tuple[str, str]]:
    """Return what the index says: by its words, where it leads and how many stand there."""
    listed = shown.split('id="index"')[1].split("</nav>")[0]
    lines = re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a> <span class="quiet">(\d+)</span>', listed)
    return {words: (address, many) for address, words, many in lines}


@pytest.fixture
def told(home: Oeverland) -> Oeverland:
    """Two from care and one from IT; one sentence of Femke's is for herself."""
    Seat.objects.filter(decision=home.decision).update(invited_at="2027-03-10T09:00Z")
    answer(home, "femke", "risks", 1, "A screen stays open.")
    answer(home, "femke", "knows", 0, "Nobody may read this.")
    answer(home, "youssef", "risks", 4, "We go back to paper.")
    answer(home, "ingrid", "question", 1, "How do we close the hole?")
    return home


RISKS, QUESTION = (
    "What could go wrong, or doesn&#x27;t sit right?",
    "Which question should this decision answer?",
)


@pytest.mark.parametrize("by", ["", "?by=side"])
def test_the_index_counts_by_question_and_by_side_what_the_facilitator_may_read(
    told: Oeverland, by: str
) -> None:
    found = index(page(told, f"said/{by}"))
    assert {words: many for words, (_, many) in found.items()} == {
        RISKS: "2",
        QUESTION: "1",
        "Care": "2",
        "It": "1",
    }


def test_every_line_leads_to_where_it_stands(told: Oeverland) -> None:
    found = index(page(told, "said/"))
    for address, _ in found.values():
        path, anchor = address.split("#")
        there = page(told, "said/" + path.rpartition("said/")[2])
        assert f'id="{anchor}"' in there
    care = (
        page(told, "said/?by=side").split(f'id="{found["Care"][0].split("#")[1]}"')[1].split("</section>")[0]
    )
    assert "A screen stays open." in care
    assert "We go back to paper." in care
    assert "How do we close the hole?" not in care
    assert f"<h3>{RISKS}</h3>" in care


def test_both_ways_show_the_same_sentences(told: Oeverland) -> None:
    shown = [
        sorted(re.findall(r'class="sentence"[^>]*><p>(.*?)</p>', page(told, f"said/{by}")))
        for by in ("", "?by=side", "?by=%00nonsense")
    ]
    assert shown[0] == shown[1] == shown[2]
    assert len(shown[0]) == 3


def test_with_nothing_said_there_is_no_index(home: Oeverland) -> None:
    assert 'id="index"' not in page(home, "said/")


def test_the_topics_begin_with_their_headings(told: Oeverland) -> None:
    make_analysis(told.decision.pk)
    shown = page(told, "topics/")
    found = index(shown)
    assert len(found) > 1
    assert all(shown.count(f'id="{address[1:]}"') == 1 for address, _ in found.values())
    for words, (address, many) in found.items():
        section = shown.split(f'id="{address[1:]}">{words}</h2>')[1].split("</section>")[0]
        assert section.count('<details class="topic"') == int(many)
