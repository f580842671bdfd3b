"""People, where they look from, and what they are in the decision."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from beforehand.decisions.choices import Role
from beforehand.decisions.queries.editing import SeatToEdit
from beforehand.decisions.queries.shown import SideView
from beforehand.decisions.rules.lines import Newcomer, fault_of
from beforehand.decisions.web.forms.typed import Long, OneOf, tick
from beforehand.people.choices import Country
from beforehand.shell.web.forms import Form, Typed

MANDATES = [
    ("", _("Not said")),
    ("0", _("0: is told")),
    ("1", _("1: is asked")),
    ("2", _("2: advises")),
    ("3", _("3: must be heard")),
    ("4", _("4: must agree")),
    ("5", _("5: decides")),
]
MEANINGS = {
    Role.OWNER: _("owner: looks after the decision and its frame"),
    Role.DECIDER: _("decider: takes the decision, answers first and signs the promise"),
    Role.FACILITATOR: _(
        "facilitator: leads the conversation, not the content; accepts this first, and needs an account"
    ),
    Role.PARTICIPANT: _("participant: says how it looks from one side"),
    Role.SPONSOR: _("sponsor: wants and pays for the change; reads the frame, no answers"),
    Role.COUNCIL: _("works council: sees purpose, terms and who may read what; no answers"),
    Role.CONFIDANT: _("confidant: can be turned to by who feels harmed; no answers"),
}


class OnePersonForm(Form):
    """Somebody to be added."""

    name = Typed(max_length=120, label=_("Name"))
    mail = Typed(
        max_length=254,
        label=_("Mail address"),
        required=False,
        help_text=_("For the personal link. Without one, somebody can still be called."),
        widget=forms.EmailInput,
    )
    function = Typed(max_length=160, label=_("Function"), required=False)

    def __init__(self, *args: Any, sides: tuple[SideView, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.sides = {side.id: side.name for side in sides}
        self.fields["side"] = OneOf(
            rows=list(self.sides.items()), nothing=_("Not chosen yet"), label=_("On which side?")
        )

    def clean(self) -> dict[str, Any]:
        """Refuse what is not a name or an address."""
        said = super().clean() or {}
        if not self.errors:
            fault = fault_of(self.newcomer())
            if fault:
                self.add_error("name" if "@" in said["name"] else "mail", fault)
        return said

    def newcomer(self) -> Newcomer:
        """Return whom to add."""
        said = self.cleaned_data
        side = self.sides.get(said["side"], "") if said.get("side") else ""
        return Newcomer(name=said["name"], mail=said["mail"], side=side, function=said["function"])


class PastedForm(Form):
    """Many people at once, one a line."""

    lines = Long(
        max_length=60_000,
        rows=8,
        label=_("Name, mail, side, function"),
        help_text=_(
            "One person a line, with commas, semicolons or tabs, as copied from a sheet. "
            "Only the name is needed; a side that is not there yet is made."
        ),
    )


class PlaceForm(Form):
    """Where somebody looks from; name and address only while they are still the frame's to correct."""

    name = Typed(max_length=120, label=_("Name"))
    mail = Typed(max_length=254, label=_("Mail address"), required=False, widget=forms.EmailInput)
    function = Typed(max_length=160, label=_("Function"), required=False)
    mandate = forms.TypedChoiceField(
        label=_("What the function may do here"),
        choices=MANDATES,
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Of the function, not of the person."),
    )
    project = tick(_("Works in the project itself"))
    represents = tick(_("Speaks for a group that asked for it"))

    def __init__(self, *args: Any, seat: SeatToEdit, sides: tuple[SideView, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.seat = seat
        if not seat.correctable:
            del self.fields["name"], self.fields["mail"]
        self.fields["side"] = OneOf(
            rows=[(side.id, side.name) for side in sides],
            nothing=_("Not chosen yet"),
            label=_("On which side?"),
        )
        self.order_fields(["name", "mail", "side", "function", "mandate", "project", "represents"])

    def clean(self) -> dict[str, Any]:
        """Refuse what is not a name or an address."""
        said = super().clean() or {}
        if self.seat.correctable and not self.errors:
            fault = fault_of(Newcomer(name=said["name"], mail=said["mail"]))
            if fault:
                self.add_error("name" if "@" in said["name"] else "mail", fault)
        return said


class RolesForm(Form):
    """What somebody is in the decision."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        choices=[(role.value, MEANINGS[role]) for role in Role],
        widget=forms.CheckboxSelectMultiple,
    )
    workers = tick(
        _("This person sits in the works council for the workers"),
        help_text=_(
            "In Belgium the employer chairs the works council. The role here is for the workers' side of it."
        ),
    )

    def __init__(self, *args: Any, country: str, **more: Any) -> None:
        super().__init__(*args, **more)
        if country != Country.BE:
            del self.fields["workers"]

    def chosen(self) -> frozenset[Role]:
        """Return the roles that were ticked."""
        return frozenset(Role(role) for role in self.cleaned_data["roles"])


class DeclarationForm(Form):
    """What somebody says before they facilitate."""

    nobodys_manager = forms.BooleanField(
        label=_("I am nobody's line manager among the people in this decision."),
        error_messages={"required": _("Only with this can you facilitate. If it is not so, turn it down.")},
    )


class ChosenForm(Form):
    """Whom to invite."""

    seats = forms.MultipleChoiceField(
        label=_("Whom do you invite now?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one person."),
            "invalid_choice": _("Somebody you chose cannot be invited any more. Look at the list again."),
        },
    )

    def __init__(self, *args: Any, seats: tuple[SeatToEdit, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        ready = [seat for seat in seats if seat.can_be_invited]
        field = self.fields["seats"]
        field.choices = [  # type: ignore[attr-defined]
            (str(seat.id), " · ".join(filter(None, (seat.name, seat.side_name, seat.function))))
            for seat in ready
        ]
        field.initial = [str(seat.id) for seat in ready]


class AnswerFirstForm(Form):
    """The three questions to the decider."""

    def __init__(self, *args: Any, questions: tuple[str, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        for n, question in enumerate(questions, 1):
            self.fields[f"q{n}"] = Long(max_length=2000, label=question, required=False)

    def answers(self) -> dict[int, str]:
        """Return the answers by number."""
        return {n: self.cleaned_data[f"q{n}"] for n in range(1, len(self.fields) + 1)}


def refused(form: Form, error: ValidationError) -> Form:
    """Put what an action refused on top of the form, with everything that was typed."""
    form.add_error(None, error)
    return form
