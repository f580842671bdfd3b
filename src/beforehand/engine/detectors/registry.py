"""Detectors: one small pure function per pattern, which declares what it reads and who may share in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from beforehand.engine.declared import INPUTS, narrow
from beforehand.engine.inputs import Commitment, Picture, Seat
from beforehand.engine.results import Basis, Certainty, Evidence
from beforehand.engine.similarity import Similarity


class Sharing(StrEnum):
    """Whether what a detector sees may stand in the shared picture."""

    OPEN = "open"  # rests on open facts or on several released sentences
    CONSENT = "consent"  # rests on one person: only with the holder's consent (G6)
    NEVER = "never"  # stays with the facilitator (N3, N5, N6, N7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a detector sees, before date, rank and readers are added. Fields as in ``results.Topic``.

    ``people`` are those whose answers it rests on or is about; ``open_people`` are named by the open frame (a decider,
    a messenger), which everybody may know. ``commitments`` empty means every commitment still ahead.
    ``conversation_types`` None means those of the pattern.
    """

    anchor: tuple[str, ...]
    certainty: Certainty
    basis: Basis
    people: frozenset[str] = frozenset()
    open_people: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()
    commitments: frozenset[str] = frozenset()
    absent_groups: frozenset[str] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    suggestion: bool = False
    strong: bool = False
    conversation_types: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a detector may use besides the picture and its thresholds.

    Parameters
    ----------
    marks
        Number of hardness marks per commitment (open facts).
    similarity
        The method in use.
    alike
        From which cosine two sentences count as about the same thing (uncalibrated).
    signal_stage
        Glasl stage per signal id.
    """

    marks: Mapping[str, int]
    similarity: Similarity
    alike: float
    signal_stage: Mapping[str, int]


DECISION = ("decision",)
"""The anchor of a topic that is about the decision as a whole."""

Thresholds = Mapping[str, float]
Detect = Callable[[Picture, Thresholds, Surroundings], Iterable[Draft]]


@dataclass(frozen=True, slots=True)
class Detector:
    """A registered detector."""

    pattern: str
    inputs: frozenset[str]
    sharing: Sharing
    detect: Detect

    def see(self, picture: Picture, thresholds: Thresholds, around: Surroundings) -> list[Draft]:
        """Return what this detector sees in the declared part of the picture."""
        return list(self.detect(narrow(picture, self.inputs), thresholds, around))


DETECTORS: dict[str, Detector] = {}


def detector(pattern: str, *, inputs: Iterable[str], sharing: Sharing) -> Callable[[Detect], Detect]:
    """Register a function as the detector of ``pattern``.

    Raises
    ------
    KeyError
        When an input is not declared in ``declared.INPUTS``.
    ValueError
        When the pattern has a detector already.
    """
    names = frozenset(inputs)
    for name in names:
        INPUTS[name]

    def register(detect: Detect) -> Detect:
        if pattern in DETECTORS:
            raise ValueError(f"{pattern} has a detector already")
        DETECTORS[pattern] = Detector(pattern, names, sharing, detect)
        return detect

    return register


def ahead(picture: Picture) -> list[Commitment]:
    """Return the commitments that still lie ahead, today included."""
    return [c for c in picture.commitments if not c.done_already and c.day >= picture.day]


def own_choice(commitment: Commitment) -> bool:
    """Tell whether a commitment is the organisation's own to move: neither a legal term nor set from outside."""
    return commitment.type not in ("statutory", "external_deadline") and commitment.statutory is None


def answers(person: str, *names: str) -> Evidence:
    """Refer to somebody's answers, never to what was answered."""
    return Evidence(kind="answer", refs=(person, *names))


def of_holder(
    seat: Seat, evidence: Evidence, *, certainty: Certainty = Certainty.HIGH, basis: Basis = Basis.SELF_REPORT
) -> Draft:
    """Return a draft that rests on one person: anchor, people, holder and side are theirs."""
    own = frozenset({seat.id})
    return Draft(
        anchor=(seat.id,),
        certainty=certainty,
        basis=basis,
        people=own,
        holders=own,
        sides=frozenset({seat.side}),
        evidence=(evidence,),
    )
