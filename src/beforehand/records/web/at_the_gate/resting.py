"""The fields about one thing a decision rests on; what a conversation wrote down about it stands in them already."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from beforehand.records.actions.watching import Watched
from beforehand.records.queries.resting import Rest
from beforehand.records.rules.gate import WORDS
from beforehand.records.web.at_the_gate.forms import Choices, Day, Long

TYPED = ("sign", "shape", "hedge", "owner", "day")


def fields_of(rest: Rest, today: date, everybody: Choices) -> dict[str, forms.Field]:
    """Return the fields by name; who is gone and a day that has passed are asked anew."""
    owner, to_come = str(rest.owner), rest.day is not None and rest.day > today
    texts = (
        ("sign", gettext_lazy("What would show that it does not hold"), rest.sign),
        ("shape", gettext_lazy("What we do so that it holds"), rest.shaping),
        ("hedge", gettext_lazy("What we do in case it does not"), rest.hedging),
    )
    into = forms.BooleanField(label=gettext_lazy("This goes into the record"), required=False, initial=True)
    found: dict[str, forms.Field] = {"keep": into} if rest.talked else {}
    for name, label, stood in texts:
        found[name] = Long(label=label, max_length=WORDS, required=False, rows=2, initial=stood)
    found["owner"] = forms.ChoiceField(
        label=gettext_lazy("Who looks"),
        choices=[("", "–"), *everybody],
        required=False,
        initial=owner if owner in dict(everybody) else "",
    )
    found["day"] = Day(
        label=gettext_lazy("On which day"), required=False, initial=rest.day if to_come else None
    )
    return {f"{name}_{rest.id}": field for name, field in found.items()}


def names_of(rest: Rest) -> list[str]:
    """Return the names of the fields in the order in which they are asked."""
    return [f"{name}_{rest.id}" for name in (("keep", *TYPED) if rest.talked else TYPED)]


def asks_who(rest: Rest, told: Mapping[str, Any], wrong: Collection[str]) -> bool:
    """Tell whether somebody has to look: not of what is left out, nor of a sign that was only taken over."""
    if rest.talked and not told.get(f"keep_{rest.id}"):
        return False
    looks = (f"owner_{rest.id}", f"day_{rest.id}")
    begun = any(told.get(name) or name in wrong for name in looks)
    return begun or told.get(f"sign_{rest.id}") not in (None, "", rest.sign)


def watched_in(rest: Rest, told: Mapping[str, Any]) -> Watched | None:
    """Return what is done about it; nothing of what is left out, and where nothing was filled in."""
    given = {name: told.get(f"{name}_{rest.id}") for name in TYPED}
    if not any(given.values()) or (rest.talked and not told.get(f"keep_{rest.id}")):
        return None
    return Watched(
        assumption=rest.id,
        sign=given["sign"] or "",
        shaping=given["shape"] or "",
        hedging=given["hedge"] or "",
        owner=UUID(given["owner"]) if given["owner"] else None,
        day=given["day"],
    )
