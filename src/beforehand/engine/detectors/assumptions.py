"""What the choice rests on: colliding assumptions (P08), knowledge with one person (P09), unguarded assumptions (R07).

Source: ``knowledge`` P08, P09, R05-R07. Similarity finds what may be about the same thing; a person confirms a collision.
"""

from collections.abc import Iterator

from beforehand.engine.detectors.registry import (
    Draft,
    Sharing,
    Surroundings,
    Thresholds,
    ahead,
    detector,
    own_choice,
)
from beforehand.engine.inputs import Door, Field, Picture, Statement
from beforehand.engine.questions import similar_pairs
from beforehand.engine.results import Basis, Certainty, Evidence


def load_bearing(picture: Picture, importance: float) -> list[Statement]:
    """Return the assumptions at or above ``importance``."""
    return [
        s
        for s in picture.statements
        if s.field is Field.ASSUMPTIONS and s.importance is not None and s.importance >= importance
    ]


def _alike(
    picture: Picture, statements: list[Statement], around: Surroundings
) -> list[tuple[Statement, Statement]]:
    by_id = {s.id: s for s in statements}
    pairs = similar_pairs({s.id: s.text for s in statements}, around.similarity, threshold=around.alike)
    return [(by_id[p[0]], by_id[p[1]]) for p in pairs if by_id[p[0]].author != by_id[p[1]].author]


_NEARLY_NOBODY = 1  # G7: a published count up to this is next to nobody


@detector("P08", inputs=("assumptions", "collisions"), sharing=Sharing.OPEN)
def see_collisions(picture: Picture, at: Thresholds, around: Surroundings) -> Iterator[Draft]:
    """Yield one draft per pair of people whose load-bearing assumptions collide, also within one side.

    Confirmed collisions are certain. Others are suggestions: two assumptions about the same thing, held with unequal
    certainty; whether they collide only a person can say, so no more are suggested than somebody can look through.
    """
    side_of = {seat.id: seat.side for seat in picture.seats}
    known = {s.id: s for s in picture.statements}
    confirmed: dict[frozenset[str], set[str]] = {}
    for collision in picture.collisions:
        if collision.people <= side_of.keys() and collision.statements <= known.keys():
            confirmed.setdefault(collision.people, set()).update(collision.statements)
    suggested: dict[frozenset[str], set[str]] = {}
    for a, b in _alike(picture, load_bearing(picture, at["importance"]), around):
        pair = frozenset({a.author, b.author})
        if pair not in confirmed and (pair in suggested or len(suggested) < at["suggestions"]):
            suggested.setdefault(pair, set()).update((a.id, b.id))
    for found, certain in ((confirmed, True), (suggested, False)):
        for pair in sorted(found, key=sorted):
            statements = frozenset(found[pair])
            yield Draft(
                anchor=tuple(sorted(pair)),
                certainty=Certainty.HIGH if certain else Certainty.LOW,
                basis=Basis.CONFIRMED if certain else Basis.SUGGESTED,
                suggestion=not certain,
                people=pair,
                sides=frozenset(side_of[p] for p in pair),
                statements=statements,
                commitments=frozenset(c for s in statements for c in known[s].bears_on),
                evidence=(Evidence(kind="statement", refs=tuple(sorted(statements))),),
            )


@detector(
    "P09", inputs=("knows", "assumptions", "collisions", "reactions", "published"), sharing=Sharing.CONSENT
)
def see_known_by_one(picture: Picture, at: Thresholds, around: Surroundings) -> Iterator[Draft]:
    """Yield one draft per person who knows something load-bearing that nobody else says.

    Read literally this holds for every sentence, so it needs importance: the sentence names a commitment, others answered
    "don't know" to it, it stands in a confirmed collision, it is about the same thing as another's less certain
    assumption, or it is itself an assumption the plan rests on and its holder is sure of.
    """
    bearing = load_bearing(picture, at["importance"])
    sure = [s for s in bearing if s.certainty is not None and s.certainty >= at["certainty"]]
    knows = [s for s in picture.statements if s.field is Field.KNOWS]
    unknown = {r.statement for r in picture.reactions if r.value == "unknown"}
    unknown |= {f.subject for f in picture.published if f.counts.get("unknown", 0) > _NEARLY_NOBODY}
    collides = {s for c in picture.collisions for s in c.statements}
    alike: dict[str, list[Statement]] = {}
    for a, b in _alike(picture, [*bearing, *knows], around):
        alike.setdefault(a.id, []).append(b)
        alike.setdefault(b.id, []).append(a)
    held: dict[str, set[str]] = {}
    for s in [*sure, *knows]:
        echoes = alike.get(s.id, [])
        if any(other in sure or other in knows for other in echoes):
            continue  # somebody else knows it too
        important = s in sure or bool(s.bears_on) or s.id in unknown or s.id in collides or bool(echoes)
        if important:
            held.setdefault(s.author, set()).add(s.id)
    known = {s.id: s for s in picture.statements}
    side_of = {seat.id: seat.side for seat in picture.seats}
    for person in sorted(held):
        statements = frozenset(held[person])
        told = bool(statements & unknown)
        yield Draft(
            anchor=(person,),
            certainty=Certainty.HIGH if told else Certainty.MIDDLE,
            basis=Basis.SELF_REPORT if told else Basis.SUGGESTED,
            suggestion=not told,
            people=frozenset({person}),
            holders=frozenset({person}),
            sides=frozenset({side_of[person]}),
            statements=statements,
            commitments=frozenset(c for s in statements for c in known[s].bears_on),
            evidence=(Evidence(kind="statement", refs=tuple(sorted(statements))),),
        )


@detector("R07", inputs=("assumptions", "commitments"), sharing=Sharing.OPEN)
def see_unguarded_assumptions(picture: Picture, at: Thresholds, _: Surroundings) -> Iterator[Draft]:
    """Yield one draft per one-way commitment that rests on uncertain assumptions nobody put a signpost at."""
    for commitment in ahead(picture):
        if commitment.door is not Door.ONE_WAY or not own_choice(commitment):
            continue
        bare = frozenset(
            s.id
            for s in load_bearing(picture, at["importance"])
            if s.certainty is not None
            and s.certainty <= at["certainty"]
            and (not s.bears_on or commitment.id in s.bears_on)
            and s.id not in commitment.signposts
        )
        if bare:
            yield Draft(
                anchor=(commitment.id,),
                certainty=Certainty.HIGH,
                basis=Basis.SELF_REPORT,
                people=frozenset(s.author for s in picture.statements if s.id in bare),
                statements=bare,
                commitments=frozenset({commitment.id}),
                evidence=(
                    Evidence(kind="statement", refs=tuple(sorted(bare))),
                    Evidence(kind="missing", refs=("signposts",)),
                ),
            )
