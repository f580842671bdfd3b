"""Six sentences were typed in a call; one yes makes them all Femke's, exactly as she read them."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.bad_input.pages import forms_on, says
from tests.oeverland import Oeverland
from tests.perspectives.telling import NOW, address, gives, place, stands
from tests.perspectives.telling import says as tells

from beforehand.perspectives import actions
from beforehand.perspectives.actions import NotKeptError, Stored, Yes
from beforehand.perspectives.choices import State
from beforehand.perspectives.queries import own_card, statements_for
from beforehand.perspectives.queries.asked import Given
from beforehand.perspectives.queries.card import CardLine

SAID = {
    ("knows", 1): "At night there are two of us",
    ("knows", 2): "Gloves stay on",
    ("risks", 1): "Nobody can sign in at four in the morning",
    ("done", 1): "It works with gloves",
}


def lotte_types(home: Oeverland, field: str, text: str, n: int = 1, revision: int = 0) -> None:
    given = Given(field=field, ordinal=n, text=text, revision=revision)
    seat = home.seats["femke"].pk
    assert isinstance(actions.type_for(actor=stands(home, "lotte"), seat=seat, given=given, now=NOW), Stored)


@pytest.fixture
def typed(home: Oeverland) -> Oeverland:
    for (field, n), text in SAID.items():
        lotte_types(home, field, text, n)
    return home


def waiting(home: Oeverland) -> dict[str, CardLine]:
    return {line.text: line for line in own_card(stands(home, "femke")).waiting}


def own(home: Oeverland) -> set[str]:
    return {line.text for line in own_card(stands(home, "femke")).lines}


def page(home: Oeverland, do: str = "all", **changed: str) -> dict[str, str]:
    """Return what Femke's browser sends from the card as it is now; ``do`` is the button."""
    response = home.client("femke").get(address(home, "card"))
    forms = forms_on(response.content, address(home, "card"))
    form = next(f for f in forms if f.action == address(home, "typed_for_me"))
    sent = {name: values[0] for name, values in form.untouched.items()} | {"do": do}
    for text, other in changed.items():
        sent[f"{waiting(home)[text.replace('_', ' ')].id}.value"] = other
    return sent


def presses(home: Oeverland, sent: dict[str, str]) -> Any:
    return home.client("femke").post(address(home, "typed_for_me"), sent)


def test_one_yes_makes_them_all_hers_with_the_readers_she_chose(typed: Oeverland) -> None:
    sent = page(typed)
    sent[f"{waiting(typed)['Gloves stay on'].id}.release"] = "4"
    answer = presses(typed, sent)
    assert (answer.status_code, answer["Location"]) == (302, f"{address(typed, 'card')}?done=all")
    card = own_card(stands(typed, "femke"))
    assert (card.waiting, card.state, own(typed)) == ((), State.SENT, set(SAID.values()))
    assert {v.value.text for v in statements_for(stands(typed, "tom"))} == {"Gloves stay on"}
    assert {v.value.text for v in statements_for(stands(typed, "lotte"))} == set(SAID.values())
    assert "They are all yours now." in says(typed.client("femke").get(answer["Location"]).content)


def test_each_sentence_is_read_above_the_button_and_can_be_answered_alone(typed: Oeverland) -> None:
    text = typed.client("femke").get(address(typed, "card")).text
    button = text.index('value="all"')
    assert all(text.index(sentence) < button for sentence in SAID.values())
    for do in ("confirm", "throw"):
        assert all(f'value="{do}:{line.id}"' in text for line in waiting(typed).values())


def test_her_own_words_in_the_boxes_are_what_becomes_hers(typed: Oeverland) -> None:
    presses(typed, page(typed, Gloves_stay_on="Gloves always stay on"))
    assert own(typed) == set(SAID.values()) - {"Gloves stay on"} | {"Gloves always stay on"}


def test_what_was_typed_anew_meanwhile_is_left_and_said(typed: Oeverland) -> None:
    sent = page(typed)
    sent[f"{waiting(typed)['Gloves stay on'].id}.value"] = "Gloves always stay on"
    lotte_types(typed, "knows", "Gloves come off", n=2, revision=1)
    answer = presses(typed, sent)
    assert answer.status_code == 409
    assert own(typed) == set(SAID.values()) - {"Gloves stay on"}
    assert set(waiting(typed)) == {"Gloves come off"}
    text = answer.text
    assert "This was changed while you read. Look at it once more." in text
    assert "Gloves come off</textarea>" in text
    assert "Gloves always stay on" in text, "what she had in the box is shown"
    assert "The others are yours now." in says(answer.content)
    assert "Not everything is yours yet." in says(answer.content)


def test_what_was_added_meanwhile_is_left_and_said(typed: Oeverland) -> None:
    sent = page(typed)
    lotte_types(typed, "risks", "Nobody asked me", n=2)
    answer = presses(typed, sent)
    assert answer.status_code == 409
    assert set(waiting(typed)) == {"Nobody asked me"}
    assert own(typed) == set(SAID.values())
    assert "This was typed while you read. Look at it too." in answer.text


def test_what_was_taken_away_meanwhile_does_not_become_hers(typed: Oeverland) -> None:
    sent = page(typed)
    lotte_types(typed, "knows", "", n=2, revision=1)
    answer = presses(typed, sent)
    assert answer.status_code == 409
    assert "Gloves stay on" not in own(typed)
    assert "not there any more" in says(answer.content)
    assert "Gloves stay on" in answer.text


