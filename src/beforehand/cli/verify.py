"""``beforehand verify``: whether a record that was taken along is as it was written down. Needs no database."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from beforehand.cli.language import chosen
from beforehand.cli.leaving import Code, Stop
from beforehand.locale import Words, mark

if TYPE_CHECKING:
    from beforehand.records.rules.summary import Unlike

CHANGED = Code.ERRORS
UNREADABLE = Code.USAGE  # as programs that compare files do; see COMPARED
SAID = {
    "changed": mark("entry {seq} is not what was written down"),
    "part": mark("entry {seq}: the text of {part} is not what was written down"),
    "link": mark("entry {seq} does not follow on the entry before it"),
    "gap": mark("entry {seq} is missing"),
    "order": mark("entry {seq} stands in the wrong place"),
    "duplicate": mark("entry {seq} is there twice"),
    "dropped": mark("entry {seq} was there when the head was noted down, and is missing"),
    "rebuilt": mark("entry {seq} is another one than when the head was noted down: the record was made anew"),
    "unreached": mark(
        "after entry {seq} the record does not lead to that head: later entries are missing, or it was made anew"
    ),
}
OTHER = mark("the summary at {place} says “{stands}”; entry {seq} says “{written}”")
ADDED = mark("the summary at {place} says “{stands}”; entry {seq} says nothing there")
LEFT_OUT = mark("the summary at {place} says nothing; entry {seq} says “{written}”")
NO_ENTRY = mark(
    "the summary at {place} is about entry “{stands}”, and no entry here says what was decided there"
)


def verify(words: Words, file: str, *, head: str | None, lang: str | None) -> None:
    """Say whether the record holds; leave with the code for a changed one when it does not.

    Raises
    ------
    Stop
        When something is wrong with the record, or it cannot be read.
    """
    from beforehand.records.rules.chain import head_in, head_of
    from beforehand.records.rules.chain import verify as problems_in
    from beforehand.records.rules.exported import NotARecordError, exported
    from beforehand.records.rules.summary import unlike

    words = chosen(words, lang)
    noted = None if head is None else head_in(head)
    if head is not None and noted is None:
        raise Stop(
            UNREADABLE,
            words.say("--head is a line such as 12:9f3a…, with 64 letters and digits after the colon."),
        )
    source = _source(words, file)
    try:
        read = exported(source)
    except NotARecordError:
        raise Stop(UNREADABLE, words.say("{file} is not the JSON of a record.", file=file)) from None
    problems = set(problems_in(read.entries, read.head, decision=read.decision))
    problems |= set(problems_in(read.entries, noted, decision=read.decision))
    others = (
        ()
        if read.summary is None
        else unlike(read.summary, read.language, read.entries, decision=read.decision)
    )
    if problems or others:
        lines = [
            f"{file}: {words.say(SAID[one.fault.value], seq=one.seq, part=_visible(one.part))}"
            for one in sorted(problems)
        ]
        lines += [f"{file}: {_unlike(words, one)}" for one in others]
        count = words.several(
            "{count} thing is wrong", "{count} things are wrong", len(problems) + len(others)
        )
        raise Stop(CHANGED, *lines, f"{file}: {count}")
    empty = sum(part.text is None for entry in read.entries for part in entry.parts)
    sys.stdout.write(
        "".join(
            f"{line}\n"
            for line in _fine(words, file, len(read.entries), empty, str(head_of(read.entries)), head)
        )
    )


def _fine(words: Words, file: str, entries: int, empty: int, ends: str, head: str | None) -> Sequence[str]:
    told = words.several(
        "{count} entry, as it was written down", "{count} entries, as they were written down", entries
    )
    lines = [f"{file}: {told}"]
    if empty:
        lines.append(
            words.several(
                "{count} part has no text here: it was erased, or was not for this reader.",
                "{count} parts have no text here: they were erased, or were not for this reader.",
                empty,
            )
        )
    if head is not None:
        return [*lines, words.say("It leads to the head you kept.")]
    if entries:
        lines.append(words.say("It ends at {head}", head=ends))
    lines.append(
        words.say(
            "Without a head you kept apart (--head), nobody sees that last entries were left out, or the whole made anew."
        )
    )
    return lines


def _unlike(words: Words, one: "Unlike") -> str:
    """Say which words of the summary are not those of its entry."""
    place = _visible(one.place)
    if not one.entry:
        return words.say(NO_ENTRY, place=place, stands=_visible(one.stands))
    said = {
        "place": place,
        "seq": one.entry,
        "stands": _visible(one.stands),
        "written": _visible(one.written),
    }
    return words.say(ADDED if not one.written else LEFT_OUT if not one.stands else OTHER, **said)


def _source(words: Words, file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except FileNotFoundError:
        raise Stop(UNREADABLE, words.say("There is no file {file}.", file=file)) from None
    except (OSError, ValueError):
        raise Stop(UNREADABLE, words.say("The file {file} cannot be read.", file=file)) from None


def _visible(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name[:80])
