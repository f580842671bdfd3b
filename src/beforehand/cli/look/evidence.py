"""What a topic rests on, by reference: which answers, never what was answered; sentences as far as they may be read."""

from collections.abc import Iterator

from rich.text import Text

from beforehand.cli import meaning
from beforehand.cli.look.paper import Paper
from beforehand.cli.sheet import Sheet
from beforehand.cli.voice import Voice
from beforehand.engine.results import Evidence, Topic
from beforehand.locale import mark
from beforehand.vault.disclose import Visible

LEAD = {
    "answer": mark("answers about: {what}"),
    "statement": mark("what was said"),
    "mark": mark("marks of hardening: {what}"),
    "signal": mark("signals: {what}"),
    "contact": mark("direct contact that was named, or not: {what}"),
    "count": mark("how many: {what}"),
    "event": mark("what happened: {what}"),
    "door": mark("what turning back costs: {what}"),
    "date": mark("the date: {what}"),
    "missing": mark("not in the file: {what}"),
    "commitment": mark("commitments: {what}"),
    "frame": mark("how the decision was put: {what}"),
    "group": mark("a group: {what}"),
}
THING = {
    "question": mark("the question as posed"),
    "live_options": mark("options that are alive"),
    "why_messenger": mark("who tells why"),
    "response": mark("an answer"),
    "mirror_judgements": mark("how a side judged its picture"),
    "meelopen": mark("a work visit"),
    "mutual_education": mark("a slot in which each side explains its own"),
    "benefits_owner": mark("an owner of the benefits"),
    "decider": mark("a decider"),
    "decides": mark("people who decide"),
    "mandate": mark("the mandate of the function"),
    "advice_requested": mark("advice that was asked"),
    "statutory": mark("which term in law"),
    "changed": mark("what changed because of it"),
    "signposts": mark("a sign by which we see it break"),
    "premortem": mark("a premortem"),
    "stop_criteria": mark("stop criteria"),
    "independent_judge": mark("somebody else to judge it"),
    "beforehand": mark("a conversation held in time"),
    "response_to_input": mark("what was done with the input"),
    "response_plan": mark("a plan to report back"),
    "hardness": mark("room to change it when input was asked"),
    "input_reported_back": mark("a report back"),
    "input_requested": mark("input was asked"),
    "deadline_tightened": mark("a deadline was moved forward"),
    "extra_reporting": mark("more reporting was asked"),
    "standstill": mark("a standstill"),
    "flow": mark("a criterion of work that flows"),
    "soundness": mark("a criterion of soundness"),
}


def evidence(paper: Paper, voice: Voice, sheet: Sheet, topic: Visible[Topic]) -> None:
    """Write what a topic rests on; a sentence without a name stays without a name."""
    for row in topic.value.evidence:
        if row.kind == "statement":
            continue
        said = voice.words.say(LEAD.get(row.kind, "{what}"), what="; ".join(_what(voice, sheet, row)) or "–")
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
    for texts in (THING, meaning.FIELD):
        if ref in texts:
            return words.say(texts[ref])
    entry = voice.lore.entry(ref)
    return (
        entry.title.say(words.lang) if entry and ref in (*voice.lore.hardness_marks, *_signals(voice)) else ""
    )


def _signals(voice: Voice) -> Iterator[str]:
    for stage in voice.lore.glasl.stages:
        yield from stage.signals
