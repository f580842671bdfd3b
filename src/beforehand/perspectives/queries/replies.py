"""Replies on their way to who may read them: what was done with a sentence, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.perspectives.choices import State, Taken
from beforehand.perspectives.models import Reply
from beforehand.perspectives.rules.replying import may_reply, reads_input
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.guard import Author, Scope
from beforehand.vault.sealed import Sealed
from beforehand.vault.viewer import Viewer

STANDS = Q(statement__perspective__state=State.SENT, statement__confirmed=True)
"""A reply to a sentence that was taken back, or is not sent any more, is there for nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySeen:
    """What was done with one sentence, why, and who said so; ``by`` is empty when that person left.

    ``at`` tells two replies apart, so that who corrects one knows which.
    """

    statement: UUID
    outcome: str
    words: str
    why: str
    by: str
    on: date
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReplyRow:
    """A reply on its way through the door; it goes where its sentence goes, and to the writer."""

    row: Reply

    @property
    def author(self) -> str:
        """Id of the seat that wrote the sentence."""
        return self.row.statement.author

    @property
    def side(self) -> str:
        """Id of that seat's side."""
        return self.row.statement.side

    @property
    def release(self) -> int:
        """Who may read the sentence."""
        return self.row.statement.release

    @property
    def body(self) -> Sealed:
        """What is sealed."""
        why: Sealed = self.row.why
        return why

    @property
    def about(self) -> str:
        """The place it was sealed for."""
        return self.row.about

    def key(self) -> bytes:
        """Return the data key of who wrote the sentence."""
        return self.row.statement.key()

    def shown(self, value: Any, how: Reading) -> ReplySeen:
        """Return it whole; who wrote the sentence is not in it."""
        by = self.row.by
        return ReplySeen(
            statement=self.row.statement_id,
            outcome=self.row.outcome,
            words=str(Taken(self.row.outcome).label),
            why=value["text"],
            by=by.person.name if by is not None else "",
            on=timezone.localdate(self.row.at),
            at=self.row.at,
        )


def own_replies(standing: Standing) -> dict[UUID, ReplySeen]:
    """Return the replies to what this person said, by sentence; for the writer alone."""
    return _opened(Author(standing.seat), standing.viewer)


def replies_by_statement(standing: Standing) -> Mapping[UUID, ReplySeen]:
    """Return the replies to sentences this person may read: the own ones, and for who replies those of others.

    Withheld: replies to what was not released to this reader, and from who decides all of it until the first round
    is closed. Nobody sees from a reply who wrote the sentence.
    """
    found = own_replies(standing)
    if may_reply(standing) and reads_input(standing):
        found |= _opened(standing.reader, standing.viewer)
    return MappingProxyType(found)


def was_replied_to(standing: Standing, since: datetime) -> bool:
    """Tell whether something was done since then with what this person said; for that person's mail."""
    return Reply.objects.scoped(Author(standing.seat)).filter(STANDS, at__gt=since).exists()


def _opened(scope: Scope, viewer: Viewer) -> dict[UUID, ReplySeen]:
    found = Reply.objects.scoped(scope).filter(STANDS)
    rows: Iterable[Reply] = found.select_related(
        "statement__perspective__seat__data_key", "by__person"
    ).order_by("pk")
    seen = disclose_kept(viewer, [ReplyRow(row=row) for row in rows])
    return {visible.value.statement: visible.value for visible in seen}
