"""A round opened: people answer what others said. What was said is on the page and never in the letter."""

from django.utils.translation import gettext, override

from beforehand.decisions.queries import Frame, frame
from beforehand.notifications.access import addressee, standing_in
from beforehand.notifications.choices import Kind
from beforehand.notifications.letters.invitation import names
from beforehand.notifications.letters.parts import Part, Quiet, Said, Sentence, Way, Ways
from beforehand.notifications.letters.writing import letter, on, own_link, to_decision
from beforehand.outbox.rendering import Due, Letter, renders
from beforehand.people.actions import LINK_DAYS
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.queries.waiting import round_waits


@renders(Kind.ROUND)
def round_opened(due: Due) -> Letter | None:
    """Return the letter; None when that round asks nothing of this person, or not any more."""
    who = addressee(due.recipient, Kind.ROUND)
    standing = None if who is None else standing_in(who, due.subject_id)
    opened = None if standing is None else round_waits(standing)
    if who is None or standing is None or opened is None:
        return None
    with override(who.language):
        seen, link = frame(standing), own_link(who)
        return letter(
            who=who,
            kind=Kind.ROUND,
            subject=gettext("%(title)s: two minutes of yours") % {"title": seen.title}
            if opened.kind is RoundKind.RESPOND
            else gettext("%(title)s: one minute of yours") % {"title": seen.title},
            parts=what_is_asked_now(seen, opened.kind, link),
            why=gettext("You get this mail because you have a place in this decision."),
            link=link,
        )


def what_is_asked_now(seen: Frame, kind: RoundKind, link: str) -> list[Part]:
    """Return what a round asks, how long it takes, and what happens with it."""
    asks = names(seen.facilitators)
    if kind is RoundKind.MIRROR:
        lead = gettext("Others said what they think your side wants. Is that right?")
        lasts = gettext("It takes one minute: one tap each.")
    else:
        lead = gettext(
            "People said how it looks from their side. What do you recognise, and what is different?"
        )
        lasts = gettext("It takes two minutes: at most eight sentences without names, one tap each.")
    parts: list[Part] = [Said(lead), Sentence(seen.sentence, seen.language)]
    if seen.day is not None:
        parts.append(Said(gettext("It is to be decided on %(day)s.") % {"day": on(seen.day)}))
    parts += [
        Said(lasts),
        Said(gettext("What you tap is read by nobody. Only counts leave it, once the round is closed.")),
        Ways((Way(gettext("Open it"), to_decision(link, seen.id)),)),
        Said(gettext("Taking part is your choice. Nobody is shown who did not.")),
    ]
    if asks:
        parts.append(Quiet(gettext("%(who)s guides the conversations.") % {"who": asks}))
    lasts_for = gettext("This link is yours alone, so do not pass it on. It works for %(days)d days.")
    return [*parts, Quiet(lasts_for % {"days": LINK_DAYS})]
