"""One moment and one reader: what stands there, and the forms that belong to both."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.knowledge import load
from beforehand.perspectives.choices import Release
from beforehand.records.queries.conditions import conditions_for_all
from beforehand.records.queries.gate import Gate
from beforehand.records.queries.resting import rests_on
from beforehand.records.rules.gate import Fault, may_have_reservation, may_judge_today, may_set_condition
from beforehand.records.web.at_the_gate.deciding import DecideForm, ToDecide
from beforehand.records.web.at_the_gate.forms import ConditionForm, PostponeForm, SmallerForm, TodayForm

OVER = frozenset({Fault.CLOSED, Fault.DECIDED, Fault.HAPPENED})
"""After these, nothing is asked of anybody before this moment any more."""
DIGITS = 16


def release_levels(standing: Standing) -> list[tuple[int, str]]:
    """Return who may read something, level by level, in the language of the page."""
    language = get_language() or standing.language
    levels = load().confidentiality.release_levels
    return [(n, text.say(language)) for n, text in sorted(levels.items())]


@dataclass(frozen=True)
class AtGate:
    """A moment, as one reader has it."""

    standing: Standing
    gate: Gate

    @property
    def id(self) -> UUID:
        """Which moment."""
        return self.gate.commitment.id

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is in the way of this reader deciding."""
        return tuple(one.fault for one in self.gate.refusals)

    @property
    def decides(self) -> bool:
        """Tell whether the reader decides in this decision."""
        return Fault.ROLE not in self.faults

    @property
    def over(self) -> bool:
        """Tell whether there is nothing to do here any more."""
        return not OVER.isdisjoint(self.faults)

    @property
    def refuses_deciding(self) -> str:
        """Why the reader does not decide now, with the way out; empty when nothing is in the way."""
        first = next(iter(self.gate.refusals), None)
        return f"{first.why} {first.way_out}" if first else ""

    @property
    def may_set_condition(self) -> bool:
        """Tell whether the reader can ask for something to be in place."""
        return may_set_condition(self.standing) and not self.over

    @property
    def may_reserve(self) -> bool:
        """Tell whether the reader can have a reservation."""
        return may_have_reservation(self.standing) and not self.over

    @property
    def judges(self) -> bool:
        """Tell whether the reader is somebody to say if this would be started today."""
        sponsors = self.standing.has(Role.SPONSOR)
        decides_on_it = self.gate.commitment.decider == self.standing.seat
        return may_judge_today(self.standing, sponsors=sponsors, decides_on_it=decides_on_it)

    @property
    def may_judge(self) -> bool:
        """Tell whether the reader is asked that now."""
        return self.judges and self.gate.asks_today and not self.over

    @cached_property
    def before(self) -> ToDecide:
        """Return what stands before who decides."""
        return ToDecide(
            today=self.standing.today,
            topics=self.gate.open,
            options=self.gate.options,
            conditions=tuple(one.value for one in conditions_for_all(self.standing, self.id)),
            rests=rests_on(self.standing, self.id),
            everybody=[(str(one.id), one.name) for one in self.gate.people],
        )

    @property
    def moment_seen(self) -> str:
        """The moment as it stands: which version of it was read."""
        return str(self.gate.commitment.revision)

    @property
    def all_seen(self) -> str:
        """Everything that is read before deciding, as a short digest of ids."""
        before = self.before
        read = (
            self.moment_seen,
            sorted(topic.key for topic in before.topics),
            sorted((str(one.id), one.alive) for one in before.options),
            sorted((str(one.id), one.met) for one in before.conditions),
            sorted((str(one.id), str(one.version)) for one in before.rests),
        )
        return sha256(repr(read).encode()).hexdigest()[:DIGITS]

    def _asked(self) -> dict[str, Any]:
        return {"people": self.gate.people, "nowhere": _("Without a side")}

    def decide(self, typed: Any = None) -> DecideForm:
        """Decide on it."""
        start = {"seen": self.all_seen}
        return DecideForm(typed, before=self.before, initial=start, auto_id="decide-%s", **self._asked())

    def postpone(self, typed: Any = None) -> PostponeForm:
        """Give it a later day."""
        return PostponeForm(typed, initial={"seen": self.moment_seen}, auto_id="postpone-%s", **self._asked())

    def smaller(self, typed: Any = None) -> SmallerForm:
        """Make it smaller."""
        return SmallerForm(typed, initial={"seen": self.moment_seen}, auto_id="smaller-%s", **self._asked())

    def condition(self, typed: Any = None) -> ConditionForm:
        """Ask for something to be in place."""
        return ConditionForm(
            typed,
            levels=[(str(n), f"{n} · {words}") for n, words in release_levels(self.standing)],
            initial={"release": str(int(Release.FACILITATOR))},
            auto_id="condition-%s",
        )

    def today(self, typed: Any = None) -> TodayForm:
        """Say whether one would start it today."""
        mine = next((one.value for one in self.gate.today if one.value.own), None)
        start = {"yes": "yes" if mine.yes else "no", "words": mine.words} if mine else {}
        return TodayForm(typed, initial=start, auto_id="today-%s")
