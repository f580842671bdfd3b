"""Fields that more than one form has."""

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from beforehand.shell.web.forms import Typed

NONE = ""


class Day(forms.DateField):
    """A day, chosen or typed."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        more.setdefault(
            "error_messages",
            {
                "required": _("Please choose a day. You can change it later."),
                "invalid": _("This is not a day. Choose one, or write it as 2027-04-30."),
            },
        )
        super().__init__(**more)


class Long(Typed):
    """A text of more than one line."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 3, **more: Any) -> None:
        super().__init__(**more)
        self.widget.attrs["rows"] = rows


class Amount(Typed):
    """A number as people write it: ``180.000``, ``180,000.50``, ``€ 1 500``, ``1,5``.

    ``whole`` says that three digits after one sign are thousands and not decimals, as with money.
    """

    def __init__(self, *, whole: bool, most: Decimal, places: int, **more: Any) -> None:
        super().__init__(max_length=40, **more)
        self.whole, self.most, self.places = whole, most, places
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: Any) -> Any:
        """Return a number without needless zeros."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        """Return the number, or None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            number = Decimal(plain_number(text, whole=self.whole))
        except InvalidOperation:
            raise ValidationError(_("This is not a number. Write only the figure."), code="number") from None
        if number < 0:
            raise ValidationError(_("A number below nothing cannot be meant here."), code="negative")
        if number > self.most:
            raise ValidationError(_("This number is too large to keep."), code="large")
        return number.quantize(Decimal(1).scaleb(-self.places))


def plain_number(text: str, *, whole: bool) -> str:
    """Return a number in the one spelling a computer reads.

    >>> [plain_number(t, whole=True) for t in ("180.000", "180,000.50", "€ 1 500", "12,5", "1.250.000")]
    ['180000', '180000.50', '1500', '12.5', '1250000']
    >>> plain_number("1,500", whole=False)
    '1.500'
    """
    digits = "".join(sign for sign in text.casefold().removeprefix("eur").strip("€") if not sign.isspace())
    if digits.strip("+-.,0123456789"):
        return "?"
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    sign, after = digits[last], digits[last + 1 :]
    thousands = whole and len(after) == 3 and not ("." in digits and "," in digits)
    if thousands or digits.count(sign) > 1:
        return digits.replace(".", "").replace(",", "")
    return digits[:last].replace(".", "").replace(",", "") + "." + after


class OneOf(forms.TypedChoiceField):
    """One row of a list by its id, or none."""

    def __init__(self, *, rows: list[tuple[UUID, str]], nothing: Any, **more: Any) -> None:
        more.setdefault("required", False)
        super().__init__(
            choices=[(NONE, nothing), *((str(pk), name) for pk, name in rows)],
            coerce=UUID,
            empty_value=None,
            error_messages={"invalid_choice": _("This is not in the list any more. Choose again.")},
            **more,
        )


def chips(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    """Return a question with its answers next to each other."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


def tick(label: Any, **more: Any) -> forms.BooleanField:
    """Return a box to tick."""
    return forms.BooleanField(label=label, required=False, **more)
