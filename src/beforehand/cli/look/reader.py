"""The page of a decider or a participant: only what was shared, and the conversations they are in."""

from beforehand.cli.look.foot import foot
from beforehand.cli.look.paper import Paper
from beforehand.cli.look.room import ahead, days_left, hardens_next, room_left
from beforehand.cli.look.subjects import subjects
from beforehand.cli.look.talks import invitations, next_talks, plan_table
from beforehand.cli.look.top import top
from beforehand.cli.sheet import Sheet
from beforehand.cli.voice import Voice
from beforehand.engine.results import Conversation
from beforehand.locale import meaning
from beforehand.vault.disclose import Visible
from beforehand.vault.viewer import ViewerKind


def reader_page(paper: Paper, voice: Voice, sheet: Sheet, file: str) -> None:
    """Write the whole page."""
    words = voice.words
    top(paper, voice, sheet)
    mine = [c for c in sheet.planned if sheet.viewer.person in c.value.people]
    if sheet.viewer.kind is ViewerKind.DECIDER:
        paper.blank()
        _three_lines(paper, voice, sheet, mine)
    else:
        paper.heading(words.say("What can still change"))
        _still_open(paper, voice, sheet)
    if sheet.invited or mine:
        paper.heading(words.say("Conversations you are in"))
        invitations(paper, voice, sheet.invited)
        if sheet.invited and mine:
            paper.blank()
        next_talks(paper, voice, sheet, mine)
    elif sheet.viewer.kind is ViewerKind.PARTICIPANT:
        paper.heading(words.say("Conversations you are in"))
        paper.put(words.say("None yet. You hear it when you are invited."))
    others = [c for c in sheet.planned if c not in mine]
    if others:
        paper.heading(words.say("Other conversations in the shared picture"))
        plan_table(paper, voice, others)
    if sheet.viewer.kind is ViewerKind.DECIDER and sheet.frame.value.room_left:
        paper.heading(words.say("Room left to choose"))
        room_left(paper, voice, sheet.frame)
    if sheet.topics:
        paper.heading(words.say("To talk about, from what was shared"))
        subjects(paper, voice, sheet)
    foot(paper, voice, sheet, file)


def _three_lines(paper: Paper, voice: Voice, sheet: Sheet, mine: list[Visible[Conversation]]) -> None:
    words = voice.words
    near = hardens_next(voice, sheet.frame)
    nothing = words.say("nothing that is in the file")
    hardens = f"{voice.commitment(near.commitment)}, {voice.day(near.day)}" if near else nothing
    rows = [
        (words.say("Hardens next"), hardens),
        (words.say("Time left"), days_left(voice, near) if near else "–"),
        (words.say("Hear first"), _hear_first(voice, sheet, mine)),
    ]
    promised = voice.titles.promised.get(sheet.viewer.person or "")
    if promised:
        rows.append((words.say("Already promised"), promised))
    paper.listing(rows, label_style="bold")


def _hear_first(voice: Voice, sheet: Sheet, mine: list[Visible[Conversation]]) -> str:
    invited = next((i.value.people for i in sheet.invited), None)
    smallest = min((c.value.people for c in mine), key=len, default=())
    people = invited or smallest
    others = [p for p in people if p != sheet.viewer.person]
    if not others:
        return voice.words.say("not known yet from what was shared; ask the facilitator")
    return voice.people(others)


def _still_open(paper: Paper, voice: Voice, sheet: Sheet) -> None:
    words = voice.words
    near = ahead(voice, sheet.frame)
    if not near:
        paper.put(
            words.say("Nothing in this decision lies ahead any more: this is information, not a question.")
        )
    for row in near:
        paper.put(voice.commitment(row.commitment))
        about = (voice.day(row.day), words.say(meaning.MODE[row.mode]), words.say(meaning.DOOR[row.door]))
        paper.put(" · ".join(about), style="dim", indent=4)
