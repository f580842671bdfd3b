"""What comes back from the page of a look back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beforehand.knowledge import load
from beforehand.records.queries.looking_back import Asked, LookBackSeen
from beforehand.records.web.afterwards.words import benefits_words, done_words, turned_words
from beforehand.records.web.afterwards.written import language
from beforehand.shell.web.forms import Form

BESIDE = {"answer": "done", "helped": "helped", "asked": "bit", "benefits": "benefits"}
"""Beside which field a refusal of the action stands, by its code."""
NOT_ASKED = gettext_lazy("Choose one of the answers.")


class JudgeForm(Form):
    """What one person judges: by what was written down then, and nothing else is asked."""

    bit = forms.MultipleChoiceField(
        label=gettext_lazy("Which of what stayed open got in the way?"),
        help_text=gettext_lazy("Choose as many as you like. What you leave out did not."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("That was not written down then.")},
    )
    helped = forms.ChoiceField(
        label=gettext_lazy("Which conversation would have helped then?"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the kinds of conversation.")},
    )

    def __init__(self, typed: Any, seen: LookBackSeen) -> None:
        mine = seen.mine
        super().__init__(typed, initial={"helped": mine.get("helped", "")})
        self.asked = {
            kind: words for kind, words in asked_done().items() if (kind != "done") == seen.defined.apart
        }
        for kind, words in self.asked.items():
            self.fields[kind] = judged_field(words, done_words(), mine.get(kind), required=True)
        if seen.asks_benefits:
            self.fields["benefits"] = benefits_field(mine.get("benefits"))
        kinds = ((kind.id, _first(kind.name.say(language()))) for kind in load().conversation_types.values())
        _choices(self.fields["helped"], [("", _("None, or I do not know")), *kinds])
        self.rests = {f"rest_{n}": one.key for n, one in enumerate(seen.assumptions, 1)}
        for name, one in zip(self.rests, seen.assumptions, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=_text(one),
                choices=turned_words(),
                initial=mine.get("assumptions", {}).get(one.key),
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": NOT_ASKED},
            )
        _choices(self.fields["bit"], [(one.key, _text(one)) for one in seen.topics])
        self.fields["bit"].initial = [key for key, bit in mine.get("bit", {}).items() if bit]

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the action takes it; what was left empty is not answered."""
        told = self.cleaned_data
        return {
            **{kind: told[kind] for kind in self.asked},
            "benefits": told.get("benefits", ""),
            "assumptions": {key: told[name] for name, key in self.rests.items() if told.get(name)},
            "bit": told["bit"],
            "helped": told["helped"],
        }

    def bound_done(self) -> list[forms.BoundField]:
        """Return the fields of whether it is done, for the page."""
        return [self[kind] for kind in self.asked]

    def bound_rests(self) -> list[forms.BoundField]:
        """Return the fields of what it rests on, for the page."""
        return [self[name] for name in self.rests]

    def refused(self, fault: ValidationError) -> None:
        """Take over what the action said, beside what it is about."""
        place = BESIDE.get(getattr(fault, "code", None) or "", "")
        self.add_error(place if place in self.fields else None, fault.messages)


class BenefitsForm(Form):
    """What who watches over the benefit says of it, and nothing else: for who reads no content here."""

    def __init__(self, typed: Any, mine: str) -> None:
        super().__init__(typed)
        self.fields["benefits"] = benefits_field(mine, required=True)

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the action takes it."""
        return {"benefits": self.cleaned_data["benefits"]}

    def refused(self, fault: ValidationError) -> None:
        """Take over what the action said."""
        self.add_error(None, fault.messages)


def asked_done() -> dict[str, str]:
    """Return the questions whether it is done: when both were written down, flow and sound apart."""
    return {
        "done": _("Is it done, as your side sees it?"),
        "flow": _("Does the work flow, as your side sees it?"),
        "sound": _("Is it sound, as your side sees it?"),
    }


def benefits_field(mine: str | None, *, required: bool = False) -> forms.ChoiceField:
    """Return the question about the benefit."""
    field = judged_field(_("Is the benefit there?"), benefits_words(), mine, required=required)
    field.help_text = _(
        "You watch over it. So this one answer is not counted but read, with your name, once this look back closes."
    )
    return field


def judged_field(
    label: str, choices: list[tuple[str, str]], mine: str | None, *, required: bool
) -> forms.ChoiceField:
    """Return one question with the answers to choose from."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        initial=mine,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": NOT_ASKED, "invalid_choice": NOT_ASKED},
    )


def _choices(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    field.choices = choices  # type: ignore[attr-defined]


def _text(one: Asked) -> str:
    return one.text or _("These words are no longer kept.")


def _first(name: str) -> str:
    return name[:1].upper() + name[1:]
