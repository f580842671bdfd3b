"""Which sentences ask the same question: what a facilitator confirmed, and what is suggested."""

from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.locale import meaning
from beforehand.perspectives.choices import GroupState
from beforehand.perspectives.models import QuestionGroup, QuestionGroupMember
from beforehand.topics.queries.kept import Found
from beforehand.topics.queries.naming import sentence_seen
from beforehand.topics.queries.saying import Saying
from beforehand.topics.queries.seen import QuestionGroupSeen, SentenceSeen
from beforehand.topics.rules import may_facilitate
from beforehand.vault.disclose import disclose


def groups_for(standing: Standing, found: Found, say: Saying) -> tuple[QuestionGroupSeen, ...]:
    """Return groups of questions.

    The facilitator gets those confirmed as they stand now, then suggestions about what is in no group. Others get
    those of the shared picture, as far as they may read the sentences in them. What was set aside is not
    suggested again.
    """
    if not may_facilitate(standing):
        rows = [
            _seen(None, group.confirmed, group.statements, found, say) for group in found.analysis.questions
        ]
        return tuple(row for row in rows if row.questions)
    states = dict(
        QuestionGroup.objects.scoped(standing.reader).order_by("made_at", "pk").values_list("pk", "state")
    )
    members: dict[UUID, list[str]] = {group: [] for group in states}
    placed = QuestionGroupMember.objects.scoped(standing.reader).order_by("pk")
    for group, statement in placed.values_list("group_id", "statement_id"):
        members[group].append(str(statement))
    settled = {statement for ids in members.values() for statement in ids}
    confirmed = [
        _seen(group, True, ids, found, say)
        for group, ids in members.items()
        if states[group] == GroupState.CONFIRMED
    ]
    suggested = [
        _seen(None, False, [s for s in group.statements if s not in settled], found, say)
        for group in (v.value for v in disclose(standing.viewer, found.analysis.questions))
        if not group.confirmed
    ]
    alone = [group for group in suggested if len(group.questions) == 1]
    together = [group for group in suggested if len(group.questions) > 1]
    return tuple(group for group in (*confirmed, *together, *alone) if group.questions)


def _seen(
    id: UUID | None, confirmed: bool, statements: list[str] | tuple[str, ...], found: Found, say: Saying
) -> QuestionGroupSeen:
    questions: list[SentenceSeen] = []
    for ref in dict.fromkeys(statements):
        said = [say.names.said[i] for i in found.sentences.get(ref, (ref,)) if i in say.names.said]
        if said:
            field = say.words.say(meaning.FIELD["question"])
            questions.append(sentence_seen(said[0], field, unnamed=len(said) > 1))
    return QuestionGroupSeen(id=id, confirmed=confirmed, questions=tuple(questions))
