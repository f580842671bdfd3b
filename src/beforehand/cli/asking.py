"""What was asked on the command line: the day, the room, the reader, the topic; refused in so many words if unclear."""

from datetime import date
from difflib import get_close_matches

from beforehand.cli.leaving import Code, Stop
from beforehand.cli.sheet import Sheet
from beforehand.engine.inputs import Picture
from beforehand.engine.results import Topic
from beforehand.locale import Words
from beforehand.vault.disclose import Visible
from beforehand.vault.viewer import Viewer, ViewerKind

ROOMS = ("1", "3", "6")


def asked_day(words: Words, on: str | None) -> date | None:
    """Return the day of ``--on``; None leaves it to the file."""
    if on is None:
        return None
    try:
        return date.fromisoformat(on)
    except ValueError:
        said = words.say("--on is a day such as 2027-03-15, not {given}.", given=repr(on))
        raise Stop(Code.USAGE, said) from None


def asked_room(words: Words, room: str) -> int:
    """Return for how many conversations there is room."""
    if room not in ROOMS:
        raise Stop(
            Code.USAGE, words.say("--room is {choices}, not {given}.", choices="1, 3, 6", given=repr(room))
        )
    return int(room)


def asked_reader(words: Words, reader: str, picture: Picture) -> Viewer:
    """Return on whose behalf is read.

    Raises
    ------
    Stop
        When ``--as`` is no such reader (wrong use), or the person is not in the file or decides nothing (unknown).
    """
    kind, _, person = reader.partition(":")
    kinds = [k.value for k in ViewerKind]
    if kind not in kinds or bool(person) is (kind == ViewerKind.FACILITATOR):
        choices = "facilitator, decider:ID, participant:ID"
        raise Stop(
            Code.USAGE, words.say("--as is {choices}, not {given}.", choices=choices, given=repr(reader))
        )
    seats = {seat.id: seat for seat in picture.seats}
    if kind == ViewerKind.FACILITATOR:
        own = seats.get(picture.facilitator or "")
        return Viewer(ViewerKind.FACILITATOR, own.id if own else None, own.side if own else None)
    if person not in seats:
        near = get_close_matches(person, seats, 3, 0.5)
        lines = [words.say("There is nobody with the id {id} in this file.", id=repr(person))]
        if near:
            lines.append(words.say("Near: {ids}", ids=", ".join(near)))
        raise Stop(Code.UNKNOWN, *lines)
    deciders = {c.decider for c in picture.commitments} | {s.id for s in picture.seats if s.decides}
    if kind == ViewerKind.DECIDER and person not in deciders:
        said = words.say(
            "{id} decides nothing in this file; try {other}.", id=person, other=f"participant:{person}"
        )
        raise Stop(Code.UNKNOWN, said)
    return Viewer(ViewerKind(kind), person, seats[person].side)


def asked_topic(words: Words, sheet: Sheet, asked: str) -> Visible[Topic]:
    """Return the topic that was asked for, by what the reader calls it, by its number, or by its pattern if alone.

    Raises
    ------
    Stop
        When there is no such topic for this reader, or more than one; what a reader may not see is not there.
    """
    wanted = asked.strip().casefold().removeprefix("#")
    if wanted.isdecimal() and 0 < int(wanted) <= len(sheet.topics):
        return sheet.topics[int(wanted) - 1]
    handles = {sheet.handle(t).casefold(): t for t in sheet.topics}
    if wanted in handles:
        return handles[wanted]
    alike = [t for t in sheet.topics if t.value.pattern.casefold() == wanted]
    if len(alike) == 1:
        return alike[0]
    if alike:
        said = words.say("{pattern} stands there more than once; which one?", pattern=alike[0].value.pattern)
        raise Stop(Code.UNKNOWN, said, *(f"  {sheet.handle(t)}" for t in alike))
    lines = [words.say("There is no topic {id} in this analysis.", id=repr(asked))]
    near = get_close_matches(wanted, handles, 4, 0.5)
    if near:
        lines.append(words.say("Near: {ids}", ids=", ".join(sheet.handle(handles[n]) for n in near)))
    raise Stop(Code.UNKNOWN, *lines)
