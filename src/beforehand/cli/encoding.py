"""Terminals that cannot show every letter: the nearest plain ones instead of an error."""

import codecs
import unicodedata
from typing import TextIO

PLAIN = {
    "–": "-",
    "—": "-",
    "·": "-",
    "↔": "-",
    "→": ">",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "…": "...",
    "▇": "#",
    "░": ".",
    "€": "EUR",
    "≥": ">=",
}


def plainly(text: str) -> str:
    """Return ``text`` in ASCII, letter for letter where there is one.

    Examples
    --------
    >>> plainly("één – ▇▇░")
    'een - ##.'
    """
    flat = "".join(PLAIN.get(c, c) for c in text)
    return unicodedata.normalize("NFKD", flat).encode("ascii", "ignore").decode("ascii")


def plain(*streams: TextIO) -> None:
    """Let ``streams`` write what their encoding has, and the nearest plain letters for the rest."""
    codecs.register_error("beforehand-plain", _nearest)
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="beforehand-plain")


def _nearest(wrong: UnicodeError) -> tuple[str, int]:
    if not isinstance(wrong, UnicodeEncodeError):
        raise wrong
    return plainly(wrong.object[wrong.start : wrong.end]) or "?", wrong.end
