"""The room left to choose: a bar that gets shorter at every commitment, with words beside it."""

from beforehand.cli.look.paper import Paper
from beforehand.cli.sheet import Frame
from beforehand.cli.voice import Voice
from beforehand.engine.results import Hardness
from beforehand.engine.vocabulary import Door
from beforehand.locale import meaning
from beforehand.vault.disclose import Visible

CELLS = 12
MARKS = 6


def room_left(paper: Paper, voice: Voice, frame: Visible[Frame]) -> None:
    """Write the room left after each commitment, today marked, with how hard each already is."""
    value, words = frame.value, voice.words
    hardness = {h.commitment: h for h in value.hardness}
    steps = value.room_left
    days = [voice.day(s.day) for s in steps] + [voice.day(value.day)]
    date = max(len(d) for d in days) + 2
    left, marked = 1.0, False
    for step, day in zip(steps, days, strict=False):
        if step.ahead and not marked:
            _row(paper, voice.day(value.day), date, left, words.say("today"), bold=True)
            marked = True
        left = step.left
        about = state(voice, hardness[step.commitment]) if step.commitment in hardness else ""
        if not step.known:
            about = " · ".join(
                p for p in (about, words.say("what turning back costs is not in the file")) if p
            )
        _row(paper, day, date, left, voice.commitment(step.commitment), about, dim=not step.ahead)
    if not marked:
        _row(paper, voice.day(value.day), date, left, words.say("today"), bold=True)


def _row(
    paper: Paper,
    day: str,
    date: int,
    left: float,
    text: str,
    about: str = "",
    *,
    bold: bool = False,
    dim: bool = False,
) -> None:
    full = round(CELLS * min(max(left, 0.0), 1.0))
    bar = "▇" * full + "░" * (CELLS - full)
    style = "bold" if bold else "dim" if dim else ""
    column = date + CELLS + 3
    paper.hang(day.ljust(date) + bar, text, column=column, style=style, label_style=style)
    if about:
        paper.put(about, indent=2 + (2 if paper.narrow else column), style="dim")


def state(voice: Voice, hardness: Hardness) -> str:
    """Say how hard one commitment is: what talking about it still is, its marks, what reversal costs."""
    words = voice.words
    marks = words.several("{count} of {all} marks", "{count} of {all} marks", hardness.marks, all=MARKS)
    mode, door = words.say(meaning.MODE[hardness.mode]), words.say(meaning.DOOR[hardness.door])
    return f"{mode} · {marks} · {door}"


def ahead(voice: Voice, frame: Visible[Frame]) -> list[Hardness]:
    """Return the commitments still ahead, the nearest first."""
    rows = [h for h in frame.value.hardness if h.ahead]
    return sorted(rows, key=lambda h: (h.day, -h.marks))


def hardens_next(voice: Voice, frame: Visible[Frame]) -> Hardness | None:
    """Return the nearest commitment that is more than a trial: a door that closes; without one, the nearest."""
    rows = ahead(voice, frame)
    return next((h for h in rows if h.door is not Door.TWO_WAY), rows[0] if rows else None)


def days_left(voice: Voice, hardness: Hardness) -> str:
    """Say in how many working days a commitment falls."""
    return voice.words.several("{count} working day left", "{count} working days left", hardness.working_days)
