"""What comes back from the page of a look back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beforehand.knowledge import load
from beforehand.records.queries.looking_back import Asked, LookBackSeen
from beforehand.records.web.afterwards.words import done_words, turned_words
from beforehand.records.web.afterwards.written import language
from beforehand.shell.web.forms import Form

BESIDE = {"answer": "done", "helped": "helped", "asked": "bit"}
"""Beside which field a refusal of the action stands, by its code."""
NOT_ASKED = gettext_lazy("Choose one of the answers.")


class JudgeForm(Form):
    """What one person judges: by what was written down then, and nothing else is asked."""

    done = forms.ChoiceField(
        label=gettext_lazy("Is it done, as your side sees it?"),
        widget=forms.RadioSelect,
        error_messages={"required": NOT_ASKED, "invalid_choice": NOT_ASKED},
    )
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
        super().__init__(typed, initial={"done": mine.get("done"), "helped": mine.get("helped", "")})
        _choices(self.fields["done"], done_words())
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
            "done": told["done"],
            "assumptions": {key: told[name] for name, key in self.rests.items() if told.get(name)},
            "bit": told["bit"],
            "helped": told["helped"],
        }

    def bound_rests(self) -> list[forms.BoundField]:
        """Return the fields of what it rests on, for the page."""
        return [self[name] for name in self.rests]

    def refused(self, fault: ValidationError) -> None:
        """Take over what the action said, beside what it is about."""
        self.add_error(BESIDE.get(getattr(fault, "code", None) or ""), fault.messages)


def _choices(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    field.choices = choices  # type: ignore[attr-defined]


def _text(one: Asked) -> str:
    return one.text or _("These words are no longer kept.")


def _first(name: str) -> str:
    return name[:1].upper() + name[1:]
