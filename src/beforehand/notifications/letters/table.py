"""A writer is asked whether everyone may read a sentence; which one, and about what, is on the page alone."""

from django.utils.translation import gettext, override

from beforehand.decisions.choices import Role
from beforehand.decisions.queries import frame
from beforehand.notifications.access import addressee, standing_in
from beforehand.notifications.choices import Kind
from beforehand.notifications.letters.parts import Quiet, Said, Way, Ways
from beforehand.notifications.letters.writing import letter, own_link, to_decision
from beforehand.outbox.rendering import Due, Letter, renders
from beforehand.people.actions import LINK_DAYS
from beforehand.perspectives.queries.tabled import table_waits


@renders(Kind.TABLE)
def table(due: Due) -> Letter | None:
    """Return the letter; None when nothing waits for an answer any more."""
    who = addressee(due.recipient, Kind.TABLE)
    standing = None if who is None else standing_in(who, due.subject_id)
    if who is None or standing is None or not standing.has(Role.PARTICIPANT) or not table_waits(standing):
        return None
    with override(who.language):
        seen, link = frame(standing), own_link(who)
        lasts = gettext("This link is yours alone, so do not pass it on. It works for %(days)d days.")
        return letter(
            who=who,
            kind=Kind.TABLE,
            subject=gettext("%(title)s: a question for you") % {"title": seen.title},
            parts=[
                Said(gettext("You wrote something that only the facilitator reads, besides you.")),
                Said(
                    gettext(
                        "The question is whether everyone in this decision may read it, without your name. "
                        "No is as good as yes, and it is asked once."
                    )
                ),
                Ways((Way(gettext("Read it and answer"), to_decision(link, seen.id)),)),
                Quiet(lasts % {"days": LINK_DAYS}),
            ],
            why=gettext("You get this mail because something waits for your answer."),
            link=link,
        )
