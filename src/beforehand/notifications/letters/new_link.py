"""A new link for who lost theirs; it goes to the known address and says nothing about any decision."""

from django.conf import settings
from django.utils.translation import gettext, override

from beforehand.notifications.access import addressee
from beforehand.notifications.choices import Kind
from beforehand.notifications.letters.parts import Quiet, Said, Way, Ways
from beforehand.notifications.letters.writing import letter, own_link
from beforehand.outbox.rendering import Due, Letter, renders
from beforehand.people.actions import LINK_DAYS


@renders(Kind.NEW_LINK)
def new_link(due: Due) -> Letter | None:
    """Return the letter with a new link; None for who is gone. It cannot be turned down: it was asked for."""
    who = addressee(due.recipient, Kind.NEW_LINK)
    if who is None:
        return None
    with override(who.language):
        why = gettext(
            "Here is your own link to Beforehand. You asked for it, or a colleague who prepares a decision did."
        )
        own = gettext("This link is yours alone, so do not pass it on. It works for %(days)d days.")
        return letter(
            who=who,
            kind=Kind.NEW_LINK,
            subject=gettext("Your new link"),
            parts=[
                Said(why),
                Ways((Way(gettext("Go to your page"), own_link(who)),)),
                Quiet(own % {"days": LINK_DAYS}),
                Quiet(gettext("You did not expect it? Then you can leave this mail as it is.")),
            ],
            why=gettext("You get this mail because a new link was asked for at %(address)s.")
            % {"address": settings.ADDRESS.partition("://")[2]},
        )
