"""What this decision needs now: one change, for the facilitator, with the role it asks for and where that comes from."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat, SeatRole, Side
from beforehand.topics.queries.kept import AnalysisKept, TalkKept, TopicKept
from beforehand.topics.queries.saying import Saying, sentence
from beforehand.topics.queries.seen import ConversationSeen, NeedSeen
from beforehand.topics.rules import Need, State, needed


def need_for(
    standing: Standing,
    kept: AnalysisKept,
    topics: Sequence[TopicKept],
    talks: Sequence[tuple[TalkKept, ConversationSeen]],
    say: Saying,
) -> NeedSeen:
    """Return the one change that comes first by the rules. Withheld here too: who has not answered."""
    need = needed(_state(standing, kept, topics, talks))
    talk = talks[0][1] if need.kind == "talk" else None
    rule = say.lore.rules[need.rule]
    role = say.lore.roles[need.role]
    lang = say.words.lang
    led = talk.lead if talk is not None else role.title.say(lang)
    return NeedSeen(
        kind=need.kind,
        words=_words(need, talk, say.words.listed(talk.people) if talk is not None else ""),
        why=sentence(talk.why if talk is not None and talk.why else rule.rule.say(lang)),
        role=led,
        role_words=role.text.say(lang),
        model=say.lore.role_model.attribution.say(lang),
        sources=say.sources((*rule.sources, *role.sources)),
        conversation=talk,
    )


def _state(
    standing: Standing,
    kept: AnalysisKept,
    topics: Sequence[TopicKept],
    talks: Sequence[tuple[TalkKept, ConversationSeen]],
) -> State:
    deciders = SeatRole.objects.filter(seat__decision_id=standing.decision, role=Role.DECIDER)
    signed = list(deciders.values_list("seat__promise", flat=True))
    seats = Seat.objects.filter(decision_id=standing.decision, roles__role=Role.PARTICIPANT)
    return State(
        deciders=len(signed),
        signed=sum(1 for promise in signed if promise is not None),
        sides=Side.objects.filter(decision_id=standing.decision).count(),
        invited=seats.filter(invited_at__isnull=False).exists(),
        anything_shared=kept.counts.answered > 0,
        talk_role=talks[0][0].role if talks else None,
        commitments_ahead=sum(1 for h in kept.hardness if h.ahead),
        topics=len(topics),
    )


def _words(need: Need, talk: ConversationSeen | None, people: str) -> str:
    if talk is not None:
        said = {"name": talk.name[:1].lower() + talk.name[1:], "people": people}
        if not people:
            return _("Have one conversation: %(name)s.") % said
        return _("Have one conversation: %(name)s with %(people)s.") % said
    return {
        "decider": _("Ask who decides this. Until one person does, nobody knows whom to speak to."),
        "promise": _("Let the decider answer first, and sign the promise. Then invite people."),
        "sides": _("Name a second side: who looks at this from somewhere else?"),
        "invite": _("Invite people to tell how it looks from their side."),
        "listen": _("Speak with one person on each side first. Nothing has been shared with you yet."),
        "late": _("Everything that hardens this lies behind us. Talking now corrects; say so."),
        "quiet": _("Nothing stands out. Ask people what they see, and look again."),
    }[need.kind]
