"""What comes back from a page of answers, and from the few ordinary forms around it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beforehand.perspectives.choices import Release, Taken
from beforehand.perspectives.queries.asked import Asked, Given, fields
from beforehand.perspectives.queries.sheet import Ask
from beforehand.perspectives.rules import TYPED_FROM, WORDS
from beforehand.perspectives.rules.replying import needs_why
from beforehand.shell.web.forms import LINE_ENDS, REFUSED, Form, Typed, Wrong

SENTENCE = Typed(max_length=WORDS, required=False, widget=forms.Textarea)
MESSAGES = {
    "closed": _(
        "This round is closed, so nothing new is kept. Tell the facilitator what you still want to say."
    ),
    "frozen": _("The conversation about this has begun, so it stays as it is."),
    "unknown": _("This is not one of the answers we ask for."),
    "long": _("This does not fit. Make it shorter; nothing is lost."),
    "changed": _("This moment was changed while you were answering. Look at it again, then tap your answer."),
    "gone": _("This is no longer part of the decision. The rest of your answer is still here."),
    "empty": _("There is nothing here yet."),
    "past": _("Choose a moment that is still to come."),
    "newer_here": _(
        "You changed this somewhere else meanwhile; it stands here as it is kept now. "
        "Your new words are still below: save again to keep those."
    ),
    "newer": _(
        "You answered this somewhere else too, in another tab or on another device. Which one do you keep?"
    ),
    "sent": _("You sent your view meanwhile. Press Save to change something in it."),
    "round_closed": _("This round is closed. What you tapped in time counts; this is not kept any more."),
    "taken_back": _("Whoever wrote that took it back meanwhile, so it is skipped."),
    "seen": _("You have seen what others said meanwhile, so this picture is not asked any more."),
    "two": _("Choose two at most, your own words included. Nothing you typed is lost."),
    "answered": _("You answered this already. You can still change who may read it."),
    "reworded": _("You changed these words meanwhile. Read them again, then answer."),
    "someone_else": _(
        "In this browser another personal link was opened since. Open your own link again; what you typed stays here."
    ),
    "link": _("Your link no longer opens this. Open the link in your mail again; what you typed stays here."),
    "why": _("Say why, in a sentence. Whoever wrote it reads it."),
    "replied": _(
        "Somebody else just said what was done with this. Look at it first; what you typed is still here."
    ),
    "not_kept": _(
        "Not saved. Something is wrong on our side. What you typed is still here; try again in a moment."
    ),
}


def given_from(data: Mapping[str, Any], field: str, ordinal: int, prefix: str) -> tuple[Given, str]:
    """Return one answer from what was posted under a prefix, and what is wrong with its text.

    Text that cannot be kept comes back as it was typed, with the refused characters made visible.
    """
    typed = LINE_ENDS.sub("\n", str(data.get(f"{prefix}value", "")))
    text, error = _text(typed) if field not in fields() or fields()[field].is_sentence else ("", "")
    per, shown = {}, {}
    for key in data:
        if key.startswith(f"{prefix}value."):
            per[key.removeprefix(f"{prefix}value.")[:40]] = str(data[key])[:40]
        elif key.startswith(f"{prefix}shown."):
            shown[key.removeprefix(f"{prefix}shown.")[:40]] = whole(data[key])
    return (
        Given(
            field=field,
            ordinal=ordinal,
            revision=whole(data.get(f"{prefix}revision", "")),
            text=text,
            certainty=str(data.get(f"{prefix}certainty", ""))[:8],
            choice="" if text or error else typed.strip()[:40],
            per=MappingProxyType(per),
            shown=MappingProxyType(shown),
        ),
        error,
    )


def _text(typed: str) -> tuple[str, str]:
    try:
        return SENTENCE.clean(typed), ""
    except ValidationError as wrong:
        return REFUSED.sub("�", typed), " ".join(wrong.messages)


def wrong_in(asks: Iterable[Ask]) -> tuple[Wrong, ...]:
    """Return what could not be kept on a page, each with its place there."""
    return tuple(
        Wrong(at=box.id if ask.typed_in else f"q-{ask.field}", about=ask.label, said=box.trouble.message)
        for ask in asks
        for box in ask.boxes
        if box.trouble is not None
    )


def places_in(data: Mapping[str, Any], asked: Asked) -> list[int]:
    """Return which places of a field a page brought back."""
    if not asked.is_sentence:
        return [1] if f"{asked.field}.1.revision" in data else []
    places = (key.split(".") for key in data if key.startswith(f"{asked.field}.") and key.endswith(".value"))
    found = {whole(parts[1]) for parts in places if len(parts) == 3}
    return sorted(n for n in found if 0 < n < TYPED_FROM)


def whole(value: Any) -> int:
    """Return a whole number from a form, 0 for anything else."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def a_level(value: Any) -> int:
    """Return a level of release from a form, -1 for anything else."""
    return int(value) if value in ("0", "1", "2", "3", "4") else -1


