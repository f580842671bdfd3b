"""Looking back: each judges for the own side, and when it closes what may be published is counted, once."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any
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
from beforehand.records.queries.judging import judging, watcher, watches_over
from beforehand.records.queries.looking_back import SealedRow, asked_about
from beforehand.records.rules.gate import may_close_look_back, may_look_back, may_see_gate
from beforehand.records.rules.looking_back import BENEFIT, TURNED, counted, judged_whole
from beforehand.records.signals import look_back_closed
from beforehand.vault.door import open_for
from beforehand.vault.guard import Author
from beforehand.vault.processes.recorder import recorder
from beforehand.vault.processes.reviewer import reviewer

LOOKED_BACK = "looked_back"
BENEFITS = "benefits"


def look_back(
    *,
    actor: Standing,
    day: UUID,
    done: str = "",
    flow: str = "",
    sound: str = "",
    benefits: str = "",
    assumptions: Mapping[str, str] | None = None,
    bit: Collection[str] = (),
    helped: str = "",
    now: datetime,
) -> None:
    """Judge whether it is done, what held, which open topics bit, and which conversation would have helped.

    ``flow`` and ``sound`` take the place of ``done`` where both were written down. ``benefits`` is for who watches over
    them. ``day`` is the look back; ``bit`` are keys of topics that stayed open, ``helped`` a kind of conversation or
    nothing. Judging again replaces it until it closes. May: who takes part, on a side; about the benefit who watches over
    it, and that alone for who takes no part.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        Before the day, after it closed, or when something was answered that was not asked.
    """
    judges, watches = may_look_back(actor), watches_over(actor, day)
    if (not judges and not watches) or (benefits and not watches):
        raise PermissionDenied
    with _open(actor, day) as row:
        body: dict[str, Any] = {"benefits": benefits} if benefits else {}
        if benefits and benefits not in BENEFIT:
            raise ValidationError(_("Choose one of the answers."), code="benefits")
        if judges:
            given = {"done": done, "flow": flow, "sound": sound}
            if not judged_whole(given, apart=judging(actor, [row.decided.seq])[row.decided.seq].apart):
                raise ValidationError(_("Choose one of the answers."), code="answer")
            body |= {kind: value for kind, value in given.items() if value}
            body |= _about_then(asked_about(actor, row.decided), dict(assumptions or {}), set(bit), helped)
        mine = Judgement.objects.scoped(Author(actor.seat), look_back=row).first()
        made = mine or Judgement(id=uuid4(), look_back=row, seat_id=actor.seat)
        key = Seat.objects.select_related("data_key").get(pk=actor.seat).data_key
        made.body, made.at = key.seal(body, made.about), now
        made.save()


def _about_then(
    asked: Mapping[str, Any], turned: Mapping[str, str], bit: set[str], helped: str
) -> dict[str, Any]:
    """Return what was answered about what was written down then; refuse what was not."""
    topics = [one["key"] for one in (*asked["open"], *asked["also"])]
    if not set(turned.values()) <= set(TURNED):
        raise ValidationError(_("Choose one of the answers."), code="answer")
    if bit - set(topics) or set(turned) - set(asked["assumptions"]):
        raise ValidationError(_("That was not written down then."), code="asked")
    if helped and helped not in load().conversation_types:
        raise ValidationError(_("Choose one of the kinds of conversation."), code="helped")
    return {"assumptions": dict(turned), "bit": {key: key in bit for key in topics}, "helped": helped}


def close_look_back(*, actor: Standing, day: UUID, now: datetime) -> None:
    """Close a look back: what may be published is counted now and never again. May: who decides, owns or facilitates.

    What who watches over the benefit said of it is kept with it, as that person was told.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        Before the day, and when it closed already.
    """
    if not may_close_look_back(actor):
        raise PermissionDenied
    with _open(actor, day) as row:
        seats = Seat.objects.filter(
            decision_id=actor.decision, side__isnull=False, roles__role=Role.PARTICIPANT
        )
        sides: dict[UUID, UUID] = dict(seats.values_list("pk", "side_id"))
        watches = watcher(actor.decision, row.decided.seq)
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
            if one.seat_id in sides or one.seat_id == watches
        ]
        opened = [(UUID(of.author), value) for of, value in open_for(process, kept, least=1)]
        answers = [(sides[seat], value) for seat, value in opened if seat in sides and "helped" in value]
        least = load().confidentiality.numbers["figure"]
        frozen: dict[str, Any] = {
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
        said = next((value[BENEFITS] for seat, value in opened if seat == watches and BENEFITS in value), "")
        frozen |= {BENEFITS: said} if said else {}
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
    """Give a look back that is open on its day or after, held while somebody who may acts on it."""
    with transaction.atomic():
        Decision.objects.select_for_update(of=("self",)).filter(pk=actor.decision).first()
        scope = actor.reader if may_see_gate(actor) else recorder(actor.decision)
        rows = LookBack.objects.scoped(scope, pk=day)
        row = rows.select_related("decision__data_key", "decided__decision__data_key").first()
        if row is None:
            raise PermissionDenied
        if row.closed_at is not None:
            raise ValidationError(_("This look back is closed."), code="closed")
        if row.day > actor.today:
            raise ValidationError(_("It is not the day yet on which you look back."), code="early")
        yield row
