"""Words that can be kept, for every action that keeps some: not too long, and nothing when nobody could see them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def worded(text: str, most: int, *, needed: str = "") -> str:
    """Return a text that can be kept; ``needed`` is said when it is empty and may not be.

    >>> worded("  at six ", 10)
    'at six'
    >>> worded(" \\u200b ", 10)
    ''

    Raises
    ------
    ValidationError
        ``long`` when it has more than ``most`` characters or one that no database keeps; ``empty`` when it is needed.
    """
    text = text.strip()
    if "\x00" in text or len(text) > most:
        raise ValidationError(_("This text cannot be kept. Make it shorter."), code="long")
    if not text.strip(UNSEEN).strip():
        text = ""
    if needed and not text:
        raise ValidationError(needed, code="empty")
    return text
