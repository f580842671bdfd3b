"""One conversation as it may stand on a wall or on paper: what everybody in the decision may read, and no answers."""

from dataclasses import replace
from uuid import UUID

from beforehand.conversations.models import Conversation
from beforehand.conversations.queries.ahead import ahead_aloud
from beforehand.conversations.queries.during import AheadTable
from beforehand.conversations.queries.naming import named, says_something
from beforehand.conversations.queries.one import began, one
from beforehand.conversations.queries.seen import ConversationSeen, ItemSeen, OutcomeSeen
from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.topics.queries import OnTheTable, on_the_table

NOBODY = UUID(int=0)
"""A seat and a side that nobody has: who reads as it reads what was released to all, and nothing of their own."""


def aloud(standing: Standing, conversation: UUID) -> ConversationSeen | None:
    """Return a conversation as it can be shown to a room; None when it does not exist for this reader.

    Withheld, whoever asks: who answered what, names at sentences and at own words, sentences released to the facilitator
    or to one side alone, topics that do not stand in the picture all read, all of them until its first round has closed,
    and the questions asked of one person. What to avoid comes with the topics that are left: the knowledge says it
    of that kind of topic, as all read in the picture.
    """
    found = one(standing, conversation)
    if found is None:
        return None
    everybody = replace(standing, seat=NOBODY, side=NOBODY, roles=frozenset({Role.PARTICIPANT}))
    about = [item.topic.id for item in found.items if item.topic is not None]
    topics = on_the_table(everybody, about) if about and began(standing) else {}
    line = replace(found.line, mine=False, leads=False, may_change=False, proposal="", why_dropped="")
    items = (_item(item, None if item.topic is None else topics.get(item.topic.id)) for item in found.items)
    return replace(
        found,
        line=line,
        items=named((item for item in items if says_something(item)), found.aim),
        answers=(),
        mine=None,
        coming_too_few=False,
        ahead=None if found.ahead is None else _laid_open(standing, found.ahead, conversation),
    )


def _laid_open(standing: Standing, there: AheadTable, conversation: UUID) -> AheadTable:
    row = Conversation.objects.scoped(standing.reader).select_related("decision").get(pk=conversation)
    others = tuple(replace(one, name="") for one in ahead_aloud(standing, row))
    return replace(there, may_write=False, may_open=False, mine=None, others=others)


def _item(item: ItemSeen, topic: OnTheTable | None) -> ItemSeen:
    title = item.title
    if item.topic is not None and title == item.topic.title:
        title = topic.title if topic is not None else ""
    if topic is not None:
        topic = replace(topic, sentences=tuple(replace(s, name="") for s in topic.sentences))
    return replace(
        item, title=title, topic=topic, outcome=None if item.outcome is None else _outcome(item.outcome)
    )


def _outcome(outcome: OutcomeSeen) -> OutcomeSeen:
    own = tuple(replace(words, name="") for words in outcome.own_words)
    return replace(outcome, made_by="", confirmed_by=(), own_words=own, mine=None, asked_me=None)
