"""Which state of the shared picture a page shows, cheap enough to be asked by five hundred open pages.

One small question finds out whether anything was noted at all since the last time; only then, once for all readers of
a side, it is looked at whether what they may see is different. So a change somebody may not see changes nothing here:
not the state, and not whether a page is sent anew. Kept between questions are digests, never a sentence.
"""

from collections.abc import Hashable
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, Max, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import translation

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Decision, FrameChange, SeatRole
from beforehand.pages.queries.picture.beside import as_everybody
from beforehand.perspectives.choices import Release
from beforehand.perspectives.models import IN_USE, PICKED_IN_USE, Publication, Round, Statement
from beforehand.topics.models import AnalysisRun
from beforehand.topics.queries import latest
from beforehand.vault.guard import Reader
from beforehand.vault.prepared import Prepared
from beforehand.vault.viewer import Viewer, ViewerKind

MOST = 512
"""So many states are remembered; the oldest goes first."""
ROLES = (Role.FACILITATOR, Role.DECIDER, Role.PARTICIPANT)
_remembered: dict[Hashable, str] = {}


def version(standing: Standing, language: str, state: str) -> str:
    """Return the state of the picture for this reader, in this language; it tells nothing but whether it is the same.

    ``state``: what ``state_of`` gave.
    """
    roles = ",".join(role.value for role in ROLES if standing.has(role))
    return sha256(f"{state} {standing.seat} {roles} {language}".encode()).hexdigest()[:20]


def state_of(standing: Standing) -> str:
    """Return the state of the picture for the side of this reader."""
    noted = next(iter(_NOTED.rows(decision=standing.decision)), None)
    key = (standing.decision, standing.side, standing.today, noted)
    state = _remembered.get(key)
    if state is None:
        # What was noted may have been noted for others only: the state says whether this reader's side sees it.
        while len(_remembered) >= MOST:
            _remembered.pop(next(iter(_remembered)), None)
        state = _remembered[key] = _state(standing, noted)
    return state


def _reader(decision: UUID) -> Reader:
    return Reader(Viewer(ViewerKind.DECIDER, str(UUID(int=0)), ""), decision)


def _noted(at: Any) -> Any:
    """Ask in one go for everything that is noted when something changes, seen or not."""
    reader = _reader(at.decision)
    here = OuterRef("pk")
    runs = AnalysisRun.objects.scoped(reader).order_by("-input_version", "-day", "-made_at")
    counts = Publication.objects.scoped(reader).order_by().values("round__decision_id")
    rounds = Round.objects.filter(decision_id=here).order_by().values("decision_id")
    changes = FrameChange.objects.filter(decision_id=here).order_by("-pk")
    people = SeatRole.objects.filter(seat__decision_id=here, role=Role.PARTICIPANT).order_by()
    return (
        Decision.objects.filter(pk=at.decision)
        .annotate(
            run=Subquery(runs.values("pk")[:1]),
            published=Subquery(counts.annotate(n=Count("pk")).values("n")),
            opened=Subquery(rounds.annotate(n=Count("pk")).values("n")),
            closed=Subquery(rounds.annotate(last=Max("closed_at")).values("last")),
            framed=Subquery(changes.values("pk")[:1]),
            people=Subquery(people.values("seat__decision_id").annotate(n=Count("pk")).values("n")),
        )
        .values_list("input_version", "stage", "run", "published", "opened", "closed", "framed", "people")[:1]
    )


_NOTED = Prepared(_noted, {"decision": "id"})


def _state(standing: Standing, noted: Any) -> str:
    """Return a digest of all that readers of one side may see in the picture."""
    everybody = as_everybody(standing)
    shared = Statement.objects.scoped(_reader(standing.decision)).filter(IN_USE, PICKED_IN_USE)
    rows = shared.filter(release__gte=Release.ALL_WITHOUT_NAME).order_by("pk")
    # Ids as text: making an object of each takes longer than finding them.
    texts = {"one": Cast("pk", CharField()), "on": Cast("perspective__seat__side_id", CharField())}
    own = {str(standing.side), standing.side.hex} if standing.side else frozenset()
    said = [
        (pk, revision, release == Release.ALL_WITH_NAME or (named and side in own))
        for pk, side, revision, release in rows.annotate(**texts).values_list(*texts, "revision", "release")
        for named in (release == Release.OWN_SIDE_WITH_NAME,)
    ]
    with translation.override("en"):
        seen = latest(everybody, sentences=False)
    analysed = () if seen is None else (
        tuple(replace(topic, carried_by=()) for topic in seen.topics),
        seen.hardness,
        seen.room_left,
        seen.done_kinds,
        seen.together,
    )  # fmt: skip
    frame = (noted[1], *noted[3:]) if noted else ()
    return sha256(repr((frame, standing.today, said, analysed)).encode()).hexdigest()
