"""Counting a closed round, once: what may be published of it is frozen, and of the rest nothing is kept.

Who is on which side is written down in the moment a round closes, so that whoever leaves before the job runs changes
nothing (G9). A job that is handed out again finds the mark that the round was counted, and leaves it: nothing is
counted twice, also when the first time nothing could be published.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat
from beforehand.knowledge import load
from beforehand.perspectives.actions.answering import tell
from beforehand.perspectives.actions.tabulating import SUBJECTS, Table, members_of, tables
from beforehand.perspectives.analyses import sides_apart
from beforehand.perspectives.models import Publication, Round
from beforehand.perspectives.queries.apart import APART, WIDELY
from beforehand.perspectives.queries.published import (
    CHANGEABLE,
    COUNTED,
    MEMBERS,
    MIRROR,
    STATEMENT,
    subject_of,
    widely_of,
)
from beforehand.perspectives.rules.counting import Counts, publishable
from beforehand.shell.jobs import enqueue
from beforehand.vault.models import DataKey
from beforehand.vault.processes.tabulator import tabulator

JOB = "perspectives.publish"
ASKED = {CHANGEABLE: "changeable", STATEMENT: "cards", MIRROR: "picture"}
AT_ONCE = 500


def ask_to_publish(*, round: Round) -> None:
    """Write down who takes part on which side, and queue the counting, in the transaction that closes the round."""
    rows = [_row(round, MEMBERS, {"blocks": [], "members": _now_on_side(round)}, _key(round), timezone.now())]
    Publication.objects.bulk_create(rows)
    enqueue(JOB, round.decision_id, round.pk)


def publish_round(*, decision: UUID, round: int) -> None:
    """Count a closed round and keep what may be published, on nobody's behalf, by the Tabulator.

    Doing it twice changes nothing, whatever happened in between. A round that is open, or of another decision, is left.
    """
    process = tabulator(decision)
    with transaction.atomic():
        closed = Round.objects.select_for_update(of=("self",)).select_related("decision__data_key")
        row = closed.filter(pk=round, decision_id=decision, closed_at__isnull=False).first()
        there = Publication.objects.scoped(process)
        if row is None or there.filter(round=row, subject=COUNTED).exists():
            return
        key = _key(row)
        on_side = members_of(process, row, key.opened())
        if on_side is None:
            on_side = {UUID(seat): UUID(side) for seat, side in _now_on_side(row).items()}
        kind = SUBJECTS[row.kind]
        before = frozenset(there.filter(subject__startswith=f"{kind}:").values_list("subject", flat=True))
        people = Counter(on_side.values())
        found, at, least = tables(process, row, on_side, before), timezone.now(), _least(kind)
        blocks = {subject: _blocks(table, people, least) for subject, table in sorted(found.items())}
        rows = [
            _row(row, subject, {"blocks": [_plain(block) for block in counts]}, key, at)
            for subject, counts in blocks.items()
            if counts
        ]
        of_all = {"blocks": [], WIDELY: _widely(blocks), APART: _apart(blocks)}
        rows.append(_row(row, COUNTED, of_all, key, at))
        Publication.objects.bulk_create(rows, batch_size=AT_ONCE)
        tell(decision)


def publish_what_was_missed() -> None:
    """Ask again for rounds that closed and were not counted: the queue gave up on them, or was gone."""
    for decision, round in Round.objects.filter(closed_at__isnull=False).values_list("decision_id", "pk"):
        counted = Publication.objects.scoped(tabulator(decision)).filter(round_id=round, subject=COUNTED)
        if not counted.exists():
            enqueue(JOB, decision, round)


def _widely(found: Mapping[str, tuple[Counts, ...]]) -> list[str]:
    about = ((*subject_of(subject), counts) for subject, counts in found.items() if counts)
    return [str(of) for kind, of, counts in about if kind == STATEMENT and widely_of(kind, counts)]


def _apart(found: Mapping[str, tuple[Counts, ...]]) -> list[list[Any]]:
    about = ((*subject_of(subject), counts) for subject, counts in found.items() if counts)
    apart = sides_apart({of: counts for kind, of, counts in about if kind == STATEMENT})
    return [[one.statement, one.first, one.second, one.word, one.chance] for one in apart]


def _blocks(table: Table, people: Mapping[UUID, int], least: int) -> tuple[Counts, ...]:
    # A writer gets no card about the own sentence, and stays among the members of the side all the same: one person
    # fewer on one side would tell where the writer sits.
    asked = people if table.only is None else {table.only: people.get(table.only, 0)}
    return publishable(asked, table.answered, least, table.moved)


def _plain(block: Counts) -> dict[str, Any]:
    more = {} if block.may_change is None else {"may_change": block.may_change}
    return {
        "sides": [str(side) for side in block.sides],
        "members": block.members,
        "answers": block.answers,
        "counts": dict(block.counts),
    } | more


def _least(kind: str) -> int:
    questions = (question for questions in load().form.rounds for question in questions)
    asked = next(question for question in questions if question.id == ASKED[kind])
    return load().confidentiality.numbers["sensitive" if asked.sensitive else "figure"]


def _now_on_side(round: Round) -> dict[str, str]:
    seats = Seat.objects.filter(
        decision_id=round.decision_id, side__isnull=False, roles__role=Role.PARTICIPANT
    )
    return {str(seat): str(side) for seat, side in seats.values_list("pk", "side_id")}


def _key(round: Round) -> DataKey:
    return round.decision.data_key


def _row(round: Round, subject: str, body: Mapping[str, Any], key: DataKey, at: datetime) -> Publication:
    row = Publication(id=uuid4(), round=round, subject=subject, made_at=at)
    row.body = key.seal(body, row.about)
    return row
