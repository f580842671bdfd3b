"""The foot of a page: what the letters mean, what was used, and what to type next."""

import shlex
import sys

from beforehand.cli.called import called
from beforehand.cli.look.paper import Paper
from beforehand.cli.phrase import sentence
from beforehand.cli.sheet import Sheet
from beforehand.cli.voice import Voice
from beforehand.locale import meaning
from beforehand.vault.viewer import ViewerKind


def foot(paper: Paper, voice: Voice, sheet: Sheet, file: str) -> None:
    """Write the meaning of the evidence grades, how sentences were compared, and the next command."""
    words, frame = voice.words, sheet.frame.value
    paper.blank(2)
    notes = []
    if sheet.topics:
        grades = "; ".join(f"{g} {words.say(text)}" for g, text in meaning.GRADE.items())
        notes.append(words.say("Evidence: {grades}.", grades=grades))
    if frame.similarity in meaning.SIMILARITY:
        notes.append(sentence(words.say(meaning.SIMILARITY[frame.similarity])))
    if frame.uncalibrated:
        notes.append(words.say("Thresholds are our own proposal, not calibrated: every topic is a question."))
    if sheet.backstage is not None and not sheet.backstage.value.reproducible:
        notes.append(words.say("The search was stopped by the clock: this plan is not reproducible."))
    for note in notes:
        paper.put(note, style="dim", indent=0)
    paper.blank()
    if sheet.viewer.kind is not ViewerKind.FACILITATOR:
        paper.put(
            words.say("A preview, not a lock: whoever holds the file holds everything in it."),
            style="dim",
            indent=0,
        )
    if sheet.topics:
        name = shlex.quote(called(sys.argv[0]))
        command = f"{name} explain {shlex.quote(file)} {sheet.handle(sheet.topics[0])}{_as(sheet)}"
        paper.put(words.say("What this is about, and what may help:"), indent=0)
        paper.whole(command, style="bold")


def _as(sheet: Sheet) -> str:
    if sheet.viewer.kind is ViewerKind.FACILITATOR:
        return ""
    return f" --as {sheet.viewer.kind.value}:{sheet.viewer.person}"
