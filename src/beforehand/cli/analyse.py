"""``beforehand analyse``: from a decision file to the conversations to have."""

import sys

from beforehand.cli.asking import asked_day, asked_reader, asked_room
from beforehand.cli.language import chosen
from beforehand.cli.opening import opened
from beforehand.cli.working import worked_out
from beforehand.locale import Words


def analyse(
    words: Words, file: str, *, json: bool, lang: str | None, reader: str, on: str | None, room: str
) -> None:
    """Print the page of one reader, or the same as one JSON document."""
    words = chosen(words, lang)
    day, places = asked_day(words, on), asked_room(words, room)
    decision = opened(words, file, on=day)
    viewer = asked_reader(words, reader, decision.picture)
    found, voice = worked_out(words, decision, viewer, places)
    if json:
        from beforehand.cli.document import document, written

        sys.stdout.flush()
        sys.stdout.buffer.write(written(document(voice, found)))
        return
    from beforehand.cli.look.facilitator import facilitator_page
    from beforehand.cli.look.paper import Paper
    from beforehand.cli.look.reader import reader_page

    page = facilitator_page if found.facilitates else reader_page
    page(Paper(), voice, found, file)
