"""The decision itself: its sentence, its day, what it is for, where a complaint goes."""

from dataclasses import fields
from hashlib import sha256

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.actions.changing import changing, refuse, said_in
from beforehand.decisions.choices import ChangeKind
from beforehand.decisions.queries.editing import wording_of
from beforehand.decisions.queries.shown import Wording
from beforehand.decisions.rules.allowed import may_frame
from beforehand.decisions.rules.moments import fault_of_day


class RewordedError(Exception):
    """Somebody else kept other words meanwhile; ``now`` is what stands."""

    def __init__(self, now: Wording) -> None:
        super().__init__("reworded")
        self.now = now


def seen_as(wording: Wording) -> str:
    """Return a mark of what somebody saw when they began to type; it holds nothing readable."""
    said = "\x1f".join(str(getattr(wording, field.name)) for field in fields(wording))
    return sha256(said.encode()).hexdigest()[:24]


def change_decision(*, actor: Standing, wording: Wording, seen: str) -> None:
    """Change what is said of the decision. May: owner, decider, facilitator.

    Raises
    ------
    RewordedError
        When it is not any more what ``seen`` was made of; nothing was written.
    """
    with changing(actor, may_frame) as changes:
        decision = changes.decision
        now = wording_of(decision)
        if seen != seen_as(now):
            raise RewordedError(now)
        if wording.day is not None and wording.day != now.day:
            fault = fault_of_day(wording.day, actor.today)
            if fault:
                raise refuse(fault, "day")
        with said_in(changes):
            old, new = _said(now), _said(wording)
            for label, after in new.items():
                changes.note(ChangeKind.DECISION, label, old[label], after)
        names = [field.name for field in fields(wording)]
        for name in names:
            setattr(decision, name, getattr(wording, name))
        decision.save(update_fields=names)


def _said(wording: Wording) -> dict[str, str]:
    return {
        _("the sentence"): wording.sentence,
        _("the day"): "" if wording.day is None else date_format(wording.day),
        _("what it is called"): wording.title,
        _("the background"): wording.background,
        _("what answers are used for"): wording.purpose,
        _("where a complaint goes"): wording.complaint_route,
        _("country"): wording.country,
        _("language"): wording.language,
    }
