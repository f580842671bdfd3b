"""Which assumptions collide, for the facilitator: as they stand now, as suggested, and those nobody put side by side."""

from dataclasses import dataclass
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.locale import meaning
from beforehand.topics.choices import COLLIDES, CollisionKind
from beforehand.topics.models import Collision, CollisionMember
from beforehand.topics.queries.kept import latest_run
from beforehand.topics.queries.naming import names_for, sentence_seen
from beforehand.topics.queries.saying import saying_for
from beforehand.topics.queries.seen import SentenceSeen
from beforehand.topics.rules import may_facilitate
from beforehand.vault.disclose import disclose

SUGGESTS = "P08"


@dataclass(frozen=True, slots=True, kw_only=True)
class CollisionSeen:
    """Assumptions side by side; ``id`` None while nobody said anything of them."""

    id: UUID | None
    kind: str
    words: str
    sentences: tuple[SentenceSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionsSeen:
    """What a facilitator sees of the assumptions of a decision."""

    suggested: tuple[CollisionSeen, ...]
    confirmed: tuple[CollisionSeen, ...]
    apart: tuple[CollisionSeen, ...]
    every: tuple[SentenceSeen, ...]


NOTHING = AssumptionsSeen(suggested=(), confirmed=(), apart=(), every=())


def assumptions(standing: Standing) -> AssumptionsSeen:
    """Return the assumptions the facilitator may read, and what was said of them; for nobody else.

    A sentence that was taken back stands nowhere, and what is left of one alone is not shown either. What was said to
    go together is not suggested again.
    """
    if not may_facilitate(standing):
        return NOTHING
    names = names_for(standing)
    say = saying_for(names, facilitates=True)
    field = say.words.say(meaning.FIELD["assumptions"])
    known = {
        i: sentence_seen(said, field)
        for i, said in names.said.items()
        if said.field == "assumptions" and not said.own
    }
    kinds = dict(
        Collision.objects.scoped(standing.reader).order_by("made_at", "pk").values_list("pk", "kind")
    )
    members: dict[UUID, list[str]] = {collision: [] for collision in kinds}
    placed = CollisionMember.objects.scoped(standing.reader).order_by("pk")
    for collision, statement in placed.values_list("collision_id", "statement_id"):
        members[collision].append(str(statement))
    said_of = [frozenset(ids) for ids in members.values()]

    def side_by_side(id: UUID | None, kind: str, ids: list[str] | tuple[str, ...]) -> CollisionSeen:
        words = str(CollisionKind(kind).label) if kind else ""
        return CollisionSeen(
            id=id, kind=kind, words=words, sentences=tuple(known[i] for i in ids if i in known)
        )

    found = latest_run(standing)
    topics = [v.value for v in disclose(standing.viewer, found.analysis.topics)] if found else []
    pairs = [t.statements for t in topics if t.pattern == SUGGESTS and t.suggestion]
    suggested = [
        side_by_side(None, "", ids) for ids in pairs if not any(set(ids) <= settled for settled in said_of)
    ]
    told = [side_by_side(c, kinds[c], ids) for c, ids in members.items()]
    return AssumptionsSeen(
        suggested=tuple(one for one in suggested if len(one.sentences) > 1),
        confirmed=tuple(one for one in told if one.kind in COLLIDES and len(one.sentences) > 1),
        apart=tuple(one for one in told if one.kind not in COLLIDES and len(one.sentences) > 1),
        every=tuple(known.values()),
    )


def settled_pairs(standing: Standing) -> list[frozenset[str]]:
    """Return which assumptions were said to go together, for the facilitator's list of topics."""
    rows = CollisionMember.objects.scoped(standing.reader).exclude(collision__kind__in=COLLIDES)
    found: dict[UUID, set[str]] = {}
    for collision, statement in rows.values_list("collision_id", "statement_id"):
        found.setdefault(collision, set()).add(str(statement))
    return [frozenset(ids) for ids in found.values()]
