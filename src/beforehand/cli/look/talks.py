"""Conversations on paper: the next few in full, the rest of the plan in a quiet table."""

from collections.abc import Sequence

from rich.text import Text

from beforehand.cli.look.paper import Paper
from beforehand.cli.phrase import capital, sentence
from beforehand.cli.sheet import Sheet
from beforehand.cli.voice import Voice
from beforehand.engine.results import Conversation, Reason
from beforehand.knowledge.patterns import Pattern
from beforehand.locale import meaning
from beforehand.vault.disclose import Visible

NUMBER = 4
WHYS = 2


def next_talks(paper: Paper, voice: Voice, sheet: Sheet, talks: Sequence[Visible[Conversation]]) -> None:
    """Write conversations in full: who, when, about what, why, what they serve and how to open."""
    for n, talk in enumerate(talks, 1):
        if n > 1:
            paper.blank()
        _title(paper, voice, talk, f"{n}")
        _details(paper, voice, sheet, talk)


def _title(paper: Paper, voice: Voice, talk: Visible[Conversation], number: str) -> None:
    value = talk.value
    others = [p for p in value.people if p != talk.viewer.person]
    title = Text(with_whom(voice, value.kind, others), style="bold")
    if value.suggestion:
        title.append("  " + voice.words.say("(suggestion)"))
    paper.hang(number, title, column=NUMBER, keep=True)
    paper.put(when(voice, value), indent=2 + (2 if paper.narrow else NUMBER))


def _why(voice: Voice, patterns: Sequence[str]) -> str:
    seen = [p for p in patterns if isinstance(voice.knows(p), Pattern)]
    return " ".join(sentence(voice.reading(p)) for p in (seen[:WHYS] or patterns[:1]))


def with_whom(voice: Voice, kind: str, others: Sequence[str]) -> str:
    """Say a kind of conversation and with whom; with nobody else it is a talk with whoever leads."""
    if not others:
        return capital(voice.kind(kind))
    return voice.words.say(
        "{kind}, with {people}", kind=capital(voice.kind(kind)), people=voice.people(others)
    )


def when(voice: Voice, talk: Conversation) -> str:
    """Say the planned day and, apart from it, the latest one."""
    words = voice.words
    planned = voice.day(talk.planned) if talk.planned else words.say("no day found yet")
    latest = voice.until(talk.latest)
    minutes = words.several("{count} minute", "{count} minutes", talk.minutes)
    return " · ".join(part for part in (planned, latest, minutes) if part)


def _details(paper: Paper, voice: Voice, sheet: Sheet, talk: Visible[Conversation]) -> None:
    value, words = talk.value, voice.words
    topics = [t for t in (sheet.topic(k) for k in value.topics) if t is not None]
    patterns = list(dict.fromkeys(t.value.pattern for t in topics))
    kind = voice.conversation_type(value.kind)
    rows = [
        (words.say("About"), voice.topics(sheet, value.topics)),
        (words.say("Why"), _why(voice, patterns)),
        (words.say("Serves"), served(voice, value)),
        (words.say("Led by"), voice.role(value.role)),
        (words.say("After"), _after(voice, sheet, value)),
        (words.say("Open with"), kind.opening.say(words.lang) if kind else ""),
    ]
    indent = 2 + (2 if paper.narrow else NUMBER)
    kept = [(label, text) for label, text in rows if text]
    column = max((len(label) for label, _ in kept), default=0) + 3
    for label, text in kept:
        paper.hang(label, text, column=column, indent=indent, label_style="dim")


def served(voice: Voice, talk: Conversation, most: int = 2) -> str:
    """Say which commitments a conversation serves, the nearest first."""
    names = [voice.commitment(c) for c in talk.commitments]
    if len(names) <= most:
        return "; ".join(names)
    rest = len(names) - most
    more = voice.words.several("and {count} more commitment", "and {count} more commitments", rest)
    return "; ".join(names[:most]) + f"; {more}"


def _after(voice: Voice, sheet: Sheet, talk: Conversation) -> str:
    first = [c for c in (sheet.conversation(k) for k in talk.after) if c is not None]
    return "; ".join(f"{voice.kind(c.value.kind)} ({voice.people(c.value.people)})" for c in first)


def plan_table(paper: Paper, voice: Voice, talks: Sequence[Visible[Conversation]]) -> None:
    """Write the rest of the plan, one conversation after another, planned and latest day apart."""
    words = voice.words
    rows = [_row(voice, talk.value) for talk in talks]
    heads = words.say("planned"), words.say("at the latest")
    days = max(len(text) for text in (heads[0], *(row[0] for row in rows))) + 3
    latest = max(len(text) for text in (heads[1], *(row[1] for row in rows))) + 3
    if paper.width < 72:
        for planned, last, text in rows:
            paper.put(" ".join((planned, "·", words.say("at the latest"), last)), style="dim")
            paper.put(text, style="dim", indent=4)
        return
    paper.hang(
        heads[0].ljust(days) + heads[1].ljust(latest),
        words.say("conversation"),
        column=days + latest,
        style="dim",
        label_style="dim",
    )
    for planned, last, text in rows:
        label = planned.ljust(days) + last.ljust(latest)
        paper.hang(label, text, column=days + latest, style="dim", label_style="dim")


def _row(voice: Voice, talk: Conversation) -> tuple[str, str, str]:
    planned = voice.day(talk.planned) if talk.planned else "–"
    text = f"{capital(voice.kind(talk.kind))}: {voice.people(talk.people)}"
    if talk.suggestion:
        text += " " + voice.words.say("(suggestion)")
    return planned, _latest(voice, talk), text


def _latest(voice: Voice, talk: Conversation) -> str:
    if talk.latest.day is None:
        return "–"
    if talk.latest.passed:
        return voice.until(talk.latest)
    return voice.day(talk.latest.day)


def unplanned(paper: Paper, voice: Voice, talks: Sequence[Visible[Conversation]]) -> None:
    """Write what could not be planned, the same kind together, and why not."""
    folds: dict[tuple[str, Reason | None], list[str]] = {}
    for talk in talks:
        people = voice.people(talk.value.people)
        folds.setdefault((talk.value.kind, talk.value.reason), []).append(people)
    for (kind, reason), groups in folds.items():
        text = f"{capital(voice.kind(kind))}: {'; '.join(voice.few(groups))}."
        why = sentence(voice.words.say(meaning.REASON[reason])) if reason else ""
        paper.put(f"{text} {why}".strip(), style="dim")


def invitations(paper: Paper, voice: Voice, rows: Sequence[Visible[Conversation]]) -> None:
    """Write the conversations this reader was invited to, as the invitation says it."""
    words = voice.words
    for row in rows:
        value = row.value
        others = [p for p in value.people if p != row.viewer.person]
        paper.put(with_whom(voice, value.kind, others), style="bold")
        day = (
            words.say("on {day}", day=voice.day(value.planned)) if value.planned else words.say("no day yet")
        )
        about = served(voice, value)
        paper.put(" · ".join(p for p in (day, about) if p), indent=4)
