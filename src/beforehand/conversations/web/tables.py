"""Forms for what some kinds of conversation write down: when it is done, assumptions, what each foresees alone."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from beforehand.conversations.actions import Done
from beforehand.conversations.queries.listed import language
from beforehand.conversations.rules import WORDS
from beforehand.conversations.web.forms import Choices, OutcomeForm, TalkForm
from beforehand.knowledge import load
from beforehand.shell.web.forms import Typed


def _words(label: Any, *, rows: int = 2, help_text: Any = "", required: bool = False) -> Typed:
    return Typed(
        label=label,
        help_text=help_text,
        max_length=WORDS,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class DoneForm(OutcomeForm):
    """What came of an item in a conversation about when it is done. ``sides`` are ids with names."""

    criteria = _words(_("What is agreed, so that everybody can see it"), rows=3)
    benefits = forms.ChoiceField(
        label=_("Who owns the benefits"),
        help_text=_("Somebody of this decision outside IT."),
        required=False,
    )

    def __init__(self, *args: Any, everybody: Choices, sides: Choices, **more: Any) -> None:
        super().__init__(*args, everybody=everybody, **more)
        self.fields["benefits"].choices = (("", "–"), *everybody)  # type: ignore[attr-defined]
        self.sides = sides
        for n, _side in enumerate(sides):
            self.fields[f"flow_{n}"] = _words(_("The work flows when"))
            self.fields[f"sound_{n}"] = _words(_("It is sound when"))

    @property
    def done(self) -> Done:
        """When it is done, as typed."""
        told = self.cleaned_data
        return Done(
            flow={side: told[f"flow_{n}"] for n, (side, _name) in enumerate(self.sides)},
            sound={side: told[f"sound_{n}"] for n, (side, _name) in enumerate(self.sides)},
            criteria=told["criteria"],
            benefits=UUID(told["benefits"]) if told["benefits"] else None,
        )

    def by_side(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Return the fields of each side with its name, for the page."""
        return [(name, self[f"flow_{n}"], self[f"sound_{n}"]) for n, (_side, name) in enumerate(self.sides)]


class AssumptionForm(TalkForm):
    """Something taken for granted. ``over`` is the version that was read when this was written."""

    over = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = _words(_("What we take for granted"), required=True)
    signpost = _words(_("What would show that it does not hold"))
    shaping = _words(_("What we do so that it holds"))
    hedging = _words(_("What we do in case it does not"))
    owner = forms.ChoiceField(label=_("Who keeps an eye on it"), required=False)
    due = forms.DateField(
        label=_("We look again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write a day, such as 2027-03-29.")},
    )

    def __init__(self, *args: Any, everybody: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner"].choices = (("", "–"), *everybody)  # type: ignore[attr-defined]


class AheadForm(TalkForm):
    """What somebody writes alone before a conversation."""

    text = _words(_("In your own words"), rows=5, required=True)
    release = forms.TypedChoiceField(label=_("Who may read this?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        levels = load().confidentiality.release_levels
        self.fields["release"].choices = [  # type: ignore[attr-defined]
            (n, f"{n} · {text.say(language())}") for n, text in sorted(levels.items())
        ]
