"""Somebody types on a phone, pastes from a document, or sends what no keyboard has."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override

from beforehand.shell.web.forms import Form, Typed


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


class Card(Form):
    sentence = Typed(max_length=400, label="What must stay?", help_text="<b>short</b>", widget=forms.Textarea)
    name = Typed(max_length=20, required=False)
    tap = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)


def card(sentence: str = "Fine", **more: str) -> Card:
    return Card({"sentence": sentence, "tap": "a", **more})


def kept(sentence: str) -> str:
    form = card(sentence)
    assert form.is_valid(), form.errors
    return str(form.cleaned_data["sentence"])


def test_a_sentence_is_kept_trimmed_and_in_one_spelling():
    assert kept("  Cafe\u0301 is open \n") == "Caf\u00e9 is open"


def test_line_ends_become_one_kind_and_stay_in_a_text_of_several_lines():
    assert kept("one\r\ntwo\rthree\u2028four") == "one\ntwo\nthree\nfour"


def test_a_name_is_one_line():
    form = card(name="Femke\r\nde Vries")
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Femke de Vries"


@pytest.mark.parametrize(
    "text", ["שלום, נבדוק את זה", "تجربة می‌خواهم", "👩‍⚕️ first", "<b>bold</b> & <script>x</script>"]
)
def test_every_script_emoji_and_markup_is_just_text(text):
    assert kept(text) == text


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\u200b \u2060\ufeff\n", "\u2800\u3164", "\u00ad"])
def test_what_nobody_can_see_is_nothing(text):
    form = card(text)
    assert not form.is_valid()
    assert form.errors["sentence"] == ["Please fill this in."]
    assert card(name=text).is_valid()


@pytest.mark.parametrize(
    "bad", ["\x00", "\x07", "\x1b", "\x90", "\u202e", "\u202a", "\u2066", "\u2069", "\ud800", "\ufffe"]
)
def test_a_character_that_cannot_be_kept_is_refused_and_shown_where_it_was(bad):
    form = card(f"before{bad}after")
    assert not form.is_valid()
    assert "Where you see �" in form.errors["sentence"][0]
    assert form["sentence"].value() == "before�after"


def test_a_hundred_thousand_characters_come_back_whole_with_how_many_fit():
    form = card("a" * 100_000)
    assert not form.is_valid()
    assert form.errors["sentence"] == [
        "This has 100000 characters; 400 fit. Make it shorter; nothing is lost."
    ]
    assert form["sentence"].value() == "a" * 100_000


def test_what_is_typed_to_the_last_allowed_character_fits_after_trimming():
    assert len(kept("  " + "a" * 400 + "  ")) == 400


def test_the_browser_neither_cuts_nor_complains_in_its_own_language():
    shown = str(card()["sentence"])
    assert "maxlength" not in shown
    assert "aria-required" in shown
    assert " required" not in shown.replace("aria-required", "")


def test_a_field_says_next_to_it_what_is_wrong_and_tells_it_to_a_screen_reader():
    shown = render_to_string("shell/field.html", {"field": card("")["sentence"]})
    assert 'aria-describedby="id_sentence_helptext id_sentence_error"' in shown
    assert 'id="id_sentence_error"' in shown
    assert "&lt;b&gt;short&lt;/b&gt;" in shown


def test_markup_that_was_typed_comes_back_as_text():
    shown = render_to_string("shell/field.html", {"field": card("<script>x</script>\x00")["sentence"]})
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_chips_are_one_question_with_its_own_error():
    form = Card({"sentence": "Fine"})
    shown = render_to_string("shell/field.html", {"field": form["tap"]})
    assert "<fieldset" in shown
    assert "<legend>" in shown
    assert 'id="id_tap_error"' in shown
    assert 'href="#id_tap"' in render_to_string("shell/errors.html", {"form": form})
    assert 'id="id_tap"' in shown


def test_a_form_without_faults_shows_no_faults():
    assert render_to_string("shell/errors.html", {"form": card()}).strip() == ""


def test_what_is_wrong_is_said_in_dutch_on_a_dutch_page():
    with override("nl"):
        assert card("").errors["sentence"] == ["Vul dit nog in."]
