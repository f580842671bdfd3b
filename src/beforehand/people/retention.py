"""How long persons, accounts and links stay."""

from django.db.models import Q

from beforehand.vault.retention import IN_USE, TECHNIQUE, Clock, How, Keeps


def _link(clock: Clock) -> Q:
    return Q(expires_at__lte=clock.now) | Q(revoked_at__lte=clock.now)


DECLARED: tuple[Keeps, ...] = (
    Keeps(
        "people.AccessLink",
        TECHNIQUE,
        How.DELETE,
        "A link that expired or was withdrawn opens nothing any more.",
        _link,
    ),
    Keeps(
        "people.Person",
        "answers",
        How.EMPTY,
        "When every decision somebody sat in is past its term and there is no account, name and address go.",
    ),
    Keeps("people.Account", IN_USE, How.KEEP, "Somebody signs in with it; it goes when that person asks."),
    Keeps("people.Organisation", IN_USE, How.KEEP, "It says nothing about a person."),
)
