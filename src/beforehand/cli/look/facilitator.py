"""The facilitator's page: what this decision needs now, and everything behind it."""

from beforehand.cli.look.foot import foot
from beforehand.cli.look.paper import Paper
from beforehand.cli.look.relations import relations
from beforehand.cli.look.room import days_left, hardens_next, room_left
from beforehand.cli.look.subjects import by_pattern, subjects
from beforehand.cli.look.talks import invitations, next_talks, plan_table, unplanned
from beforehand.cli.look.top import top
from beforehand.cli.sheet import Sheet
from beforehand.cli.voice import Voice


def facilitator_page(paper: Paper, voice: Voice, sheet: Sheet, file: str) -> None:
    """Write the whole page."""
    words = voice.words
    top(paper, voice, sheet)
    paper.heading(words.say("What does this need now?"))
    paper.put(_now(voice, sheet))

    first = [c for c in (sheet.conversation(k) for k in sheet.next) if c is not None]
    if first:
        paper.heading(words.several("The next conversation", "The next {count} conversations", len(first)))
        next_talks(paper, voice, sheet, first)
    open_now = by_pattern(voice, sheet, sheet.uncovered)
    if open_now:
        paper.blank()
        paper.hang(
            words.say("Not covered yet"),
            open_now,
            column=len(words.say("Not covered yet")) + 3,
            label_style="dim",
        )

    if sheet.invited:
        paper.heading(words.say("Already invited"))
        invitations(paper, voice, sheet.invited)
    rest = [c for c in sheet.planned if c.value.key not in sheet.next]
    if rest:
        paper.heading(words.say("After that, for now"))
        plan_table(paper, voice, rest)
    if sheet.unplanned:
        paper.heading(words.say("Did not fit"))
        unplanned(paper, voice, sheet.unplanned)

    if sheet.frame.value.room_left:
        paper.heading(words.say("Room left to choose"))
        room_left(paper, voice, sheet.frame)
    if sheet.topics:
        paper.heading(words.say("To talk about"))
        subjects(paper, voice, sheet)
    if sheet.backstage is not None and sheet.backstage.value.relations:
        paper.heading(words.say("Between the sides"))
        relations(paper, voice, sheet.backstage)
    foot(paper, voice, sheet, file)


def _now(voice: Voice, sheet: Sheet) -> str:
    words = voice.words
    near = hardens_next(voice, sheet.frame)
    talk = next((c for c in (sheet.conversation(k) for k in sheet.next) if c is not None), None)
    if talk is None and not sheet.topics:
        return words.say("Nothing stands out. Ask people what they see, and look again.")
    parts = []
    if near:
        parts.append(
            words.say(
                "{commitment} hardens on {day}, {left}.",
                commitment=voice.commitment(near.commitment),
                day=voice.day(near.day),
                left=days_left(voice, near),
            )
        )
    else:
        parts.append(words.say("Every commitment in the file has passed: talking now corrects."))
    if talk is not None:
        kind, people = voice.kind(talk.value.kind), voice.people(talk.value.people)
        parts.append(words.say("Begin with: {kind} ({people}).", kind=kind, people=people))
    return " ".join(parts)
