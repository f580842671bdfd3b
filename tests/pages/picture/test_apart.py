"""Where sides answered differently: sentence, between whom, and how much of it may be chance."""

from uuid import UUID

import pytest
from tests.oeverland import Oeverland
from tests.pages.picture.test_paper import paper, words
from tests.perspectives.publishing.ward import closes, crowd, opens, react, sentence
from tests.perspectives.telling import place, stands

from beforehand.pages.queries.picture.apart import apart, surest
from beforehand.perspectives import actions
from beforehand.perspectives.queries import SidesApart

HEADING = "Where sides answered differently"


@pytest.fixture
def answered(home: Oeverland) -> UUID:
    """Seventeen of care and seventeen of IT answered to one sentence, most of them the other way round."""
    it, care = crowd(home, "it", 17), crowd(home, "care", 17)
    said = sentence(home, "tom", "It costs a day")
    round = opens(home, "respond")
    react(round, said, {"recognise": [*it[:14], *care[14:]], "different": [*it[14:], *care[:14]]})
    return said


def page(home: Oeverland, reader: str, language: str = "en") -> str:
    answer = home.client(reader).get(f"/d/{home.decision.pk}/picture/", headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("reader", ["femke", "karin", "lotte"])
def test_it_stands_there_once_the_round_has_closed(home: Oeverland, answered: UUID, reader: str) -> None:
    assert HEADING not in page(home, reader)
    closes(home)
    text = page(home, reader)
    part = text[text.index('id="differ"') : text.index('id="done"')]
    assert "It costs a day" in part
    assert "answer differently" in part
    assert all(home.sides[side].name in part for side in ("it", "care"))


@pytest.mark.parametrize(
    ("language", "heading"), [("en", HEADING), ("nl", "Waar kanten verschillend antwoordden")]
)
def test_it_stands_on_the_two_pages_of_paper(
    home: Oeverland, answered: UUID, language: str, heading: str
) -> None:
    assert heading not in words(paper(home, language=language))
    closes(home)
    read = paper(home, language=language)
    text = words(read)
    part = text[text.index(heading) :]
    assert len(read.pages) == 2
    assert part.index("It costs a day") < part.index(str(home.sides["care"].name))
    assert str(home.sides["it"].name) in part


def test_where_sides_answer_alike_there_is_no_such_part(home: Oeverland) -> None:
    it, care = crowd(home, "it", 17), crowd(home, "care", 17)
    said = sentence(home, "tom", "It costs a day")
    react(
        opens(home, "respond"),
        said,
        {"recognise": [*it[:14], *care[:14]], "different": [*it[14:], *care[14:]]},
    )
    closes(home)
    assert HEADING not in page(home, "femke")


def test_a_sentence_taken_back_is_gone_from_it(home: Oeverland, answered: UUID) -> None:
    closes(home)
    assert HEADING in page(home, "femke")
    actions.withdraw_statement(actor=stands(home, "tom"), place=place(home, "tom"), statement=answered)
    assert HEADING not in page(home, "femke")


def far(*chances: float) -> tuple[SidesApart, ...]:
    return tuple(
        SidesApart(UUID(int=n), UUID(int=101), UUID(int=102), "differ", c) for n, c in enumerate(chances)
    )


def test_what_is_no_longer_shared_counts_neither() -> None:
    assert [one.statement.int for one in surest(far(0.95, 0.9), {UUID(int=1).hex})] == [1]


def test_the_surest_comes_first() -> None:
    every = {UUID(int=n).hex for n in range(3)}
    assert [one.statement.int for one in surest(far(0.91, 0.99, 0.95), every)] == [1, 2, 0]


def test_nothing_to_list_is_no_part() -> None:
    assert apart((), (), (), 6) is None
