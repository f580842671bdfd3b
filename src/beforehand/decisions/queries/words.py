"""Names of what the knowledge knows, in the language of the page."""

from django.utils.text import Truncator
from django.utils.translation import get_language

from beforehand.knowledge import Text, load

TITLE = 80


def say(text: Text) -> str:
    """Return a text of the knowledge in the language of the page."""
    return text.say("en" if (get_language() or "nl").startswith("en") else "nl")


def type_name(type: str) -> str:
    """Return the name of a type of commitment; one that is not known is something else."""
    names = load().commitment_names
    return say(names.get(type, names["other"]))


def mark_name(mark: str) -> str:
    """Return the name of a hardness mark, also when a synonym was given; empty for what is not known."""
    for known in load().hardness_marks.values():
        if mark == known.id or mark in known.also:
            return say(known.name)
    return ""


def title_of(title: str, sentence: str) -> str:
    """Return what a decision is called: its title, or the beginning of its sentence."""
    return title or Truncator(sentence).chars(TITLE)
