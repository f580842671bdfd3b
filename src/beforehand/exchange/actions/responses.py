"""What the people of a sample answered to each other: rows in rounds that are closed, and what was published of them."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from beforehand.exchange.actions.brought import Brought
from beforehand.perspectives.actions import publish_round
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import MirrorJudgement, Reaction, Round
from beforehand.perspectives.models.responding import Response


def add_responses(brought: Brought) -> None:
    """Seal each answer under the key of who gave it; a round that has answers is closed, and so is the one before."""
    asked: tuple[tuple[RoundKind, type[Response], Iterable[Any]], ...] = (
        (RoundKind.RESPOND, Reaction, brought.file.reactions),
        (RoundKind.MIRROR, MirrorJudgement, brought.file.mirror_judgements),
    )
    for kind, model, given in asked:
        answers = {(one.statement, one.person): one.value for one in given}
        if not answers:
            continue
        _close(brought)
        number = Round.objects.filter(decision=brought.decision).count() + 1
        row = Round.objects.create(decision=brought.decision, n=number, kind=kind)
        _add(brought, row, model, answers)
        _close(brought)


def _close(brought: Brought) -> None:
    for row in Round.objects.filter(decision=brought.decision, closed_at__isnull=True):
        Round.objects.filter(pk=row.pk).update(closed_at=brought.at)
        publish_round(decision=brought.decision.pk, round=row.pk)


def _add(brought: Brought, round: Round, model: Any, answers: dict[tuple[str, str], str]) -> None:
    places: dict[str, int] = {}
    rows = []
    for (statement, person), value in answers.items():
        places[person] = places.get(person, 0) + 1
        seat = brought.seats[person]
        row = model(
            id=uuid4(),
            round=round,
            statement_id=brought.statements[statement],
            seat=seat,
            place=places[person],
        )
        body = {"value": value} | ({"may_change": False} if model is Reaction else {})
        row.body = seat.data_key.seal(body, row.about)
        rows.append(row)
    model.objects.bulk_create(rows)
