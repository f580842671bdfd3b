"""A sentence and a day: what a decision begins with."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from beforehand.decisions.choices import SideKind, Template
from beforehand.decisions.choices.proposals import proposal_for
from beforehand.decisions.queries.words import say
from beforehand.decisions.rules.lines import Newcomer, fault_of, read_lines
from beforehand.decisions.rules.moments import fault_of_day
from beforehand.decisions.web.forms.typed import Day, Long, chips
from beforehand.shell.web.forms import Form, Typed

ME, OTHER, UNCLEAR = "me", "other", "unclear"


class BeginningForm(Form):
    """What is to be decided, by when, by whom; and, when one likes, with whom."""

    sentence = Long(
        max_length=500,
        label=_("What is to be decided?"),
        help_text=_(
            "One sentence, as a question. Say what has to come true, not which solution it should be."
        ),
    )
    day = Day(label=_("By when?"), help_text=_("The day on which the decision is to be taken. It can move."))
    decides = chips(
        _("Are you the one who decides?"),
        [(ME, _("Yes, I decide")), (OTHER, _("Somebody else does")), (UNCLEAR, _("That is not clear yet"))],
        initial=ME,
    )
    decider_name = Typed(max_length=120, label=_("Who decides?"), required=False)
    decider_mail = Typed(
        max_length=254,
        label=_("Mail address of who decides"),
        required=False,
        help_text=_("Nothing is sent until you say so."),
        widget=forms.EmailInput,
    )
    sides = forms.MultipleChoiceField(
        label=_("Sides to begin with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A side is a group that looks from one place. You can change all of this later."),
    )
    people = Long(
        max_length=60_000,
        rows=4,
        label=_("Whom does it touch?"),
        required=False,
        help_text=_(
            "One person a line: name, mail, side, function. Only the name is needed. You can also do this later."
        ),
    )

    def __init__(self, *args: Any, template: Template, **more: Any) -> None:
        super().__init__(*args, **more)
        self.template = template
        proposal = proposal_for(template)
        self.proposed = {f"{n}": (say(side.name), side.kind) for n, side in enumerate(proposal.sides)}
        self.fields["sentence"].widget.attrs["placeholder"] = say(proposal.stem)
        if self.proposed:
            names = [(key, name) for key, (name, _kind) in self.proposed.items()]
            self.fields["sides"].choices = names  # type: ignore[attr-defined]
            self.fields["sides"].initial = list(self.proposed)
        else:
            del self.fields["sides"]

    def clean_day(self) -> Any:
        """Refuse a day that has passed."""
        day = self.cleaned_data["day"]
        fault = fault_of_day(day, timezone.localdate())
        if fault:
            raise forms.ValidationError(fault, code="day")
        return day

    def clean_people(self) -> tuple[Newcomer, ...]:
        """Return the people; raise with every line that cannot be read."""
        lines = read_lines(self.cleaned_data["people"], [name for name, _kind in self.chosen_sides()])
        faults = [
            _("Line %(n)s (“%(typed)s”): %(fault)s")
            % {"n": line.n, "typed": line.typed[:60], "fault": line.fault}
            for line in lines
            if line.fault
        ]
        if faults:
            raise forms.ValidationError([str(fault) for fault in faults[:20]])
        return tuple(line.newcomer for line in lines if line.newcomer is not None)

    def clean(self) -> dict[str, Any]:
        """Ask for the name of a decider who is somebody else."""
        said = super().clean() or {}
        if said.get("decides") != OTHER:
            return said
        decider = Newcomer(name=said.get("decider_name") or "", mail=said.get("decider_mail") or "")
        fault = fault_of(decider)
        if fault and "decider_name" not in self.errors and "decider_mail" not in self.errors:
            self.add_error(
                "decider_mail" if decider.name and "@" not in decider.name else "decider_name", fault
            )
        return said

    def chosen_sides(self) -> tuple[tuple[str, SideKind], ...]:
        """Return the proposed sides that were kept."""
        kept = self.cleaned_data.get("sides", []) if hasattr(self, "cleaned_data") else []
        return tuple(self.proposed[key] for key in kept if key in self.proposed)

    def decider(self) -> Newcomer | None:
        """Return who decides when it is somebody else."""
        said = self.cleaned_data
        if said["decides"] != OTHER:
            return None
        return Newcomer(name=said["decider_name"], mail=said["decider_mail"])

    @property
    def language(self) -> str:
        """The language in which the decision is begun: that of the page."""
        return "en" if (get_language() or "nl").startswith("en") else "nl"
