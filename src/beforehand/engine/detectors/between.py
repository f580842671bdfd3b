"""Between sides: silence (P10), absence (P14), mirrors (P15, R24), contact (P16, R25), benefits (R23).

Source: ``knowledge`` P10, P14-P16, R23-R25, G1, G8.
"""

from collections import Counter
from collections.abc import Iterator

from beforehand.engine.detectors.influence import contact_lines
from beforehand.engine.detectors.registry import (
    DECISION,
    Draft,
    Sharing,
    Surroundings,
    Thresholds,
    ahead,
    detector,
    own_choice,
)
from beforehand.engine.inputs import MIRROR, ContactWay, Door, Field, Picture, SideKind
from beforehand.engine.results import Basis, Certainty, Evidence


@detector(
    "P10",
    inputs=tuple(f.value for f in Field),  # whoever answered anything was not silent
    sharing=Sharing.NEVER,
)
def see_silent_side(picture: Picture, at: Thresholds, _: Surroundings) -> Iterator[Draft]:
    """Yield one draft per side of five or more that mostly did not answer, or named no risk and no unease.

    Smaller sides are passed over (G8), and so is a decision nobody answered yet: that is a start, not a silence.
    """
    if not any(seat.answered for seat in picture.seats):
        return
    for side in picture.sides:
        members = [seat for seat in picture.seats if seat.side == side.id]
        if len(members) < at["side"]:
            continue
        answered = [seat for seat in members if seat.answered]
        few = len(answered) < at["response"] * len(members)
        calm = not any(seat.of(Field.RISKS, Field.UNEASE) for seat in members)
        if few or calm:
            yield Draft(
                anchor=(side.id,),
                certainty=Certainty.MIDDLE,
                basis=Basis.FEW if few else Basis.SELF_REPORT,
                sides=frozenset({side.id}),
                evidence=(Evidence(kind="missing", refs=("response",) if few else ("risks", "unease")),),
            )


