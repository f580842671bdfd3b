"""Everything stored about the person at the door: for that person alone, and complete, level 0 included."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing, standing_of
from beforehand.decisions.models import Commitment, DeciderAnswer, Promise, Seat, Side
from beforehand.exchange.queries import GivenSeen, feed_since, given_calendar
from beforehand.knowledge import load
from beforehand.notifications.choices import ALL, Kind
from beforehand.notifications.models import Wish
from beforehand.outbox.models import Message
from beforehand.people.access import Arrival
from beforehand.people.models import AccessLink, Person
from beforehand.perspectives.access import own_place
from beforehand.perspectives.models import CallRequest, Perspective
from beforehand.perspectives.queries import Responded, ToldMe, own_responses, replies_to_me
from beforehand.perspectives.queries.asked import Asked, Choice, fields
from beforehand.perspectives.queries.graded import graded
from beforehand.perspectives.queries.own import Own, own_figures, own_sentences
from beforehand.stewardship.queries.around import KeptGroup, around
from beforehand.stewardship.queries.judged import judged
from beforehand.stewardship.queries.own_time import own_time
from beforehand.topics.queries.sharing import StoredConsent, own_consents
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.guard import Author
from beforehand.vault.models import DataKey
from beforehand.vault.sealed import Sealed
from beforehand.vault.viewer import Viewer, ViewerKind

ALIKE = {"reversible": "reversible_by_commitment"}  # a figure of files, and the question with words for it
SCALE = re.compile(r" \(1 (?:to|tot) 5\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """One answer: what was asked, what was said, and who may read it.

    ``figure`` is what was kept where a choice is said in words of another one; ``lang`` the language somebody wrote in
    when it is not the decision's.
    """

    field: str
    asked: str
    said: str
    certainty: str
    release: int
    readers: str
    typed_by_other: bool
    confirmed: bool
    contested: bool
    figure: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredHere:
    """What is stored of one person in one decision."""

    id: UUID
    title: str
    language: str
    function: str
    side: str
    roles: tuple[str, ...]
    invited_at: datetime | None
    begun: bool
    sent_at: datetime | None
    sentences: tuple[StoredAnswer, ...]
    choices: tuple[StoredAnswer, ...]
    responses: tuple[Responded, ...]
    replies: tuple[ToldMe, ...]
    shares: tuple[StoredConsent, ...]
    call: str
    call_at: datetime | None
    said_first: tuple[str, ...]
    signed_at: datetime | None
    around: tuple[KeptGroup, ...]
    calendar: GivenSeen | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLink:
    """One personal link; its token is known to nobody."""

    made_at: datetime
    expires_at: datetime
    withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMessage:
    """One message: its kind and when it was sent; None while it waits. What it said is kept nowhere."""

    kind: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Everything stored about one person."""

    name: str
    mail: str
    language: str
    organisation: str
    account: bool
    decisions: tuple[StoredHere, ...]
    links: tuple[StoredLink, ...]
    messages: tuple[StoredMessage, ...]
    wishes: tuple[str, ...]
    feed_since: datetime | None


def stored(arrival: Arrival, decision: UUID | None = None) -> Stored:
    """Return what is stored about the person at the door, in one decision or in all.

    Withheld: what others said, also where they mention this person; that is theirs (L7).
    """
    person = Person.objects.select_related("organisation").get(pk=arrival.person)
    seats = Seat.objects.filter(person=person).order_by("decision__made_at", "pk")
    seats = seats.select_related("decision", "side", "data_key")
    if decision is not None:
        seats = seats.filter(decision=decision)
    links = AccessLink.objects.filter(person=person).order_by("-made_at")
    messages = Message.objects.filter(recipient=person.pk).order_by("-made_at", "pk")
    return Stored(
        name=person.name,
        mail=person.mail or "",
        language=person.language,
        organisation=person.organisation.name,
        account=person.account_id is not None,
        decisions=tuple(here for seat in seats if (here := _here(arrival, seat)) is not None),
        links=tuple(
            StoredLink(
                made_at=link.made_at, expires_at=link.expires_at, withdrawn=link.revoked_at is not None
            )
            for link in links
        ),
        messages=tuple(StoredMessage(kind=mail_name(row.kind), sent_at=row.sent_at) for row in messages),
        wishes=tuple(mail_name(wish.kind) for wish in Wish.objects.filter(person=person).order_by("kind")),
        feed_since=feed_since(arrival),
    )


def mail_name(kind: str) -> str:
    """Return what a kind of mail is called."""
    if kind == ALL:
        return _("all mail")
    return str(Kind(kind).label) if kind in Kind.values else _("about signing in")


