"""One catalogue for everything Beforehand says: English in the code, Dutch beside it.

Messages live in ``nl/LC_MESSAGES/beforehand.po``; the compiled ``.mo`` next to it is what is read. To renew both::

    pybabel extract -k say -k several:1,2 -k mark -o beforehand.pot src/beforehand/cli src/beforehand/locale
    pybabel update -D beforehand -i beforehand.pot -d src/beforehand/locale -l nl --no-fuzzy-matching --ignore-obsolete
    pybabel compile -D beforehand -d src/beforehand/locale
"""

from beforehand.locale.words import LANGUAGES, Words, catalogue, language_of, mark

__all__ = ["LANGUAGES", "Words", "catalogue", "language_of", "mark"]
