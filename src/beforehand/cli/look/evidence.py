"""What a topic rests on, by reference: which answers, never what was answered; sentences as far as they may be read."""

from collections.abc import Iterator

from rich.text import Text

from beforehand.cli.look.paper import Paper
from beforehand.cli.sheet import Sheet
from beforehand.cli.voice import Voice
from beforehand.engine.results import Evidence, Topic
from beforehand.locale import meaning
from beforehand.vault.disclose import Visible


def evidence(paper: Paper, voice: Voice, sheet: Sheet, topic: Visible[Topic]) -> None:
    """Write what a topic rests on; a sentence without a name stays without a name."""
    for row in topic.value.evidence:
        if row.kind == "statement":
            continue
        said = voice.words.say(
            meaning.LEAD.get(row.kind, "{what}"), what="; ".join(_what(voice, sheet, row)) or "–"
        )
        people = [r for r in row.refs if r in voice.titles.people] if sheet.facilitates else []
        paper.put(f"{voice.people(people)}: {said}" if people and row.kind == "answer" else said)
    for key in _statements(topic.value):
        read = sheet.sentences.get(key)
        if read is None:
            continue
        about = voice.words.say(meaning.FIELD.get(read.field, read.field))
        author = f"{voice.person(read.author)}, {about}" if read.author else about
        paper.put(Text.assemble(f"“{read.text}”", (f"  {author}", "dim")))


def _statements(topic: Topic) -> Iterator[str]:
    refs = [*topic.statements, *(r for e in topic.evidence if e.kind == "statement" for r in e.refs)]
    yield from dict.fromkeys(refs)


def _what(voice: Voice, sheet: Sheet, row: Evidence) -> list[str]:
    said = (_thing(voice, sheet, ref) for ref in row.refs)
    return list(dict.fromkeys(s for s in said if s))


def _thing(voice: Voice, sheet: Sheet, ref: str) -> str:
    titles, words = voice.titles, voice.words
    for names in (titles.commitments, titles.sides, titles.groups):
        if ref in names:
            return names[ref]
    if ref in titles.people:
        return ""
    for texts in (meaning.THING, meaning.FIELD):
        if ref in texts:
            return words.say(texts[ref])
    entry = voice.lore.entry(ref)
    return (
        entry.title.say(words.lang) if entry and ref in (*voice.lore.hardness_marks, *_signals(voice)) else ""
    )


def _signals(voice: Voice) -> Iterator[str]:
    for stage in voice.lore.glasl.stages:
        yield from stage.signals
