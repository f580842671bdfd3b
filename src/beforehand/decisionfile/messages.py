"""What errors and notes say, in Dutch and English: one table, by code."""

from collections.abc import Mapping
from typing import NamedTuple

from beforehand.decisionfile import said_of_content, said_of_notes, said_of_source


class Saying(NamedTuple):
    """What is wrong and what would be right, in both languages."""

    wrong_nl: str
    right_nl: str
    wrong_en: str
    right_en: str


SAYINGS: Mapping[str, Saying] = {
    code: Saying(*texts)
    for table in (said_of_source.TABLE, said_of_content.TABLE, said_of_notes.TABLE)
    for code, texts in table.items()
}
FEW, MANY = 8, 16
MEANT = {"nl": "Bedoelde je '{meant}'?", "en": "Did you mean '{meant}'?"}
KNOWN = {"nl": "Dit kan: {words}.", "en": "You can use: {words}."}


def wrong(code: str, lang: str, detail: Mapping[str, str]) -> str:
    """Return what is wrong.

    >>> wrong("duplicate_key", "nl", {"key": "side", "first": "4"})
    "'side' staat er al, op regel 4."
    """
    saying = SAYINGS[code]
    return (saying.wrong_nl if lang == "nl" else saying.wrong_en).format_map(detail)


def right(code: str, lang: str, detail: Mapping[str, str]) -> str:
    """Return what would be right: the word probably meant, what is allowed, and what to do.

    >>> right("unknown_side", "en", {"word": "itt", "meant": "it", "words": "care, it"})
    "Did you mean 'it'? You can use: care, it."
    """
    saying = SAYINGS[code]
    language = "nl" if lang == "nl" else "en"
    parts = [MEANT[language]] if detail.get("meant") else []
    parts += _known(language, detail)
    advice = saying.right_nl if language == "nl" else saying.right_en
    if advice and not (parts and code.startswith("unknown_")):
        parts.append(advice)
    return " ".join(part.format_map(detail) for part in parts)


def _known(lang: str, detail: Mapping[str, str]) -> list[str]:
    """Return the sentence with what is allowed; a long list only when nothing better can be said."""
    words = [word for word in detail.get("words", "").split(", ") if word]
    if not words or (detail.get("meant") and len(words) > FEW):
        return []
    some = ", ".join(words[:MANY]) + (", …" if len(words) > MANY else "")
    return [KNOWN[lang].replace("{words}", _literal(some))]


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
