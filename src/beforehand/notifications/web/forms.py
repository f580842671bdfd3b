"""The one form about mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beforehand.notifications.choices import CAN_BE_TURNED_DOWN, Kind
from beforehand.shell.web.forms import Form

SAID = {
    Kind.INVITATION: _("Invitations: somebody asks how a decision looks from your side"),
    Kind.ROUND: _("A round opened: you are asked what you think of what others said"),
    Kind.REMINDER: _("Reminders: two at most, after an invitation or in a round"),
    Kind.TYPED_FOR: _("Written down for you: after a call, when something waits for your yes"),
    Kind.TABLE: _("About your sentence: somebody asks whether everyone may read it"),
    Kind.TALK: _("Conversations: you are invited, the time changed, or it is off"),
    Kind.PASSED: _("What was decided: you decide too, or somebody wants you to know"),
    Kind.LOOK_BACK: _("Looking back: the day has come, and later what came of it"),
    Kind.DIGEST: _("What changed in a decision you were invited to: once a day at most"),
}


class Wanted(Form):
    """Which mail somebody wants."""

    wanted: Any = forms.MultipleChoiceField(
        label=_("Send me"),
        choices=[(kind.value, SAID[kind]) for kind in CAN_BE_TURNED_DOWN],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("There is no such mail. Choose from the list.")},
    )
