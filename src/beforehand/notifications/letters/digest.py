"""The digest: once a day at most, all that can wait."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, override

from beforehand.decisions.models import FrameChange, Seat
from beforehand.decisions.queries import ChangeView, Frame, changes_since, frame
from beforehand.notifications.access import Addressee, addressee, standing_in
from beforehand.notifications.actions import CAUGHT_UP, post_digest
from beforehand.notifications.choices import Kind
from beforehand.notifications.letters.parts import Heading, Part, Point, Points, Said, Way, Ways
from beforehand.notifications.letters.writing import letter, own_link, to_decision
from beforehand.notifications.queries import was_asked_afterwards
from beforehand.outbox.queries import last_sent
from beforehand.outbox.rendering import Due, Letter, renders
from beforehand.perspectives.queries.replies import was_replied_to
from beforehand.topics.queries.sharing import was_asked_since

MOST = 8


@dataclass(frozen=True, slots=True)
class News:
    """What is new for somebody in one decision; of what was said about anything, only that there is something."""

    frame: Frame
    changes: tuple[ChangeView, ...]
    replied: bool
    asked: bool
    question: bool


@renders(Kind.DIGEST)
def digest(due: Due) -> Letter | None:
    """Return what changed in the decisions somebody was invited to, since the last digest; None when nothing did."""
    who = addressee(due.recipient, Kind.DIGEST)
    if who is None:
        return None
    now, last = timezone.now(), last_sent(kind=Kind.DIGEST, recipient=due.recipient)
    if last is not None and timezone.localdate(last) == timezone.localdate(now):
        # Yesterday's came late, so today had its one already; what is new since then goes tomorrow.
        post_digest(person=due.recipient, now=now)
        return None
    with override(who.language):
        news = _news(who, last or due.made_at - CAUGHT_UP)
        if not news:
            return None
        link = own_link(who)
        parts: list[Part] = [Said(gettext("Something changed in what you were asked about."))]
        for one_decision in news:
            parts += _told(one_decision, link)
        one = news[0].frame.title if len(news) == 1 else gettext("Your decisions")
        return letter(
            who=who,
            kind=Kind.DIGEST,
            subject=gettext("%(title)s: what changed") % {"title": one},
            parts=parts,
            why=gettext("You get this mail because you were invited. It comes once a day at most."),
            link=link,
        )


def _news(who: Addressee, since: datetime) -> list[News]:
    rows = Seat.objects.filter(person_id=who.arrival.person, invited_at__isnull=False)
    found = []
    for decision, invited in rows.order_by("invited_at", "pk").values_list("decision_id", "invited_at"):
        standing = standing_in(who, decision)
        if standing is None or invited is None:
            continue
        own = set(
            FrameChange.objects.filter(decision_id=decision, by=standing.seat).values_list("pk", flat=True)
        )
        after = max(since, invited)
        told = tuple(change for change in changes_since(standing, after) if change.id not in own)
        replied, asked = was_replied_to(standing, after), was_asked_since(standing, after)
        question = was_asked_afterwards(standing, after)
        if told or replied or asked or question:
            found.append(News(frame(standing), told, replied, asked, question))
    return found


def _told(news: News, link: str) -> list[Part]:
    seen, changes = news.frame, news.changes
    points = tuple(_change(change, seen.language) for change in changes[-MOST:])
    parts: list[Part] = [Heading(seen.title)]
    if news.replied:
        parts.append(Said(gettext("Something was done with what you said. Your page tells what, and why.")))
    if news.asked:
        parts.append(Said(gettext("Your facilitator asks you something. Your page tells what.")))
    if news.question:
        parts.append(
            Said(gettext("After a conversation you are asked one small question. Your page tells which."))
        )
    if not changes:
        return [*parts, Ways((Way(gettext("Read it"), to_decision(link, seen.id)),))]
    parts.append(Points(points))
    more = len(changes) - len(points)
    if more:
        said = ngettext("And %(n)d change before these.", "And %(n)d changes before these.", more)
        parts.append(Said(said % {"n": more}))
    page = to_decision(link, seen.id)
    return [*parts, Ways((Way(gettext("See it, and change your answers if you want"), page),))]


def _change(change: ChangeView, language: str) -> Point:
    what = capfirst(f"{change.kind.label}: {change.subject}")
    if change.before and change.after:
        words = gettext("It was: %(before)s. It is now: %(after)s.")
    elif change.before:
        words = gettext("This is gone.")
    elif change.after == change.subject:
        words = gettext("This is new.")
    else:
        words = gettext("This is new: %(after)s.") if change.after else ""
    told = words % {"before": change.before.rstrip("."), "after": change.after.rstrip(".")}
    return Point(what, (told,) if told else (), language=language)
