"""An entry is added at the end, by one writer at a time.

Who may add what is for the caller to check: the gate for a decision, a look back for what it found.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from beforehand.decisions.models import Decision
from beforehand.records.choices import PartReaders
from beforehand.records.models import RecordEntry, RecordPart
from beforehand.records.rules.bodies import plain
from beforehand.records.rules.chain import Head, Json, Part, digest_of, hash_of, moment, origin
from beforehand.vault.processes.recorder import recorder

SALT = 16
"""Bytes of chance in front of each text, so that a digest gives no name away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A name or words to add with an entry. ``seat``: whose they are, None for nobody's; it is not part of the chain."""

    name: str
    text: str
    seat: UUID | None = None
    readers: PartReaders = PartReaders.ALL


def append(
    *, decision: UUID, kind: str, body: Mapping[str, Json], parts: Sequence[Added] = (), at: datetime
) -> Head:
    """Add an entry at the end of a decision's record and return the new head.

    The decision's row is taken first, so that of two writers one waits: no place is left out and none is given twice.

    Raises
    ------
    ValueError
        When the body holds more than ids, dates, whole numbers and fixed words, when two parts have one name, or when
        the moment has no time zone. Nothing of what was given is in the message.
    """
    names = [part.name for part in parts]
    if not plain(body) or not plain(kind) or not plain(names) or at.tzinfo is None or "" in (kind, *names):
        raise ValueError(
            "the body of an entry holds ids, dates, whole numbers and fixed words; the rest are parts"
        )
    if len(set(names)) != len(names):
        raise ValueError("two parts of an entry have one name")
    with transaction.atomic():
        held = Decision.objects.select_for_update(of=("self",)).select_related("data_key").get(pk=decision)
        mine = RecordEntry.objects.scoped(recorder(decision))
        last = mine.order_by("-seq").values_list("seq", "hash").first()
        seq, previous = (last[0] + 1, last[1]) if last else (1, origin(str(decision)))
        salted = [(part, secrets.token_hex(SALT)) for part in parts]
        digests = [
            Part(
                name=part.name,
                readers=part.readers.value,
                digest=digest_of(salt=salt, name=part.name, text=part.text),
            )
            for part, salt in salted
        ]
        entry = RecordEntry(
            decision=held,
            seq=seq,
            kind=kind,
            at=at,
            body=body,
            digests=[[one.name, one.readers, one.digest] for one in digests],
            prev_hash=previous,
        )
        entry.hash = hash_of(previous=previous, seq=seq, kind=kind, at=moment(at), body=body, parts=digests)
        entry.save()
        for part, salt in salted:
            row = RecordPart(entry=entry, name=part.name, readers=part.readers, seat=part.seat)
            row.text = held.data_key.seal({"salt": salt, "text": part.text}, row.about)
            row.save()
    return Head(entry.hash, seq)
