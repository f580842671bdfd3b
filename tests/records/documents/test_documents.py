"""The record is taken along in five forms; what people wrote is in each, as they wrote it and never as markup."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader
from ruamel.yaml import YAML
from tests.records.documents.licences import CONFIRMED, CROWDED, LARGE, LICENCES

from beforehand.records.choices import Chosen
from beforehand.records.documents import as_brief, as_docx, as_json, as_markdown, as_pdf
from beforehand.records.rules.chain import head_of, verify
from beforehand.records.rules.exported import exported
from beforehand.records.rules.shapes import Assumption, Condition, LeftOpen, Record

Form = Callable[[Record, str], str]


def in_pdf(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())


def in_docx(made: bytes) -> str:
    document = Document(BytesIO(made))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(p.text for p in document.paragraphs), *cells])


FORMS: dict[str, Form] = {
    "pdf": lambda record, lang: in_pdf(as_pdf(record, language=lang)),
    "docx": lambda record, lang: in_docx(as_docx(record, language=lang)),
    "markdown": lambda record, lang: as_markdown(record, language=lang),
    "json": lambda record, lang: as_json(record).decode(),
}
SAID = (
    "Two-factor sign-in", "How do we introduce two-factor sign-in", "Sign the licences", "Karin",
    "The insurer asks for it before the summer.", "A card on every ward", "An app on the nurse's own telephone",
    "Not everybody has one, or wants it used for work.", "The night shift keeps its cards", "Femke",
    "Signing in takes ten seconds with gloves on", "Nobody signs in as somebody else", "Marjolein",
    "The readers work with gloves", "More than one in ten tries fails", "Bas", "Who helps at night",
    "The rota is not made yet.", "Visitors who borrow a computer", "Care",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_everything_that_was_written_down_is_in_it(form: str, lang: str) -> None:
    told = FORMS[form](LICENCES, lang)
    assert [said for said in SAID if said not in told] == []


@pytest.mark.parametrize("form", ["pdf", "docx", "markdown"])
def test_it_speaks_both_languages(form: str) -> None:
    nl, en = FORMS[form](LICENCES, "nl"), FORMS[form](LICENCES, "en")
    assert "Besloten" in nl
    assert "We kijken er weer naar op 15 juni 2027." in nl
    assert "Decided" in en
    assert "We look again on 15 June 2027." in en
    assert "Besloten" not in en


@pytest.mark.parametrize("form", ["pdf", "docx", "markdown"])
def test_a_name_that_was_erased_is_said_to_be_gone(form: str) -> None:
    assert "naam niet meer bewaard" in FORMS[form](LICENCES, "nl")
    assert "name no longer kept" in FORMS[form](LICENCES, "en")


@pytest.mark.parametrize("form", ["pdf", "docx", "markdown"])
def test_that_nobody_was_named_to_look_is_said_once_with_for_how_many(form: str) -> None:
    alone = tuple(Assumption(text=f"It stays {n}", signpost="It moves" if n == 1 else "") for n in range(3))
    both = replace(LICENCES, assumptions=(*LICENCES.assumptions, *alone))
    told = FORMS[form](both, "en")
    assert told.count("For 3 assumptions nobody was named to look whether they hold.") == 1
    assert told.lower().count("nobody was named") == 1
    for said in (
        "The readers work with gloves",
        "Bas, 1 September 2027",
        "It stays 0",
        "It stays 2",
        "It moves",
    ):
        assert said in told, said
    one = FORMS[form](replace(LICENCES, assumptions=alone[:1]), "nl")
    assert "Bij 1 aanname is niemand aangewezen om te kijken of ze klopt." in one
    assert "Wie kijkt, en wanneer" not in one
    # Somebody was named whose name is no longer kept: that is not nobody.
    erased = replace(LICENCES, assumptions=(replace(LICENCES.assumptions[0], owner=""),))
    gone = FORMS[form](erased, "en")
    assert "name no longer kept, 1 September 2027" in gone
    assert "nobody was named to look" not in gone


@pytest.mark.parametrize("form", ["pdf", "docx", "markdown"])
def test_postponed_and_made_smaller_are_said_so(form: str) -> None:
    later = replace(LICENCES, chosen=Chosen.POSTPONED, moved_to=date(2027, 9, 3))
    less = replace(LICENCES, chosen=Chosen.SMALLER, smaller="Two wards first")
    assert "Uitgesteld tot 3 september 2027" in FORMS[form](later, "nl")
    assert "Made smaller" in FORMS[form](less, "en")
    assert "Two wards first" in FORMS[form](less, "en")


EMPTY = Record(
    decision="d",
    title="",
    sentence="Which machine?",
    language="nl",
    commitment="Contract",
    chosen=Chosen.DECIDED,
    by=("Karin",),
    on=date(2027, 4, 29),
)


@pytest.mark.parametrize("form", FORMS)
def test_a_record_of_almost_nothing_is_a_record(form: str) -> None:
    assert "Which machine?" in FORMS[form](EMPTY, "en")


NASTY = '#set page(fill: red) *b* `c` $x$ [l](http://x.example) <script>a</script> @ref \\ "q" {{ 1 }}'


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_what_people_write_is_never_markup(form: str) -> None:
    told = FORMS[form](replace(LICENCES, conditions=(Condition(text=NASTY, by="*X*"),)), "en")
    assert NASTY.replace(" ", "") in told.replace(" ", "").replace("­", "")


def test_in_markdown_every_sign_that_does_something_is_made_harmless() -> None:
    text = "# Stop\n---\n1. [here](x) <b>*now*</b> | `x`"
    made = as_markdown(
        replace(LICENCES, also_open=(text,), title="- not a list", by=("a: [b]", '"c"\n---')), language="en"
    )
    assert "* \\# Stop --- 1. \\[here\\](x) \\<b\\>\\*now\\*\\</b\\> \\| \\`x\\`" in made
    assert "# \\- not a list" in made
    front = made.split("---\n")[1]
    assert YAML(typ="safe").load(front)["decision-makers"] == ["a: [b]", '"c" ---']


def test_markdown_has_the_form_of_madr_4() -> None:
    made = as_markdown(LICENCES, language="nl")
    assert [line for line in made.splitlines() if line.startswith("#")] == [
        "# Two-factor sign-in",
        "## Context and Problem Statement",
        "## Decision Drivers",
        "## Considered Options",
        "## Decision Outcome",
        "### Consequences",
        "### Confirmation",
        "## More Information",
    ]
    assert YAML(typ="safe").load(made.split("---\n")[1]) == {
        "status": "accepted",
        "date": date(2027, 4, 29),
        "decision-makers": ["Karin"],
        "consulted": ["Care (3)", "It (3)"],
        "informed": ["Works council"],
    }


def test_what_was_postponed_is_a_proposal_still() -> None:
    assert "status: proposed" in as_markdown(replace(LICENCES, chosen=Chosen.POSTPONED), language="en")


def test_json_carries_the_chain_and_verifies() -> None:
    made = as_json(LICENCES)
    read = exported(made)
    assert read.entries == LICENCES.entries
    assert verify(read.entries, head_of(LICENCES.entries), decision=read.decision) == []
    assert str(read.head) == LICENCES.head
    assert json.loads(made)["record"]["open"][0]["again"] == "2027-06-15"


@pytest.mark.parametrize(
    "make",
    [
        as_json,
        lambda r: as_pdf(r, language="nl"),
        lambda r: as_docx(r, language="nl"),
        lambda r: as_brief(r, language="nl"),
    ],
)
def test_the_same_record_gives_the_same_bytes(make: Callable[[Record], bytes]) -> None:
    assert make(LICENCES) == make(LICENCES)


@pytest.mark.parametrize(
    "record", [LICENCES, LARGE, CROWDED, EMPTY], ids=["small", "large", "crowded", "empty"]
)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_brief_is_one_page_of_a4(record: Record, lang: str) -> None:
    (page,) = PdfReader(BytesIO(as_brief(record, language=lang))).pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    told = " ".join(page.extract_text().split())
    assert ("inbreng is gedaan" if lang == "nl" else "what people said") in told  # the last of it


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_brief_has_when_each_side_calls_it_done(lang: str) -> None:
    made = as_brief(CONFIRMED, language=lang)
    told = in_pdf(made)
    assert b"pdfuaid" in made
    for said in ("Nobody calls at night", "Nobody signs in twice", "Ten seconds on two wards", "Marjolein"):
        assert said in told, said
    assert ("Als het degelijk staat" if lang == "nl" else "When it is sound") in told
    # The two sentences people wrote alone, and the table that was confirmed before this one.
    assert ("en nog 3, in het verslag zelf" if lang == "nl" else "and 3 more, in the record itself") in told
    assert "Signing in takes ten seconds" not in told


def test_without_a_table_the_brief_has_the_sentences_people_wrote_alone() -> None:
    told = in_pdf(as_brief(LICENCES, language="en"))
    assert "When the work flows: Signing in takes ten seconds with gloves on" in told
    assert "When it is sound: Nobody signs in as somebody else" in told
    assert "That was not agreed." in in_pdf(as_brief(EMPTY, language="en"))


def test_what_was_only_postponed_says_nothing_of_when_it_is_done() -> None:
    assert "When is it done?" in in_pdf(as_brief(EMPTY, language="en"))
    assert "When is it done?" not in in_pdf(as_brief(replace(EMPTY, chosen=Chosen.POSTPONED), language="en"))


@pytest.mark.parametrize("form", ["pdf", "docx", "markdown", "brief"])
@pytest.mark.parametrize("chosen", [Chosen.POSTPONED, Chosen.SMALLER])
def test_what_was_not_looked_into_is_not_said_to_be_nothing(form: str, chosen: Chosen) -> None:
    nothing = (
        "Nothing that was shared was still open.", "Nobody set a condition.", "No options were written down.",
        "That was not agreed.", "No assumptions were written down.", "Taken over: 0.",
    )  # fmt: skip
    forms: dict[str, Form] = {**FORMS, "brief": lambda record, lang: in_pdf(as_brief(record, language=lang))}
    said = [one for one in nothing if one in forms[form](EMPTY, "en")]
    assert len(said) >= 3  # where it was decided all of that was asked
    why, who = "The readers come later.", ("Bas", "Femke")
    told = forms[form](replace(EMPTY, chosen=chosen, why=why, informed=who), "en")
    assert [one for one in nothing if one in told] == []
    assert why in told
    assert all(name in told for name in who)


def test_the_brief_says_how_much_more_there_is() -> None:
    told = in_pdf(as_brief(LARGE, language="en"))
    assert told.count("and 27 more, in the record itself") == 2  # of 30 conditions and of 30 assumptions
    assert "and 197 more, in the record itself" in told


@pytest.mark.parametrize("make", [as_pdf, as_brief])
def test_pdf_is_tagged_titled_and_in_its_language(make: Any) -> None:
    reader = PdfReader(BytesIO(make(LICENCES, language="nl")))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("Two-factor sign-in")
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_a_sign_no_letter_can_show_still_gives_a_page() -> None:
    made = as_pdf(replace(LICENCES, also_open=("\U000f0000 odd",)), language="en")
    assert "odd" in in_pdf(made)


def test_word_has_real_headings_lists_and_header_rows() -> None:
    document = Document(BytesIO(as_docx(LICENCES, language="nl")))
    styles = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    assert ("Title", "Two-factor sign-in") in styles
    assert ("Heading 1", "Wat nog openstaat, en waarom dat zo mag") in styles
    assert ("Heading 2", "Who helps at night") in styles
    assert ("Quote", "The rota is not made yet.") in styles
    assert ("List Bullet", "Visitors who borrow a computer") in styles
    assert document.core_properties.language == "nl-NL"
    heads = [t for t in document.tables if "tblHeader" in t.rows[0]._tr.xml]
    assert [t.rows[0].cells[0].text for t in heads] == ["Voorwaarde", "We gaan ervan uit", "Kant"]


@pytest.mark.parametrize("form", ["pdf", "docx", "markdown"])
@pytest.mark.parametrize(
    "odd", ["be\x00fore", "be\x0cfore", "be\u202efore", "be\u200bfore", "x" * 5000], ids=ascii
)
def test_odd_signs_break_no_document(form: str, odd: str) -> None:
    strange = replace(LICENCES, title=odd, by=(odd,), also_open=(odd, "what stands after it"))
    assert "what stands after it" in FORMS[form](strange, "nl")


def test_a_persons_own_words_keep_their_language_in_word() -> None:
    document = Document(BytesIO(as_docx(LICENCES, language="nl")))
    (said,) = [p for p in document.paragraphs if p.text == "The rota is not made yet."]
    assert 'w:val="en-GB"' in said.runs[0]._r.xml


def test_no_more_than_three_are_left_open_for_a_reason() -> None:
    one = LeftOpen(title="a", reason="b", again=date(2027, 6, 15))
    with pytest.raises(ValueError, match="three"):
        replace(LICENCES, open=(one,) * 4)
