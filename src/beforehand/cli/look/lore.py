"""Knowledge on paper: the index by kind, and one entry with its grade and sources."""

from collections.abc import Iterable, Mapping

from rich.text import Text

from beforehand.cli.look.paper import Paper
from beforehand.cli.phrase import capital
from beforehand.knowledge.entries import Entry
from beforehand.knowledge.library import Knowledge
from beforehand.locale import Words, mark, meaning

ALSO = {
    "term:": mark("words of the glossary"),
    "field:": mark("what people are asked"),
    "form:": mark("parts of the form"),
    "instrument:": mark("scales from the literature"),
    "commitment:": mark("types of commitment"),
    "planning:": mark("numbers of the planner"),
    "access:": mark("who sees what"),
    "retention:": mark("how long things are kept"),
}


def index_page(paper: Paper, words: Words, lore: Knowledge) -> None:
    """Write what there is to look up, by kind."""
    paper.blank()
    paper.put(words.say("What Beforehand knows"), style="bold", indent=0)
    paper.put(
        words.say("Look one up with: {command}", command="beforehand knowledge P01"), style="dim", indent=0
    )
    parts: list[tuple[str, Mapping[str, Entry]]] = [
        (words.say("Patterns"), lore.patterns),
        (words.say("Rules"), lore.rules),
        (words.say("Kinds of conversation"), lore.conversation_types),
        (words.say("Change roles"), lore.roles),
        (words.say("Stages of a conflict"), {s.id: s for s in lore.glasl.stages}),
        (words.say("Marks of hardening"), lore.hardness_marks),
    ]
    for title, entries in parts:
        paper.heading(title)
        paper.listing(
            [(key, entry.title.say(words.lang)) for key, entry in entries.items()], label_style="dim"
        )
    paper.heading(words.say("And also"))
    rows = []
    for prefix, text in ALSO.items():
        ids = [key for key in lore.ids() if key.startswith(prefix)]
        if ids:
            rows.append((ids[0], f"{words.say(text)} ({len(ids)})"))
    kept = words.say("sources")
    rows.append((next(iter(lore.sources)), f"{kept} ({len(lore.sources)})"))
    paper.listing(rows, label_style="dim")
    paper.blank()


def entry_page(paper: Paper, words: Words, lore: Knowledge, entry: Entry) -> None:
    """Write one entry: its text, how well it is founded, and what it rests on."""
    lang = words.lang
    paper.blank()
    paper.put(Text.assemble((capital(entry.title.say(lang)), "bold"), (f"   {entry.id}", "dim")), indent=0)
    paper.blank()
    rows = [(label.say(lang), text.say(lang)) for label, text in entry.paragraphs()]
    column = max(len(label) for label, _ in rows) + 3
    for label, text in rows:
        paper.hang(label, text, column=min(column, paper.width // 3), label_style="dim")
    if entry.grade:
        paper.heading(words.say("How well it is founded"))
        paper.put(graded(words, entry.grade))
    cited = [key for key in entry.sources if key != entry.id]
    if cited:
        paper.heading(words.say("Sources"))
        sources(paper, words, lore, cited)
    paper.blank()


def graded(words: Words, grade: str) -> str:
    """Say an evidence grade with its meaning; ``A/B`` says both."""
    meanings = [words.say(meaning.GRADE[g]) for g in grade.split("/") if g in meaning.GRADE]
    return f"{grade}: {words.listed(meanings)}" if len(meanings) < 2 else f"{grade}: {'; '.join(meanings)}"


def sources(paper: Paper, words: Words, lore: Knowledge, keys: Iterable[str]) -> None:
    """Write sources with citation and address; one that was not read again is shown as not verified."""
    for key in keys:
        source = lore.sources.get(key)
        if source is None:
            continue
        text = Text(source.cite)
        if not source.verified:
            text.append(" " + words.say("(not verified)"), style="bold")
        paper.hang(key, text, column=18, label_style="dim")
        if source.url:
            paper.whole(source.url, indent=2 + (2 if paper.narrow else 18))