@detector("R05", inputs=tuple(f.value for f in Field), sharing=Sharing.NEVER)
def see_nothing_asked_yet(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft when nobody said anything yet: what people know comes before what they prefer."""
    if picture.seats and not any(seat.answered for seat in picture.seats):
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.HIGH,
            basis=Basis.FACT,
            evidence=(Evidence(kind="missing", refs=("response",)),),
            conversation_types=("een_op_een",),
        )


@detector("P14", inputs=("absent_groups", "absent_named"), sharing=Sharing.OPEN)
def see_affected_and_absent(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft per group with a legitimate, pressing interest, no power and no seat."""
    for group in picture.absent_groups:
        if group.legitimate and group.urgent and not group.power:
            candidate = group.advocate_candidate
            yield Draft(
                anchor=(group.id,),
                certainty=Certainty.HIGH,
                basis=Basis.FACT,
                open_people=frozenset({candidate} if candidate else ()),
                absent_groups=frozenset({group.id}),
                evidence=(Evidence(kind="group", refs=(group.id,)),),
            )
    named = [s for s in picture.statements if s.field is Field.ABSENT_NAMED]
    if named:
        statements = frozenset(s.id for s in named)
        yield Draft(
            anchor=("named",),
            certainty=Certainty.MIDDLE,
            basis=Basis.SUGGESTED,
            suggestion=True,
            people=frozenset(s.author for s in named),
            statements=statements,
            evidence=(Evidence(kind="statement", refs=tuple(sorted(statements))),),
        )


@detector("P15", inputs=("mirror", "mirror_judgements", "published"), sharing=Sharing.OPEN)
def see_distorted_mirror(picture: Picture, at: Thresholds, _: Surroundings) -> Iterator[Draft]:
    """Yield one draft where more than half of at least five judgements of an image is "wrong".

    From the judgements themselves where a file has them, per pair of sides, for the facilitator. Else from published
    figures: how a side judged the images others have of it, and of which side when that is told.
    """
    side_of = {seat.id: seat.side for seat in picture.seats}
    author = {s.id: side_of[s.author] for s in picture.statements if s.field is Field.MIRROR}
    judged: dict[tuple[str, ...], Counter[str]] = {}
    for j in picture.mirror_judgements:
        if j.statement in author and j.person in side_of:
            judged.setdefault((author[j.statement], side_of[j.person]), Counter())[j.value] += 1
    if not judged:
        for figure in picture.published:
            subject, between, by = figure.subject.partition(":")
            if subject == MIRROR and figure.side is not None:
                about = (by, figure.side) if between else (figure.side,)
                judged.setdefault(about, Counter()).update(figure.counts)
    for sides, counts in sorted(judged.items()):
        if counts.total() >= at["answers"] and counts["wrong"] > at["share"] * counts.total():
            yield Draft(
                anchor=sides,
                certainty=Certainty.HIGH,
                basis=Basis.SELF_REPORT,
                sides=frozenset(sides),
                evidence=(Evidence(kind="count", refs=("mirror_judgements",)),),
            )


@detector("R24", inputs=("mirror", "mirror_judgements", "published", "commitments"), sharing=Sharing.NEVER)
def see_unjudged_mirror(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft when images of each other were written and nobody was asked whether they are right."""
    mirrors = [s for s in picture.statements if s.field is Field.MIRROR]
    asked = picture.mirror_judgements or any(f.subject.partition(":")[0] == MIRROR for f in picture.published)
    if mirrors and not asked and ahead(picture):
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.MIDDLE,
            basis=Basis.FACT,
            evidence=(Evidence(kind="missing", refs=("mirror_judgements",)),),
        )


def not_talking(picture: Picture) -> dict[frozenset[str], bool]:
    """Return the dependent pairs of sides without direct contact; True when they do write tickets or mail.

    A pair of which one side was not asked about the other, or did not answer, is left out: no contact known is not no
    contact.
    """
    side_of = {seat.id: seat.side for seat in picture.seats}
    asked = {
        (seat.side, other)
        for seat in picture.seats
        for pair in picture.dependencies
        for other in pair
        if seat.contact is not None or other in (seat.contact_sides or {})
    }
    silent: dict[frozenset[str], bool] = {}
    for pair in picture.dependencies:
        if any((one, other) not in asked for one in pair for other in pair - {one}):
            continue
        ways = {
            way
            for seat in picture.seats
            for other, way in (seat.contact_sides or {}).items()
            if other != side_of[seat.id] and frozenset({seat.side, other}) == pair
        }
        if ContactWay.SELF not in ways and not contact_lines(picture, pair):
            silent[pair] = ContactWay.TICKET in ways
    return silent


@detector("P16", inputs=("dependencies", "contact", "contact_sides"), sharing=Sharing.NEVER)
def see_not_talking(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft per pair of sides that depend on each other and had no direct contact, or tickets only."""
    for pair in sorted(not_talking(picture), key=sorted):
        yield Draft(
            anchor=tuple(sorted(pair)),
            certainty=Certainty.MIDDLE,
            basis=Basis.SELF_REPORT,
            sides=pair,
            evidence=(Evidence(kind="contact", refs=tuple(sorted(pair))),),
        )


@detector("R25", inputs=("commitments", "held", "affected", "mandate", "heard"), sharing=Sharing.NEVER)
def see_no_mutual_education(picture: Picture, at: Thresholds, _: Surroundings) -> Iterator[Draft]:
    """Yield one draft when daily users were not asked, something hardens one-way and nobody went to look."""
    daily = [
        s.id
        for s in picture.seats
        if (s.affected or 0) >= at.get("affected", 4)
        and s.heard is not None
        and s.heard <= at.get("heard", 2)
    ]
    one_way = frozenset(c.id for c in ahead(picture) if c.door is Door.ONE_WAY and own_choice(c))
    if daily and one_way and not any(talk.kind == "meelopen" for talk in picture.held):
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.MIDDLE,
            basis=Basis.FACT,
            commitments=one_way,
            evidence=(Evidence(kind="missing", refs=("meelopen",)),),
        )


@detector("R23", inputs=("commitments", "sides"), sharing=Sharing.OPEN)
def see_no_benefits_owner(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft when one-way commitments ahead have no benefits owner outside IT."""
    it = {side.id for side in picture.sides if side.kind is SideKind.IT}
    outside = {seat.id for seat in picture.seats if seat.side not in it}
    bare = frozenset(
        c.id
        for c in ahead(picture)
        if c.door is Door.ONE_WAY and own_choice(c) and c.benefits_owner not in outside
    )
    if bare:
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.HIGH,
            basis=Basis.FACT,
            commitments=bare,
            evidence=(Evidence(kind="missing", refs=("benefits_owner",)),),
        )
