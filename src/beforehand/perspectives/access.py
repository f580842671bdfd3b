"""Where somebody's answers go: found in one query, because it is asked at every field."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef
from django.http import HttpRequest
from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role, Stage
from beforehand.people.access import OF_LINK, Arrival, arrives, digest_of, link_in, token_held
from beforehand.perspectives.choices import State
from beforehand.perspectives.models import Perspective, Round, Statement
from beforehand.vault.guard import Author, Dictation
from beforehand.vault.models import WrappedKey
from beforehand.vault.prepared import Prepared
from beforehand.vault.viewer import Viewer, ViewerKind

COLUMNS = (
    "pk", "state", "release", "frozen_at", "seat_id", "seat__side_id", "seat__decision__today",
    "seat__decision__language", "seat__decision__stage", "seat__data_key_id", "seat__data_key__master",
    "seat__data_key__wrapped",
)  # fmt: skip
SHARED = ("pk", "field", "body", "release", "own_release", "revision", "confirmed", "typed_by_id")
OF_STATEMENT = (*SHARED, "ordinal", "frozen_at", "contested_at", "about_side_id", "picked_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where answers of one seat go, and on whose behalf they are written.

    ``scope`` is the author's, or that of who types for the author. ``closed`` means that nothing new is asked any
    more; ``frozen`` that the conversation about it has begun. A place found while somebody types does not know yet
    whether the round is closed: that is asked when something is added. ``beside`` is the row of the sentence that was
    looked up together with it (``OF_STATEMENT``), still sealed.
    """

    perspective: UUID
    seat: UUID
    side: UUID | None
    decision: UUID
    state: State
    release: int
    closed: bool
    frozen: bool
    scope: Author | Dictation
    key: WrappedKey = field(repr=False)
    beside: tuple[Any, ...] | None = field(default=None, repr=False)

    @property
    def viewer(self) -> Viewer:
        """As whom the rows of this place are opened."""
        if isinstance(self.scope, Dictation):
            return Viewer(ViewerKind.FACILITATOR, str(self.scope.typist))
        return Viewer(ViewerKind.OUTSIDER, str(self.seat))

    def is_of(self, actor: Standing) -> bool:
        """Tell whether these are the actor's own answers."""
        return self.typist is None and self.seat == actor.seat

    @property
    def typist(self) -> UUID | None:
        """The seat that types for somebody else, or None."""
        return self.scope.typist if isinstance(self.scope, Dictation) else None


def place_of(arrival: Arrival, decision: UUID, seat: UUID) -> tuple[Place, Standing] | None:
    """Return the place of a seat when who arrived takes part in that seat and has begun; one query."""
    who = {"seat": seat, "decision": decision, "person": arrival.person, "organisation": arrival.organisation}
    for row in _PLACE.rows(**who):
        return _found(row, arrival, decision)
    return None


def place_behind(
    request: HttpRequest, decision: UUID, seat: UUID, sentence: tuple[str, int]
) -> tuple[Place, Standing] | None:
    """Find who is at the door by a link, that person's place, and a sentence (field and ordinal) there: one query.

    None when anything of it is not there: then who is at the door is still to be asked, and the place after that.
    """
    token = token_held(request)
    given = {"seat": seat, "decision": decision, "field": sentence[0], "ordinal": sentence[1]}
    for row in _BEHIND.rows(digest=digest_of(token), **given) if token else ():
        link = link_in(row[: len(OF_LINK)])
        if link is not None:
            arrives(request, link.arrival)
            rest = row[len(OF_LINK) :]
            place, standing = _found(rest, link.arrival, decision)
            return replace(place, beside=rest[len(COLUMNS) :]), standing
    return None


def _found(row: Any, arrival: Arrival, decision: UUID) -> tuple[Place, Standing]:
    standing = Standing(
        decision=decision,
        seat=row[4],
        person=arrival.person,
        side=row[5],
        roles=frozenset({Role.PARTICIPANT}),
        today=row[6] or timezone.localdate(),
        language=row[7],
    )
    return _place(row, decision), standing


_PLACE = Prepared(
    lambda at: Perspective.objects.scoped(
        Author(at.seat),
        seat__decision_id=at.decision,
        seat__person_id=at.person,
        seat__decision__organisation_id=at.organisation,
        seat__roles__role=Role.PARTICIPANT,
    ).values_list(*COLUMNS)[:1],
    {"seat": "id", "decision": "id", "person": "id", "organisation": "id"},
)
_BEHIND = Prepared(
    lambda at: Statement.objects.scoped(
        Author(at.seat),
        perspective__seat__decision_id=at.decision,
        perspective__seat__person__links__digest=at.digest,
        perspective__seat__decision__organisation_id=F("perspective__seat__person__organisation_id"),
        perspective__seat__roles__role=Role.PARTICIPANT,
        field=at.field,
        ordinal=at.ordinal,
    ).values_list(
        *(f"perspective__seat__{_from_seat(column)}" for column in OF_LINK),
        *(f"perspective__{column}" for column in COLUMNS),
        *OF_STATEMENT,
    )[:1],
    {"seat": "id", "decision": "id", "digest": "bytes", "field": "text", "ordinal": "number"},
)


def _from_seat(column: str) -> str:
    return column if column.startswith("person__") else f"person__links__{column}"


def own_place(actor: Standing) -> Place | None:
    """Return where somebody's own answers stand, or None while there is nothing."""
    rows: Iterable[Any] = _places(Author(actor.seat)).values_list(*COLUMNS, "round_closed")[:1]
    return next((_place(row, actor.decision, round_closed=row[12]) for row in rows), None)


def typing_place(actor: Standing, seat: UUID) -> Place | None:
    """Return where what ``actor`` types for ``seat`` goes; of the person's own answers it says nothing."""
    rows = _places(Author(seat)).filter(seat__decision_id=actor.decision)
    for row in rows.values_list(*COLUMNS, "round_closed")[:1]:
        place = _place(row, actor.decision, round_closed=row[12])
        scope = Dictation(actor.seat, seat)
        return replace(place, scope=scope, state=State.DRAFT, release=1, frozen=False)
    return None


def _places(scope: Author) -> Any:
    closed = Round.objects.filter(decision_id=OuterRef("seat__decision_id"), n=1, closed_at__isnull=False)
    return Perspective.objects.scoped(scope).annotate(round_closed=Exists(closed))


def round_is_closed(decision: UUID) -> bool:
    """Tell whether round 1 was closed."""
    return Round.objects.filter(decision_id=decision, n=1, closed_at__isnull=False).exists()


def _place(row: Any, decision: UUID, *, round_closed: bool = False) -> Place:
    return Place(
        perspective=row[0],
        state=State(row[1]),
        release=row[2],
        frozen=row[3] is not None,
        seat=row[4],
        side=row[5],
        decision=decision,
        closed=round_closed or row[8] in (Stage.DECIDED, Stage.STOPPED),
        scope=Author(row[4], row[0]),
        key=WrappedKey(row[9], row[10], row[11]),
    )