def a_uuid(value: Any) -> UUID | None:
    """Return an id from a form, or None for anything else."""
    try:
        return UUID(str(value))
    except ValueError:
        return None


class LaterForm(Form):
    """When somebody wants to be reminded."""

    when = forms.ChoiceField(
        label=_("When shall we remind you?"),
        choices=[("1", _("tomorrow")), ("3", _("in three days")), ("day", _("on a day I choose"))],
        widget=forms.RadioSelect,
        initial="1",
    )
    day = forms.DateField(
        label=_("Which day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def moment(self, now: datetime) -> datetime | None:
        """Return eight in the morning of the day that was chosen; None when none was, or it is not ahead."""
        when = self.cleaned_data["when"]
        day: date | None = self.cleaned_data.get("day")
        if when != "day":
            day = timezone.localdate(now) + timedelta(days=int(when))
        if day is None or day <= timezone.localdate(now):
            self.add_error("day", MESSAGES["past"])
            return None
        return timezone.make_aware(datetime.combine(day, time(8)))


class CallForm(Form):
    """When and on which number somebody wants to be called."""

    number = Typed(
        label=_("On which number?"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    when = Typed(
        label=_("When does it suit you?"),
        max_length=200,
        help_text=_("For instance: Thursday after my shift, from 16:00."),
    )


class SentenceForm(Form):
    """One sentence on the card: other words."""

    text = Typed(label=_("Your words"), max_length=WORDS, widget=forms.Textarea(attrs={"rows": 3}))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReplyForm(Form):
    """What was done with a sentence, and why; ``last`` is the reply that stood there when the page was made."""

    outcome = forms.ChoiceField(
        label=_("What was done with it?"), choices=Taken.choices, widget=forms.RadioSelect
    )
    why = Typed(
        label=_("Why?"),
        help_text=_("Only needed when it was not taken along, or partly. Whoever wrote it reads this."),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    last = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where one is needed."""
        given: dict[str, Any] = super().clean() or {}
        outcome = given.get("outcome")
        if outcome and "why" in given and needs_why(Taken(outcome)) and not given["why"]:
            self.add_error("why", MESSAGES["why"])
        return given

    def clean_last(self) -> datetime | None:
        """Return when the reply was given that was seen; None for none."""
        try:
            return datetime.fromisoformat(self.cleaned_data["last"])
        except ValueError:
            return None


class ContestForm(Form):
    """What is wrong about how a sentence stands."""

    contest = Typed(
        label=_("What is not right?"),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReaderForm(Form):
    """Who may read one sentence."""

    release = forms.TypedChoiceField(
        label=_("Who may read this?"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=Release.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the five.")),
    )


class HeldForm(Form):
    """On which day a one-to-one took place."""

    day = forms.DateField(
        label=_("On which day did you speak?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
