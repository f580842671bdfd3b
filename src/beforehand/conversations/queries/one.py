"""One conversation for one reader: aim, people, time, what it is about with each side's released words, and outcomes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from beforehand.conversations.choices import Answer, Mode, OutcomeKind, Status
from beforehand.conversations.models import AgendaItem, Asked, Attendance, Confirmation, Conversation, Outcome
from beforehand.conversations.queries.ahead import ahead_of
from beforehand.conversations.queries.assumptions import assumptions_of, ever_assumed
from beforehand.conversations.queries.done import done_of
from beforehand.conversations.queries.listed import Lines, language, people_of
from beforehand.conversations.queries.meaning import course_of
from beforehand.conversations.queries.naming import named
from beforehand.conversations.queries.rows import bodies, opened, part
from beforehand.conversations.queries.seen import (
    AnswerSeen,
    ConversationSeen,
    ItemSeen,
    MyAnswer,
    OutcomeSeen,
    OwnWords,
    PartSeen,
    PersonSeen,
)
from beforehand.conversations.rules import attends, exists_for, may_lead, parts, too_few
from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Commitment
from beforehand.decisions.rules.allowed import can_be_framed
from beforehand.knowledge import load
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.queries import rounds
from beforehand.topics.queries import CommitmentSeen, OnTheTable, on_the_table
from beforehand.vault.guard import Author

Said = Mapping[UUID | int, Mapping[str, Any]]


def one(standing: Standing, conversation: UUID) -> ConversationSeen | None:
    """Return a conversation; None when it does not exist for this reader.

    Withheld: from who is invited, what others answered, that there is a reason it was dropped, and which topics of the
    facilitator's it is about unless they stand in the picture all read. From everybody: who did not confirm a text, and
    who was asked afterwards. Sentences come as their writers released them to this reader. Until the first round has
    closed nobody but who facilitates reads another's words, so nothing of the topics either: people still answer
    without having read each other (G9).
    """
    rows = Conversation.objects.scoped(standing.reader).filter(pk=conversation)
    row = rows.select_related("decision__data_key").first()
    if row is None or not exists_for(standing, row):
        return None
    return _Reader(standing, row, people_of(standing)).seen()


def began(standing: Standing) -> bool:
    """Tell whether the round in which people answer for themselves has closed."""
    return any(one.kind == RoundKind.LISTEN and not one.is_open for one in rounds(standing).rounds)


@dataclass(frozen=True)
class _Reader:
    standing: Standing
    row: Conversation
    people: Mapping[str, PersonSeen]

    def seen(self) -> ConversationSeen:
        row = self.row
        body = bodies(self.standing, [row]).get(row.pk, {})
        kind = load().conversation_types.get(row.kind)
        lang = language()
        aim = body.get("aim") or (kind.aim.say(lang) if kind else "")
        answers = self._answers() if may_lead(self.standing, row) else ()
        coming = [a for a in answers if a.answer != Answer.NO]
        items = self._items()
        return ConversationSeen(
            line=Lines(self.standing, self.people).line(row, body),
            aim=aim,
            opening=body.get("opening") or (kind.opening.say(lang) if kind else ""),
            place=body.get("place", ""),
            ends_at=row.starts_at + timedelta(minutes=row.minutes) if row.starts_at else None,
            held_on=row.held_on,
            parts=tuple(
                PartSeen(mode=p.mode.value, words=str(p.mode.label), minutes=p.minutes)
                for p in parts(row.kind, row.minutes)
            ),
            commitments=tuple(
                CommitmentSeen(id=pk, title=title, day=day)
                for pk, title, day in Commitment.objects.filter(
                    decision_id=self.standing.decision, pk__in=row.serves
                ).values_list("pk", "title", "day")
            ),
            items=named(items, aim),
            answers=answers,
            mine=self._mine(),
            course=course_of(self.standing, row),
            ahead=ahead_of(self.standing, row),
            fixed=any(item.outcome for item in items) or ever_assumed(self.standing, row),
            closed=not can_be_framed(row.decision.stage),
            coming_too_few=row.status == Status.INVITED
            and may_lead(self.standing, row)
            and len(coming) < len(answers)  # whoever chose to hold it with few needs no warning
            and too_few(row.kind, len(coming)),
        )

    def _answers(self) -> tuple[AnswerSeen, ...]:
        rows = list(
            Attendance.objects.scoped(self.standing.reader)
            .filter(conversation=self.row, seat_id__in=self.row.people)
            .select_related("seat__data_key")
        )
        notes = self._notes(rows)
        seen = (
            AnswerSeen(
                person=self.people[str(one.seat_id)],
                answer=_now(one, self.row),
                words=str(Answer(_now(one, self.row)).label),
                note=notes.get(one.pk, {}).get("text", ""),
                came=one.came,
            )
            for one in rows
            if str(one.seat_id) in self.people
        )
        return tuple(sorted(seen, key=lambda a: (a.person.name, str(a.person.seat))))

    def _mine(self) -> MyAnswer | None:
        if not attends(self.standing, self.row):
            return None
        own = Attendance.objects.scoped(Author(self.standing.seat)).filter(conversation=self.row)
        mine = own.select_related("seat__data_key").first()
        if mine is None:
            return None
        return MyAnswer(
            answer=_now(mine, self.row),
            words=str(Answer(_now(mine, self.row)).label),
            note=self._notes([mine]).get(mine.pk, {}).get("text", ""),
            moved=mine.answered_sequence is not None and mine.answered_sequence < self.row.sequence,
            sequence=self.row.sequence,
        )

    def _notes(self, rows: Iterable[Attendance]) -> Said:
        return opened(
            self.standing,
            (
                part(self.standing, self.row, id=o.pk, body=o.note, about=o.about, data_key=o.seat.data_key)
                for o in rows
                if o.note is not None
            ),
        )

    def _items(self) -> tuple[ItemSeen, ...]:
        rows = list(
            AgendaItem.objects.scoped(self.standing.reader).filter(conversation=self.row).order_by("place")
        )
        key = self.row.decision.data_key
        texts = opened(
            self.standing,
            (
                part(self.standing, self.row, id=i.pk, body=i.text, about=i.about, data_key=key)
                for i in rows
                if i.text is not None
            ),
        )
        about = [i.topic_id for i in rows if i.topic_id is not None]
        topics = on_the_table(self.standing, about) if about and self._may_read_others() else {}
        outcomes = self._outcomes()
        assumed = assumptions_of(self.standing, self.row, self.people)
        return tuple(
            replace(self._item(item, texts, topics, outcomes), assumptions=tuple(assumed.get(item.pk, ())))
            for item in rows
        )

    def _may_read_others(self) -> bool:
        return self.standing.has(Role.FACILITATOR) or began(self.standing)

    def _item(
        self,
        item: AgendaItem,
        texts: Said,
        topics: Mapping[UUID, OnTheTable],
        outcomes: Mapping[UUID, OutcomeSeen],
    ) -> ItemSeen:
        topic = topics.get(item.topic_id) if item.topic_id is not None else None
        return ItemSeen(
            id=item.pk,
            place=item.place,
            title=texts.get(item.pk, {}).get("text", "") or (topic.title if topic else ""),
            minutes=item.minutes,
            mode=item.mode,
            mode_words=str(Mode(item.mode).label) if item.mode else "",
            topic=topic,
            outcome=outcomes.get(item.pk),
            behind=item.topic_id is not None and topic is None,
        )

    def _outcomes(self) -> dict[UUID, OutcomeSeen]:
        rows = list(
            Outcome.objects.scoped(self.standing.reader).filter(item__conversation=self.row, current=True)
        )
        if not rows:
            return {}
        key = self.row.decision.data_key
        said = opened(
            self.standing,
            (part(self.standing, self.row, id=o.pk, body=o.body, about=o.about, data_key=key) for o in rows),
        )
        done = done_of(self.row, rows, said)
        yes, words = self._confirmed(rows)
        own = Confirmation.objects.scoped(Author(self.standing.seat)).filter(outcome__in=rows)
        mine = dict(own.values_list("outcome_id", "agrees"))
        small = Asked.objects.scoped(Author(self.standing.seat)).filter(outcome__in=rows)
        asked = dict(small.values_list("outcome_id", "changed"))
        return {
            o.item_id: OutcomeSeen(
                id=o.pk,
                kind=o.kind,
                words=str(OutcomeKind(o.kind).label),
                text=said.get(o.pk, {}).get("text", ""),
                how=said.get(o.pk, {}).get("how", ""),
                changed=said.get(o.pk, {}).get("changed", ""),
                owner=self._name(o.owner_id),
                due=o.due,
                made_at=o.made_at,
                made_by=self._name(o.made_by_id),
                confirmed_by=tuple(sorted(yes[o.pk])),
                own_words=tuple(sorted(words[o.pk], key=lambda w: (w.side, w.name, w.text))),
                mine=mine.get(o.pk),
                asked_me=asked.get(o.pk),
                done=done.get(o.pk),
            )
            for o in rows
        }

    def _confirmed(
        self, outcomes: list[Outcome]
    ) -> tuple[Mapping[UUID, set[str]], Mapping[UUID, list[OwnWords]]]:
        rows = list(
            Confirmation.objects.scoped(self.standing.reader)
            .filter(outcome__in=outcomes)
            .select_related("seat__data_key")
        )
        told = opened(
            self.standing,
            (
                part(self.standing, self.row, id=c.pk, body=c.words, about=c.about, data_key=c.seat.data_key)
                for c in rows
                if c.words is not None
            ),
        )
        sides: dict[UUID, set[str]] = defaultdict(set)
        words: dict[UUID, list[OwnWords]] = defaultdict(list)
        for c in rows:
            person = self.people.get(str(c.seat_id))
            if person is None:
                continue
            sides[c.outcome_id].add(person.side or person.name)
            if c.pk in told:
                said = OwnWords(name=person.name, side=person.side, text=told[c.pk]["text"])
                words[c.outcome_id].append(said)
        return sides, words

    def _name(self, seat: UUID | None) -> str:
        person = self.people.get(str(seat))
        return person.name if person else ""


def _now(mine: Attendance, row: Conversation) -> str:
    """Return an answer as it stands: one to a time that moved since is none, but a no stays a no."""
    stale = mine.answered_sequence is not None and mine.answered_sequence < row.sequence
    return str(Answer.WAITING if stale and mine.answer != Answer.NO else mine.answer)