def _here(arrival: Arrival, seat: Seat) -> StoredHere | None:
    standing = standing_of(arrival, seat.decision_id)
    if standing is None:
        return None
    place = own_place(standing)
    names = _names(seat.decision_id) if place is not None else {}
    view = Perspective.objects.scoped(Author(seat.pk)).first()
    call = _call(seat, standing)
    signed = Promise.objects.filter(seat=seat).values_list("signed_at", flat=True).first()
    return StoredHere(
        id=seat.decision_id,
        title=seat.decision.title or seat.decision.sentence,
        language=seat.decision.language,
        function=seat.function,
        side=seat.side.name if seat.side else "",
        roles=tuple(sorted(str(role.label) for role in standing.roles)),
        invited_at=seat.invited_at,
        begun=view is not None,
        sent_at=view.sent_at if view is not None else None,
        sentences=tuple(_answer(own, names) for own in own_sentences(place)) if place else (),
        choices=tuple(_answer(own, names) for own in own_figures(place)) if place else (),
        responses=own_responses(standing),
        replies=replies_to_me(standing),
        shares=own_consents(standing),
        call=call[0],
        call_at=call[1],
        said_first=tuple(
            DeciderAnswer.objects.filter(seat=seat).order_by("n").values_list("text", flat=True)
        ),
        signed_at=signed,
        around=(*own_time(standing), *around(seat, standing), *judged(seat, standing)),
        calendar=given_calendar(standing),
    )


def _answer(own: Own, names: Mapping[str, str]) -> StoredAnswer:
    asked = fields().get(own.field.partition(":")[0])
    lang = "nl" if (get_language() or "nl").startswith("nl") else "en"
    return StoredAnswer(
        field=own.field,
        asked=_question(own.field, asked, lang),
        said=own.text or _said(own.value, _choices(own.field, asked), lang, names),
        certainty=_certainty(own, asked),
        release=own.release,
        readers=load().confidentiality.release_levels[own.release].say(lang),
        typed_by_other=own.typed,
        confirmed=own.confirmed,
        contested=own.contested,
        figure=_figure(own, asked),
        lang=own.more.get("lang", ""),
    )


def _question(name: str, asked: Asked | None, lang: str) -> str:
    """Return the question, or what a field is called that no question fills; dots where it holds a place.

    Without a scale at the end: what was answered stands here in words.
    """
    named = asked.text if asked else load().answer_fields.get(name.partition(":")[0])
    if named is None:
        return name
    text = SCALE.sub("", named.say(lang))
    return f"{text.partition('[')[0]}…{text.partition(']')[2]}" if "[" in text else text


def _certainty(own: Own, asked: Asked | None) -> str:
    return (
        graded(asked.each.get("certainty", ()), own.certainty) if asked and own.certainty is not None else ""
    )


def _choices(own_field: str, asked: Asked | None) -> tuple[Choice, ...]:
    """Return the words there are for a figure: of the question that asks it, or of the one that asks the like."""
    alike = asked or fields().get(ALIKE.get(own_field, ""))
    return alike.choices if alike else ()


def _figure(own: Own, asked: Asked | None) -> str:
    if not isinstance(own.value, int | float) or isinstance(own.value, bool):
        return ""
    return "" if f"{own.value}" in {c.code for c in _choices(own.field, asked)} else f"{own.value}"


def _said(value: Any, choices: tuple[Choice, ...], lang: str, names: Mapping[str, str]) -> str:
    """Say a choice in words: the text of the choice or of those around it, or the name behind an id."""
    if isinstance(value, Mapping):
        pairs = [
            f"{names.get(str(k), k)}: {_said(v, choices, lang, names)}"
            for k, v in sorted(value.items(), key=str)
        ]
        return "; ".join(pairs)
    if isinstance(value, list | tuple):
        return ", ".join(_said(v, choices, lang, names) for v in value)
    code = "unknown" if value is None else str(value)
    for choice in choices:
        if choice.code == code:
            return choice.text.say(lang)
    return graded(choices, value) or names.get(code, "" if value is None else code)


def _names(decision: UUID) -> dict[str, str]:
    """Return what the ids in answers stand for, from the frame that everybody in the decision may read."""
    seats = Seat.objects.filter(decision=decision).values_list("pk", "person__name")
    sides = Side.objects.filter(decision=decision).values_list("pk", "name")
    moments = Commitment.objects.filter(decision=decision).values_list("pk", "title")
    return {str(pk): name for rows in (seats, sides, moments) for pk, name in rows}


@dataclass(frozen=True, slots=True, repr=False)
class _OwnCall:
    """A wish to be called, on its way through the door to who asked."""

    author: str
    side: str
    release: int
    body: Sealed
    about: str
    data_key: DataKey

    def key(self) -> bytes:
        """Return the data key of who asked."""
        return self.data_key.opened()

    def shown(self, value: Any, how: Reading) -> str:
        """Return it whole: only who asked comes here."""
        parts = value.values() if isinstance(value, Mapping) else (value,)
        return " · ".join(str(part) for part in parts if part)


def _call(seat: Seat, standing: Standing) -> tuple[str, datetime | None]:
    viewer = Viewer(ViewerKind.OUTSIDER, str(standing.seat))
    for row in CallRequest.objects.scoped(Author(seat.pk)):
        kept = _OwnCall(str(seat.pk), str(seat.side_id), 0, row.body, row.about, seat.data_key)
        return "".join(visible.value for visible in disclose_kept(viewer, [kept])), row.asked_at
    return "", None
