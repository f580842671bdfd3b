"""What was done with what people said, and since when they wait for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.utils import timezone

from beforehand.decisions.models import Decision
from beforehand.engine import inputs
from beforehand.engine.inputs import EventType
from beforehand.perspectives.choices import Release
from beforehand.perspectives.models import Reply, Statement
from beforehand.perspectives.queries.replies import ReplyRow
from beforehand.perspectives.rules.replying import GIVEN
from beforehand.topics.analyses.happenings import Rows
from beforehand.vault.door import Kept, open_for
from beforehand.vault.processes.analyst import analyst

LEVELS = (Release.FACILITATOR, Release.ALL_WITHOUT_NAME)
"""Each run knows of what was given to it, so neither can tell of what only the other may read."""


@dataclass(frozen=True, slots=True)
class Input:
    """What was given since when, and what was done with it."""

    events: tuple[inputs.Event, ...]
    responses: tuple[inputs.InputResponse, ...]


def input_of(decision: Decision, today: date) -> Input:
    """Return since when input lies there, and the replies to it; for the Analyst's job alone."""
    return Input(tuple(_asked(decision, today)), tuple(_replies(decision)))


def with_replies(rows: Rows, given: Input) -> Rows:
    """Return the happenings with the input of this decision beside what was written down as facts."""
    rows["events"] = (*rows["events"], *given.events)
    rows["responses_to_input"] = (*rows["responses_to_input"], *given.responses)
    return rows


def _asked(decision: Decision, today: date) -> Iterator[inputs.Event]:
    # In a sample the day stands still and people's clocks do not: nothing that is typed there is ever late.
    if decision.today is not None:
        return
    sent = Statement.objects.scoped(analyst(decision.pk)).filter(GIVEN)
    for level in LEVELS:
        rows = sent.filter(release__gte=level, perspective__sent_at__isnull=False)
        first = rows.order_by("perspective__sent_at").values_list("perspective__sent_at", flat=True).first()
        day = None if first is None else timezone.localdate(first)
        if day is not None and day < today:
            yield inputs.Event(
                day=day, type=EventType.INPUT_REQUESTED, input_request=True, release=int(level)
            )


def _replies(decision: Decision) -> Iterator[inputs.InputResponse]:
    found = Reply.objects.scoped(analyst(decision.pk)).filter(statement__release__gte=Release.FACILITATOR)
    rows = found.select_related("statement__perspective__seat__data_key").order_by("pk")
    kept = cast(Iterable[Kept[Any]], [ReplyRow(row=row) for row in rows])
    for opened, said in open_for(analyst(decision.pk), kept, least=int(Release.FACILITATOR)):
        row = cast(ReplyRow, opened)
        yield inputs.InputResponse(
            person=row.author,
            day=timezone.localdate(row.row.at),
            outcome=row.row.outcome,
            reason=bool(said["text"]),
            release=row.release,
        )
