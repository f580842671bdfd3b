"""The reminder: two at most, and nobody sees that it was sent."""

from django.utils.translation import gettext, override

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import frame
from beforehand.decisions.rules.moments import Asked
from beforehand.notifications.access import Addressee, addressee, standing_in
from beforehand.notifications.choices import Kind
from beforehand.notifications.letters.invitation import asker, ways_in
from beforehand.notifications.letters.parts import Part, Said, Sentence
from beforehand.notifications.letters.round_opened import what_is_asked_now
from beforehand.notifications.letters.writing import letter, on, own_link
from beforehand.notifications.rules import what_it_asks
from beforehand.outbox.rendering import Due, Letter, renders
from beforehand.perspectives.access import own_place
from beforehand.perspectives.actions import later_round
from beforehand.perspectives.choices import State
from beforehand.perspectives.queries.waiting import round_waits


@renders(Kind.REMINDER)
def reminder(due: Due) -> Letter | None:
    """Return the reminder; None for who has answered meanwhile, or who is not asked anything any more."""
    who = addressee(due.recipient, Kind.REMINDER)
    standing = None if who is None else standing_in(who, due.subject_id)
    if who is None or standing is None or not standing.has(Role.PARTICIPANT):
        return None
    opened = later_round(standing.decision)
    if opened is not None:
        return _of_round(who, standing)
    if _is_done(standing):
        return None
    with override(who.language):
        seen = frame(standing)
        if what_it_asks(seen) is Asked.INFORMATION:
            return None
        link = own_link(who)
        asks = asker(seen)
        lead = gettext("You were invited to say how this looks from your side:")
        if asks:
            lead = gettext("%(who)s invited you to say how this looks from your side:") % {"who": asks}
        parts: list[Part] = [Said(lead), Sentence(seen.sentence, seen.language)]
        if seen.day is not None:
            parts.append(Said(gettext("It is to be decided on %(day)s.") % {"day": on(seen.day)}))
        parts += [
            Said(gettext("It can still be done, in the way that suits you:")),
            ways_in(seen, link, who.language),
            Said(gettext("Rather not? That is fine, and nobody is shown. You get two reminders at most.")),
        ]
        return letter(
            who=who,
            kind=Kind.REMINDER,
            subject=gettext("%(title)s: your invitation") % {"title": seen.title},
            parts=parts,
            why=gettext("You get this mail because you were invited."),
            link=link,
        )


def _of_round(who: Addressee, standing: Standing) -> Letter | None:
    """Return the reminder of a round in which people answer each other; None for who has nothing left to answer."""
    opened = round_waits(standing)
    if opened is None:
        return None
    with override(who.language):
        seen, link = frame(standing), own_link(who)
        rather = gettext("Rather not? That is fine, and nobody is shown. You get two reminders at most.")
        return letter(
            who=who,
            kind=Kind.REMINDER,
            subject=gettext("%(title)s: it can still be done") % {"title": seen.title},
            parts=[*what_is_asked_now(seen, opened.kind, link), Said(rather)],
            why=gettext("You get this mail because you have a place in this decision."),
            link=link,
        )


def _is_done(standing: Standing) -> bool:
    place = own_place(standing)
    return place is not None and (place.state is State.SENT or place.closed)
