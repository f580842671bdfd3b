"""The language a command speaks: ``--lang`` when given, else that of the environment."""

from beforehand.cli.leaving import Code, Stop
from beforehand.locale import LANGUAGES, Words, catalogue


def chosen(words: Words, lang: str | None) -> Words:
    """Return the catalogue in ``lang``, or ``words`` when none was asked for.

    Raises
    ------
    Stop
        When Beforehand does not speak ``lang``.
    """
    if lang is None:
        return words
    if lang not in LANGUAGES:
        raise Stop(
            Code.USAGE, words.say("--lang is {choices}, not {given}.", choices="nl, en", given=repr(lang))
        )
    return catalogue(lang)
