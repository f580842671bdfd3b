"""The record as Markdown in the form of MADR 4, for those who keep decisions in Git.

The headings are those of the form itself, in English in every language, so that tools find them.
"""

import json
import re
from collections.abc import Iterable, Iterator

from beforehand.records.choices import Chosen
from beforehand.records.documents import words as w
from beforehand.records.documents.outline import counts, looks, nothing
from beforehand.records.rules.shapes import Agreed, Record

STATUS = {Chosen.DECIDED: "accepted", Chosen.POSTPONED: "proposed", Chosen.SMALLER: "accepted"}
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
AT_THE_START = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))")


def as_markdown(record: Record, *, language: str) -> str:
    """Return the record in the form of MADR 4; what the product says is in ``language``.

    What people wrote is set literally: no sign in it becomes a heading, a link or an image.
    """
    return "\n".join([*_front(record), *_body(record, language)]).rstrip() + "\n"


def literal(text: str) -> str:
    """Return ``text`` on one line, so that Markdown shows it as it stands.

    Examples
    --------
    >>> print(literal("# Stop [here](x)"))
    \\# Stop \\[here\\](x)
    >>> print(literal("1. first"))
    1\\. first
    """
    flat = SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return (
        re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", flat)
        if flat[:1].isdigit()
        else AT_THE_START.sub(r"\\\1", flat)
    )


def _front(record: Record) -> Iterator[str]:
    yield "---"
    yield f"status: {STATUS[Chosen(record.chosen)]}"
    yield f"date: {record.on.isoformat()}"
    yield f"decision-makers: {_listed(record.by)}"
    yield f"consulted: {_listed(f'{one.side} ({one.people})' for one in record.consulted)}"
    yield f"informed: {_listed(record.informed)}"
    yield "---"


def _listed(values: Iterable[str]) -> str:
    """A YAML list in one line; JSON strings are YAML strings."""
    said = (json.dumps(" ".join(value.split()), ensure_ascii=False) for value in values if value)
    return f"[{', '.join(said)}]"


def _body(record: Record, lang: str) -> Iterator[str]:
    yield from ("", f"# {literal(record.title or record.sentence)}")
    yield from ("", "## Context and Problem Statement", "", literal(record.sentence))
    if record.background:
        yield from ("", literal(record.background))
    done = record.done
    if record.conditions or done.agreed or done.flow or done.sound or done.unmarked:
        yield from ("", "## Decision Drivers", "")
        for condition in record.conditions:
            due = f" ({w.UNTIL.say(lang).format(day=w.day(condition.due, lang))})" if condition.due else ""
            by = w.NO_NAME.say(lang) if condition.by is None else w.named(condition.by, lang)
            bound = f"; {w.BOUND_TO_IT.say(lang)}" if condition.bound else ""
            yield f"* {literal(condition.text)} — {literal(by)}{due}{bound}"
        for table in record.done.agreed:
            yield from _agreed(table, lang)
        yield from (f"* {w.FLOW.say(lang)}: {literal(line)}" for line in record.done.flow)
        yield from (f"* {w.SOUND.say(lang)}: {literal(line)}" for line in record.done.sound)
        yield from (f"* {w.UNMARKED.say(lang)}: {literal(line)}" for line in record.done.unmarked)
    yield from _under("## Considered Options", _options(record, lang))
    yield from _outcome(record, lang)
    yield from _under("### Consequences", _consequences(record, lang))
    yield from _under("### Confirmation", _confirmation(record, lang))
    yield from _under("## More Information", _more(record, lang))


