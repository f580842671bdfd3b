"""Roles that one person cannot have together, each with the way out."""

from collections.abc import Set

from django.utils.translation import gettext as _

from beforehand.decisions.choices import Role
from beforehand.people.choices import Country

CLASHES = (
    (Role.FACILITATOR, Role.DECIDER),
    (Role.COUNCIL, Role.DECIDER),
    (Role.SPONSOR, Role.FACILITATOR),
)
AFTER_FACILITATING = frozenset({Role.DECIDER, Role.SPONSOR})
"""Who has read what was meant for a facilitator does not decide or pay for the same decision."""


def clash_in(roles: Set[Role]) -> str:
    """Return why these roles cannot be one person's, and what to do instead; empty when they can."""
    for one, other in CLASHES:
        if one in roles and other in roles:
            return way_out(one, other)
    return ""


def way_out(one: Role, other: Role) -> str:
    """Return what to do instead of giving both roles to one person."""
    return {
        (Role.FACILITATOR, Role.DECIDER): _(
            "Who decides cannot lead the conversation about it as well: people would not speak freely. "
            "Let somebody else facilitate, or let somebody else decide."
        ),
        (Role.COUNCIL, Role.DECIDER): _(
            "Who decides cannot watch over it for the works council as well. "
            "Give the role of works council to another member."
        ),
        (Role.SPONSOR, Role.FACILITATOR): _(
            "Who wants and pays for the change cannot lead the conversation about it as well. "
            "Let somebody without an interest in the outcome facilitate."
        ),
    }[one, other]


def council_needs_confirming(country: str, *, given: bool, workers: bool) -> bool:
    """Tell whether the council's role was given in Belgium without saying that it goes to the workers' side.

    The works council there is chaired by the employer.
    """
    return country == Country.BE and given and not workers
