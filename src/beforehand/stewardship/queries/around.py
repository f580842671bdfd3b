"""What is stored of one person around conversations, moments, looking back, the record and calendars: for that person.

Each group says what it is for and how long it stays. Withheld: everything of others, also where it is about this person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from beforehand.conversations.choices import Answer, Changed
from beforehand.conversations.models import Asked, Attendance, Confirmation, Conversation, WrittenAhead
from beforehand.decisions.access import Standing
from beforehand.decisions.models import Seat
from beforehand.knowledge import load
from beforehand.records.choices import Chosen
from beforehand.records.models import Condition, RecordPart, Reservation, Today
from beforehand.records.rules.reading import may_read_record, reader_of_record
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.guard import Author, Reader
from beforehand.vault.models import DataKey
from beforehand.vault.sealed import Sealed
from beforehand.vault.viewer import Viewer, ViewerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One thing that is kept: what it is about, what was chosen in fixed words, and own words.

    ``entry`` is its place in the record, for what stands there.
    """

    about: str
    said: str = ""
    words: str = ""
    readers: str = ""
    at: date | datetime | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptGroup:
    """Things of one kind, what they are for, and how long they stay."""

    title: str
    purpose: str
    stays: str
    rows: tuple[Kept, ...]


@dataclass(frozen=True, slots=True, repr=False)
class OwnRow:
    """Something a person sealed, on the way through the door to that person alone."""

    id: Any
    author: str
    body: Sealed
    about: str
    data_key: DataKey
    side: str = ""
    release: int = 0

    def key(self) -> bytes:
        """Return the key of who wrote it."""
        return self.data_key.opened()

    def shown(self, value: Any, how: Reading) -> tuple[Any, Any]:
        """Return what it says, and of which row."""
        return self.id, value


def own(seat: Seat, rows: Iterable[tuple[Any, Sealed | None, str]]) -> Mapping[Any, Any]:
    """Return what a person sealed under the own key, opened as that person alone, by row."""
    kept = [
        OwnRow(key, str(seat.pk), body, about, seat.data_key) for key, body, about in rows if body is not None
    ]
    viewer = Viewer(ViewerKind.OUTSIDER, str(seat.pk))
    return dict(visible.value for visible in disclose_kept(viewer, kept))


def around(seat: Seat, standing: Standing) -> tuple[KeptGroup, ...]:
    """Return what is kept of one person in one decision besides the answers; groups with nothing are left out."""
    with_answers = _("It goes with the answers of this decision, or when you ask to be forgotten.")
    groups = (
        KeptGroup(
            title=_("Conversations you were invited to"),
            purpose=_("So that who leads it knows who comes. Nobody else who is invited sees your answer."),
            stays=with_answers,
            rows=_invitations(seat),
        ),
        KeptGroup(
            title=_("What you wrote before a conversation"),
            purpose=_("To think alone first. Who may read it you chose yourself."),
            stays=with_answers,
            rows=_ahead(seat),
        ),
        KeptGroup(
            title=_("What you said of what came of a conversation"),
            purpose=_("A text counts as shared only when people on each side stand behind it."),
            stays=with_answers,
            rows=_confirmations(seat),
        ),
        KeptGroup(
            title=_("The one small question afterwards"),
            purpose=_(
                "To know whether a conversation changed something. Nobody reads your answer; it is counted."
            ),
            stays=with_answers,
            rows=_asked(seat),
        ),
        KeptGroup(
            title=_("What you want to be in place before a moment"),
            purpose=_("Who decides reads it before deciding, as far as you allow."),
            stays=with_answers,
            rows=_conditions(seat),
        ),
        KeptGroup(
            title=_("Your reservation"),
            purpose=_("Who decides sees that there is one. It has no words."),
            stays=with_answers,
            rows=_reservations(seat),
        ),
        KeptGroup(
            title=_("Whether you would start it today"),
            purpose=_("Everybody who sees the moment reads it with your name."),
            stays=with_answers,
            rows=_today(seat),
        ),
        KeptGroup(
            title=_("Where you stand in the record"),
            purpose=_("The record says what was decided, by whom, and who had to know."),
            stays=_(
                "It stays with the record. When you ask to be forgotten, your name and words are taken out; "
                "the record can still be checked."
            ),
            rows=_in_record(standing),
        ),
    )
    return tuple(group for group in groups if group.rows)


def kind_of(row: Conversation) -> str:
    """Return what a conversation is called in the language of the page, without what it is about."""
    kind = load().conversation_types.get(row.kind)
    name = kind.name.say(_language()) if kind else _("conversation")
    return name[:1].upper() + name[1:]


