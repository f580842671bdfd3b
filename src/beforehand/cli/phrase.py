"""Pieces of text as lines and sentences of their own."""


def capital(text: str) -> str:
    """Return ``text`` with a capital, as the beginning of a line."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return ``text`` as a sentence of its own; nothing stays nothing.

    Examples
    --------
    >>> sentence("others came first")
    'Others came first.'
    """
    return capital(text) if not text or text[-1] in ".?…" else f"{capital(text)}."
