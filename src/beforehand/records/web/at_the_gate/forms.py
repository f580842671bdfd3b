"""What comes back from the pages of the gate, but for the decision itself."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from beforehand.decisions.choices import Door
from beforehand.decisions.queries import SeatView
from beforehand.records.rules.gate import LINE, WORDS
from beforehand.shell.web.forms import Form, Typed

Choices = Sequence[tuple[str, str]]
BESIDE = {
    "passed": "day", "earlier": "day", "far": "day", "option": "option", "release": "release", "people": "people",
    "empty": "text", "many": "text", "type": "words",
}  # fmt: skip
"""Beside which field a refusal of an action stands, by its code; anything else stands above the form."""
MOST_EURO = 999_999_999_999
WHOLE_EURO = re.compile(r"\d{1,3}(?P<sign>[., \u00a0\u202f])\d{3}(?:(?P=sign)\d{3})*|\d{1,15}")


class GateForm(Form):
    """A form whose action may refuse it: the words then stand beside the field they are about."""

    def refused(self, fault: ValidationError) -> None:
        """Take over what an action said."""
        place = self.beside(str(getattr(fault, "code", None) or ""))
        self.add_error(place if place in self.fields else None, fault.messages)

    def beside(self, code: str) -> str:
        """Return the field a refusal is about; empty when it is about the whole."""
        return BESIDE.get(code, "")


class Day(forms.DateField):
    """A day, chosen or typed."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d"],
            error_messages={
                "required": _("Choose a day."),
                "invalid": _("This is not a day. Choose one, or write it as 2027-04-30."),
            },
            **more,
        )


class Long(Typed):
    """A text of more than one line."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 3, **more: Any) -> None:
        super().__init__(**more)
        self.widget.attrs["rows"] = rows


class WholeEuro(Typed):
    """Whole euro as people write them: ``180000``, ``180.000``, ``€ 180,000``; cents are asked to be left out."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=40, **more)
        self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value: Any) -> Any:
        """Return the amount, or None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        text = text.removeprefix("€").strip()
        if not text.isascii() or not WHOLE_EURO.fullmatch(text):
            raise ValidationError(_("Write a whole number of euro, such as 120000."), code="number")
        number = Decimal(re.sub(r"\D", "", text))
        if number > MOST_EURO:
            raise ValidationError(_("This number is too large to keep."), code="large")
        return number


class PeopleForm(GateForm):
    """Asks who must know, side by side of the decision."""

    def __init__(self, *args: Any, people: Iterable[SeatView], nowhere: str, **more: Any) -> None:
        super().__init__(*args, **more)
        sides: dict[str, list[tuple[str, str]]] = {}
        for one in sorted(people, key=lambda p: (not p.side_name, p.side_name)):
            sides.setdefault(one.side_name or nowhere, []).append((str(one.id), one.name))
        self.seats = [f"know_{n}" for n in range(len(sides))]
        for name, (side, choices) in zip(self.seats, sides.items(), strict=True):
            self.fields[name] = forms.MultipleChoiceField(
                label=side, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )

    @property
    def must_know(self) -> list[UUID]:
        """Who was ticked."""
        return [UUID(seat) for name in self.seats for seat in self.cleaned_data.get(name, ())]

    def know(self) -> list[forms.BoundField]:
        """Return the fields of people, for the page."""
        return [self[name] for name in self.seats]

    def know_open(self) -> bool:
        """Tell whether somebody was ticked already."""
        return any(self[name].value() for name in self.seats)

    def beside(self, code: str) -> str:
        """Return the field a refusal is about."""
        return self.seats[0] if code == "people" and self.seats else super().beside(code)


class PostponeForm(PeopleForm):
    """A later day, and why. ``seen`` is the moment as it was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    day = Day(label=_("The new day"))
    why = Long(label=_("Why it is postponed"), max_length=WORDS, required=False, rows=2)


class SmallerForm(PeopleForm):
    """What is done instead, and what taking that back costs. ``seen`` is the moment as it was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    text = Long(
        label=_("What is done instead"),
        help_text=_("For instance: two wards for one month, and then look again."),
        max_length=WORDS,
    )
    door = forms.ChoiceField(
        label=_("Can that be taken back?"),
        choices=[("", _("As it was")), *Door.choices],
        required=False,
    )
    cost_eur = WholeEuro(label=_("What taking it back then costs, in whole euro"), required=False)


class ConditionForm(GateForm):
    """What has to be in place, and who may read that."""

    text = Long(
        label=_("What has to be in place?"),
        help_text=_("For instance: a spare card on every ward before the first evening."),
        max_length=LINE,
        rows=2,
    )
    release = forms.ChoiceField(label=_("Who may read this?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, levels: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["release"].choices = levels  # type: ignore[attr-defined]


class TodayForm(GateForm):
    """Whether one would start this today."""

    yes = forms.ChoiceField(
        label=_("Would you start this today, had nothing been spent on it yet?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    words = Long(label=_("Why?"), max_length=WORDS)

    def beside(self, code: str) -> str:
        """Return the field a refusal is about."""
        return "words" if code == "empty" else super().beside(code)


class LeavesForm(GateForm):
    """Who of those who decide leaves, and the last day."""

    seat = forms.ChoiceField(label=_("Who leaves?"))
    last = Day(label=_("The last day"))

    def __init__(self, *args: Any, deciders: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["seat"].choices = deciders  # type: ignore[attr-defined]
