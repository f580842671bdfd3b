"""Somebody is taken out of a record: the parts that are this person's are emptied, and that is written down."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from beforehand.decisions.models import Decision
from beforehand.records.actions.appending import append
from beforehand.records.choices import ERASED
from beforehand.records.models import RecordPart
from beforehand.records.rules.chain import Json
from beforehand.vault.processes.recorder import recorder


def erase_person(*, decision: UUID, seat: UUID, at: datetime) -> int:
    """Empty every part of a person in a decision's record and add an entry that says which; return how many.

    Nothing to empty: nothing is added. The chain keeps verifying, for the digests stay; the salts go too, so nobody can
    try names until one fits. Who may ask for it is for the caller to check.
    """
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=decision)
        mine = RecordPart.objects.scoped(recorder(decision), seat=seat, erased_at__isnull=True)
        parts = list(mine.order_by("entry__seq", "name").values_list("entry__seq", "name"))
        if parts:
            mine.erase(at)
            body: dict[str, Json] = {"parts": [{"entry": seq, "name": name} for seq, name in parts]}
            append(decision=decision, kind=ERASED, body=body, at=at)
    return len(parts)
