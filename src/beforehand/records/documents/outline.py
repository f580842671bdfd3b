"""What stands in the record on paper, in reading order and as plain data: the same for Word and for PDF."""

from collections.abc import Iterator
from dataclasses import dataclass

from beforehand.knowledge import Text
from beforehand.records.choices import Chosen
from beforehand.records.documents import words as w
from beforehand.records.rules.shapes import Agreed, Assumption, Record, Way


@dataclass(frozen=True, slots=True)
class Words:
    """Text in one language; ``own`` when a person wrote it."""

    text: str
    lang: str
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a section: ``kind`` is quote, text, sub (a heading below), point, facts, table or code."""

    kind: str
    said: Words | None = None
    notes: tuple[Words, ...] = ()
    rows: tuple[tuple[Words, ...], ...] = ()
    head: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The whole record in one language."""

    lang: str
    kicker: str
    title: Words
    facts: tuple[tuple[Words, ...], ...]
    sections: tuple[Section, ...]


def outline(record: Record, *, language: str) -> Outline:
    """Return the record as sections. Headings are in ``language``, what people wrote stays as they wrote it."""
    lang = language
    parts = (
        (w.QUESTION, _question),
        (w.DECIDED, _chosen),
        (w.OPEN, _open),
        (w.CONDITIONS, _conditions),
        (w.DONE, _done),
        (w.RESTS_ON, _assumptions),
        (w.INPUT, _input),
        (w.CONSULTED, _consulted),
        (w.CHECK, _check),
    )
    return Outline(
        lang=lang,
        kicker=w.KICKER.say(lang),
        title=own(record, record.title or record.sentence),
        facts=facts(record, lang),
        sections=tuple(
            Section(title.say(lang), found)
            for title, blocks in parts
            if (found := tuple(blocks(record, lang)))
        ),
    )


def nothing(record: Record, text: Text, lang: str) -> Iterator[Words]:
    """Say that there is nothing of a kind: known where it was decided, and not where it was postponed or made smaller."""
    if record.chosen == Chosen.DECIDED:
        yield ours(text, lang)


def own(record: Record, text: str) -> Words:
    """Return what a person wrote."""
    return Words(text, record.language, own=True)


def ours(text: Text, lang: str, **values: object) -> Words:
    """Return what the document says itself."""
    return Words(text.say(lang).format(**values) if values else text.say(lang), lang)


def facts(record: Record, lang: str) -> tuple[tuple[Words, ...], ...]:
    """Return what was decided about what, by whom and when."""
    moved = record.chosen == Chosen.POSTPONED and record.moved_to is not None
    what = (
        ours(w.POSTPONED_TO, lang, day=w.day(record.moved_to, lang))
        if moved and record.moved_to
        else ours(w.CHOSEN[Chosen(record.chosen)], lang)
    )
    return (
        (ours(w.WHAT, lang), what),
        (ours(w.WHERE, lang), own(record, record.commitment)),
        *(((ours(w.HARDENS, lang), Words(w.day(record.hardens, lang), lang)),) if record.hardens else ()),
        (ours(w.BY, lang), Words(w.listed(record.by, lang), lang)),
        (ours(w.ON, lang), Words(w.day(record.on, lang), lang)),
        *(
            ((ours(w.INFORMED, lang), Words(w.listed(record.informed, lang), lang)),)
            if record.informed
            else ()
        ),
    )


def _text(words: Words) -> Block:
    return Block(kind="text", said=words)


def _sub(text: Text, lang: str) -> Block:
    return Block(kind="sub", said=ours(text, lang))


def _question(record: Record, lang: str) -> Iterator[Block]:
    yield Block(kind="quote", said=own(record, record.sentence))
    if record.background:
        yield _text(own(record, record.background))


def _chosen(record: Record, lang: str) -> Iterator[Block]:
    if record.smaller:
        yield _sub(w.SMALLER, lang)
        yield _text(own(record, record.smaller))
    if record.why:
        yield _sub(w.WHY, lang)
        yield _text(own(record, record.why))
    for taken, title in ((True, w.TAKEN), (False, w.NOT_TAKEN)):
        ways = [way for way in record.ways if way.taken is taken]
        if ways:
            yield _sub(title, lang)
            yield from (_way(record, way, lang) for way in ways)
    if not record.ways:
        yield from map(_text, nothing(record, w.NO_WAYS, lang))


def _way(record: Record, way: Way, lang: str) -> Block:
    notes = []
    if not way.taken:
        why = ours(w.BECAUSE, lang, why=way.why_not) if way.why_not else ours(w.NO_WHY, lang)
        notes.append(why)
    if way.owner:
        notes.append(ours(w.ARGUED, lang, name=way.owner))
    return Block(kind="point", said=own(record, way.text), notes=tuple(notes))


def _open(record: Record, lang: str) -> Iterator[Block]:
    for topic in record.open:
        yield Block(kind="sub", said=own(record, topic.title))
        yield Block(kind="quote", said=own(record, topic.reason))
        yield _text(ours(w.AGAIN, lang, day=w.day(topic.again, lang)))
    if record.also_open:
        if record.open:
            yield _sub(w.ALSO_OPEN, lang)
        yield from (Block(kind="point", said=own(record, title)) for title in record.also_open)
    if not record.open and not record.also_open:
        yield from map(_text, nothing(record, w.NOTHING_OPEN, lang))


