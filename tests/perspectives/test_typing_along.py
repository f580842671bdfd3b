"""The facilitator types in a call; until the person says yes it exists for nobody."""

from uuid import UUID

import pytest
from tests.oeverland import Oeverland
from tests.perspectives.telling import NOW, address, gives, place, says, stands

from beforehand.perspectives import actions
from beforehand.perspectives.access import typing_place
from beforehand.perspectives.actions import NotKeptError, Stored, Yes
from beforehand.perspectives.choices import State
from beforehand.perspectives.models import Figure, Statement
from beforehand.perspectives.queries import card_as_facilitator_sees, own_card, statements_for
from beforehand.perspectives.queries.asked import Given
from beforehand.perspectives.queries.own import own_sentences
from beforehand.vault.processes.analyst import analyst

WORDS = "At night there are two of us"


def types(home: Oeverland, field: str, text: str, seat: str = "femke", **more: int) -> None:
    given = Given(field=field, text=text, **more)  # type: ignore[arg-type]
    outcome = actions.type_for(actor=stands(home, "lotte"), seat=home.seats[seat].pk, given=given, now=NOW)
    assert isinstance(outcome, Stored)


def waits(home: Oeverland) -> UUID:
    return own_card(stands(home, "femke")).waiting[0].id


def says_yes(home: Oeverland, text: str = WORDS, release: int = 1) -> None:
    said = [Yes(statement=waits(home), revision=1, text=text, release=release)]
    left = actions.confirm_statements(
        actor=stands(home, "femke"), place=place(home, "femke"), said=said, now=NOW
    )
    assert left == ()


def test_what_waits_is_on_the_typists_form_and_nowhere_else(home: Oeverland) -> None:
    says(home, "femke", "Her own sentence", release=0)
    types(home, "knows", WORDS)
    lotte = home.client("lotte")
    assert WORDS in lotte.get(address(home, "typing", home.seats["femke"].pk)).text
    for name in home.seats:
        assert WORDS not in {v.value.text for v in statements_for(stands(home, name))}, name
    assert WORDS not in {line.text for line in card_as_facilitator_sees(stands(home, "femke")).lines}
    assert WORDS not in lotte.get(address(home, "calls")).text
    assert WORDS not in lotte.get(address(home, "typing", home.seats["tom"].pk)).text
    assert WORDS in home.client("femke").get(address(home, "card")).text
    assert WORDS not in home.client("femke").get(address(home, "sheet", "now", 1)).text


def test_the_typist_never_sees_what_the_person_wrote(home: Oeverland) -> None:
    says(home, "femke", "Her own sentence", release=0)
    page = home.client("lotte").get(address(home, "typing", home.seats["femke"].pk)).text
    assert "Her own sentence" not in page


def test_the_form_looks_the_same_whether_somebody_answered_or_not(home: Oeverland) -> None:
    """Nobody may learn there who has answered (N7)."""
    import re

    def form() -> str:
        page = home.client("lotte").get(address(home, "typing", home.seats["femke"].pk)).text
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    before = form()
    says(home, "femke", "Her own sentence", release=1)
    assert form() == before


def test_another_facilitator_does_not_see_what_waits(home: Oeverland) -> None:
    types(home, "knows", WORDS)
    other = typing_place(stands(home, "karin"), home.seats["femke"].pk)
    assert other is not None
    assert own_sentences(other) == ()


def test_a_yes_makes_it_exist_by_the_release_that_is_chosen(home: Oeverland) -> None:
    types(home, "knows", WORDS)
    says_yes(home, release=2)
    said = {name: [v.value.name for v in statements_for(stands(home, name))] for name in ("lotte", "tom")}
    assert said == {"lotte": ["Femke"], "tom": [None]}
    assert own_card(stands(home, "femke")).waiting == ()
    assert WORDS not in home.client("lotte").get(address(home, "typing", home.seats["femke"].pk)).text


