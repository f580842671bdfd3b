"""What a reader may see: in both languages, in plain words, and without the words we do not use."""

import re

import pytest

from beforehand.knowledge import Knowledge, Text

# Words that are the same in both languages, and what has no language: names and numbers.
SAME = {
    "a priori", "agenda", "budget", "change agent", "coach", "consent", "contract", "emergent", "facilitator",
    "later", "model", "premortem", "procedure", "status", "term", "website",
}  # fmt: skip
DUTCH = re.compile(r"\b(de|het|een|niet|wordt|voor|zonder|wie|ieder|naar)\b")
ENGLISH = re.compile(r"\b(the|and|is not|with|without|who|whom|what|which)\b")

Texts = list[tuple[str, Text]]


def _words(texts: Texts) -> list[tuple[str, str]]:
    return [(f"{where} ({lang})", text.say(lang)) for where, text in texts for lang in ("nl", "en")]


def test_there_is_a_great_deal_to_read(texts: Texts) -> None:
    assert len(texts) > 1000  # the walk itself reaches into every corner


def test_every_text_speaks_both_languages(texts: Texts) -> None:
    assert [where for where, words in _words(texts) if not words.strip()] == []


def test_no_text_stands_in_the_other_language(texts: Texts) -> None:
    same = {text.nl for _, text in texts if text.nl == text.en and not re.fullmatch(r"[\d.–]+", text.nl)}
    assert {words for words in same if words.casefold() not in SAME} == set()


def test_english_slots_hold_no_dutch(texts: Texts) -> None:
    assert [
        (w, t.en) for w, t in texts if len(DUTCH.findall(t.en.lower())) > 0 and "Van den" not in t.en
    ] == []


def test_dutch_slots_hold_no_english(texts: Texts) -> None:
    assert [(w, t.nl) for w, t in texts if ENGLISH.search(t.nl.lower())] == []


@pytest.mark.parametrize(
    "word",
    [
        r"resistance|resistant",
        r"weerstand",
        r"findings?\b(?! out)",
        r"opponents?|adversar\w+",
        r"tegenstanders?|tegenpartij",
        r"compliance[ -]score|naleving\w*score",
        r"smaa|evpi|pca",
        r"!",
    ],
)
def test_words_we_do_not_use(texts: Texts, word: str) -> None:
    found = {where for where, words in _words(texts) if re.search(word, words.lower())}
    # the one exception: the glossary entry that says that we do not use the word
    allowed = re.compile(r"term:resistance|\.terms\[\d+\]")
    assert {where for where in found if not allowed.search(where)} == set()


def test_the_word_we_do_not_use_is_explained_once(knowledge: Knowledge) -> None:
    named = [t for t in knowledge.terms if "weerstand" in t.nl or "resistance" in t.en]
    assert [t.id for t in named] == ["term:resistance"]
    assert "niet gebruiken" in named[0].definition.nl
    assert "do not use" in named[0].definition.en
    others = " ".join(t.definition.nl + t.definition.en for t in knowledge.terms)
    assert "weerstand" not in others
    assert "resistance" not in others


def test_participants_are_addressed_as_je(texts: Texts) -> None:
    assert [(where, t.nl) for where, t in texts if re.search(r"\b(u|uw)\b", t.nl.lower())] == []


def test_no_text_is_left_unfinished(texts: Texts) -> None:
    unfinished = re.compile(r"todo|tbd|xxx|\?\?|^\?$|\.\.\s|  ")
    assert [(where, words) for where, words in _words(texts) if unfinished.search(words.lower())] == []


def test_a_language_nobody_speaks_is_refused() -> None:
    with pytest.raises(ValueError, match="no language 'fr'"):
        Text("ja", "yes").say("fr")
