"""The record on one page, for a board: what was decided, with what still open, and when it is looked at again."""

from dataclasses import asdict
from typing import Any

from beforehand.knowledge import Text
from beforehand.records.choices import Chosen
from beforehand.records.documents import words as w
from beforehand.records.documents.done_in_short import done_in_short
from beforehand.records.documents.outline import counts, facts, nothing, own
from beforehand.records.documents.typeset import typeset
from beforehand.records.rules.shapes import Record

FEW = 3


def as_brief(record: Record, *, language: str) -> bytes:
    """Return one tagged A4 page; what does not fit is counted and stands in the record itself.

    Kept: what, by whom, when; the topics left open with the decider's reasons; the first conditions and assumptions; when
    each side calls it done.
    """
    return typeset("brief.typ", on_one_page(record, language))


def on_one_page(record: Record, lang: str) -> dict[str, Any]:
    """Return what stands on the page, as plain data in reading order."""
    return {
        "lang": lang,
        "kicker": f"{w.KICKER.say(lang)} · {w.BRIEF.say(lang)}",
        "title": asdict(own(record, record.title or record.sentence)),
        "sentence": asdict(own(record, record.sentence)),
        "facts": [[asdict(cell) for cell in row] for row in facts(record, lang)],
        "chosen": [asdict(own(record, text)) for text in _chosen(record)],
        "open": {
            "title": w.OPEN.say(lang),
            "items": [
                {
                    "title": asdict(own(record, one.title)),
                    "reason": asdict(own(record, one.reason)),
                    "again": w.AGAIN.say(lang).format(day=w.day(one.again, lang)),
                }
                for one in record.open
            ],
            "more": _more(len(record.also_open), lang),
            "empty": "" if record.open or record.also_open else _nothing(record, w.NOTHING_OPEN, lang),
        },
        "lists": [short for short in _lists(record, lang) if short["items"] or short["empty"]],
        "done": done_in_short(record, lang),
        "input": {"title": w.INPUT.say(lang), "text": said.text} if (said := counts(record, lang)) else None,
        "footer": f"{w.ON.say(lang)} {w.day(record.on, lang)} · {record.head}" if record.head else "",
    }


def _lists(record: Record, lang: str) -> list[dict[str, Any]]:
    return [
        _short(
            w.CONDITIONS,
            w.NO_CONDITIONS,
            [
                (one.text, w.UNTIL.say(lang).format(day=w.day(one.due, lang)) if one.due else "")
                for one in record.conditions
            ],
            record,
            lang,
        ),
        _short(
            w.RESTS_ON,
            w.NO_ASSUMPTIONS,
            [(one.text, w.day(one.day, lang) if one.day else "") for one in record.assumptions],
            record,
            lang,
        ),
    ]


def _chosen(record: Record) -> list[str]:
    if record.chosen != Chosen.DECIDED:
        return [text for text in (record.smaller, record.why) if text]
    return [way.text for way in record.ways if way.taken][:FEW]


def _nothing(record: Record, text: Text, lang: str) -> str:
    return " ".join(one.text for one in nothing(record, text, lang))


def _more(count: int, lang: str) -> str:
    return w.MORE.say(lang).format(n=count) if count else ""


def _short(
    title: Text, empty: Text, lines: list[tuple[str, str]], record: Record, lang: str
) -> dict[str, Any]:
    return {
        "title": title.say(lang),
        "items": [{"said": asdict(own(record, text)), "note": note} for text, note in lines[:FEW]],
        "more": _more(len(lines) - FEW if len(lines) > FEW else 0, lang),
        "empty": "" if lines else _nothing(record, empty, lang),
    }
