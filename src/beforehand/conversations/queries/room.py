"""The next conversations: what is going, what the analysis proposes for the room that is left, and the rest."""

from collections import Counter

from beforehand.conversations.choices import LIVE, Status
from beforehand.conversations.models import AgendaItem, Conversation
from beforehand.conversations.queries.listed import Lines, people_of, rows_for
from beforehand.conversations.queries.rows import bodies
from beforehand.conversations.queries.seen import RoomSeen
from beforehand.decisions.access import Standing
from beforehand.topics.queries import ConversationSeen, Seen, UncoveredSeen, latest

ROOMS = (1, 3, 6)


def room(standing: Standing, *, room: int = 3, seen: Seen | None = None) -> RoomSeen | None:
    """Return what comes next when there is room for one, three or six; None before the first analysis, and for outsiders.

    What is planned or invited takes room; proposals fill what is left of it. What neither is about stays uncovered. The
    facilitator reads the facilitator's proposals; a decider or participant those of the shared run, which no invitation
    changes, and of conversations only those they are in. ``seen``: the latest analysis, for a page that has read it for
    this reader and this room already.

    Raises
    ------
    ValueError
        For another room.
    """
    if room not in ROOMS:
        raise ValueError("there is room for one, three or six")
    seen = seen or latest(standing, sentences=False, room=room)
    if seen is None:
        return None
    rows = [row for row in rows_for(standing) if row.status in (*LIVE, Status.DROPPED)]
    told = bodies(standing, rows)
    lines = Lines(standing, people_of(standing))
    going = [row for row in rows if row.status in LIVE]
    taken = {row.engine_key for row in going}
    dropped = [row for row in rows if row.status == Status.DROPPED]
    out = taken | {row.engine_key for row in dropped} if seen.facilitates else set()
    # First what the engine chose for this room, then what it would do after that.
    open_to = [one for one in (*seen.next.conversations, *seen.next.later) if one.handle not in out]
    left = max(0, room - len(going)) if seen.facilitates else len(seen.next.conversations)
    chosen = open_to[:left]
    return RoomSeen(
        room=room,
        going=tuple(lines.line(row, told.get(row.pk, {})) for row in going),
        next=tuple(chosen),
        uncovered=_uncovered(standing, seen, going, chosen),
        later=tuple(open_to[left:]),
        did_not_fit=tuple(one for one in seen.next.did_not_fit if one.handle not in out),
        dropped=tuple(
            lines.line(row, told.get(row.pk, {}))
            for row in dropped
            if seen.facilitates and row.engine_key not in taken
        ),
    )


def _uncovered(
    standing: Standing, seen: Seen, going: list[Conversation], chosen: list[ConversationSeen]
) -> tuple[UncoveredSeen, ...]:
    """Return what none of these is about, of what still stands in the list."""
    if not seen.facilitates:
        return seen.next.uncovered
    items = AgendaItem.objects.scoped(standing.reader).filter(conversation__in=[row.pk for row in going])
    talked = set(items.exclude(topic=None).values_list("topic_id", flat=True))
    keys = {one.key for one in chosen}
    open_now = [
        topic
        for topic in seen.topics
        if keys.isdisjoint(topic.carried_by) and (topic.story is None or topic.story.id not in talked)
    ]
    return tuple(
        UncoveredSeen(title=title, times=n) for title, n in Counter(t.title for t in open_now).items()
    )
