"""What can still change before each moment ahead: one form for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from beforehand.decisions.actions import StillOpen, refuse_both, refuse_neither
from beforehand.decisions.analyses import MomentAhead
from beforehand.decisions.web.forms.typed import Long, tick
from beforehand.shell.web.forms import Form


class OpenForm(Form):
    """What can still change before one moment. ``was`` is a mark of what stood there when the page was opened."""

    still_open = Long(max_length=500, rows=2, label=_("What can still change before this?"), required=False)
    nothing_open = tick(_("Nothing can change here any more"))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    was = forms.CharField(widget=forms.HiddenInput, max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        """Put what cannot be next to its field: both at once, or neither where something was said before."""
        said = super().clean() or {}
        if not self.errors:
            self._at_the_field(refuse_both)
            if self.is_touched:
                self._at_the_field(refuse_neither)
        return said

    def wants_words(self) -> None:
        """Say at the field that something is wanted here."""
        self._at_the_field(refuse_neither)

    @property
    def is_touched(self) -> bool:
        """Whether somebody changed what stood here when the page was opened."""
        said = self.cleaned_data
        return bool(said["was"] != mark_of(said.get("still_open", ""), nothing_open=said["nothing_open"]))

    def _at_the_field(self, rule: Any) -> None:
        said = self.cleaned_data
        try:
            rule(said.get("still_open", ""), nothing_open=said["nothing_open"])
        except ValidationError as refused:
            self.add_error("still_open", refused)


@dataclass(frozen=True, slots=True)
class Opening:
    """One moment on the page: its form, and what somebody else wrote there meanwhile."""

    moment: MomentAhead
    form: OpenForm
    newer: str | None = None


def openings(moments: Sequence[MomentAhead], typed: QueryDict | None = None) -> tuple[Opening, ...]:
    """Return every moment ahead with its form, filled with what stands or with what was typed."""
    return tuple(Opening(moment, _form(moment, typed)) for moment in moments)


def touched(page: Sequence[Opening]) -> tuple[StillOpen, ...] | None:
    """Return what was changed, or None while something cannot be kept; then that stands at its field."""
    sound = [one.form.is_valid() for one in page]  # all of them, so that each shows what is wrong with it
    if not all(sound):
        return None
    changed = tuple(_said(one) for one in page if one.form.is_touched)
    unsaid = [one for one in page if not one.moment.said]
    if not changed and unsaid:
        for one in unsaid:
            one.form.wants_words()
        return None
    return changed


def overtaken(page: Sequence[Opening], now: Sequence[MomentAhead], typed: QueryDict) -> tuple[Opening, ...]:
    """Return the page once more after somebody else was first.

    What was typed stays, with what stands now above it; where nothing was typed, what stands now comes in.
    """
    before = {one.moment.id: one.form for one in page}
    again = []
    for moment in now:
        form = before.get(moment.id)
        if form is None or not form.is_touched:
            again.append(Opening(moment, _form(moment)))
        elif form.cleaned_data["revision"] == moment.revision:
            again.append(Opening(moment, form))
        else:
            data = typed.copy()
            data[form.add_prefix("revision")] = str(moment.revision)
            data[form.add_prefix("was")] = mark_of(moment.still_open, nothing_open=moment.nothing_open)
            stands = _("nothing any more") if moment.nothing_open else moment.still_open or "–"
            again.append(Opening(moment, _form(moment, data), str(stands)))
    return tuple(again)


def left_over(page: Sequence[Opening], typed: QueryDict) -> tuple[str, ...]:
    """Return what was typed at a moment that is not ahead any more, so that it is not lost."""
    here = {one.form.add_prefix("still_open") for one in page}
    gone = [name for name in typed if name.endswith("-still_open") and name not in here]
    return tuple(text for text in (str(typed[name]).strip() for name in gone) if text)


def mark_of(still_open: str, *, nothing_open: bool) -> str:
    """Return a mark by which a text that did not change is known again."""
    return sha256(f"{nothing_open:d}{still_open}".encode()).hexdigest()[:16]


def _form(moment: MomentAhead, typed: QueryDict | None = None) -> OpenForm:
    begun = {
        "still_open": moment.still_open,
        "nothing_open": moment.nothing_open,
        "revision": moment.revision,
        "was": mark_of(moment.still_open, nothing_open=moment.nothing_open),
    }
    return OpenForm(typed, prefix=f"m{moment.id.hex[:8]}", initial=begun)


def _said(one: Opening) -> StillOpen:
    said = one.form.cleaned_data
    return StillOpen(
        commitment=one.moment.id,
        still_open=said["still_open"],
        nothing_open=said["nothing_open"],
        revision=said["revision"],
    )
