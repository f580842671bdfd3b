"""The head of a page: which decision, seen from which day, by whom."""

from beforehand.cli.look.paper import Paper
from beforehand.cli.sheet import Sheet
from beforehand.cli.voice import Voice
from beforehand.locale import mark
from beforehand.vault.viewer import ViewerKind

READING_AS = {
    ViewerKind.FACILITATOR: mark("read as facilitator"),
    ViewerKind.DECIDER: mark("preview: what {name} would read as decider"),
    ViewerKind.PARTICIPANT: mark("preview: what {name} would read"),
}


def top(paper: Paper, voice: Voice, sheet: Sheet) -> None:
    """Write title, question, day and reader; how many answered only for the facilitator, never who."""
    words, titles = voice.words, voice.titles
    paper.blank()
    paper.put(titles.title, style="bold", indent=0)
    if titles.question:
        paper.put(titles.question, indent=0)
    day = sheet.frame.value.day
    facts = [f"{words.day(day)} {day.year}"]
    if sheet.backstage is not None:
        counts = sheet.backstage.value.counts
        facts.append(words.several("{count} side", "{count} sides", counts.sides))
        facts.append(
            words.several(
                "{count} participant, {answered} answered",
                "{count} participants, {answered} answered",
                counts.people,
                answered=counts.answered,
            )
        )
    name = voice.person(sheet.viewer.person) if sheet.viewer.person else ""
    facts.append(words.say(READING_AS[sheet.viewer.kind], name=name))
    paper.put(" · ".join(facts), style="dim", indent=0)
