"""The named states a developer can put a sample decision in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Named(TextChoices):
    """One state of a sample decision; the id stands in the address."""

    NEW = "new", _("framed, nothing signed, nobody invited")
    INVITED = "invited", _("signed and invited, nobody answered")
    ANSWERING = "answering", _("one participant is halfway")
    LISTENING = "listening", _("everybody answered")
    RESPONDING = "responding", _("people answer what others said")
    JUDGING = "judging", _("each side says whether it was pictured right")
    PICTURED = "pictured", _("every round is closed: the shared picture is whole")
    DECIDED = "decided", _("decided, and the terms run")
