"""What comes back from the pages of conversations."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beforehand.conversations.actions import Done
from beforehand.conversations.choices import Answer, OutcomeKind
from beforehand.conversations.rules import LINE, LONGEST, REASON, SHORTEST, WORDS
from beforehand.shell.web.forms import Form, Typed

FURTHEST = timedelta(days=5 * 366)
Choices = Sequence[tuple[str, str]]
BESIDE = {
    "kind": "kind", "people": "people", "minutes": "minutes", "answer": "answer", "owner": "owner", "due": "due",
    "past_day": "starts_at", "time": "starts_at", "benefits": "benefits", "release": "release",
}  # fmt: skip
"""Beside which field a refusal of an action stands, by its code."""


class TalkForm(Form):
    """A form whose action may refuse it: the words then stand beside the field they are about."""

    def refused(self, fault: ValidationError, beside: str = "") -> None:
        """Take over what an action said."""
        place = beside or BESIDE.get(getattr(fault, "code", None) or "", "")
        self.add_error(place if place in self.fields else None, fault.messages)


class Moment(forms.DateTimeField):
    """A day and a time in the zone of the organisation."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            error_messages={"invalid": _("Write a day and a time, such as 2027-03-29 14:00.")},
            **more,
        )

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment; refuse what is no day, far away, or skipped or doubled by the clock."""
        try:
            found = super().to_python(value)
        except OverflowError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if found is not None and found.year not in range(2000, (timezone.now() + FURTHEST).year + 100):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


def moment_in(address: str) -> datetime | None:
    """Return the moment that stands in an address; None for anything else."""
    try:
        found: datetime | None = Moment(required=False).clean(address[:20])
    except ValidationError:
        return None
    return found


class ReasonForm(TalkForm):
    """Why a conversation is left out, or not held."""

    why = Typed(label=_("Why not?"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 2}))


class PeopleForm(TalkForm):
    """Asks for people, side by side of the decision; ``sides`` are names with the seats in each."""

    def __init__(
        self, *args: Any, sides: Iterable[tuple[str, Choices]], chosen: Iterable[str] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        there = set(chosen)
        self.seats: list[str] = []
        for n, (name, choices) in enumerate(sides):
            field = forms.MultipleChoiceField(
                label=name,
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[seat for seat, _name in choices if seat in there],
            )
            self.fields[f"side_{n}"] = field
            self.seats.append(f"side_{n}")

    @property
    def beside(self) -> str:
        """The field beside which a word about the people stands."""
        return self.seats[0] if self.seats else ""

    @property
    def people(self) -> list[UUID]:
        """The people who were ticked."""
        return [UUID(seat) for name in self.seats for seat in self.cleaned_data.get(name, ())]

    def bound_people(self) -> list[forms.BoundField]:
        """Return the fields of people, for the page."""
        return [self[name] for name in self.seats]

    def refused(self, fault: ValidationError, beside: str = "") -> None:
        """Take over what an action said; what is about people stands at the first of them."""
        about_people = getattr(fault, "code", None) in ("people", "size")
        super().refused(fault, beside or (self.beside if about_people else ""))


class OwnForm(PeopleForm):
    """A conversation of the facilitator's own."""

    kind = forms.ChoiceField(label=_("What kind of conversation"))
    minutes = forms.IntegerField(
        label=_("How many minutes"),
        help_text=_("Empty: what this kind usually takes."),
        required=False,
        min_value=SHORTEST,
        max_value=LONGEST,
    )
    topics = forms.MultipleChoiceField(
        label=_("What it is about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    serves = forms.MultipleChoiceField(
        label=_("Which moments it comes before"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, kinds: Choices, topics: Choices, moments: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, choices in (("kind", (("", "–"), *kinds)), ("topics", topics), ("serves", moments)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class TimeForm(TalkForm):
    """When and where."""

    starts_at = Moment(label=_("Day and time"))
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=SHORTEST, max_value=LONGEST)
    place = Typed(label=_("Where"), max_length=LINE, required=False)


class ChangeForm(PeopleForm):
    """Aim, first question, who leads and who is in it."""

    aim = Typed(label=_("Aim"), max_length=LINE, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    opening = Typed(
        label=_("First question"), max_length=LINE, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    lead = forms.ChoiceField(label=_("Who leads it"))

    serves = forms.MultipleChoiceField(
        label=_("Which moments it comes before"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, everybody: Choices, moments: Choices = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["lead"].choices = everybody  # type: ignore[attr-defined]
        if moments:
            self.fields["serves"].choices = moments  # type: ignore[attr-defined]
        else:
            del self.fields["serves"]


class LineForm(TalkForm):
    """One thing a conversation is about, in words everybody in it reads."""

    text = Typed(label=_("In words for everybody in it"), max_length=LINE, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=SHORTEST, max_value=LONGEST, required=False)


class HeldForm(TalkForm):
    """Who was there."""

    there = forms.MultipleChoiceField(
        label=_("Who was there?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["there"].choices = people  # type: ignore[attr-defined]

    def refused(self, fault: ValidationError, beside: str = "") -> None:
        """Take over what an action said, beside who was there."""
        super().refused(fault, "there" if getattr(fault, "code", None) == "people" else beside)


class OutcomeForm(TalkForm):
    """What came of one item. ``over`` is the outcome that was read when this was written."""

    over = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(kind.value, kind.label) for kind in OutcomeKind],
        widget=forms.RadioSelect,
    )
    text = Typed(
        label=_("The text"),
        help_text=_("What you share, or in what you differ. In the words that were used."),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    owner = forms.ChoiceField(
        label=_("Who finds it out"), help_text=_("Only when somebody finds something out."), required=False
    )
    how = Typed(label=_("How"), max_length=LINE, required=False)
    due = forms.DateField(
        label=_("Before"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write a day, such as 2027-03-29.")},
    )
    changed = Typed(
        label=_("What changes because of it"),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, everybody: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner"].choices = (("", "–"), *everybody)  # type: ignore[attr-defined]

    @property
    def done(self) -> Done | None:
        """When it is done, for the kind of conversation that is about it."""
        return None


class AnswerForm(TalkForm):
    """What somebody says to an invitation. ``sequence`` is the time that was read."""

    sequence = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000)
    answer = forms.ChoiceField(
        label=_("Can you come?"),
        choices=[(a.value, a.label) for a in (Answer.YES, Answer.NO, Answer.OTHER_TIME)],
        widget=forms.RadioSelect,
    )
    note = Typed(label=_("A line with it, if you like"), max_length=REASON, required=False)


class OwnWordsForm(TalkForm):
    """How somebody sees it who agreed to differ."""

    words = Typed(
        label=_("How you see it"),
        help_text=_("Everybody in this conversation reads it, with your name."),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
