"""``beforehand explain``: what one topic rests on, what may help, and where it is talked about."""

from beforehand.cli.asking import asked_day, asked_reader, asked_topic
from beforehand.cli.language import chosen
from beforehand.cli.look.paper import Paper
from beforehand.cli.look.reasons import reasons
from beforehand.cli.opening import opened
from beforehand.cli.working import worked_out
from beforehand.locale import Words

ROOM = 3


def explain(words: Words, file: str, topic: str, *, lang: str | None, reader: str, on: str | None) -> None:
    """Print the page of one topic, as far as it exists for this reader."""
    words = chosen(words, lang)
    day = asked_day(words, on)
    decision = opened(words, file, on=day)
    viewer = asked_reader(words, reader, decision.picture)
    found, voice = worked_out(words, decision, viewer, ROOM)
    reasons(Paper(), voice, found, asked_topic(words, found, topic))
