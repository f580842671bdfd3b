"""A sample as people would type it: the frame, who they are, and what each of them says on the form.

Nothing here knows anybody's name. Days are moved by whole weeks, so that what lay ahead then lies ahead now.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from beforehand.decisionfile import DecisionFile, read
from beforehand.decisionfile.frame import Commitment
from beforehand.decisionfile.people import Person
from beforehand.decisionfile.sentences import Bilingual, said, sentences_in

CASE = Path(__file__).parents[2] / "cases" / "two-factor-hospital.yaml"
LANGUAGE = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """One person: who they are, their sentences by field of the form, and what they would tap."""

    name: str
    mail: str
    side: str
    function: str
    decides: bool
    sentences: Mapping[str, tuple[str, ...]]
    sure: tuple[int, ...]
    taps: Mapping[str, int]
    spoke_with: frozenset[str]

    @property
    def line(self) -> str:
        """Return the line somebody would paste."""
        return f"{self.name}; {self.mail}; {self.side}; {self.function}"

    def first(self, field: str) -> str:
        """Return what they say first to one question."""
        return self.sentences[field][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One moment that hardens it."""

    title: str
    day: date
    type: str
    door: str
    cost: str
    weeks: str
    marks: tuple[str, ...]
    decider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sample, ready to be typed."""

    organisation: str
    sentence: str
    day: date
    sides: Mapping[str, str]
    people: tuple[Teller, ...]
    moments: tuple[Moment, ...]
    overlooked: tuple[str, ...]

    @property
    def decider(self) -> Teller:
        """Return who decides."""
        return next(teller for teller in self.people if teller.decides)


def told() -> Told:
    """Read the sample."""
    file = read(CASE).decision
    assert file is not None
    assert file.peildatum is not None
    later = timedelta(weeks=max(0, (timezone.localdate() - file.peildatum).days // 7 + 1))
    sides = {side.id: words(Bilingual(nl=side.nl, en=side.en)) for side in file.sides}
    ahead = sorted((c for c in file.commitments if c.day >= file.peildatum), key=lambda c: c.day)
    names = {person.id: person.name or person.id for person in file.people}
    assert file.organisation is not None
    return Told(
        organisation=file.organisation.name or "",
        sentence=words(file.decision.posed_as),
        day=ahead[-1].day + later,
        sides={sides[side.id]: side.kind for side in file.sides},
        people=tuple(_teller(file, person, sides) for person in file.people),
        moments=tuple(_moment(c, later, names) for c in ahead[:2]),
        overlooked=tuple(words(option) for option in file.decision.options_mentioned_but_ownerless),
    )


def words(text: str | Bilingual | None) -> str:
    """Return a text in the language of the story."""
    return said(text, LANGUAGE)


def _moment(c: Commitment, later: timedelta, names: Mapping[str, str]) -> Moment:
    return Moment(
        title=words(Bilingual(nl=c.nl, en=c.en)),
        day=c.day + later,
        type=c.type,
        door=c.door,
        cost="" if c.reversal.cost_eur is None else str(int(c.reversal.cost_eur)),
        weeks="" if c.reversal.weeks is None else str(int(c.reversal.weeks)),
        marks=c.hardness_marks,
        decider=names.get(c.decider or "", ""),
    )


def _teller(file: DecisionFile, person: Person, sides: Mapping[str, str]) -> Teller:
    answers, side_of = person.answers, {other.id: other.side for other in file.people}
    fields = {
        name: tuple(words(one.words) for one in sentences_in(getattr(answers, name)))
        for name in ("knows", "risks", "assumptions", "question", "done", "protects", "condition", "would_trade", "needs")
    }  # fmt: skip
    # The form asks what does not sit right in the same breath as what could go wrong.
    fields["risks"] += tuple(words(one.words) for one in sentences_in(answers.unease))
    contact = answers.contact if isinstance(answers.contact, tuple) else ()
    taps = {
        name: value
        for name in ("accountable", "affected", "heard", "reversible")
        if isinstance(value := getattr(answers, name), int)
    }
    return Teller(
        name=person.name or person.id,
        mail=f"{person.id}@oeverland.example",
        side=sides[person.side],
        function=words(person.role),
        decides=person.decides,
        sentences={name: texts for name, texts in fields.items() if texts},
        sure=tuple(one.certainty or 3 for one in sentences_in(answers.assumptions)),
        taps=taps,
        spoke_with=frozenset(sides[side_of[other]] for other in contact) - {sides[person.side]},
    )
