"""One topic explained: evidence, rule, grade, sources, what may help per role, what to avoid, and where it is carried."""

from rich.text import Text

from beforehand.cli.look.evidence import evidence
from beforehand.cli.look.lore import graded, sources
from beforehand.cli.look.paper import Paper
from beforehand.cli.look.talks import when, with_whom
from beforehand.cli.phrase import capital
from beforehand.cli.sheet import Sheet
from beforehand.cli.voice import Voice
from beforehand.engine.results import Topic
from beforehand.knowledge.patterns import Pattern
from beforehand.vault.disclose import Visible


def reasons(paper: Paper, voice: Voice, sheet: Sheet, topic: Visible[Topic]) -> None:
    """Write the page of one topic, as far as it exists for this reader."""
    words, value = voice.words, topic.value
    known = voice.knows(value.pattern)
    paper.blank()
    about = voice.anchor(topic)
    title = voice.topic(value.pattern) + (f": {about}" if about else "")
    paper.put(Text.assemble((capital(title), "bold"), (f"   {sheet.handle(topic)}", "dim")), indent=0)
    paper.put(voice.reading(value.pattern), indent=0)
    facts = [voice.certainty(value), voice.until(value.latest)]
    paper.put(" · ".join(f for f in facts if f), indent=0, style="dim")

    paper.heading(words.say("What it rests on"))
    evidence(paper, voice, sheet, topic)
    if isinstance(known, Pattern):
        _help(paper, voice, known)
    _carried(paper, voice, sheet, topic)
    if known is not None:
        paper.heading(words.say("How well it is founded"))
        paper.put(graded(words, known.grade))
        if isinstance(known, Pattern):
            rules = [
                (r, voice.lore.rules[r].title.say(words.lang)) for r in known.rules if r in voice.lore.rules
            ]
            paper.listing(rows=rules, label_style="dim")
        paper.heading(words.say("Sources"))
        sources(paper, words, voice.lore, known.sources)
    paper.blank()


def _help(paper: Paper, voice: Voice, known: Pattern) -> None:
    words = voice.words
    paper.heading(words.say("What may help"))
    paper.listing([(voice.role(role), move.say(words.lang)) for role, move in known.moves.items()])
    paper.blank()
    paper.hang(
        words.say("Better not"),
        known.avoid.say(words.lang),
        column=len(words.say("Better not")) + 3,
        label_style="bold",
    )


def _carried(paper: Paper, voice: Voice, sheet: Sheet, topic: Visible[Topic]) -> None:
    words, value = voice.words, topic.value
    paper.heading(words.say("Where it is talked about"))
    carrying = [c for c in (*sheet.planned, *sheet.unplanned) if value.key in c.value.topics]
    for talk in carrying:
        others = [p for p in talk.value.people if p != sheet.viewer.person]
        paper.put(with_whom(voice, talk.value.kind, others))
        paper.put(when(voice, talk.value), indent=4, style="dim")
    if not carrying:
        paper.put(words.say("No conversation in the plan carries it yet."))
    if value.commitments:
        paper.blank()
        names = [voice.commitment(c) for c in value.commitments]
        paper.hang(
            words.say("Bears on"), "; ".join(names), column=len(words.say("Bears on")) + 3, label_style="dim"
        )
