"""The forms of one conversation, for who is looking at it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from beforehand.conversations.choices import LIVE, Answer, OutcomeKind, Status
from beforehand.conversations.queries import ConversationSeen, ItemSeen, OutcomeSeen, Voice, aloud
from beforehand.conversations.rules import DONE, WORDS
from beforehand.conversations.web.forms import (
    AnswerForm,
    ChangeForm,
    Choices,
    HeldForm,
    LineForm,
    OutcomeForm,
    OwnWordsForm,
    ReasonForm,
    TimeForm,
    moment_in,
)
from beforehand.conversations.web.tables import AheadForm, AssumptionForm, DoneForm
from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role, SideKind
from beforehand.decisions.queries import SeatView, frame

NEW_LINES = ("new1", "new2")


def by_side(people: tuple[SeatView, ...], without: object = None) -> list[tuple[str, Choices]]:
    """Return people as choices, side by side in a fixed order; who has no side comes last."""
    sides: dict[str, list[tuple[str, str]]] = {}
    for one in sorted(people, key=lambda p: (not p.side_name, p.side_name)):
        if one.id != without:
            sides.setdefault(one.side_name, []).append((str(one.id), named(one)))
    return [(name or _("Without a side"), choices) for name, choices in sides.items()]


def named(one: SeatView) -> str:
    """Return somebody by name and function."""
    return f"{one.name}, {one.function}" if one.function else one.name


@dataclass(frozen=True)  # no slots: what is looked up once is kept on it
class Meeting:
    """One conversation and one reader, and the forms that belong to both."""

    standing: Standing
    seen: ConversationSeen
    people: tuple[SeatView, ...]

    @property
    def leads(self) -> bool:
        """Tell whether the reader may lead it."""
        line = self.seen.line
        return line.leads or (self.standing.has(Role.FACILITATOR) and not line.confidential)

    @property
    def live(self) -> bool:
        """Tell whether it is still to come."""
        return self.seen.line.status in LIVE and not self.seen.closed

    @property
    def to_write(self) -> bool:
        """Tell whether what came of it can be written: also while people still sit together, before it is held."""
        return self.seen.line.status in (Status.INVITED, Status.HELD) and not self.seen.closed

    @property
    def everybody(self) -> Choices:
        """Everybody in the decision, by seat."""
        return [(str(one.id), named(one)) for one in self.people]

    def time(self, typed: Any = None, *, meant: str = "") -> TimeForm:
        """When and where. ``meant`` is a moment that was chosen elsewhere: filled in, and not sent."""
        start = {"starts_at": moment_in(meant) or self.seen.line.starts_at, "minutes": self.seen.line.minutes}
        return TimeForm(typed, initial={**start, "place": self.seen.place}, auto_id="time-%s")

    def change(self, typed: Any = None) -> ChangeForm:
        """Aim, first question, who leads, who is in it."""
        line = self.seen.line
        mine = self.standing.seat in {p.seat for p in line.people}
        serves = [moment.id for moment in self.seen.commitments]
        leader = next((str(one.id) for one in self.people if one.name == line.lead), "")
        return ChangeForm(
            typed,
            initial={
                "aim": self.seen.aim,
                "opening": self.seen.opening,
                "lead": leader,
                "serves": list(map(str, serves)),
            },
            everybody=self.everybody,
            moments=self._moments(serves) if self.own else (),
            sides=() if mine else by_side(self.people, self.standing.seat),
            chosen=[str(p.seat) for p in line.people],
            auto_id="change-%s",
        )

    @property
    def own(self) -> bool:
        """Tell whether it was no proposal, as far as the reader may know."""
        return self.standing.has(Role.FACILITATOR) and not self.seen.line.proposal

    def _moments(self, serves: list[UUID]) -> Choices:
        """Return the moments to come as choices, and those it comes before already."""
        every = frame(self.standing).commitments
        return [(str(one.id), one.title) for one in every if one.ahead or one.id in serves]

    def drop(self, typed: Any = None) -> ReasonForm:
        """Why it is not held."""
        return ReasonForm(typed, auto_id="drop-%s")

    def held(self, typed: Any = None) -> HeldForm:
        """Who was there."""
        away = {a.person.seat for a in self.seen.answers if a.answer == Answer.NO}
        people = self.seen.line.people
        return HeldForm(
            typed,
            initial={"there": [str(p.seat) for p in people if p.seat not in away]},
            people=[(str(p.seat), p.name) for p in people],
            auto_id="held-%s",
        )

    def answer(self, typed: Any = None, *, meant: str = "") -> AnswerForm:
        """Yes, no, or another time. ``meant`` is what was chosen in the letter: marked, and not sent."""
        mine = self.seen.mine
        start = {"sequence": mine.sequence, "note": mine.note} if mine else {}
        if mine and mine.answer != Answer.WAITING:
            start["answer"] = mine.answer
        if meant in (Answer.YES, Answer.NO, Answer.OTHER_TIME):
            start["answer"] = meant
        return AnswerForm(typed, initial=start, auto_id="answer-%s")

    def outcome(self, item: ItemSeen, typed: Any = None) -> OutcomeForm:
        """What came of an item."""
        there = item.outcome
        start: dict[str, Any] = {}
        if there is not None:
            owner = next((str(one.id) for one in self.people if one.name == there.owner), "")
            start = {
                "over": there.id, "kind": there.kind, "text": there.text, "how": there.how, "due": there.due,
                "changed": there.changed, "owner": owner,
            }  # fmt: skip
        if self.seen.line.kind == DONE:
            return self._done(item, typed, start)
        return OutcomeForm(typed, initial=start, everybody=self.everybody, auto_id=f"came{item.place}-%s")

    def _done(self, item: ItemSeen, typed: Any, start: dict[str, Any]) -> DoneForm:
        """What came of it with when it is done: what stands there, else what each side released to all."""
        sides = self.sides
        there = item.outcome.done if item.outcome else None
        if there is not None:
            start |= {"criteria": there.criteria, "benefits": str(there.benefits_seat or "")}
        said = {one.side: one for one in there.sides} if there else {}
        for n, side in enumerate(sides):
            if there is None:
                start[f"sound_{n}" if side.it else f"flow_{n}"] = self._released(item, side.name)
            elif side.id in said:
                start |= {f"flow_{n}": said[side.id].flow, f"sound_{n}": said[side.id].sound}
        return DoneForm(
            typed,
            initial=start,
            everybody=self.everybody,
            sides=[(side.id, side.name) for side in sides],
            auto_id=f"came{item.place}-%s",
        )

    def _released(self, item: ItemSeen, side: str) -> str:
        """Return what everybody may read that was said from a side, one sentence on a line."""
        said = next((o for o in (self._wall.items if self._wall else ()) if o.id == item.id), None)
        if said is None or said.topic is None:
            return ""
        return "\n".join(sentence.text for sentence in said.topic.sentences if sentence.side == side)[:WORDS]

    @property
    def whole(self) -> ItemSeen:
        """The conversation as a whole, for what is written down of none of its items."""
        return ItemSeen(
            id=self.seen.line.id, place=len(self.seen.items) + 1, title="", name=self.seen.aim.removesuffix("."),
            minutes=None, mode="", mode_words="", topic=None, outcome=None,
        )  # fmt: skip

    @cached_property
    def _wall(self) -> ConversationSeen | None:
        return aloud(self.standing, self.seen.line.id)

    @cached_property
    def sides(self) -> tuple[Voice, ...]:
        """The sides of those in it; where fewer than two sit, all sides of the decision."""
        every = [
            Voice(id=str(side.id), name=side.name, it=side.kind == SideKind.IT)
            for side in sorted(frame(self.standing).sides, key=lambda side: side.name)
        ]
        there = {person.side for person in self.seen.line.people}
        found = tuple(side for side in every if side.name in there)
        return found if len(found) > 1 else tuple(every)

    def ahead(self, typed: Any = None) -> AheadForm:
        """What one foresees, written alone."""
        mine = self.seen.ahead.mine if self.seen.ahead else None
        start = {"text": mine.text, "release": mine.release} if mine else {}
        return AheadForm(typed, initial=start, auto_id="ahead-%s")

    def assumption(self, item: ItemSeen, line: str = "", typed: Any = None) -> AssumptionForm:
        """One assumption of an item, by its line; a new one without."""
        there = next((a for a in item.assumptions if str(a.line) == line), None)
        start: dict[str, Any] = {}
        if there is not None:
            start = {
                "over": there.id, "text": there.text, "signpost": there.signpost, "shaping": there.shaping,
                "hedging": there.hedging, "owner": str(there.owner_seat or ""), "due": there.due,
            }  # fmt: skip
        place = f"assume{item.place}-{line or 'new'}-%s"
        return AssumptionForm(typed, initial=start, everybody=self.everybody, auto_id=place)

    def words(self, outcome: OutcomeSeen, typed: Any = None) -> OwnWordsForm:
        """How one sees it oneself."""
        return OwnWordsForm(typed, auto_id=f"words-{outcome.id}-%s")

    def line(self, name: str, typed: Any = None) -> LineForm:
        """One line of the agenda, by the id of its item or as a new one."""
        item = next((one for one in self.seen.items if str(one.id) == name), None)
        start: dict[str, Any] = {}
        if item is not None:
            own = item.topic is None or item.title != item.topic.title
            start = {"text": item.title if own else "", "minutes": item.minutes}
        return LineForm(typed, prefix=f"line-{name}", initial=start)

    def lines(self, typed: Any = None) -> dict[str, LineForm]:
        """Every line of the agenda, and room for new ones."""
        return {name: self.line(name, typed) for name in (*(str(i.id) for i in self.seen.items), *NEW_LINES)}

    def may_confirm(self, outcome: OutcomeSeen | None) -> bool:
        """Tell whether there is something for the reader to confirm."""
        kinds = (OutcomeKind.SHARED_TEXT, OutcomeKind.AGREED_TO_DIFFER)
        there = self.seen.mine is not None and outcome is not None and outcome.kind in kinds
        return there and not self.seen.closed

    @property
    def asks_me(self) -> bool:
        """Tell whether the reader is asked to come."""
        there = self.seen.mine is not None and self.seen.line.status == Status.INVITED
        return there and not self.seen.closed
