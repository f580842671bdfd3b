"""The entries of a record as one reader may have them."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Decision
from beforehand.records.choices import PartReaders
from beforehand.records.models import RecordEntry, RecordPart
from beforehand.records.rules.chain import Entry, Head, Part, moment
from beforehand.records.rules.reading import may_read_record, reader_of_record
from beforehand.vault.disclose import Reading, Release
from beforehand.vault.door import disclose_kept
from beforehand.vault.guard import Reader
from beforehand.vault.models import DataKey
from beforehand.vault.sealed import Sealed


@dataclass(frozen=True, slots=True)
class Opened:
    """A part as this context reads it."""

    seq: int
    name: str
    salt: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PartRow:
    """A part at the door. Nobody is its author: what it says was released before it came into the record."""

    row: RecordPart
    data_key: DataKey
    author: str = field(default="", init=False)
    side: str = field(default="", init=False)

    @property
    def release(self) -> int:
        """Who may read it."""
        alone = self.row.readers == PartReaders.FACILITATOR
        return int(Release.FACILITATOR if alone else Release.ALL_WITHOUT_NAME)

    @property
    def body(self) -> Sealed:
        """What is sealed."""
        text: Sealed = self.row.text
        return text

    @property
    def about(self) -> str:
        """The place it was sealed for."""
        return self.row.about

    def key(self) -> bytes:
        """Return the data key of the decision."""
        return self.data_key.opened()

    def shown(self, value: Any, how: Reading) -> Opened:
        """Return it as this context reads it."""
        return Opened(self.row.entry.seq, self.row.name, value["salt"], value["text"])


def entries(standing: Standing) -> tuple[Entry, ...]:
    """Return the record as its chain has it, from the first entry on, for whoever may read it.

    Withheld: salt and text of parts that were erased, and of parts for the facilitator from everybody else. Their
    digests are there, so what a reader gets verifies whoever reads it.

    Raises
    ------
    PermissionDenied
        For who may not read the record.
    """
    scope = _scope(standing)
    decision = Decision.objects.select_related("data_key").get(pk=standing.decision)
    parts = RecordPart.objects.scoped(scope, erased_at__isnull=True).select_related("entry").order_by("pk")
    kept = [PartRow(row=row, data_key=decision.data_key) for row in parts]
    opened = {(one.value.seq, one.value.name): one.value for one in disclose_kept(scope.viewer, kept)}
    rows = RecordEntry.objects.scoped(scope).order_by("seq")
    return tuple(
        Entry(
            seq=row.seq,
            kind=row.kind,
            at=moment(row.at),
            body=row.body,
            parts=tuple(
                _part(opened.get((row.seq, name)), name, to, digest) for name, to, digest in row.digests
            ),
            previous=row.prev_hash,
            hash=row.hash,
        )
        for row in rows
    )


def head(standing: Standing) -> Head | None:
    """Return where the record ends now, as it goes to those who keep it apart; None when nothing was written down.

    Raises
    ------
    PermissionDenied
        For who may not read the record.
    """
    rows = RecordEntry.objects.scoped(_scope(standing)).order_by("-seq")
    last = rows.values_list("hash", "seq").first()
    return None if last is None else Head(*last)


def _scope(standing: Standing) -> Reader:
    if not may_read_record(standing):
        raise PermissionDenied
    return Reader(reader_of_record(standing), standing.decision)


def _part(opened: Opened | None, name: str, readers: str, digest: str) -> Part:
    return Part(
        name=name,
        readers=readers,
        digest=digest,
        salt=None if opened is None else opened.salt,
        text=None if opened is None else opened.text,
    )
