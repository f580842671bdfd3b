"""The picture holds what people let everybody read, and for everybody the same; a name where its writer chose so."""

import re

import pytest
from tests.confidentiality.canaries import answer
from tests.oeverland import Oeverland
from tests.pages.picture.conftest import Publish, close, noted, page

from beforehand.decisions.models import Seat
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Statement
from beforehand.vault.guard import Author

pytestmark = pytest.mark.once
READERS = ("karin", "lotte", "femke", "ingrid", "youssef")
OUTSIDERS = ("peter", "wim", "stranger")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def body(home: Oeverland, name: str) -> str:
    """Return what stands in the picture itself, without the token that differs each time."""
    return TOKEN.sub("", page(home, name)).split('<article id="picture"')[1].split("</article>")[0]


def row(home: Oeverland, name: str, field: str) -> Statement:
    return Statement.objects.scoped(Author(home.seats[name].pk)).get(field=field)


@pytest.mark.parametrize("reader", READERS)
def test_everybody_reads_what_everybody_may_read(shared: Oeverland, reader: str) -> None:
    text = page(shared, reader)
    for words in (
        "biggest hole",
        "three seconds",
        "records of patients",
        "a ward can say no",
        "no reception",
    ):
        assert words in text


@pytest.mark.parametrize("reader", READERS)
def test_what_was_told_to_the_facilitator_alone_stands_here_for_nobody(
    shared: Oeverland, reader: str
) -> None:
    assert "afraid" not in page(shared, reader)


def test_the_own_side_alone_reads_the_name_at_level_three(shared: Oeverland) -> None:
    names = {reader: "Femke" in body(shared, reader) for reader in READERS}
    assert names == {"karin": False, "lotte": False, "femke": True, "ingrid": False, "youssef": True}


def test_a_name_for_all_is_read_by_all(shared: Oeverland) -> None:
    assert all("Youssef" in body(shared, reader) for reader in READERS)


def test_who_shows_the_page_to_others_does_not_give_away_what_is_theirs(shared: Oeverland) -> None:
    assert "Ingrid" not in body(shared, "ingrid")
    answer(shared, "karin", "knows", 2, "The supervisory board asks every week.")
    Seat.objects.filter(pk__in=[shared.seats["olga"].pk, shared.seats["piet"].pk]).update(
        side=shared.sides["it"]
    )  # the board is now Karin alone, and a sentence of it has no side
    assert "Board" not in body(shared, "karin").split('id="knew"')[1].split('id="mirror"')[0]
    answer(shared, "karin", "knows", 4, "And I answer every week.")
    assert "Karin, Board" in body(shared, "karin").split('id="knew"')[1].split('id="mirror"')[0]


def test_two_on_one_side_get_the_very_same(shared: Oeverland) -> None:
    version = re.compile(r"\?v=[0-9a-f]+")
    assert version.sub("", body(shared, "femke")) == version.sub("", body(shared, "youssef"))


def test_the_facilitator_sees_exactly_what_a_participant_sees(shared: Oeverland) -> None:
    spoken = re.compile(r'<span lang="\w+">([^<]+)</span>')
    assert set(spoken.findall(body(shared, "lotte"))) == set(spoken.findall(body(shared, "ingrid")))


@pytest.mark.parametrize("address", ["picture/", "picture/now/", "picture.pdf"])
@pytest.mark.parametrize("reader", OUTSIDERS)
def test_who_takes_no_part_finds_no_picture(shared: Oeverland, reader: str, address: str) -> None:
    assert shared.client(reader).get(f"/d/{shared.decision.pk}/{address}").status_code == 404


def test_what_was_taken_back_is_gone_at_once_with_what_was_said_to_it(
    shared: Oeverland, publish: Publish
) -> None:
    said = row(shared, "marjolein", "knows")
    publish(RoundKind.RESPOND, f"statement:{said.pk}", {"recognise": 6, "different": 3, "unknown": 2})
    assert "no reception" in page(shared, "femke")
    assert "different for" in page(shared, "femke")
    Statement.objects.scoped(Author(shared.seats["marjolein"].pk)).filter(pk=said.pk).update(release=1)
    for reader in READERS:
        assert "no reception" not in page(shared, reader)
        assert "different for" not in page(shared, reader)


def test_while_the_first_round_is_open_nobody_reads_another(told: Oeverland) -> None:
    for reader in READERS:
        text = body(told, reader)
        assert "biggest hole" not in text
        assert "when this first round closes" in text


def test_what_is_thought_of_a_side_waits_for_its_own_round(told: Oeverland) -> None:
    close(told, RoundKind.LISTEN)
    assert "no extra step" not in page(told, "femke")
    assert "When it closes, both stand here" in page(told, "femke")


def test_a_side_reads_its_picture_beside_what_it_says_itself(shared: Oeverland, publish: Publish) -> None:
    thought = row(shared, "ingrid", "mirror")
    publish(RoundKind.MIRROR, f"mirror:{thought.pk}", {"right": 2, "partly": 2, "wrong": 4})
    part = body(shared, "femke").split('id="mirror"')[1].split('id="room"')[0]
    assert part.index("no extra step") < part.index("as it says itself") < part.index("ten minutes")
    assert "wrong: <b>about half</b> (4\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}8)" in part


@pytest.mark.parametrize("reader", ["karin", "femke", "ingrid", "lotte"])
def test_a_change_nobody_here_may_see_leaves_the_picture_byte_for_byte(
    shared: Oeverland, reader: str
) -> None:
    before = body(shared, reader)
    answer(shared, "marjolein", "knows", 1, "Something for Lotte alone.", ordinal=80)
    answer(shared, "youssef", "question", 0, "Something for me alone.", ordinal=80)
    noted(shared)
    assert body(shared, reader) == before


@pytest.mark.parametrize("reader", ["karin", "femke", "ingrid", "lotte"])
def test_its_twin_that_all_may_see_does_not(shared: Oeverland, reader: str) -> None:
    before = body(shared, reader)
    answer(shared, "marjolein", "knows", 2, "Something for everybody.", ordinal=80)
    noted(shared)
    assert body(shared, reader) != before
