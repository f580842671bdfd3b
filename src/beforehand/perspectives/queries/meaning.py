"""What each level of release means in a group of this size, said before it is chosen."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beforehand.knowledge import load
from beforehand.perspectives.choices import Release
from beforehand.perspectives.queries.around import Around
from beforehand.perspectives.queries.sheet import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level: its name, and what it means here."""

    release: int
    name: str
    meaning: str


def levels(around: Around) -> tuple[Level, ...]:
    """Return the five levels with what each means for this person; from counts of the frame alone."""
    names = load().confidentiality.release_levels
    return tuple(Level(release=n, name=say(names[n]), meaning=meaning(n, around)) for n in sorted(names))


def meaning(release: int, around: Around) -> str:
    """Return what a level means for somebody with so many people around."""
    if release == Release.ONLY_ME:
        return _("It stays on your card. Nothing is done with it.")
    if release == Release.FACILITATOR:
        if not around.facilitators:
            return _("Only the facilitator reads it, with your name.")
        who = {"who": joined(around.facilitators)}
        return (
            ngettext(
                "Only %(who)s reads it, with your name.",
                "Only %(who)s read it, with your name.",
                len(around.facilitators),
            )
            % who
        )
    if release == Release.ALL_WITHOUT_NAME:
        return f"{_side_label(around)} {_recognised(around)}"
    if release == Release.OWN_SIDE_WITH_NAME:
        return _own_side(around)
    return ngettext(
        "The only other participant reads it with your name.",
        "All %(n)d other participants read it with your name.",
        around.everyone - 1,
    ) % {"n": around.everyone - 1}


def joined(names: tuple[str, ...]) -> str:
    """Return names as one would say them."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _side_label(around: Around) -> str:
    if around.side_named:
        return _("It says “%(side)s”, and not who.") % {"side": around.side_name}
    return _("It does not say from which side it comes, because that would say too much here.")


def _recognised(around: Around) -> str:
    if around.side == 1:
        return _("You are the only one here from your side: what only you can know is easily recognised.")
    return ngettext(
        "Your side has %(n)d person here: “without name” may still be recognised.",
        "Your side has %(n)d people here: “without name” may still be recognised.",
        around.side,
    ) % {"n": around.side}


def _own_side(around: Around) -> str:
    if around.side == 1:
        return _("Nobody else from your side is here, so for you this is the same as without a name.")
    return ngettext(
        "The one other person from your side sees your name; everyone else reads it without.",
        "The %(n)d others from your side see your name; everyone else reads it without.",
        around.side - 1,
    ) % {"n": around.side - 1}
