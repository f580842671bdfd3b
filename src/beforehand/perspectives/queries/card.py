"""Somebody's own card: what only they see, and exactly what the facilitator sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Commitment, Side
from beforehand.knowledge import load
from beforehand.perspectives.access import Place, own_place
from beforehand.perspectives.choices import State
from beforehand.perspectives.models import IN_USE, CallRequest, Perspective, Statement
from beforehand.perspectives.queries.around import people_asked
from beforehand.perspectives.queries.asked import MIRROR, every_field, fields
from beforehand.perspectives.queries.graded import graded
from beforehand.perspectives.queries.own import Own, own_figures, own_sentences
from beforehand.perspectives.queries.replies import ReplySeen, own_replies
from beforehand.perspectives.queries.said import ContestRow, Said, SaidRow
from beforehand.perspectives.queries.sheet import say
from beforehand.vault.door import disclose_kept
from beforehand.vault.guard import Author, Reader
from beforehand.vault.viewer import Viewer, ViewerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """One sentence with the question it answers, and who may read it in words; ``lang`` when not the decision's.

    ``reply`` is what was done with it; for the writer.
    """

    id: UUID
    field: str
    question: str
    text: str
    certainty: str
    release: int
    readers: str
    revision: int = 0
    frozen: bool = False
    contested: bool = False
    typed: bool = False
    apart: bool = False
    lang: str = ""
    reply: ReplySeen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped:
    """One choice with its question, for the writer only."""

    question: str
    answer: str
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card. ``waiting`` holds what somebody typed and the person has not said yes to."""

    state: State
    release: int
    lines: tuple[CardLine, ...]
    tapped: tuple[Tapped, ...] = ()
    waiting: tuple[CardLine, ...] = ()
    sent_at: datetime | None = None
    seen_at: datetime | None = None
    later_at: datetime | None = None
    wants_call: bool = False
    frozen: bool = False
    closed: bool = False

    @property
    def sent(self) -> bool:
        """True once it exists for others."""
        return self.state is State.SENT

    @property
    def empty(self) -> bool:
        """True when there is nothing on it."""
        return not (self.lines or self.tapped or self.waiting)


EMPTY = Card(state=State.DRAFT, release=1, lines=())


def own_card(standing: Standing) -> Card:
    """Return somebody's own card, whole: sentences, choices, and what waits for a yes. For nobody else."""
    place = own_place(standing)
    if place is None:
        return EMPTY
    scope = Author(standing.seat)
    columns = ("sent_at", "frame_seen_at", "later_at")
    sent_at, seen_at, later_at = Perspective.objects.scoped(scope).values_list(*columns)[0]
    sentences = own_sentences(place)
    replies = own_replies(standing) if place.state is State.SENT else {}
    return Card(
        state=place.state,
        release=place.release,
        lines=_in_order(_own_line(own, replies.get(own.id)) for own in sentences if own.confirmed),
        tapped=_tapped(standing, own_figures(place)),
        waiting=_in_order(_own_line(own) for own in sentences if not own.confirmed),
        sent_at=sent_at,
        seen_at=seen_at,
        later_at=later_at,
        wants_call=CallRequest.objects.scoped(scope).filter(done_at__isnull=True).exists(),
        frozen=place.frozen,
        closed=place.closed,
    )


def card_as_facilitator_sees(standing: Standing) -> Card:
    """Return the own card through a facilitator's eyes: opened by the same door, as a facilitator without a seat.

    Withheld, as from any facilitator: what was not sent, what is for the writer only, what waits for a yes, and every
    choice.
    """
    viewer = Viewer(ViewerKind.FACILITATOR)
    rows = (
        Statement.objects.scoped(Reader(viewer, standing.decision))
        .filter(IN_USE, perspective__seat_id=standing.seat)
        .select_related("perspective__seat__person", "perspective__seat__side", "perspective__seat__data_key")
    )
    kept = [SaidRow(row=row, reader="", side_named=True) for row in rows]
    lines = _in_order(_said_line(visible.value) for visible in disclose_kept(viewer, kept))
    return Card(state=State.SENT, release=1, lines=lines)


