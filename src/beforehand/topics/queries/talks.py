"""Proposed conversations in words, for one reader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from beforehand.decisions.access import Standing
from beforehand.locale import meaning
from beforehand.topics.queries.kept import TalkKept, TopicKept
from beforehand.topics.queries.saying import Saying, sentence
from beforehand.topics.queries.seen import ConversationSeen

WHYS = 2


def next_of(wanted: Sequence[str], talks: Sequence[TalkKept], aside: set[str]) -> list[TalkKept]:
    """Return the next conversations. One that is only about what was set aside makes room for the one after it."""
    left = [talk for talk in talks if not talk.topics or not aside.issuperset(talk.topics)]
    chosen = [talk for key in wanted for talk in left if talk.key == key]
    after = [talk for talk in left if talk not in chosen]
    return chosen + after[: len(wanted) - len(chosen)]


def still(talks: Iterable[TalkKept], closed: frozenset[str]) -> list[TalkKept]:
    """Leave out conversations that are only about what closed."""
    return [talk for talk in talks if not talk.topics or not closed.issuperset(talk.topics)]


@dataclass(frozen=True)
class Talks:
    """Says proposed conversations. ``all`` may come before one another; ``handles`` are what they are taken over by."""

    say: Saying
    standing: Standing
    topics: dict[str, TopicKept]
    all: list[TalkKept]
    handles: Mapping[str, str]

    def key(self, talk: TalkKept, numbers: dict[str, str]) -> str:
        """Return what the reader calls a conversation; the engine's own key would spell who is in it."""
        return numbers.get(talk.key, "")

    def seen(self, talk: TalkKept, numbers: dict[str, str], *, already: bool = False) -> ConversationSeen:
        """Return one conversation in words."""
        say, lang = self.say, self.say.words.lang
        kind = say.lore.conversation_types.get(talk.kind)
        patterns = list(dict.fromkeys(self.topics[t].pattern for t in talk.topics if t in self.topics))
        first = [self._line(other) for other in self.all if other.key in talk.after]
        return ConversationSeen(
            key=self.key(talk, numbers),
            kind=talk.kind,
            name=say.kind(talk.kind),
            aim=kind.aim.say(lang) if kind else "",
            people=say.names.who(talk.people),
            minutes=talk.minutes,
            lead=say.role(talk.role),
            brings=say.names.people.get(talk.lead or "", "") if say.facilitates else "",
            planned=talk.planned,
            before=say.before(talk.latest),
            opening=kind.opening.say(lang) if kind else "",
            topics=tuple(say.title(p) for p in patterns),
            commitments=say.names.which(talk.commitments),
            after=tuple(first),
            also=tuple(say.kind(k) for k in talk.also),
            why=" ".join(say.reading(p) for p in _telling(say, patterns)),
            already=already,
            suggestion=talk.suggestion,
            confidential=talk.confidential,
            mine=str(self.standing.seat) in talk.people,
            handle=self.handles.get(talk.key, ""),
            not_planned=sentence(say.words.say(meaning.REASON[talk.reason])) if talk.reason else "",
        )

    def _line(self, talk: TalkKept) -> str:
        return f"{self.say.kind(talk.kind)} ({self.say.words.listed(self.say.names.who(talk.people))})"


def _telling(say: Saying, patterns: list[str]) -> list[str]:
    """Return the patterns that say why a conversation is worth having: two at most, a rule only without any."""
    seen = [p for p in patterns if p in say.lore.patterns]
    return seen[:WHYS] or patterns[:1]
