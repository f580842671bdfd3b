"""The latest analysis as one reader gets it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Decision
from beforehand.locale import meaning
from beforehand.perspectives.queries import Said
from beforehand.topics.queries.colliding import SUGGESTS, settled_pairs
from beforehand.topics.queries.grouped import groups_for
from beforehand.topics.queries.kept import Found, TopicKept, latest_run
from beforehand.topics.queries.moments import hardness, room_left, uncovered
from beforehand.topics.queries.naming import names_for, sentence_seen
from beforehand.topics.queries.needed import need_for
from beforehand.topics.queries.over_time import closed_keys, stories_for
from beforehand.topics.queries.saying import Saying, saying_for, sentence
from beforehand.topics.queries.seen import (
    EvidenceSeen,
    NextSeen,
    RelationSeen,
    Seen,
    SentenceSeen,
    TopicSeen,
)
from beforehand.topics.queries.stories import StorySeen
from beforehand.topics.queries.talks import Talks, next_of, still
from beforehand.topics.rules import may_facilitate
from beforehand.vault.disclose import Visible, disclose

ROOM = 3
NOBODY = UUID(int=0)
NO_STORIES: Mapping[str, StorySeen] = MappingProxyType({})


def latest(
    standing: Standing,
    *,
    sentences: bool = True,
    among: Iterable[Visible[Said]] | None = None,
    room: int = ROOM,
) -> Seen | None:
    """Return what exists for this reader of the latest analysis; None when there is none yet, and for outsiders.

    The facilitator reads the facilitator's run, deciders and participants the shared one. Withheld from all but the
    facilitator: the relations, the people behind a topic, what was not shared, one-to-ones of others (G12), and when
    the analysis was made, which would tell that somebody answered (N7). Nobody gets a count of who answered.
    Sentences are read anew for this reader each time, so what was taken back is gone at once; a page that shows none
    leaves them closed (``sentences`` False) and has no question groups either. A page that has read them passes them
    on as ``among``; others then stand nowhere. ``room``: for how many conversations there is room next, 1, 3 or 6.
    """
    found = latest_run(standing)
    if found is None:
        return None
    return _Reader(standing, found, sentences, among, room).seen()


@dataclass(frozen=True)
class _Reader:
    standing: Standing
    found: Found
    sentences: bool
    among: Iterable[Visible[Said]] | None = None
    room: int = ROOM

    def seen(self) -> Seen:
        standing, found = self.standing, self.found
        facilitates = may_facilitate(standing)
        names = names_for(standing, sentences=self.sentences, among=self.among)
        say = saying_for(names, facilitates=facilitates)
        kept = found.analysis
        every = [v.value for v in disclose(standing.viewer, kept.topics)]
        topics = self._not_settled(every)
        talks = [v.value for v in disclose(standing.viewer, kept.plan.conversations)]
        unplanned = [v.value for v in disclose(standing.viewer, kept.plan.unplanned)]
        me = str(standing.seat)
        invited = [
            v.value
            for v in disclose(standing.viewer, kept.invited)
            if not v.value.confidential or me in v.value.people
        ]
        handles = _handles(topics, facilitates)
        told = Talks(say, standing, {t.key: t for t in topics}, [*talks, *unplanned], found.handles)
        numbers = {talk.key: f"c{n}" for n, talk in enumerate([*talks, *unplanned], 1)}
        carried: dict[str, list[str]] = {}
        for talk in (*talks, *unplanned):
            for topic in talk.topics:
                carried.setdefault(topic, []).append(told.key(talk, numbers))
        stories = stories_for(standing)
        closed = closed_keys(standing)
        aside = {key for key, story in stories.items() if story.aside} | closed
        shown = {talk.key: told.seen(talk, numbers) for talk in talks}
        following = kept.next_for(self.room)
        chosen = next_of(following.conversations, talks, aside | {t.key for t in every if t not in topics})
        first = [shown[talk.key] for talk in chosen]
        latest_version = Decision.objects.filter(pk=standing.decision).values_list("input_version", flat=True)
        return Seen(
            day=found.day,
            made_at=found.made_at if facilitates else None,
            up_to_date=not facilitates
            or (found.input_version == latest_version.get() and found.day == standing.today),
            facilitates=facilitates,
            topics=tuple(
                self._topic(say, topic, handles[topic.key], tuple(carried.get(topic.key, ())), stories)
                for topic in topics
                if topic.key not in aside
            ),
            aside=tuple(
                self._topic(say, topic, handles[topic.key], (), stories)
                for topic in topics
                if topic.key in aside - closed
            ),
            closed=tuple(
                self._topic(say, topic, handles[topic.key], (), stories)
                for topic in topics
                if topic.key in closed
            ),
            next=NextSeen(
                conversations=tuple(first),
                uncovered=uncovered(say, following, [t for t in topics if t.key not in aside]),
                later=tuple(shown[talk.key] for talk in still(talks, closed) if shown[talk.key] not in first),
                did_not_fit=tuple(told.seen(talk, numbers) for talk in still(unplanned, closed)),
            ),
            invited=tuple(told.seen(talk, {}, already=True) for talk in invited),
            hardness=hardness(say, kept),
            room_left=room_left(say, kept),
            relations=tuple(
                RelationSeen(
                    sides=(say.names.sides.get(r.relation[0], ""), say.names.sides.get(r.relation[1], "")),
                    words=say.relation(r),
                    low=r.low,
                    high=r.high,
                    cold=r.cold,
                    helps=say.advice(r),
                )
                for r in (v.value for v in disclose(standing.viewer, kept.relations))
            ),
            question_groups=groups_for(standing, found, say),
            need=need_for(standing, kept, topics, list(zip(chosen, first, strict=True)), say)
            if facilitates
            else None,
            how=sentence(say.words.say(meaning.SIMILARITY.get(kept.similarity, ""))),
            uncalibrated=kept.uncalibrated,
            done_kinds=tuple((UUID(sentence), kind) for sentence, kind in found.done_kinds),
            together=()
            if facilitates
            else tuple(
                (group.confirmed, tuple(i for s in group.statements for i in found.sentences.get(s, ())))
                for group in kept.questions
            ),
        )

    def _not_settled(self, topics: list[TopicKept]) -> list[TopicKept]:
        """Leave out suggested collisions of what the facilitator said goes together."""
        settled = settled_pairs(self.standing) if may_facilitate(self.standing) else []
        return [
            topic
            for topic in topics
            if not (
                topic.suggestion
                and topic.pattern == SUGGESTS
                and any(set(topic.statements) <= s for s in settled)
            )
        ]

    def _topic(
        self,
        say: Saying,
        topic: TopicKept,
        key: str,
        carried: tuple[str, ...] = (),
        stories: Mapping[str, StorySeen] = NO_STORIES,
    ) -> TopicSeen:
        known = say.knows(topic.pattern)
        grade, grade_words = say.grade(topic.pattern)
        names, words = say.names, say.words
        return TopicSeen(
            key=key,
            pattern=topic.pattern,
            title=say.title(topic.pattern),
            about=say.about(topic),
            seen=say.reading(topic.pattern),
            heading=words.say(meaning.RANK[topic.rank]),
            rank=topic.rank,
            evidence=tuple(
                EvidenceSeen(
                    words=say.evidence(row),
                    people=names.who(row.refs) if say.facilitates and row.kind == "answer" else (),
                )
                for row in topic.evidence
                if row.kind != "statement"
            ),
            sentences=sentences_said(say, self.found, topic),
            certainty=words.say(meaning.CERTAINTY[topic.certainty]),
            basis=words.say(meaning.BASIS[topic.basis]),
            grade=grade,
            grade_words=grade_words,
            rules=say.rules(topic.pattern),
            sources=say.sources(known.sources if known else ()),
            helps=say.helps(topic.pattern),
            avoid=say.avoid(topic.pattern),
            before=say.before(topic.latest),
            commitments=names.which(topic.commitments),
            sides=tuple(names.sides[s] for s in topic.sides if s in names.sides),
            people=names.who(topic.people) if say.facilitates else (),
            absent_groups=tuple(names.groups[g] for g in topic.absent_groups if g in names.groups),
            suggestion=topic.suggestion,
            strong=topic.strong,
            carried_by=carried,
            story=stories.get(topic.key),
        )


def sentences_said(say: Saying, found: Found, topic: TopicKept) -> tuple[SentenceSeen, ...]:
    """Return the sentences a topic rests on, as far as this reader reads them."""
    seen = []
    for ref in _refs(topic):
        said = [say.names.said[i] for i in found.sentences.get(ref, ()) if i in say.names.said]
        if said:
            field = say.words.say(meaning.FIELD.get(said[0].field, said[0].field))
            seen.append(sentence_seen(said[0], field, unnamed=len(said) > 1))
    return tuple(seen)


def sentences_under(found: Found, topics: Iterable[TopicKept]) -> set[UUID]:
    """Return the ids of the sentences these topics rest on, whoever may read them."""
    return {UUID(i) for topic in topics for ref in _refs(topic) for i in found.sentences.get(ref, ())}


def _refs(topic: TopicKept) -> list[str]:
    evidence = (ref for e in topic.evidence if e.kind == "statement" for ref in e.refs)
    return list(dict.fromkeys([*topic.statements, *evidence]))


def as_all_would_read(standing: Standing, found: Found, topics: Iterable[TopicKept]) -> list[TopicSeen]:
    """Return topics as somebody reads them who sits on no side here: without names but those given to all."""
    other = replace(standing, seat=NOBODY, side=NOBODY, roles=frozenset({Role.PARTICIPANT}))
    say = saying_for(names_for(other), facilitates=False)
    reader = _Reader(other, found, sentences=True)
    return [reader._topic(say, topic, topic.pattern) for topic in topics]


def _handles(topics: Iterable[TopicKept], facilitates: bool) -> dict[str, str]:
    """Return what this reader calls each topic: a key of the engine would spell whom it is about."""
    rows = list(topics)
    if facilitates:
        return {t.key: t.key for t in rows}
    times, seen = Counter(t.pattern for t in rows), Counter[str]()
    handles = {}
    for topic in rows:
        seen[topic.pattern] += 1
        alone = times[topic.pattern] == 1
        handles[topic.key] = topic.pattern if alone else f"{topic.pattern}.{seen[topic.pattern]}"
    return handles
