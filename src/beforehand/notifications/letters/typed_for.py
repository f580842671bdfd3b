"""Something was written down for somebody in a call; it waits for their yes, and says nothing of what it is."""

from django.utils.translation import gettext, override

from beforehand.decisions.choices import Role
from beforehand.decisions.queries import frame
from beforehand.notifications.access import addressee, standing_in
from beforehand.notifications.choices import Kind
from beforehand.notifications.letters.parts import Quiet, Said, Way, Ways
from beforehand.notifications.letters.writing import letter, own_link, to_decision
from beforehand.outbox.queries import last_sent
from beforehand.outbox.rendering import Due, Letter, renders
from beforehand.people.actions import LINK_DAYS
from beforehand.perspectives.queries.typed import was_typed_since


@renders(Kind.TYPED_FOR)
def typed_for(due: Due) -> Letter | None:
    """Return the letter; None when nothing waits any more, or nothing was typed since the last one."""
    who = addressee(due.recipient, Kind.TYPED_FOR)
    standing = None if who is None else standing_in(who, due.subject_id)
    if who is None or standing is None or not standing.has(Role.PARTICIPANT):
        return None
    last = last_sent(kind=Kind.TYPED_FOR, recipient=due.recipient, subject_id=due.subject_id)
    if not was_typed_since(standing, last):
        return None
    with override(who.language):
        seen, link = frame(standing), own_link(who)
        lasts = gettext("This link is yours alone, so do not pass it on. It works for %(days)d days.")
        return letter(
            who=who,
            kind=Kind.TYPED_FOR,
            subject=gettext("%(title)s: something was written down for you") % {"title": seen.title},
            parts=[
                Said(
                    gettext(
                        "Somebody spoke with you and wrote down what you said. Read it, and say whether it is right."
                    )
                ),
                Said(
                    gettext(
                        "You can change it or throw it away. Until you say yes, only you and who wrote it down see it."
                    )
                ),
                Ways((Way(gettext("Read it"), to_decision(link, seen.id)),)),
                Quiet(lasts % {"days": LINK_DAYS}),
            ],
            why=gettext("You get this mail because something waits for your yes."),
            link=link,
        )
