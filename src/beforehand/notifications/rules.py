"""When mail is wanted, when somebody may be reminded, and how a mail can be turned down without an account."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import Frame
from beforehand.decisions.rules.moments import Asked, Openness, what_is_asked
from beforehand.notifications.choices import ALL, CAN_BE_TURNED_DOWN, Kind
from beforehand.records.rules.gate import may_close_look_back, may_look_back, may_see_gate
from beforehand.records.rules.reading import may_read_record

FIRST_REMINDER = timedelta(days=5)
BETWEEN_REMINDERS = timedelta(days=4)
ASKED_FOR = timedelta(days=1)
"""Even when a facilitator asks for it, nobody is reminded within a day of the last mail."""
DIGEST_HOUR = 7
SALT = "beforehand.notifications.stop"


def is_wanted(kind: Kind, turned_down: Iterable[str]) -> bool:
    """Tell whether somebody wants this kind.

    >>> is_wanted(Kind.REMINDER, ["digest"]), is_wanted(Kind.REMINDER, ["all"]), is_wanted(Kind.NEW_LINK, ["all"])
    (True, False, True)
    """
    return kind not in CAN_BE_TURNED_DOWN or not {kind.value, ALL} & set(turned_down)


def may_be_written_to(standing: Standing) -> bool:
    """Tell whether somebody still has a role in the decision."""
    return bool(standing.roles)


def is_told_look_back(standing: Standing, *, invited: bool, watcher: UUID | None) -> bool:
    """Tell whether somebody is told that the day of a look back has come.

    Who takes part, who may close it, and who watches over the benefit, whatever else that person is here.
    """
    asked = invited and may_look_back(standing)
    return asked or closes_look_back(standing) or watches_benefit(standing, watcher)


def watches_benefit(standing: Standing, watcher: UUID | None) -> bool:
    """Tell whether a look back asks this person whether the benefit is there, and its page opens for them."""
    return watcher is not None and standing.seat == watcher and may_read_record(standing)


def is_told_looked_back(standing: Standing, *, invited: bool) -> bool:
    """Tell whether somebody is told that a look back closed: who was invited to take part, and who decides."""
    return (invited and may_look_back(standing)) or standing.has(Role.DECIDER)


def closes_look_back(standing: Standing) -> bool:
    """Tell whether somebody may close a look back."""
    return may_close_look_back(standing) and may_see_gate(standing)


def is_time_to_remind(
    *, now: datetime, invited: datetime, last: datetime | None, chosen: datetime | None, asked_for: bool
) -> bool:
    """Tell whether a reminder may go out. ``chosen`` is the day somebody said to come back to it.

    >>> from datetime import UTC
    >>> day = lambda n: datetime(2027, 3, n, tzinfo=UTC)
    >>> ask = lambda now, **more: is_time_to_remind(now=day(now), **{"invited": day(1), "last": None, "chosen": None,
    ...     "asked_for": False, **more})
    >>> ask(5), ask(6), ask(9, last=day(6)), ask(10, last=day(6))
    (False, True, False, True)
    >>> ask(3, chosen=day(3)), ask(3, chosen=day(4)), ask(3, asked_for=True)
    (True, False, True)
    """
    if chosen is not None:
        return chosen <= now
    if asked_for:
        return now - (last or invited) >= ASKED_FOR
    return now - invited >= FIRST_REMINDER if last is None else now - last >= BETWEEN_REMINDERS


def next_digest(now: datetime) -> datetime:
    """Return the next morning on which a digest goes out."""
    today = timezone.localtime(now).replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def what_it_asks(frame: Frame) -> Asked:
    """Return what a letter about this decision may call itself (rule R04)."""
    return what_is_asked(Openness(c.ahead, c.still_open, c.nothing_open) for c in frame.commitments)


def stop_token(person: UUID, kind: Kind) -> str:
    """Return the signed words by which a mail of this kind can be turned down without an account."""
    return signing.dumps([str(person), kind.value], salt=SALT)


def read_stop_token(token: str) -> tuple[UUID, Kind] | None:
    """Return whose and which mail a token turns down, or None when we did not sign it."""
    try:
        person, kind = signing.loads(token, salt=SALT)
        return UUID(person), Kind(kind)
    except (signing.BadSignature, ValueError, TypeError):
        return None
