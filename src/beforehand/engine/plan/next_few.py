"""The next one, three or six: what covers most of what is nearest to hardening, and what it unlocks.

Source: engine.md section 5. Prices per rank and the share of what is unlocked are uncalibrated numbers of the planner.
"""

from collections.abc import Mapping, Sequence

from beforehand.engine.results import Conversation, Next, Topic


def choose_next(
    conversations: Sequence[Conversation],
    topics: Sequence[Topic],
    *,
    room: int,
    nearest: str | None,
    prices: Mapping[int, float],
    unlocked: float,
    later: float,
    suggested: float,
) -> Next:
    """Choose the next few of a plan.

    Parameters
    ----------
    conversations
        Planned conversations, in the order they are held.
    topics
        All topics of the run.
    room
        How many there is room for: 1, 3 or 6.
    nearest
        The commitment that hardens first; None when nothing lies ahead.
    prices
        What a topic of each rank is worth.
    later
        Share (0 to 1) of that worth for a topic that does not bear on the nearest commitment.
    suggested
        Share (0 to 1) for a topic nobody confirmed yet.
    unlocked
        Share (0 to 1) of the worth of what a conversation opens the way for.

    Raises
    ------
    ValueError
        When ``room`` is below one.
    """
    if room < 1:
        raise ValueError("there has to be room for at least one conversation")
    worth = {
        t.key: prices[int(t.rank)]
        * (1.0 if nearest in t.commitments else later)
        * (suggested if t.suggestion else 1.0)
        for t in topics
    }
    chosen: list[Conversation] = []
    covered: set[str] = set()
    while len(chosen) < room:
        done = {c.key for c in chosen}
        ready = [c for c in conversations if c.key not in done and done.issuperset(c.after)]
        if not ready:
            break
        waiting = [c for c in conversations if c.key not in done]

        def value(c: Conversation, waiting: list[Conversation] = waiting) -> float:
            own = sum(worth.get(t, 0.0) for t in set(c.topics) - covered)
            opened = _opened(c.key, waiting)
            beyond = {t for o in opened for t in o.topics} - covered - set(c.topics)
            return own + unlocked * sum(worth.get(t, 0.0) for t in beyond)

        first_day = min(c.planned for c in ready if c.planned is not None)
        near = [c for c in ready if c.planned is not None and (c.planned - first_day).days < 7]
        best = max(near, key=lambda c: (value(c), -conversations.index(c)))
        chosen.append(best)
        covered.update(best.topics)
    chosen.sort(key=conversations.index)
    return Next(
        room=room,
        conversations=tuple(c.key for c in chosen),
        covered=tuple(t.key for t in topics if t.key in covered),
        uncovered=tuple(t.key for t in topics if t.key not in covered),
    )


def _opened(key: str, waiting: Sequence[Conversation]) -> list[Conversation]:
    """Return everything a conversation comes before, directly or through others."""
    before = {key}
    opened: list[Conversation] = []
    grown = True
    while grown:
        fresh = [c for c in waiting if c.key not in before and before.intersection(c.after)]
        opened += fresh
        before.update(c.key for c in fresh)
        grown = bool(fresh)
    return opened
