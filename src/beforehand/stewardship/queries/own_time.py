"""What one person said for themselves of when they can be asked, and with whom they would rather not meet yet."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.stewardship.queries.around import Kept, KeptGroup
from beforehand.topics.choices import ConstraintKind
from beforehand.topics.queries import ConstraintSeen, own_constraints


def own_time(standing: Standing) -> tuple[KeptGroup, ...]:
    """Return what a person said of it; nothing when there is nothing.

    Withheld: what a facilitator said of them, and that there is something. It is the facilitator's, and would tell who
    is kept apart from whom.
    """
    rows = tuple(_kept(one) for one in own_constraints(standing))
    group = KeptGroup(
        title=_("When you can be asked, and with whom"),
        purpose=_("So that the plan goes around it. Who facilitates reads it, and nobody else."),
        stays=_("It goes when it is decided, when you take it back, or when you ask to be forgotten."),
        rows=rows,
    )
    return (group,) if rows else ()


def _kept(one: ConstraintSeen) -> Kept:
    if one.kind == ConstraintKind.APART:
        return Kept(about=_("Not in one room yet"), said=", ".join(one.people))
    if one.start is None or one.end is None:
        return Kept(about=_("Conversations"), said=_("at most %(n)s a week") % {"n": one.most})
    first, last = date_format(one.start, "j F Y"), date_format(one.end, "j F Y")
    return Kept(about=_("Away"), said=_("%(first)s to %(last)s") % {"first": first, "last": last})
