"""The days on which people look again: what is asked of this reader, and what may be published of what was judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.perspectives.choices import Release
from beforehand.perspectives.rules.counting import Counts, Told, table_of, told
from beforehand.records.models import Decided, Judgement, LookBack
from beforehand.records.queries.judging import judging
from beforehand.records.queries.record import records_at
from beforehand.records.rules.gate import may_look_back, may_see_gate
from beforehand.records.rules.looking_back import values_of
from beforehand.records.rules.shapes import Done
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.guard import Author
from beforehand.vault.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked about: ``key`` is what an answer goes by, ``text`` how it was written down, empty when erased."""

    key: str
    text: str
    pattern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedBlock:
    """The counts of one side, or of everybody (``sides`` empty); ``told`` is how each answer reads, in its order."""

    sides: tuple[UUID, ...]
    members: int
    answers: int
    told: tuple[tuple[str, Told], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was judged of one subject: ``done``, ``assumption:<key>``, ``topic:<key>`` or ``helped:<kind>``."""

    subject: str
    blocks: tuple[JudgedBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBackSeen:
    """One day on which people look again.

    ``defined`` is by what people called it done; ``mine`` the reader's own answer, empty when there is none. Of
    ``assumptions`` those that somebody was to look at come first. ``asks_benefits``: the reader watches over the benefit;
    ``benefits`` is what that person said of it, once it closed and as long as the name is kept.
    """

    id: UUID
    commitment: UUID
    title: str
    day: date
    entry: int
    due: bool
    closed: bool
    defined: Done
    topics: tuple[Asked, ...]
    assumptions: tuple[Asked, ...]
    mine: Mapping[str, Any]
    judged: tuple[Judged, ...]
    asks_benefits: bool
    benefits: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SealedRow:
    """Something sealed on its way through the door; ``release`` is the writer alone, unless all may read it."""

    id: UUID
    body: Sealed
    about: str
    opens: bytes
    author: str = ""
    side: str = ""
    release: int = int(Release.ALL_WITHOUT_NAME)

    def key(self) -> bytes:
        """Return the key it is sealed under."""
        return self.opens

    def shown(self, value: Any, how: Reading) -> tuple[UUID, Any]:
        """Return what it says, and of which row."""
        return self.id, value


def look_backs(standing: Standing) -> tuple[LookBackSeen, ...]:
    """Return the days on which people look again, the nearest first; nothing for who reads no content here.

    Withheld: who judged and how many did before it closed, what others judged, and after it closed the blocks with
    too few people or answers (G1, G2), which do not exist.
    """
    if not may_see_gate(standing):
        return ()
    rows = LookBack.objects.scoped(standing.reader).select_related("decision__data_key", "decided")
    found = list(rows.order_by("day", "pk"))
    bodies = _opened(standing, [(row.decided, row.decided.about) for row in found], found)
    frozen = _opened(standing, [(row, row.about) for row in found if row.body is not None], found)
    mine = own_judgements(standing)
    asked = judging(standing, {row.decided.seq for row in found})
    records = records_at(standing, {row.decided.seq for row in found})
    seen = []
    for row in found:
        kept, told_then = bodies[row.decided_id], records.get(row.decided.seq)
        titles = () if told_then is None else (*(one.title for one in told_then.open), *told_then.also_open)
        rests = () if told_then is None else told_then.assumptions
        seen.append(
            LookBackSeen(
                id=row.pk,
                commitment=row.commitment_id,
                title="" if told_then is None else told_then.commitment,
                day=row.day,
                entry=row.decided.seq,
                due=row.closed_at is None and row.day <= standing.today,
                closed=row.closed_at is not None,
                defined=Done() if told_then is None else told_then.done,
                topics=tuple(
                    Asked(key=one["key"], text=text, pattern=one["pattern"])
                    for one, text in zip([*kept["open"], *kept["also"]], titles, strict=True)
                ),
                assumptions=tuple(
                    Asked(key=key, text=one.text)
                    for key, one in sorted(
                        zip(kept["assumptions"], rests, strict=True), key=lambda asked: asked[1].day is None
                    )
                ),
                mine=MappingProxyType(mine.get(row.pk, {})),
                judged=judged_in(frozen.get(row.pk, {})),
                asks_benefits=row.decided.seq in asked and asked[row.decided.seq].benefits,
                benefits=frozen.get(row.pk, {}).get("benefits", "")
                if told_then is not None and told_then.done.benefits_owner
                else "",
            )
        )
    return tuple(seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLookBack:
    """A look back that waits for the reader's own judgement."""

    id: UUID
    title: str
    day: date


def waiting_look_backs(standing: Standing) -> tuple[DueLookBack, ...]:
    """Return the look backs that are due and that this reader did not judge yet; nothing for who does not judge."""
    if not may_look_back(standing):
        return ()
    rows = LookBack.objects.scoped(standing.reader, closed_at__isnull=True, day__lte=standing.today)
    due = rows.order_by("day", "pk").values_list("pk", "commitment__title", "day")
    found = [DueLookBack(id=pk, title=title, day=day) for pk, title, day in due]
    judged = Judgement.objects.scoped(Author(standing.seat), look_back_id__in=[one.id for one in found])
    mine = set(judged.values_list("look_back_id", flat=True)) if found else set()
    return tuple(one for one in found if one.id not in mine)


def asked_about(standing: Standing, decided: Decided) -> Mapping[str, Any]:
    """Return the ids of what was left open and what it rested on, for who reads the gate."""
    opens = decided.decision.data_key.opened()
    row = SealedRow(id=decided.pk, body=decided.body, about=decided.about, opens=opens)
    [visible] = disclose_kept(standing.viewer, [row])
    value: Mapping[str, Any] = visible.value[1]
    return value


def _opened(standing: Standing, rows: list[tuple[Any, str]], found: list[LookBack]) -> dict[UUID, Any]:
    if not found:
        return {}
    opens = found[0].decision.data_key.opened()
    kept = [SealedRow(id=row.pk, body=row.body, about=about, opens=opens) for row, about in rows]
    return dict(visible.value for visible in disclose_kept(standing.viewer, kept))


def own_judgements(standing: Standing) -> dict[UUID, Any]:
    """Return what this reader judged, by look back; nobody else's."""
    rows = Judgement.objects.scoped(Author(standing.seat)).select_related("seat__data_key")
    kept = [
        SealedRow(
            id=row.look_back_id,
            body=row.body,
            about=row.about,
            opens=row.seat.data_key.opened(),
            author=str(row.seat_id),
            release=int(Release.ONLY_ME),
        )
        for row in rows
    ]
    return dict(visible.value for visible in disclose_kept(standing.viewer, kept))


def judged_in(frozen: Mapping[str, Any]) -> tuple[Judged, ...]:
    """Return what was published when a look back closed, by subject."""
    return tuple(
        Judged(subject=subject, blocks=_blocks(subject, blocks))
        for subject, blocks in sorted(frozen.items())
        if subject != "benefits"
    )


def _blocks(subject: str, rows: list[dict[str, Any]]) -> tuple[JudgedBlock, ...]:
    values = values_of(subject)
    counts = [
        Counts(
            sides=tuple(UUID(side) for side in row["sides"]),
            members=row["members"],
            answers=row["answers"],
            counts=row["counts"],
        )
        for row in rows
    ]
    read = told([table_of(one, values) for one in counts])
    return tuple(
        JudgedBlock(
            sides=one.sides,
            members=one.members,
            answers=one.answers,
            told=tuple(zip(values, how, strict=True)),
        )
        for one, how in zip(counts, read, strict=True)
    )