def _conditions(record: Record, lang: str) -> Iterator[Block]:
    if not record.conditions:
        yield from map(_text, nothing(record, w.NO_CONDITIONS, lang))
        return
    for bound, title in ((True, w.BOUND), (False, w.NOT_BOUND)):
        rows = tuple(
            (
                own(record, one.text),
                Words(w.NO_NAME.say(lang) if one.by is None else w.named(one.by, lang), lang),
                Words(w.day(one.due, lang) if one.due else "–", lang),
            )
            for one in record.conditions
            if one.bound is bound
        )
        if rows:
            yield _sub(title, lang)
            head = tuple(ours(text, lang) for text in (w.CONDITION, w.ASKED_BY, w.DUE))
            yield Block(kind="table", head=head, rows=rows)


def _done(record: Record, lang: str) -> Iterator[Block]:
    done = record.done
    for table in done.agreed:
        yield from _agreed(record, table, lang)
    for title, lines in ((w.FLOW, done.flow), (w.SOUND, done.sound), (w.UNMARKED, done.unmarked)):
        if lines:
            yield _sub(title, lang)
            yield from (Block(kind="point", said=own(record, line)) for line in lines)
    if done.benefits_owner:
        yield _sub(w.BENEFITS, lang)
        yield _text(Words(done.benefits_owner, lang))
    if not (done.agreed or done.flow or done.sound or done.unmarked or done.benefits_owner):
        yield from map(_text, nothing(record, w.NO_DONE, lang))


def _agreed(record: Record, table: Agreed, lang: str) -> Iterator[Block]:
    yield _sub(w.AGREED, lang)
    if table.sides:
        yield Block(
            kind="table",
            head=tuple(ours(text, lang) for text in (w.SIDE, w.FLOW, w.SOUND)),
            rows=tuple(
                tuple(own(record, text or "–") for text in (one.side, one.flow, one.sound))
                for one in table.sides
            ),
        )
    if table.criteria:
        yield Block(kind="point", said=own(record, table.criteria), notes=(ours(w.CRITERIA, lang),))


def _assumptions(record: Record, lang: str) -> Iterator[Block]:
    if not record.assumptions:
        yield from map(_text, nothing(record, w.NO_ASSUMPTIONS, lang))
        return
    watched = [one for one in record.assumptions if one.owner is not None]
    if watched:
        yield Block(
            kind="table",
            head=tuple(ours(text, lang) for text in (w.ASSUMPTION, w.SIGNPOST, w.LOOKS)),
            rows=tuple(
                (own(record, one.text), own(record, one.signpost or "–"), Words(looks(one, lang), lang))
                for one in watched
            ),
        )
    others = [one for one in record.assumptions if one.owner is None]
    if others:
        yield _text(Words(w.nobody_looks(len(others), lang), lang))
    for one in others:
        sign = Words(f"{w.SIGNPOST.say(lang)}: {one.signpost}", lang) if one.signpost else None
        yield Block(kind="point", said=own(record, one.text), notes=() if sign is None else (sign,))
    done = [(one, tuple(_done_about(one, lang))) for one in record.assumptions]
    if any(notes for _one, notes in done):
        yield _sub(w.DONE_ABOUT, lang)
        yield from (
            Block(kind="point", said=own(record, one.text), notes=notes) for one, notes in done if notes
        )


def _done_about(one: Assumption, lang: str) -> Iterator[Words]:
    for title, text in ((w.SHAPING, one.shaping), (w.HEDGING, one.hedging)):
        if text:
            yield Words(f"{title.say(lang)}: {text}", lang)


def looks(one: Assumption, lang: str) -> str:
    """Return who looks whether it holds, and when; nothing when nobody was named."""
    who = () if one.owner is None else (w.named(one.owner, lang),)
    return ", ".join((*who, w.day(one.day, lang)) if one.day else who)


def counts(record: Record, lang: str) -> Words | None:
    """Return what was done with what people said; None where that was not counted yet."""
    found = record.input
    if record.chosen != Chosen.DECIDED and not (found.taken or found.partly or found.left):
        return None
    return ours(w.COUNTS, lang, taken=found.taken, partly=found.partly, left=found.left)


def _input(record: Record, lang: str) -> Iterator[Block]:
    if said := counts(record, lang):
        yield _text(said)


def _consulted(record: Record, lang: str) -> Iterator[Block]:
    if not record.consulted:
        yield from map(_text, nothing(record, w.NO_CONSULTED, lang))
        return
    yield Block(
        kind="table",
        head=tuple(ours(text, lang) for text in (w.SIDE, w.PEOPLE, w.NAMES)),
        rows=tuple(
            (
                own(record, one.side),
                Words(str(one.people), lang),
                Words(w.listed(one.names, lang) or "–", lang),
            )
            for one in record.consulted
        ),
    )


def _check(record: Record, lang: str) -> Iterator[Block]:
    if not record.head:
        yield _text(ours(w.NO_HEAD, lang))
        return
    yield _text(ours(w.ENDS, lang, count=len(record.entries)))
    yield Block(kind="code", said=Words(record.head, lang))
    yield _text(ours(w.HOW, lang))
    yield Block(kind="code", said=ours(w.COMMAND, lang))