def own_contest(place: Place, statement: UUID) -> str:
    """Return what somebody has against how an own sentence stands; empty when nothing. For the writer."""
    rows = (
        Statement.objects.scoped(place.scope)
        .filter(pk=statement, contest__isnull=False)
        .select_related("perspective__seat__person", "perspective__seat__side", "perspective__seat__data_key")
    )
    kept = [ContestRow(row=row, reader="", side_named=False) for row in rows]
    seen = disclose_kept(place.viewer, kept)
    return seen[0].value.text if seen else ""


def _own_line(own: Own, reply: ReplySeen | None = None) -> CardLine:
    return CardLine(
        id=own.id,
        field=own.field,
        question=question_of(own.field),
        text=own.text,
        certainty=certainty_of(own.field, own.certainty),
        release=own.release,
        readers=level_of(own.release),
        revision=own.revision,
        frozen=own.frozen,
        contested=own.contested,
        typed=own.typed,
        apart=own.own_release,
        lang=own.more.get("lang", ""),
        reply=reply,
    )


def _said_line(said: Said) -> CardLine:
    release = said.release or 0
    return CardLine(
        id=said.id,
        field=said.field,
        question=question_of(said.field),
        text=said.text,
        certainty=certainty_of(said.field, said.certainty),
        release=release,
        readers=level_of(release),
        lang=said.lang,
    )


def question_of(field: str) -> str:
    """Return the question a field answers, in the language of the page."""
    asked = every_field().get(field)
    text = say(asked.text) if asked else say(load().answer_fields[field])
    return text.replace("[", "").replace("]", "") if field == MIRROR else text


def level_of(release: int) -> str:
    """Return a level of release in words."""
    return say(load().confidentiality.release_levels[release])


def certainty_of(field: str, certainty: int | None) -> str:
    """Return how sure somebody is, in the words that were tapped; empty when nothing was."""
    asked = fields().get(field)
    choices = asked.each.get("certainty", ()) if asked else ()
    return next((say(c.text) for c in choices if c.code == str(certainty)), "")


def _in_order(lines: Iterable[CardLine]) -> tuple[CardLine, ...]:
    order = {name: n for n, name in enumerate(every_field())}
    return tuple(sorted(lines, key=lambda line: order.get(line.field, len(order))))


def _tapped(standing: Standing, figures: Iterable[Own]) -> tuple[Tapped, ...]:
    given = {own.field: own for own in figures}
    taps = []
    for name, asked in fields().items():
        if name in given and not asked.is_sentence:
            answer = in_words(standing, given[name])
            before, _, rest = question_of(name).partition("[")
            label = f"{before}…{rest.partition(']')[2]}" if rest else before
            taps.append(Tapped(question=label, answer=answer, sensitive=asked.sensitive))
    return tuple(taps)


def in_words(standing: Standing, own: Own | None) -> str:
    """Return one of somebody's own answers as they would read it; empty for none."""
    if own is None:
        return ""
    asked, value = every_field()[own.field], own.value
    if asked.is_sentence:
        sure = certainty_of(own.field, own.certainty)
        return f"{own.text} ({sure})" if sure else own.text
    words = {c.code: say(c.text) for c in asked.choices}
    unknown = words.get("unknown", "?")
    if asked.kind == "choice":
        return graded(asked.choices, value)
    if asked.kind == "person":
        return next((p.name for p in people_asked(standing) if str(p.id) == value), "?")
    if asked.kind == "choice_per_commitment":
        titles = Commitment.objects.filter(decision_id=standing.decision).values_list("pk", "title")
        names = {str(pk): title for pk, title in titles}
    else:
        sides = Side.objects.filter(decision_id=standing.decision).values_list("pk", "name")
        names = {str(pk): name for pk, name in sides}
    said = [
        f"{names[k]}: {unknown if v is None else graded(asked.choices, v)}"
        for k, v in value.items()
        if k in names
    ]
    return "; ".join(said)
