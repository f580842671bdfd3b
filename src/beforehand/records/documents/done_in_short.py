"""When it is done, in the few lines a page for a board has room for."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from beforehand.records.choices import Chosen
from beforehand.records.documents import words as w
from beforehand.records.documents.outline import ours, own
from beforehand.records.rules.shapes import Agreed, Done, Record

FEW_SIDES = 3
FEW_OF_EACH = 2
"""So many sentences of each kind, where no table was confirmed."""


def done_in_short(record: Record, lang: str) -> dict[str, Any] | None:
    """Return when it is done: the table every side confirmed last, else the first sentences; None when not decided.

    What does not fit is counted. Who watches over the benefit is named as long as that name is kept.
    """
    done = record.done
    if record.chosen != Chosen.DECIDED:
        return None
    last = done.agreed[-1] if done.agreed else None
    rows = [] if last is None else last.sides[:FEW_SIDES]
    lines = [] if last is not None else list(_lines(done))
    shown = len(rows) + len(lines) + bool(last and last.criteria)
    notes = [(w.CRITERIA, last.criteria)] if last is not None and last.criteria else []
    return {
        "title": w.DONE.say(lang),
        "head": [asdict(ours(text, lang)) for text in (w.SIDE, w.FLOW, w.SOUND)],
        "rows": [
            [asdict(own(record, text or "–")) for text in (one.side, one.flow, one.sound)] for one in rows
        ],
        "notes": [[title.say(lang), asdict(own(record, text))] for title, text in (*lines, *notes)],
        "benefits": [w.BENEFITS.say(lang), done.benefits_owner] if done.benefits_owner else [],
        "more": w.MORE.say(lang).format(n=more) if (more := _said(done) - shown) else "",
        "empty": "" if shown or done.benefits_owner else w.NO_DONE.say(lang),
    }


def _lines(done: Done) -> Iterator[tuple[Any, str]]:
    for title, lines in ((w.FLOW, done.flow), (w.SOUND, done.sound), (w.UNMARKED, done.unmarked)):
        yield from ((title, line) for line in lines[:FEW_OF_EACH])


def _said(done: Done) -> int:
    """Count everything the record itself has of it."""
    sentences = len(done.flow) + len(done.sound) + len(done.unmarked)
    return sentences + sum(_rows(table) for table in done.agreed)


def _rows(table: Agreed) -> int:
    return len(table.sides) + bool(table.criteria)
