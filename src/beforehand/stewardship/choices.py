"""The closed words of stewardship."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from beforehand.decisions.choices import Role

LOGGED_ROLES = (Role.FACILITATOR, Role.DECIDER, Role.SPONSOR)
"""Whose openings are logged, in the order in which somebody with several of these roles is taken (G11)."""


class View(TextChoices):
    """What can be opened that shows what others said, or was made from it."""

    DECISION = "decision", _("The first page of the decision")
    SAID = "said", _("What people said")
    TOPICS = "topics", _("All there is to talk about")
    PICTURE = "picture", _("The shared picture")
    INPUT = "input", _("What people gave, to say what was done with it")
    ASSUMPTIONS = "assumptions", _("What people take for granted")
    CALLS = "calls", _("Calls and one-to-ones")
    RECORD = "record", _("The record of the decision")


class Paper(TextChoices):
    """The papers an organisation can download; each is a draft for a lawyer."""

    DPIA = "dpia", _("Data protection impact assessment (DPIA)")
    CONSENT = "consent", _("Information and request for consent to the works council")
    CONSULTATION = "consultation", _("Information for the workers' side (CAO 39 and CAO 81)")
    REGISTER = "register", _("Entry for the record of processing activities")
    LEAFLET = "leaflet", _("Leaflet for participants")
