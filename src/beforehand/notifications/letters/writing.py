"""Making a letter of its parts: plain text first, the look of it beside, and how to turn it down at the end."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from beforehand.notifications.access import Addressee
from beforehand.notifications.choices import CAN_BE_TURNED_DOWN, Kind
from beforehand.notifications.letters.parts import Part, Quiet, Said, Way, Ways
from beforehand.notifications.rules import stop_token
from beforehand.outbox.rendering import CalendarPart, Letter
from beforehand.people.actions import make_link
from beforehand.shell.rendering import refuse_rows


def letter(
    *,
    who: Addressee,
    kind: Kind,
    subject: str,
    parts: Sequence[Part],
    why: str,
    link: str = "",
    calendar: CalendarPart | None = None,
) -> Letter:
    """Return the letter. ``link`` is the personal link in it, by which all mail can be arranged too.

    Nothing in it is loaded from elsewhere: no picture, no style, nothing that tells that it was read.
    """
    greeting = Said(gettext("Hello %(name)s,") % {"name": who.arrival.name})
    foot: list[Part] = [Quiet(why)]
    headers = {"Content-Language": get_language() or who.language}
    if kind in CAN_BE_TURNED_DOWN:
        stop = settings.ADDRESS + reverse("notifications:stop", args=[stop_token(who.arrival.person, kind)])
        ways = [Way(gettext("No more of these mails"), stop)]
        if link:
            ways.append(Way(gettext("Choose which mail you get"), to_wishes(link)))
        foot.append(Ways(tuple(ways)))
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    body = (greeting, *parts)
    subject = " ".join(subject.split())
    shown = {"subject": subject, "parts": body, "foot": tuple(foot), "language": get_language() or "nl"}
    refuse_rows(shown, "letter")
    return Letter(
        to=who.mail,
        subject=subject,
        text="\n\n".join([*(part.plain() for part in body), "-- ", *(part.plain() for part in foot)]) + "\n",
        html=render_to_string("notifications/letter.html", shown),
        headers=headers,
        calendar=calendar,
    )


def own_link(who: Addressee) -> str:
    """Make a personal link. It is in this letter and nowhere else; sending again makes another."""
    return make_link(person=who.arrival.person)


def to_decision(link: str, decision: UUID, way: str = "") -> str:
    """Return the address that leads by the personal link to a decision, in one of the ways to take part."""
    return f"{link}{decision}/" + (f"?way={way}" if way else "")


def to_talk(link: str, decision: UUID, conversation: UUID, answer: str = "") -> str:
    """Return the address that leads by the personal link to a conversation, with an answer at hand to be sent."""
    return f"{link}{decision}/?talk={conversation}" + (f"&answer={answer}" if answer else "")


def to_record(link: str, decision: UUID, *, record: int | None = None, look_back: UUID | None = None) -> str:
    """Return the address that leads by the personal link to one entry of the record, or to a look back."""
    return f"{link}{decision}/?" + (f"record={record}" if record is not None else f"look_back={look_back}")


def at_home(path: str) -> str:
    """Return the whole address of a page, for who signs in or was let in before."""
    return f"{settings.ADDRESS}{path}"


def to_wishes(link: str) -> str:
    """Return the address that leads by the personal link to the page about mail."""
    return f"{link}?mail=1"


def on(day: date | datetime) -> str:
    """Return a day in the language of the letter."""
    return date_format(timezone.localtime(day) if isinstance(day, datetime) else day, "j F Y", use_l10n=False)
