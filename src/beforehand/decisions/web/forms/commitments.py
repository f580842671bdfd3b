"""Moments that harden the decision."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beforehand.decisions.actions import Moment
from beforehand.decisions.choices import Door
from beforehand.decisions.queries.shown import CommitmentView, SeatView
from beforehand.decisions.queries.words import say
from beforehand.decisions.rules.moments import fault_of_day
from beforehand.decisions.web.forms.typed import Amount, Day, Long, OneOf, chips, tick
from beforehand.knowledge import load
from beforehand.shell.web.forms import Form, Typed

OPEN_HINT = _("What somebody who answers now could still influence. This sentence stands in the invitation.")


class CommitmentForm(Form):
    """One moment. ``revision`` is that of the version somebody began to change; 0 for a new one."""

    title = Typed(max_length=200, label=_("What happens at this moment?"))
    day = Day(label=_("When?"))
    type = forms.ChoiceField(label=_("What kind of moment is it?"), initial="other")
    door = chips(_("Can it be taken back?"), Door.choices, initial=Door.HEAVY)
    cost_eur = Amount(
        label=_("Cost of taking it back, in euro"),
        whole=True,
        most=Decimal("999999999999.99"),
        places=2,
        required=False,
    )
    weeks = Amount(
        label=_("Weeks it takes to take it back"),
        whole=False,
        most=Decimal("9999.9"),
        places=1,
        required=False,
    )
    public = tick(_("Everybody hears about it"))
    marks = forms.MultipleChoiceField(
        label=_("What is already visible of it?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each of these makes it harder to come back from, whatever was meant."),
    )
    statutory = Typed(
        max_length=200,
        label=_("Required by law?"),
        required=False,
        help_text=_("For instance: advice of the works council, article 25."),
    )
    done_already = tick(_("This has happened already"))
    still_open = Long(
        max_length=500,
        rows=2,
        label=_("What can still change before this?"),
        required=False,
        help_text=OPEN_HINT,
    )
    nothing_open = tick(_("Nothing can change here any more"))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000, initial=0)

    def __init__(
        self,
        *args: Any,
        people: tuple[SeatView, ...],
        today: Any,
        was: CommitmentView | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        knowledge = load()
        self.today, self.was = today, was
        types: Any = self.fields["type"]
        types.choices = [(key, say(text)) for key, text in knowledge.commitment_names.items()]
        if was is not None and was.type not in knowledge.commitment_names:
            self.initial["type"] = "other"
        marks: Any = self.fields["marks"]
        marks.choices = [(mark.id, say(mark.name)) for mark in knowledge.hardness_marks.values()]
        self.fields["decider"] = OneOf(
            rows=[(seat.id, seat.name) for seat in people],
            nothing=_("Not said"),
            label=_("Who decides at this moment?"),
        )

    def clean(self) -> dict[str, Any]:
        """Put a day that cannot be next to where it was typed."""
        said = super().clean() or {}
        day = said.get("day")
        if day is not None and (self.was is None or day != self.was.day):
            fault = fault_of_day(
                day, self.today, done_already=said.get("done_already", False), commitment=True
            )
            if fault:
                self.add_error("day", fault)
        if said.get("still_open") and said.get("nothing_open"):
            self.add_error(
                "nothing_open", _("Either something can still change or nothing can. Empty one of the two.")
            )
        return said

    def moment(self) -> Moment:
        """Return what was said."""
        said = dict(self.cleaned_data)
        said.pop("revision")
        return Moment(**{**said, "door": Door(said["door"]), "marks": frozenset(said["marks"])})


def begun_with(view: CommitmentView) -> dict[str, Any]:
    """Return what the form of an existing moment begins with."""
    known = {name: mark.id for mark in load().hardness_marks.values() for name in (mark.id, *mark.also)}
    return {
        **{
            name: getattr(view, name)
            for name in (
                *("title", "day", "type", "door", "cost_eur", "weeks", "public", "statutory"),
                *("done_already", "still_open", "nothing_open", "revision"),
            )
        },
        "marks": [known[mark] for mark in view.marks if mark in known],
        "decider": view.decider and str(view.decider),
    }
