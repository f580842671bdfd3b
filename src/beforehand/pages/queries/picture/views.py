"""What each side wants to protect, when it calls it done, what it all rests on, and what each thinks of the other."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from beforehand.decisions.queries import SideView
from beforehand.knowledge import load
from beforehand.pages.queries.picture.lines import by_side, of
from beforehand.pages.queries.picture.shapes import Done, Line, Mirrored, Part, Protected

FLOW, SOUND = "flow", "soundness"


def shared(all_lines: Sequence[Line]) -> tuple[Part, ...]:
    """Return what more than one side recognises, as published, by what it is; nothing is compared here."""
    widely = [line for line in all_lines if line.widely]
    kinds = (
        (_("Many want to protect"), ("protects", "optimises_for")),
        (_("Many want this in place"), ("condition", "needs")),
        (_("Many would call it done"), ("done",)),
        (_("Many know this"), ("knows",)),
        (_("Many see this go wrong"), ("risks",)),
        (_("Many build on this"), ("assumptions",)),
    )
    found = (Part(title=title, lines=of(widely, *fields)) for title, fields in kinds)
    return tuple(part for part in found if part.lines)


def left_and_right(
    sides: Sequence[Protected],
) -> tuple[tuple[Protected, ...], tuple[Protected, ...]]:
    """Lay the sides out on either hand of what is shared, so that both hands hold about as much."""
    hands: tuple[list[Protected], list[Protected]] = ([], [])
    weights = [0, 0]
    for side in sides:
        hand = 0 if weights[0] <= weights[1] else 1
        hands[hand].append(side)
        weights[hand] += len(side.protects) + len(side.conditions)
    return tuple(hands[0]), tuple(hands[1])


def protected(all_lines: Sequence[Line], sides: Sequence[SideView]) -> tuple[Protected, ...]:
    """Return what each side wants to protect, and its conditions; not which belong together, which would tell of whom."""
    protects = {one.name: one.lines for one in by_side(of(all_lines, "protects"), sides)}
    conditions = {one.name: one.lines for one in by_side(of(all_lines, "condition"), sides)}
    return tuple(
        Protected(name=name, protects=protects.get(name, ()), conditions=conditions.get(name, ()))
        for name in (*(side.name for side in sides), "")
        if name in protects or name in conditions
    )


def done(all_lines: Sequence[Line], kinds: Mapping[UUID, str], sides: Sequence[SideView]) -> Done:
    """Return the days each calls it done: as two lists where somebody marked which is which, the rest by side."""
    said = of(all_lines, "done")
    return Done(
        flow=tuple(line for line in said if kinds.get(line.id) == FLOW),
        sound=tuple(line for line in said if kinds.get(line.id) == SOUND),
        by_side=by_side((line for line in said if kinds.get(line.id) not in (FLOW, SOUND)), sides),
    )


def grounds(all_lines: Sequence[Line]) -> tuple[Part, ...]:
    """Return what the decision rests on, under the form's words for how sure its writer is, rounded down."""
    said = of(all_lines, "assumptions")
    steps = sorted(_certainties(), reverse=True)
    found: dict[str, list[Line]] = {words: [] for _step, words in steps}
    for line in said:
        value = 0 if line.certainty is None else line.certainty
        words = next((words for step, words in steps if value >= step), steps[-1][1])
        found[words].append(line)
    return tuple(Part(title=words, lines=tuple(lines)) for words, lines in found.items() if lines)


def _certainties() -> list[tuple[float, str]]:
    lang = "nl" if (get_language() or "en").startswith("nl") else "en"
    assumes = next(question for question in load().form.rounds[0] if question.id == "assumes")
    return [(o.value, o.text.say(lang)) for o in assumes.each["certainty"] if o.value is not None]


def mirrored(all_lines: Sequence[Line], sides: Sequence[SideView]) -> tuple[Mirrored, ...]:
    """Return what others think a side wants, next to what that side says itself."""
    thought = of(all_lines, "mirror")
    own = of(all_lines, "protects", "optimises_for")
    found = (
        Mirrored(
            name=side.name,
            thought=tuple(line for line in thought if line.about_side == side.id),
            itself=tuple(line for line in own if line.side == side.id),
        )
        for side in sides
    )
    known = {side.id for side in sides}
    unplaced = tuple(line for line in thought if line.about_side not in known)
    others = (Mirrored(name="", thought=unplaced, itself=()),) if unplaced else ()
    return (*(one for one in found if one.thought), *others)
