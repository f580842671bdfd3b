"""The reminder: two at most, and nobody sees that it was sent."""

from django.utils.translation import gettext, override

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import frame
from beforehand.decisions.rules.moments import Asked
from beforehand.notifications.access import addressee, standing_in
from beforehand.notifications.choices import Kind
from beforehand.notifications.letters.invitation import asker, ways_in
from beforehand.notifications.letters.parts import Part, Said, Sentence
from beforehand.notifications.letters.writing import letter, on, own_link
from beforehand.notifications.rules import what_it_asks
from beforehand.outbox.rendering import Due, Letter, renders
from beforehand.perspectives.access import own_place
from beforehand.perspectives.choices import State


@renders(Kind.REMINDER)
def reminder(due: Due) -> Letter | None:
    """Return the reminder; None for who has answered meanwhile, or who is not asked anything any more."""
    who = addressee(due.recipient, Kind.REMINDER)
    standing = None if who is None else standing_in(who, due.subject_id)
    if who is None or standing is None or not standing.has(Role.PARTICIPANT) or _is_done(standing):
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


def _is_done(standing: Standing) -> bool:
    place = own_place(standing)
    return place is not None and (place.state is State.SENT or place.closed)