def _invitations(seat: Seat) -> tuple[Kept, ...]:
    rows = Attendance.objects.scoped(Author(seat.pk)).filter(conversation__invited_at__isnull=False)
    found = list(rows.select_related("conversation").order_by("conversation__starts_at", "pk"))
    for row in found:
        row.seat = seat
    notes = own(seat, ((row.pk, row.note, row.about) for row in found))
    came = {None: "", True: _("you were there"), False: _("you were not there")}
    return tuple(
        Kept(
            about=kind_of(row.conversation),
            said=", ".join(said for said in (str(Answer(row.answer).label), came[row.came]) if said),
            words=notes.get(row.pk, {}).get("text", ""),
            at=row.conversation.starts_at,
        )
        for row in found
    )


def _ahead(seat: Seat) -> tuple[Kept, ...]:
    rows = WrittenAhead.objects.scoped(Author(seat.pk)).select_related("conversation").order_by("at", "pk")
    found = list(rows)
    words = own(seat, ((row.pk, row.text, row.about) for row in found))
    return tuple(
        Kept(
            about=kind_of(row.conversation),
            words=words[row.pk]["text"],
            readers=_readers(row.release),
            at=row.at,
        )
        for row in found
    )


def _confirmations(seat: Seat) -> tuple[Kept, ...]:
    rows = Confirmation.objects.scoped(Author(seat.pk)).select_related("outcome__item__conversation")
    found = list(rows.order_by("at", "pk"))
    words = own(seat, ((row.pk, row.words, row.about) for row in found))
    return tuple(
        Kept(
            about=kind_of(row.outcome.item.conversation),
            said=_("you agreed") if row.agrees else _("you did not agree"),
            words=words.get(row.pk, {}).get("text", ""),
            at=row.at,
        )
        for row in found
    )


def _asked(seat: Seat) -> tuple[Kept, ...]:
    rows = Asked.objects.scoped(Author(seat.pk)).select_related("outcome__item__conversation")
    return tuple(
        Kept(
            about=kind_of(row.outcome.item.conversation),
            said=str(Changed(row.changed).label) if row.changed else _("not answered"),
            at=row.at or row.asked_at,
        )
        for row in rows.order_by("asked_at", "pk")
    )


def _conditions(seat: Seat) -> tuple[Kept, ...]:
    rows = Condition.objects.scoped(Author(seat.pk)).select_related("commitment").order_by("at", "pk")
    found = list(rows)
    words = own(seat, ((row.pk, row.text, row.about) for row in found))
    return tuple(
        Kept(
            about=row.commitment.title,
            said=_("in place") if row.met else _("not in place yet"),
            words=words[row.pk]["text"],
            readers=_readers(row.release),
            at=row.at,
        )
        for row in found
    )


def _reservations(seat: Seat) -> tuple[Kept, ...]:
    rows = Reservation.objects.scoped(Author(seat.pk)).select_related("commitment").order_by("at", "pk")
    return tuple(Kept(about=row.commitment.title, said=_("there is one"), at=row.at) for row in rows)


def _today(seat: Seat) -> tuple[Kept, ...]:
    rows = Today.objects.scoped(Author(seat.pk)).select_related("commitment").order_by("at", "pk")
    found = list(rows)
    said = own(seat, ((row.pk, row.body, row.about) for row in found))
    return tuple(
        Kept(
            about=row.commitment.title,
            said=_("yes") if said[row.pk]["yes"] else _("no"),
            words=said[row.pk]["words"],
            at=row.at,
        )
        for row in found
    )


def _in_record(standing: Standing) -> tuple[Kept, ...]:
    if not may_read_record(standing):
        return ()
    scope = Reader(reader_of_record(standing), standing.decision)
    parts = RecordPart.objects.scoped(scope, seat=standing.seat, erased_at__isnull=True).select_related(
        "entry"
    )
    entries: dict[int, list[RecordPart]] = {}
    for part in parts.order_by("entry__seq", "name"):
        entries.setdefault(part.entry.seq, []).append(part)
    return tuple(
        Kept(
            about=str(Chosen(of[0].entry.kind).label)
            if of[0].entry.kind in Chosen.values
            else of[0].entry.kind,
            said=", ".join(
                dict.fromkeys(_("your words") if _is_words(part.name) else _("your name") for part in of)
            ),
            at=of[0].entry.at,
            entry=seq,
        )
        for seq, of in entries.items()
    )


def _is_words(part: str) -> bool:
    """Tell whether a part of the record is what somebody wrote, and not a name."""
    return not (
        part.startswith(("by", "informed", "benefits_owner"))
        or part.endswith((".by", ".owner"))
        or ".name." in part
    )


def _readers(release: int) -> str:
    return load().confidentiality.release_levels[release].say(_language())


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"