def test_pressing_twice_makes_nothing_twice(typed: Oeverland) -> None:
    sent = page(typed)
    presses(typed, sent)
    before = own_card(stands(typed, "femke"))
    assert presses(typed, sent).status_code == 409
    assert own_card(stands(typed, "femke")) == before


@pytest.mark.parametrize("words", ["", "x" * 1001, "\x00", "\u200b", "\u202eevil"])
def test_one_that_cannot_be_kept_stops_them_all_and_loses_nothing(typed: Oeverland, words: str) -> None:
    sent = page(typed, Gloves_stay_on=words)
    sent[f"{waiting(typed)['It works with gloves'].id}.value"] = "It works with thick gloves"
    answer = presses(typed, sent)
    assert answer.status_code == 422
    assert own(typed) == set()
    assert "It works with thick gloves</textarea>" in answer.text
    assert "aria-invalid" in answer.text


@pytest.mark.parametrize(
    ("part", "value"), [("release", "9"), ("release", ""), ("revision", "x"), ("revision", "0")]
)
def test_no_level_and_no_revision_stop_them_all(typed: Oeverland, part: str, value: str) -> None:
    sent = page(typed) | {f"{waiting(typed)['Gloves stay on'].id}.{part}": value}
    assert presses(typed, sent).status_code == 422
    assert own(typed) == set()


@pytest.mark.parametrize("do", ["confirm", "throw"])
def test_answering_one_keeps_what_stands_in_the_other_boxes(typed: Oeverland, do: str) -> None:
    one = waiting(typed)["Gloves stay on"].id
    answer = presses(typed, page(typed, f"{do}:{one}", It_works_with_gloves="It works with thick gloves"))
    assert answer.status_code == 200
    assert "It works with thick gloves</textarea>" in answer.text
    assert own(typed) == ({"Gloves stay on"} if do == "confirm" else set())
    assert set(waiting(typed)) == set(SAID.values()) - {"Gloves stay on"}


@pytest.mark.parametrize("do", ["confirm", "throw"])
def test_answering_one_with_nothing_else_written_leads_back_to_the_card(typed: Oeverland, do: str) -> None:
    one = waiting(typed)["Gloves stay on"].id
    answer = presses(typed, page(typed, f"{do}:{one}"))
    assert (answer.status_code, answer["Location"]) == (302, f"{address(typed, 'card')}?done={do}")


def test_where_one_fits_the_card_shows_what_would_go(home: Oeverland) -> None:
    tells(home, "femke", "What she wrote herself", field="done")
    lotte_types(home, "done", "It works with gloves")
    text = home.client("femke").get(address(home, "card")).text
    assert "With your yes, this goes:" in text
    assert text.index("With your yes, this goes:") < text.index("What she wrote herself")


def test_a_yes_to_all_does_not_send_what_she_still_writes(typed: Oeverland) -> None:
    gives(typed, "femke", "risks", "Not finished")
    presses(typed, page(typed))
    assert own_card(stands(typed, "femke")).state is State.DRAFT
    assert statements_for(stands(typed, "lotte")) == []


def test_with_one_sentence_there_is_no_button_for_all(home: Oeverland) -> None:
    lotte_types(home, "knows", "Gloves stay on")
    text = home.client("femke").get(address(home, "card")).text
    assert f'value="confirm:{waiting(home)["Gloves stay on"].id}"' in text
    assert 'value="all"' not in text


def test_what_does_not_fit_makes_none_of_them_hers(typed: Oeverland) -> None:
    first, second = (line.id for line in own_card(stands(typed, "femke")).waiting[:2])
    said = [Yes(statement=first, revision=1, text="Good", release=1)]
    for text, release, why in (("", 1, "empty"), ("x" * 1001, 1, "long"), ("Good", 5, "unknown")):
        worse = Yes(statement=second, revision=1, text=text, release=release)
        with pytest.raises(NotKeptError, match=why):
            actions.confirm_statements(
                actor=stands(typed, "femke"), place=place(typed, "femke"), said=[*said, worse], now=NOW
            )
    assert own(typed) == set()


def test_nobody_elses_browser_says_yes(typed: Oeverland) -> None:
    sent = page(typed)
    for name, expected in (("tom", 409), ("lotte", 404), ("peter", 404)):
        answer = typed.client(name).post(address(typed, "typed_for_me"), sent)
        assert answer.status_code == expected, name
    assert Client().post(address(typed, "typed_for_me"), sent).status_code == 403
    as_tom = sent | {"seat": str(typed.seats["tom"].pk)}
    assert typed.client("tom").post(address(typed, "typed_for_me"), as_tom).status_code in (404, 409)
    assert own(typed) == set()
    assert set(waiting(typed)) == set(SAID.values())


@pytest.mark.parametrize("do", ["", "confirm", "throw:x", "everything", "sign"])
def test_no_button_of_ours_does_nothing(typed: Oeverland, do: str) -> None:
    assert presses(typed, page(typed, do)).status_code == 404
    assert own(typed) == set()


def test_a_sentence_that_waits_can_only_be_answered_on_the_card(typed: Oeverland) -> None:
    one: UUID = waiting(typed)["Gloves stay on"].id
    femke, there = typed.client("femke"), address(typed, "statement", one)
    assert f'value="confirm:{one}"' in femke.get(there).text
    for do in ("correct", "release", "withdraw", "contest"):
        femke.post(there, {"do": do, "text": "Other words", "revision": "1", "release": "4", "contest": "No"})
    assert (set(waiting(typed)), own(typed)) == (set(SAID.values()), set())