def test_corrected_words_are_what_stays(home: Oeverland) -> None:
    types(home, "knows", WORDS)
    says_yes(home, text="At night I am alone", release=4)
    assert [v.value.text for v in statements_for(stands(home, "tom"))] == ["At night I am alone"]


def test_a_no_leaves_nothing(home: Oeverland) -> None:
    types(home, "knows", WORDS)
    actions.throw_away_statement(
        actor=stands(home, "femke"), place=place(home, "femke"), statement=waits(home)
    )
    assert own_card(stands(home, "femke")).waiting == ()
    assert statements_for(stands(home, "lotte")) == []


def test_a_yes_does_not_send_what_the_person_still_writes(home: Oeverland) -> None:
    gives(home, "femke", "risks", "Not finished")
    types(home, "knows", WORDS)
    says_yes(home, release=4)
    assert own_card(stands(home, "femke")).state is State.DRAFT
    assert statements_for(stands(home, "tom")) == []


def test_a_second_sentence_of_one_field_stands_behind_the_first(home: Oeverland) -> None:
    says(home, "femke", "Her own sentence")
    types(home, "knows", WORDS)
    says_yes(home)
    assert {line.text for line in own_card(stands(home, "femke")).lines} == {"Her own sentence", WORDS}


def test_where_one_sentence_fits_the_confirmed_one_takes_its_place(home: Oeverland) -> None:
    says(home, "femke", "What she wrote", field="done")
    types(home, "done", WORDS)
    says_yes(home)
    assert [line.text for line in own_card(stands(home, "femke")).lines] == [WORDS]


@pytest.mark.parametrize("field", ["accountable", "heard", "thinks_decides", "contact_sides"])
def test_a_tap_is_not_typed_for_anybody(home: Oeverland, field: str) -> None:
    given = Given(field=field, choice="5")
    with pytest.raises(NotKeptError, match="unknown"):
        actions.type_for(actor=stands(home, "lotte"), seat=home.seats["femke"].pk, given=given, now=NOW)
    assert not Figure.objects.scoped(analyst(home.decision.pk)).exists()


def test_what_was_not_typed_by_another_cannot_be_confirmed(home: Oeverland) -> None:
    says(home, "femke", "Her own sentence")
    own = own_card(stands(home, "femke")).lines[0].id
    said = [Yes(statement=own, revision=1, text="x", release=4)]
    left = actions.confirm_statements(
        actor=stands(home, "femke"), place=place(home, "femke"), said=said, now=NOW
    )
    assert left == (own,)
    assert [line.text for line in own_card(stands(home, "femke")).lines] == ["Her own sentence"]


def test_the_whole_call_over_the_pages(home: Oeverland) -> None:
    lotte, femke = home.client("lotte"), home.client("femke")
    femke.post(address(home, "call"), {"number": "06 1234 5678", "when": "Thursday after my shift"})
    asked = lotte.get(address(home, "calls")).text
    assert "06 1234 5678" in asked
    assert "Thursday after my shift" in asked
    form = address(home, "typing", home.seats["femke"].pk)
    sheet = {"seat": str(home.seats["femke"].pk), "knows.1.value": WORDS, "knows.1.revision": "0"}
    assert lotte.post(form, sheet).status_code == 302
    assert lotte.post(address(home, "held", home.seats["femke"].pk), {"day": "2027-03-15"}).status_code == 302
    assert "06 1234 5678" not in lotte.get(address(home, "calls")).text
    yes = {
        f"{waits(home)}.{part}": value
        for part, value in (("value", WORDS), ("revision", "1"), ("release", "1"))
    }
    yes |= {"seat": str(home.seats["femke"].pk), "do": f"confirm:{waits(home)}"}
    assert femke.post(address(home, "typed_for_me"), yes).status_code == 302
    assert [v.value.text for v in statements_for(stands(home, "lotte"))] == [WORDS]
    row = Statement.objects.scoped(analyst(home.decision.pk)).get()
    assert (row.confirmed, row.typed_by_id) == (True, home.seats["lotte"].pk)
