"""What is asked of the reader now."""

from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.queries import Frame
from beforehand.pages.queries.picture.shapes import Request
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.queries import RoundsSeen

START, RESPOND, MIRROR = "perspectives:start", "perspectives:respond", "perspectives:mirror"
OWN_PAGE = "pages:decision"


def asked_of(standing: Standing, whole: Frame, had: RoundsSeen) -> Request:
    """Return what is asked of this reader, from the role and the open round alone: not from whether they answered."""
    if whole.stage in (Stage.DECIDED, Stage.STOPPED):
        words = _("Nothing is asked of you any more.")
        return Request(words=words, link=_("Your page in this decision"), address=OWN_PAGE)
    if standing.has(Role.PARTICIPANT) and had.asked == RoundKind.LISTEN:
        words = _("Tell how it looks from your side, or look again at what you told.")
        return Request(words=words, link=_("Your view"), address=START)
    if standing.has(Role.PARTICIPANT) and had.asked == RoundKind.RESPOND:
        words = _("Say what you recognise of what others said. It takes two minutes.")
        return Request(words=words, link=_("To the cards"), address=RESPOND)
    if standing.has(Role.PARTICIPANT) and had.asked == RoundKind.MIRROR:
        words = _("Say whether your side was pictured right: one tap for each sentence.")
        return Request(words=words, link=_("To the pictures of your side"), address=MIRROR)
    if standing.has(Role.FACILITATOR):
        words = _("See what this needs now, and which conversation comes first.")
        return Request(words=words, link=_("What this needs now"), address=OWN_PAGE)
    if standing.has(Role.DECIDER):
        words = _("See whom to hear first, before the next moment that hardens this.")
        return Request(words=words, link=_("Your page in this decision"), address=OWN_PAGE)
    words = _("Nothing right now. You hear when something is asked of you.")
    return Request(words=words, link=_("Your page in this decision"), address=OWN_PAGE)
