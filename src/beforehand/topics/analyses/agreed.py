"""What a person said of what the engine suggested: which assumptions collide, and what may be shared."""

from collections import defaultdict
from uuid import UUID

from beforehand.engine import inputs
from beforehand.topics.analyses.answers import Answers
from beforehand.topics.choices import COLLIDES
from beforehand.topics.models import CollisionMember, HolderConsent
from beforehand.vault.processes.analyst import analyst


def confirmed_collisions(decision: UUID, answers: Answers) -> tuple[inputs.Collision, ...]:
    """Return the collisions a facilitator confirmed, as far as their sentences are still in the picture.

    A sentence that was taken back is in none; what is left of one person alone is no collision any more.
    """
    author_of = {s.id: s.author for said in answers.statements.values() for s in said}
    members = CollisionMember.objects.scoped(analyst(decision)).filter(collision__kind__in=COLLIDES)
    sentences: dict[str, list[str]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for collision, kind, statement in members.values_list("collision_id", "collision__kind", "statement_id"):
        if str(statement) in author_of:
            sentences[str(collision)].append(str(statement))
            kinds[str(collision)] = kind
    found = (
        inputs.Collision(
            people=frozenset(author_of[s] for s in ids), statements=frozenset(ids), kind=kinds[collision]
        )
        for collision, ids in sorted(sentences.items())
    )
    return tuple(one for one in found if len(one.people) > 1)


def consents_of(decision: UUID, here: frozenset[str]) -> frozenset[inputs.Consent]:
    """Return what holders agreed to share; who said no, or nothing, is not told apart."""
    rows = HolderConsent.objects.scoped(analyst(decision)).filter(given=True)
    return frozenset(
        inputs.Consent(person=str(seat), pattern=pattern)
        for seat, pattern in rows.values_list("seat_id", "pattern")
        if str(seat) in here
    )


def asked_of(decision: UUID, here: frozenset[str]) -> frozenset[inputs.Consent]:
    """Return what holders were asked, whatever they said to it."""
    rows = HolderConsent.objects.scoped(analyst(decision)).values_list("seat_id", "pattern")
    return frozenset(
        inputs.Consent(person=str(seat), pattern=pattern) for seat, pattern in rows if str(seat) in here
    )
