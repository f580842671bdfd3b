"""What comes back from the pages on which people say who meets whom for now, and when."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beforehand.shell.web.forms import Form, Typed
from beforehand.topics.rules import MOST, REASON

Choices = Sequence[tuple[str, str]]
BESIDE = {
    "most": "most",
    "days": "end",
    "past": "end",
    "far": "end",
    "people": "person",
    "other": "other",
    "why": "why",
}
"""Beside which field a refusal stands, by its code."""


class Day(forms.DateField):
    """One day, as browsers send it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "invalid": gettext_lazy("Write a day, such as 2027-03-29."),
                "required": gettext_lazy("Choose a day."),
            },
            **more,
        )


class SaidForm(Form):
    """Something that is said of one person or two; what the action refuses stands beside its field."""

    def __init__(self, *args: Any, people: Choices = (), **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("person", "other"):
            if name in self.fields:
                field = self.fields[name]
                field.choices = (("", "–"), *people)  # type: ignore[attr-defined]
                field.error_messages |= {
                    "required": _("Choose somebody."),
                    "invalid_choice": _("Choose somebody who takes part in this decision."),
                }

    def refused(self, fault: ValidationError) -> None:
        """Take over what the action said."""
        place = BESIDE.get(getattr(fault, "code", None) or "", "")
        self.add_error(place if place in self.fields else None, fault.messages)

    @property
    def seats(self) -> tuple[UUID, ...]:
        """Who it is about."""
        told = (self.cleaned_data.get(name) for name in ("person", "other"))
        return tuple(UUID(seat) for seat in told if seat)

    @property
    def said(self) -> dict[str, Any]:
        """What is said of them, as the action takes it."""
        return {k: v for k, v in self.cleaned_data.items() if k in ("most", "start", "end", "why")}


class OwnAwayForm(SaidForm):
    """From which day to which day."""

    start = Day(label=gettext_lazy("The first day"))
    end = Day(label=gettext_lazy("The last day"))


class OwnWeeklyForm(SaidForm):
    """How many conversations a week."""

    most = forms.TypedChoiceField(
        label=gettext_lazy("Conversations a week, at most"),
        coerce=int,
        choices=[("", "–"), *((str(n), str(n)) for n in range(MOST + 1))],
        error_messages={
            "required": gettext_lazy("Say how many a week, from 0 to 5."),
            "invalid_choice": gettext_lazy("Say how many a week, from 0 to 5."),
        },
    )


class OwnApartForm(SaidForm):
    """With whom somebody would rather not yet sit in one room; why is not asked."""

    other = forms.ChoiceField(label=gettext_lazy("With whom"))


class AwayForm(OwnAwayForm):
    """Who is away."""

    person = forms.ChoiceField(label=gettext_lazy("Who"))
    field_order = ("person", "start", "end")


class WeeklyForm(OwnWeeklyForm):
    """How many conversations a week can be asked of somebody."""

    person = forms.ChoiceField(label=gettext_lazy("Who"))
    field_order = ("person", "most")


class ApartForm(SaidForm):
    """Two people who are not in one room for now, and why."""

    person = forms.ChoiceField(label=gettext_lazy("One of them"))
    other = forms.ChoiceField(label=gettext_lazy("The other"))
    why = Typed(
        label=gettext_lazy("Why not yet?"),
        help_text=gettext_lazy("Only who facilitates reads this. They do not, and nobody else does."),
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse the same person twice."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("person") and told.get("person") == told.get("other"):
            self.add_error("other", _("That is the same person. Choose somebody else."))
        return told


class AloneFirstForm(SaidForm):
    """Somebody to speak with alone before anything else."""

    person = forms.ChoiceField(label=gettext_lazy("Who"))
