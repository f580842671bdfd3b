"""No page of the frame mixes languages: every text of it exists in Dutch."""

import re
from html import unescape
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from tests.decisions.test_every_page_opens import addresses
from tests.oeverland import Oeverland

import beforehand

PO = Path(beforehand.__file__).parent / "locale/nl/LC_MESSAGES/django.po"
LONG = 12  # shorter texts may be the same in both, or be part of a longer one


def messages() -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    with PO.open("rb") as file:
        catalogue = read_po(file)
    assert not catalogue.fuzzy  # a catalogue marked so is not compiled
    both = []
    for message in catalogue:
        if message.id:
            asked = message.id if isinstance(message.id, tuple) else (message.id,)
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            assert not message.fuzzy, asked
            both.append((asked, said))
    return both


def test_every_text_has_its_dutch() -> None:
    for asked, said in messages():
        assert all(said), asked
        for one in said:
            assert set(re.findall(r"%\(\w+\)s|\{\w+\}", one)) == set(
                re.findall(r"%\(\w+\)s|\{\w+\}", asked[-1])
            ), asked


def test_words_we_do_not_use() -> None:
    for asked, said in messages():
        for text in (*asked, *said):
            assert not re.search(r"resistance|weerstand|\bfinding|opponent|!", text, re.IGNORECASE), text


def test_a_dutch_page_holds_no_english_of_ours(home: Oeverland) -> None:
    client = home.client("karin", headers={"Accept-Language": "nl"})
    pieces = {
        piece.strip()
        for asked, said in messages()
        for text, dutch in zip(asked, said, strict=True)
        for piece in re.split(r"%\(\w+\)s|\{\w+\}", text)
        if len(piece.strip()) >= LONG and piece.strip() not in dutch
    }
    for name, where in addresses(home).items():
        page = unescape(re.sub(r"(?s)<div lang=\"en\">.*?</div>", "", client.get(where).content.decode()))
        page = " ".join(page.split())
        assert not [piece for piece in pieces if f">{piece}" in page], name


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_invited_to_is_read_in_the_language_of_the_decision(home: Oeverland, language: str) -> None:
    home.decision.language = language
    home.decision.save()
    page = (
        home.client("karin", headers={"Accept-Language": "en"})
        .get(addresses(home)["invite"])
        .content.decode()
    )
    inside = page.split(f'<div lang="{language}">')[1]
    words = {"nl": "Kan nog veranderen:", "en": "Can still change:"}
    assert words[language] in inside
