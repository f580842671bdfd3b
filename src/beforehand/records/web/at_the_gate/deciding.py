"""The form of a decision: one way to go, what stays open for a reason, what it is bound to, and what is watched."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beforehand.decisions.queries import OptionView
from beforehand.records.actions.deciding import Because, Bound
from beforehand.records.queries.conditions import ConditionSeen
from beforehand.records.queries.left_open import OpenSeen
from beforehand.records.queries.resting import Rest
from beforehand.records.rules.gate import LINE, MOST_OPEN, WORDS
from beforehand.records.web.at_the_gate.forms import Choices, Day, Long, PeopleForm
from beforehand.records.web.at_the_gate.resting import asks_who, fields_of, names_of, watched_in
from beforehand.shell.web.forms import Typed

KEPT = re.compile(r"(?:not|sign|shape|hedge)_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The fields somebody types in that belong to something which may be gone when the form comes back."""
MOST_KEPT, LONGEST_KEY = 40, 100
SLOTS = tuple(range(1, MOST_OPEN + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDecide:
    """What stands before who decides: topics, ways, conditions all may read, and what it rests on."""

    today: date
    topics: tuple[OpenSeen, ...]
    options: tuple[OptionView, ...]
    conditions: tuple[ConditionSeen, ...]
    rests: tuple[Rest, ...]
    everybody: Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Fields that belong together, with what they are about."""

    about: str
    fields: tuple[forms.BoundField, ...]
    by: str = ""
    met: bool = False
    talked: bool = False  # a conversation wrote it down

    @property
    def filled(self) -> bool:
        """Tell whether something was filled in, or is wrong."""
        return any(field.errors or field.value() for field in self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to go, whether it is chosen, and the field for why it is not."""

    option: OptionView
    taken: bool
    why_not: forms.BoundField


class DecideForm(PeopleForm):
    """Deciding. ``seen`` is everything that was read: when that changed, nothing is decided and it is shown again."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    why = Long(label=gettext_lazy("Why this way"), max_length=WORDS, required=False)

    def __init__(self, *args: Any, before: ToDecide, **more: Any) -> None:
        super().__init__(*args, **more)
        self.before = before
        self._ways()
        for n in SLOTS:
            self._slot(n)
        for one in before.conditions:
            self.fields[f"bind_{one.id}"] = forms.BooleanField(
                label=gettext_lazy("The decision is bound to this"), required=False
            )
            self.fields[f"due_{one.id}"] = Day(label=gettext_lazy("In place by"), required=False)
        for rest in before.rests:
            self.fields |= fields_of(rest, before.today, before.everybody)
        self.gone = [name for name in self.data if KEPT.fullmatch(name) and name not in self.fields]
        self.gone = [name for name in self.gone if str(self.data[name]).strip()][:MOST_KEPT]
        for name in self.gone:
            self.fields[name] = Long(
                label=gettext_lazy("What you wrote"), max_length=WORDS, required=False, rows=2
            )

    def _ways(self) -> None:
        live = [(str(one.id), one.text) for one in self.before.options if one.alive]
        if live:
            self.fields["option"] = forms.ChoiceField(
                label=gettext_lazy("Which way do you go?"),
                choices=live,
                widget=forms.RadioSelect,
                error_messages={
                    "required": gettext_lazy("Choose one of the ways to go that are still open."),
                    "invalid_choice": gettext_lazy("Choose one of the ways to go that are still open."),
                },
            )
        for one in self.before.options:
            self.fields[f"not_{one.id}"] = Typed(
                label=gettext_lazy("Why not this one"), max_length=LINE, required=False
            )

    def _slot(self, n: int) -> None:
        there = [(topic.key, _named(topic)) for topic in self.before.topics]
        typed = str(self.data.get(f"topic_{n}", ""))[:LONGEST_KEY]
        if typed and typed not in dict(there):
            there.append((typed, _("No longer open")))
        self.fields[f"topic_{n}"] = forms.ChoiceField(
            label=gettext_lazy("This stays open"), choices=[("", "–"), *there], required=False
        )
        self.fields[f"reason_{n}"] = Typed(
            label=gettext_lazy("Because"), max_length=LINE, required=False, widget=forms.Textarea({"rows": 2})
        )
        self.fields[f"again_{n}"] = Day(label=gettext_lazy("We look again on"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the rest of what was begun, and for days to come."""
        told = super().clean() or {}
        taken = told.get("option")
        if taken and told.get(f"not_{taken}"):
            self.add_error(f"not_{taken}", _("You go this way. Empty this, or choose another way."))
        chosen: set[str] = set()
        for n in SLOTS:
            if topic := told.get(f"topic_{n}"):
                if topic not in {one.key for one in self.before.topics}:
                    self.add_error(
                        f"topic_{n}",
                        _("This is no longer open. Choose another, or empty these three fields."),
                    )
                elif topic in chosen:
                    self.add_error(f"topic_{n}", _("This one stands here twice."))
                chosen.add(topic)
            self._whole(
                (f"topic_{n}", _("Choose what stays open.")),
                (f"reason_{n}", _("Write why this may stay open.")),
                (f"again_{n}", _("Choose a day to come on which you look at it again.")),
            )
        for one in self.before.conditions:
            due = told.get(f"due_{one.id}")
            if due and not told.get(f"bind_{one.id}"):
                self.add_error(f"bind_{one.id}", _("Tick this too, or empty the day."))
            if due and due < self.before.today:
                self.add_error(f"due_{one.id}", _("Choose a day to come by which it is in place."))
        for rest in self.before.rests:
            if asks_who(rest, told, self.errors):
                self._whole(
                    (f"sign_{rest.id}", _("Write what would show that it does not hold.")),
                    (f"owner_{rest.id}", _("Choose who looks.")),
                    (f"day_{rest.id}", _("Choose a day to come on which somebody looks.")),
                )
        return told

    def _whole(self, *asked: tuple[str, str]) -> None:
        """Ask for all of these or none; the last is a day to come."""
        if not any(self.cleaned_data.get(name) or name in self.errors for name, _words in asked):
            return
        for name, words in asked:
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, words)
        name, words = asked[-1]
        day = self.cleaned_data.get(name)
        if day and day <= self.before.today:
            self.add_error(name, words)

    def _way(self, *, alive: bool) -> list[Way]:
        chosen = self["option"].value() if "option" in self.fields else None
        return [
            Way(option=one, taken=str(one.id) == chosen, why_not=self[f"not_{one.id}"])
            for one in self.before.options
            if one.alive == alive
        ]

    def ways(self) -> list[Way]:
        """Return the ways that are alive, each with the field for why not."""
        return self._way(alive=True)

    def other_ways(self) -> list[Way]:
        """Return the ways that were only mentioned."""
        return self._way(alive=False)

    def other_ways_open(self) -> bool:
        """Tell whether something was said of those."""
        return any(one.why_not.errors or one.why_not.value() for one in self.other_ways())

    def slots(self) -> list[Rows]:
        """Return the places for what stays open with a reason."""
        return [
            Rows(about=str(n), fields=tuple(self[f"{name}_{n}"] for name in ("topic", "reason", "again")))
            for n in SLOTS
        ]

    def bound(self) -> list[Rows]:
        """Return the conditions all may read, with who set them where that may be said."""
        return [
            Rows(
                about=one.text,
                by=one.name or one.side,
                met=one.met,
                fields=(self[f"bind_{one.id}"], self[f"due_{one.id}"]),
            )
            for one in self.before.conditions
        ]

    def watched(self) -> list[Rows]:
        """Return what it rests on, with what would show that it does not hold."""
        return [
            Rows(
                about=rest.text,
                fields=tuple(self[name] for name in names_of(rest)),
                talked=rest.version is not None,
            )
            for rest in self.before.rests
        ]

    def left_over(self) -> list[forms.BoundField]:
        """Return what was written about something that is gone."""
        return [self[name] for name in self.gone]

    @property
    def given(self) -> dict[str, Any]:
        """What the action asks for."""
        told = self.cleaned_data
        return {
            "option": UUID(told["option"]) if told.get("option") else None,
            "why": told["why"],
            "why_not": {
                one.id: words for one in self.before.options if (words := told.get(f"not_{one.id}", ""))
            },
            "open": [
                Because(topic=told[f"topic_{n}"], reason=told[f"reason_{n}"], again=told[f"again_{n}"])
                for n in SLOTS
                if told[f"topic_{n}"]
            ],
            "conditions": [
                Bound(condition=one.id, due=told[f"due_{one.id}"])
                for one in self.before.conditions
                if told[f"bind_{one.id}"]
            ],
            "taken_over": [rest.id for rest in self.before.rests if told.get(f"keep_{rest.id}")],
            "watched": [one for rest in self.before.rests if (one := watched_in(rest, told))],
            "must_know": self.must_know,
        }


def _named(topic: OpenSeen) -> str:
    return f"{topic.title}: {topic.about}" if topic.about else topic.title
