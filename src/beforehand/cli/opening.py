"""Opening a decision file for analysis: a picture for the engine, and what people call the things in it."""

from dataclasses import dataclass
from datetime import date

from beforehand.cli.leaving import Code, Stop
from beforehand.cli.taking import listed, taken
from beforehand.cli.voice import Titles, Voice
from beforehand.decisionfile import DecisionFile, DecisionFileError, names, to_picture
from beforehand.decisionfile.sentences import said
from beforehand.engine.inputs import Picture
from beforehand.knowledge import load
from beforehand.locale import Words


@dataclass(frozen=True, slots=True)
class Opened:
    """A decision file without errors, as the engine reads it and as people call things."""

    decision: DecisionFile
    picture: Picture

    def voice(self, words: Words) -> Voice:
        """Return who says the ids of this file in the reader's language."""
        lang = words.lang
        called = names(self.decision, lang)
        titles = Titles(
            title=said(self.decision.title, lang).strip() or words.say("A decision without a title"),
            question=said(self.decision.decision.posed_as, lang).strip(),
            people=called.people,
            sides=called.sides,
            commitments=called.commitments,
            groups=called.absent_groups,
            statements=called.statements,
            promised=_promised(self.decision, lang),
        )
        return Voice(words, load(), titles, self.picture.day)


def _promised(decision: DecisionFile, lang: str) -> dict[str, str]:
    """Return what each decider who answered first said to have promised already."""
    first = decision.decider_first or ()
    answers = first if isinstance(first, tuple | list) else (first,)
    return {answer.by: said(answer.promised, lang) for answer in answers if answer.promised}


def opened(words: Words, file: str, *, on: date | None) -> Opened:
    """Open a file for analysis.

    Raises
    ------
    Stop
        When it cannot be read, or has errors: then with all of them.
    """
    found = taken(words, file)
    if found.decision is None:
        raise Stop(Code.ERRORS, *listed(words, file, found.errors))
    try:
        return Opened(found.decision, to_picture(found.decision, on=on))
    except DecisionFileError as wrong:
        raise Stop(Code.ERRORS, *listed(words, file, wrong.faults)) from None