def _under(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """Put a heading above what there is; where nothing is known there is none."""
    said = list(lines)
    if said:
        yield from ("", heading, "", *said)


def _options(record: Record, lang: str) -> Iterator[str]:
    yield from (f"* {literal(way.text)}" for way in record.ways)
    if not record.ways:
        yield from (one.text for one in nothing(record, w.NO_WAYS, lang))


def _agreed(table: Agreed, lang: str) -> Iterator[str]:
    yield f"* {w.AGREED.say(lang)}:"
    for one in table.sides:
        for title, text in ((w.FLOW, one.flow), (w.SOUND, one.sound)):
            if text:
                yield f"  * {literal(one.side)}, {title.say(lang).lower()}: {literal(text)}"
    if table.criteria:
        yield f"  * {w.CRITERIA.say(lang)}: {literal(table.criteria)}"


def _outcome(record: Record, lang: str) -> Iterator[str]:
    moved = record.moved_to if record.chosen == Chosen.POSTPONED else None
    what = (
        w.POSTPONED_TO.say(lang).format(day=w.day(moved, lang))
        if moved
        else w.CHOSEN[Chosen(record.chosen)].say(lang)
    )
    yield from ("", "## Decision Outcome", "")
    yield f"{what}: {literal(record.commitment)}. {w.BY.say(lang)}: {literal(w.listed(record.by, lang))}."
    if record.smaller:
        yield from ("", f"{w.SMALLER.say(lang)}: {literal(record.smaller)}")
    if record.why:
        yield from ("", f"{w.WHY.say(lang)}: {literal(record.why)}")
    ways = [way for way in record.ways if way.taken]
    if ways:
        yield from ("", f"{w.TAKEN.say(lang)}: {'; '.join(literal(way.text) for way in ways)}")
    others = [way for way in record.ways if not way.taken]
    if others:
        yield from ("", f"{w.NOT_TAKEN.say(lang)}:", "")
        for way in others:
            why = w.BECAUSE.say(lang).format(why=literal(way.why_not)) if way.why_not else w.NO_WHY.say(lang)
            yield f"* {literal(way.text)}, {why}"


def _consequences(record: Record, lang: str) -> Iterator[str]:
    if not record.open and not record.also_open:
        yield from (one.text for one in nothing(record, w.NOTHING_OPEN, lang))
        return
    yield from (f"{w.OPEN.say(lang)}:", "")
    for topic in record.open:
        again = w.AGAIN.say(lang).format(day=w.day(topic.again, lang))
        yield f"* {literal(topic.title)} — {literal(topic.reason)} {again}"
    if record.also_open:
        yield from (f"* {literal(title)}" for title in record.also_open)


def _confirmation(record: Record, lang: str) -> Iterator[str]:
    if record.done.benefits_owner:
        yield from (f"{w.BENEFITS.say(lang)}: {literal(record.done.benefits_owner)}", "")
    for one in record.assumptions:
        sign = f"; {w.SIGNPOST.say(lang).lower()}: {literal(one.signpost)}" if one.signpost else ""
        who = f" ({literal(looks(one, lang))})" if one.owner is not None else ""
        yield f"* {w.ASSUMPTION.say(lang)}: {literal(one.text)}{sign}{who}"
        for title, text in ((w.SHAPING, one.shaping), (w.HEDGING, one.hedging)):
            if text:
                yield f"  * {title.say(lang)}: {literal(text)}"
    unwatched = sum(one.owner is None for one in record.assumptions)
    if unwatched:
        yield from ("", w.nobody_looks(unwatched, lang))
    if not record.assumptions:
        yield from (one.text for one in nothing(record, w.NO_ASSUMPTIONS, lang))


def _more(record: Record, lang: str) -> Iterator[str]:
    if said := counts(record, lang):
        yield said.text
    if any(one.names for one in record.consulted):
        yield from ("", f"{w.CONSULTED.say(lang)}:", "")
        for one in record.consulted:
            if one.names:
                yield f"* {literal(one.side)}: {literal(w.listed(one.names, lang))}"
    if record.head:
        yield from ("", w.ENDS.say(lang).format(count=len(record.entries)), "", f"    {record.head}", "")
        yield from (w.HOW.say(lang), "", f"    {w.COMMAND.say(lang)}")
