"""The two runs: what the facilitator's analysis may see, and what the shared one may.

Facilitator: release 1 and up. Shared: release 2 and up, published figures, topics whose holders consented. Level 0 enters
neither. In the shared run a sentence has no author (only who released it with name to all is named), so nothing
that rests on authorship, an id or an invitation list among it, may come from there.
Source: engine.md "Two runs"; ``confidentiality`` N1-N7, G6, G8, G12.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from types import MappingProxyType

from beforehand.engine.detectors import DETECTORS, Draft, Sharing, Surroundings
from beforehand.engine.detectors.registry import Thresholds
from beforehand.engine.inputs import MIRROR, Consent, Field, Picture, Seat, Statement, released
from beforehand.vault.disclose import Release, Run


def public_id(statement: Statement) -> str:
    """Return the id a sentence has in the shared run: made of the sentence alone, so it does not tell its author.

    Examples
    --------
    >>> one = Statement(id="femke.done.1", author="femke", field=Field.DONE, text="Nobody waits.")
    >>> other = Statement(id="x", author="tom", field=Field.DONE, text="Nobody waits.")
    >>> public_id(one) == public_id(other)
    True
    """
    return "s." + blake2b(f"{statement.field.value}\n{statement.text}".encode(), digest_size=6).hexdigest()


def picture_for(picture: Picture, run: Run) -> Picture:
    """Return the part of a picture that a run may see."""
    return released(picture, Release.FACILITATOR) if run is Run.FACILITATOR else _shared(picture)


def people_view(picture: Picture, seen: Picture, run: Run) -> Picture:
    """Return the picture by which people may be chosen for a conversation.

    The facilitator may choose by all the facilitator sees; in the shared run only by what carries its writer's name,
    and never by who spoke with whom (N3).
    """
    if run is Run.FACILITATOR:
        return seen
    seats = tuple(
        replace(s, away=(), weekly=None, talk_to=None, contact=None, contact_sides=None)
        for s in _publicly(released(picture, Release.ALL_WITH_NAME).seats)
    )
    said = {(s.id, s.author) for seat in seats for s in seat.statements}
    told = tuple(
        c
        for c in seen.collisions
        if all(any((s, person) in said for s in c.statements) for person in c.people)
    )
    return replace(seen, seats=seats, collisions=told)


def frame_of(picture: Picture) -> Picture:
    """Return the picture without anything a person answered: what everybody in the decision may know."""
    bare = released(picture, Release.ALL_WITH_NAME + 1)
    seats = tuple(replace(s, away=(), weekly=None) for s in bare.seats)
    return replace(bare, seats=seats, apart=frozenset(), alone_first=frozenset())


def drafts_for(
    picture: Picture, seen: Picture, run: Run, *, thresholds: dict[str, Thresholds], around: Surroundings
) -> dict[str, list[Draft]]:
    """Run every detector on what the run may see and return what they saw, per pattern."""
    found: dict[str, list[Draft]] = {}
    for pattern, one in sorted(DETECTORS.items()):
        at = thresholds.get(pattern, {})
        if run is Run.FACILITATOR:
            found[pattern] = one.see(seen, at, around)
        elif one.sharing is Sharing.OPEN:
            found[pattern] = [_unnamed(picture, d) for d in one.see(seen, at, around)]
        elif one.sharing is Sharing.CONSENT:
            found[pattern] = _consented(picture, seen, pattern, at, around)
    return {pattern: drafts for pattern, drafts in found.items() if drafts}


def _shared(picture: Picture) -> Picture:
    seen = released(picture, Release.ALL_WITHOUT_NAME)
    ids = {s.id: public_id(s) for s in seen.statements}
    hidden = {s.id for s in picture.statements} - ids.keys()
    asked = {s.author for s in seen.statements if s.field is Field.QUESTION}
    said_done = {s.author for s in seen.statements if s.field is Field.DONE}
    return replace(
        seen,
        seats=tuple(replace(s, away=(), weekly=None) for s in _publicly(seen.seats)),
        apart=frozenset(),
        alone_first=frozenset(),
        commitments=tuple(
            replace(c, signposts=frozenset(ids[s] for s in c.signposts if s in ids)) for c in seen.commitments
        ),
        signals=(),
        reactions=(),
        mirror_judgements=(),
        published=tuple(
            replace(figure, subject=_publicly_about(figure.subject, ids))
            for figure in seen.published
            if figure.subject in ids or figure.subject not in hidden
        ),
        question_groups=tuple(
            replace(g, people=g.people & asked) for g in seen.question_groups if g.people & asked
        ),
        done_kinds=MappingProxyType({p: k for p, k in seen.done_kinds.items() if p in said_done}),
        collisions=tuple(
            replace(c, statements=frozenset(ids[s] for s in c.statements))
            for c in seen.collisions
            if c.statements and c.statements <= ids.keys()
        ),
        held=tuple(talk for talk in seen.held if talk.kind not in CONFIDENTIAL_KINDS),
    )


CONFIDENTIAL_KINDS = frozenset({"een_op_een", "zorggesprek"})
"""Kinds that exist only for those in them and the facilitator (G12)."""


def _publicly_about(subject: str, ids: Mapping[str, str]) -> str:
    """Return the subject of a figure without a sentence's own id, and without whose images were judged."""
    return MIRROR if subject.partition(":")[0] == MIRROR else ids.get(subject, subject)


def _publicly(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    return tuple(
        replace(seat, statements=tuple(replace(s, id=public_id(s)) for s in seat.statements))
        for seat in seats
    )


def _unnamed(picture: Picture, draft: Draft) -> Draft:
    """Take out of a shared draft everybody who did not release their name with what it rests on (G8, levels 2 to 4)."""
    named = {
        s.author
        for s in picture.statements
        if s.release >= Release.ALL_WITH_NAME and public_id(s) in draft.statements
    }
    people = {seat.id for seat in picture.seats}
    hidden = set(draft.anchor) & people - named - draft.open_people
    size: dict[str, int] = {}
    for seat in picture.seats:
        size[seat.side] = size.get(seat.side, 0) + 1
    small = {side for side in draft.sides if size.get(side, 0) < _LABELLED_SIDE}
    return replace(
        draft,
        anchor=tuple(sorted(draft.statements)) if hidden else draft.anchor,
        people=draft.people & named,
        holders=frozenset(),
        sides=draft.sides - small if draft.statements else draft.sides,
    )


_LABELLED_SIDE = 3  # G8: no side label at level 2 for a smaller side


def draft_if_agreed(
    picture: Picture, seen: Picture, asked: Consent, *, at: Thresholds, around: Surroundings
) -> Draft | None:
    """Return what would rest on one holder alone in the shared run if that person agreed too; None for nothing."""
    agreed = replace(picture, consents=picture.consents | {asked})
    drafts = _consented(agreed, seen, asked.pattern, at, around)
    return next((d for d in drafts if d.holders == {asked.person}), None)


def _consented(
    picture: Picture, seen: Picture, pattern: str, at: Thresholds, around: Surroundings
) -> list[Draft]:
    """Return what rests on people who consented to this pattern, and on nobody else's unreleased answers."""
    agreed = {c.person for c in picture.consents if c.pattern == pattern}
    if not agreed:
        return []
    full = {s.id: s for s in _publicly(released(picture, Release.FACILITATOR).seats)}
    lifted = replace(seen, seats=tuple(full[s.id] if s.id in agreed else s for s in seen.seats))
    drafts = DETECTORS[pattern].see(lifted, at, around)
    return [replace(d, people=d.holders) for d in drafts if d.holders and d.holders <= agreed]
