"""Looking back: each judges for the own side, and when it closes what may be published is counted, once."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Decision, Seat
from beforehand.knowledge import load
from beforehand.perspectives.choices import Release
from beforehand.records.actions.appending import append
from beforehand.records.models import Judgement, LookBack
from beforehand.records.queries.looking_back import SealedRow, asked_about
from beforehand.records.rules.gate import may_close_look_back, may_look_back, may_see_gate
from beforehand.records.rules.looking_back import DONE, TURNED, counted
from beforehand.records.signals import look_back_closed
from beforehand.vault.door import open_for
from beforehand.vault.guard import Author
from beforehand.vault.processes.reviewer import reviewer

LOOKED_BACK = "looked_back"


def look_back(
    *,
    actor: Standing,
    day: UUID,
    done: str,
    assumptions: Mapping[str, str] | None = None,
    bit: Collection[str] = (),
    helped: str = "",
    now: datetime,
) -> None:
    """Judge whether it is done, what held, which open topics bit, and which conversation would have helped.

    ``day`` is the look back; ``bit`` are keys of topics that stayed open, ``helped`` a kind of conversation or nothing.
    Judging again replaces it until it closes. May: who takes part, on a side.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        Before the day, after it closed, or when something was answered that was not asked.
    """
    if not may_look_back(actor):
        raise PermissionDenied
    with _open(actor, day) as row:
        asked = asked_about(actor, row.decided)
        topics = [one["key"] for one in (*asked["open"], *asked["also"])]
        turned = dict(assumptions or {})
        if done not in DONE or not set(turned.values()) <= set(TURNED):
            raise ValidationError(_("Choose one of the answers."), code="answer")
        if set(bit) - set(topics) or set(turned) - set(asked["assumptions"]):
            raise ValidationError(_("That was not written down then."), code="asked")
        if helped and helped not in load().conversation_types:
            raise ValidationError(_("Choose one of the kinds of conversation."), code="helped")
        body = {
            "done": done,
            "assumptions": turned,
            "bit": {key: key in set(bit) for key in topics},
            "helped": helped,
        }
        mine = Judgement.objects.scoped(Author(actor.seat), look_back=row).first()
        made = mine or Judgement(id=uuid4(), look_back=row, seat_id=actor.seat)
        key = Seat.objects.select_related("data_key").get(pk=actor.seat).data_key
        made.body, made.at = key.seal(body, made.about), now
        made.save()


def close_look_back(*, actor: Standing, day: UUID, now: datetime) -> None:
    """Close a look back: what may be published is counted now and never again. May: who decides, owns or facilitates.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        Before the day, and when it closed already.
    """
    if not may_close_look_back(actor) or not may_see_gate(actor):
        raise PermissionDenied
    with _open(actor, day) as row:
        seats = Seat.objects.filter(
            decision_id=actor.decision, side__isnull=False, roles__role=Role.PARTICIPANT
        )
        sides: dict[UUID, UUID] = dict(seats.values_list("pk", "side_id"))
        process = reviewer(actor.decision)
        rows = (
            Judgement.objects.scoped(process, look_back=row).select_related("seat__data_key").order_by("pk")
        )
        kept = [
            SealedRow(
                id=one.seat_id,
                body=one.body,
                about=one.about,
                opens=one.seat.data_key.opened(),
                author=str(one.seat_id),
                release=int(Release.FACILITATOR),
            )
            for one in rows
            if one.seat_id in sides
        ]
        answers = [(sides[UUID(of.author)], value) for of, value in open_for(process, kept, least=1)]
        least = load().confidentiality.numbers["figure"]
        frozen = {
            subject: [
                {
                    "sides": [str(side) for side in block.sides],
                    "members": block.members,
                    "answers": block.answers,
                    "counts": dict(block.counts),
                }
                for block in blocks
            ]
            for subject, blocks in counted(Counter(sides.values()), answers, least).items()
        }
        row.body, row.closed_at = row.decision.data_key.seal(frozen, row.about), now
        row.save(update_fields=["body", "closed_at"])
        append(
            decision=actor.decision,
            kind=LOOKED_BACK,
            body={
                "look_back": str(row.pk),
                "decided": str(row.decided_id),
                "commitment": str(row.commitment_id),
            },
            at=now,
        )
        about, decision = row.pk, actor.decision
        transaction.on_commit(partial(look_back_closed.send, sender=None, decision=decision, look_back=about))


@contextmanager
def _open(actor: Standing, day: UUID) -> Iterator[LookBack]:
    """Give a look back that is open on its day or after, held while somebody acts on it."""
    with transaction.atomic():
        Decision.objects.select_for_update(of=("self",)).filter(pk=actor.decision).first()
        rows = LookBack.objects.scoped(actor.reader, pk=day)
        row = rows.select_related("decision__data_key", "decided__decision__data_key").first()
        if row is None:
            raise PermissionDenied
        if row.closed_at is not None:
            raise ValidationError(_("This look back is closed."), code="closed")
        if row.day > actor.today:
            raise ValidationError(_("It is not the day yet on which you look back."), code="early")
        yield row
