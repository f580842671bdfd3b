"""What the page of all tokens, components and states shows: invented examples, each in every state."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beforehand.shell.charts import Step, balance, room_line
from beforehand.shell.web.forms import Form, Typed

COLOURS = (
    "paper", "sheet", "ink", "ink-soft", "rule", "rule-strong", "accent",
    "wash", "error", "error-wash", "warning", "warning-wash", "done", "done-wash",
)  # fmt: skip
STEPS = ("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8")


class Example(Form):
    """One of every kind of field."""

    sentence = Typed(
        max_length=400,
        label=gettext_lazy("What must not get lost, whatever is chosen?"),
        help_text=gettext_lazy("One sentence is enough."),
        widget=forms.Textarea,
    )
    name = Typed(max_length=80, label=gettext_lazy("Your name"))
    tap = forms.ChoiceField(
        label=gettext_lazy("How well is this known on your side?"),
        choices=[
            ("well", gettext_lazy("Well")),
            ("half", gettext_lazy("Half")),
            ("not", gettext_lazy("Not at all")),
        ],
        widget=forms.RadioSelect,
    )
    side = forms.ChoiceField(
        label=gettext_lazy("Your side"), choices=[("it", gettext_lazy("IT")), ("care", gettext_lazy("Care"))]
    )
    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    call = forms.BooleanField(label=gettext_lazy("Call me instead"), required=False)


def shown() -> dict[str, Any]:
    """Return everything the page shows, in the language of the page."""
    filled = {
        "sentence": _("That a nurse at a bed never has to wait for a code."),
        "name": "Femke",
        "tap": "half",
        "side": "care",
    }
    closed = Example(initial=filled, prefix="closed")
    for field in closed.fields.values():
        field.disabled = True
    steps = [
        Step(date(2027, 3, 1), _("Direction named in the staff magazine"), 0.85),
        Step(date(2027, 4, 12), _("Budget approved"), 0.6),
        Step(date(2027, 5, 3), _("Supplier chosen"), 0.3),
        Step(date(2027, 5, 6), _("Contract signed"), 0.1),
        Step(date(2027, 9, 1), _("Old system switched off"), 0.0, known=False),
    ]
    return {
        "colours": COLOURS,
        "spaces": STEPS,
        "form": Example(initial=filled, prefix="open"),
        "wrong": Example({"wrong-sentence": "‮" + str(filled["sentence"])}, prefix="wrong"),
        "closed": closed,
        "room": room_line(steps, today=date(2027, 3, 29)),
        "counts": balance(
            [(_("Care"), 4), (_("IT"), 3), (_("Board"), 1), (_("Suppliers"), 0)],
            title=_("One-to-ones held"),
            group=_("Side"),
            counted=_("Talks"),
        ),
    }
