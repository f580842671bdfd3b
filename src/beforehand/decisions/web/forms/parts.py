"""Sides, options, groups that are absent, and the decision itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beforehand.decisions.choices import SideKind
from beforehand.decisions.queries.shown import SeatView
from beforehand.decisions.web.forms.typed import Day, Long, OneOf, chips, tick
from beforehand.people.choices import Country, Language
from beforehand.shell.web.forms import Form, Typed


class WordingForm(Form):
    """The decision itself. ``seen`` marks what stood there when somebody began to type."""

    sentence = Long(
        max_length=500, label=_("What is to be decided?"), help_text=_("One sentence, as a question.")
    )
    day = Day(label=_("By when?"))
    title = Typed(
        max_length=120, label=_("Short name"), required=False, help_text=_("For lists. Two or three words.")
    )
    background = Long(
        max_length=5000,
        label=_("What should people know first?"),
        required=False,
        help_text=_(
            "What led to this, and where the papers are. Facts only; people read it before they answer."
        ),
    )
    purpose = Long(
        max_length=2000,
        label=_("What are the answers used for, and what not?"),
        required=False,
        help_text=_("Works council and confidant read this as well."),
    )
    complaint_route = Typed(
        max_length=500, label=_("Where can somebody go who is harmed by this?"), required=False
    )
    country = forms.ChoiceField(
        label=_("Country"), choices=Country.choices, help_text=_("Whose holidays and law count.")
    )
    language = forms.ChoiceField(label=_("Language of the decision"), choices=Language.choices)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class SideForm(Form):
    """One side."""

    name = Typed(
        max_length=120, label=_("Name of the side"), help_text=_("As the people there call themselves.")
    )
    kind = chips(_("What is this side to the decision?"), SideKind.choices, initial=SideKind.OTHER)


class OptionForm(Form):
    """One way to go."""

    text = Typed(
        max_length=300,
        label=_("A way to go"),
        help_text=_("In a few words, so that both sides recognise it."),
    )
    alive = chips(
        _("How alive is it?"),
        [("alive", _("Being considered")), ("mentioned", _("Only mentioned"))],
        initial="alive",
    )

    def __init__(self, *args: Any, people: tuple[SeatView, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner"] = OneOf(
            rows=[(seat.id, seat.name) for seat in people],
            nothing=_("Nobody yet"),
            label=_("Who argues for it?"),
            help_text=_("An option without anybody is easily forgotten."),
        )


class AbsentForm(Form):
    """A group that feels the decision and is not at the table."""

    name = Typed(max_length=160, label=_("Which group?"), help_text=_("A group, no names."))
    legitimate = tick(_("It is right that they have a say"), initial=True)
    urgent = tick(_("For them it cannot wait"))
    power = tick(_("They can stop or delay it"))

    def __init__(self, *args: Any, people: tuple[SeatView, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["could_speak"] = OneOf(
            rows=[(seat.id, seat.name) for seat in people],
            nothing=_("Nobody yet"),
            label=_("Who could speak for them?"),
        )
        self.order_fields(["name", "could_speak", "legitimate", "urgent", "power"])
