"""The closed words of people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Country(TextChoices):
    """Whose law and holidays count."""

    NL = "NL", _("Netherlands")
    BE = "BE", _("Belgium")


class Language(TextChoices):
    """In which language somebody is spoken to."""

    NL = "nl", "Nederlands"
    EN = "en", "English"


class LinkPurpose(TextChoices):
    """What a personal link opens."""

    TAKE_PART = "take_part", _("take part")
    PAPER = "paper", _("take part, by a letter on paper")
    DEMO = "demo", _("look around in the sample")  # works in demo mode only, with the roles of an account
