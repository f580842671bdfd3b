"""The sample in a home of its own, and links that open it as several people. Loopback only."""

from uuid import UUID

from beforehand.cli.leaving import Code, Stop
from beforehand.locale import Words, mark

MARK = "demo"
TAKE_PART = 2
FACILITATOR, DECIDER, PARTICIPANT = mark("facilitator"), mark("decider"), mark("participant")


def demo_links(words: Words) -> tuple[str, ...]:
    """Load the sample once and return what to print: a link per role, and where all mail can be read.

    Raises
    ------
    Stop
        When this home holds decisions that are no sample: the demo would open them to whoever sits here.
    """
    from django.conf import settings

    lines = [words.say("A sample: all people in it are made up, and their answers are already in.")]
    for role, name, link in _links(_sample(words)):
        lines.append(f"  {words.say(role):<14} {name:<22} {link}")
    lines.append(
        words.say("Mail that would be sent can be read at {address}", address=f"{settings.ADDRESS}/outbox/")
    )
    return tuple(lines)


def _sample(words: Words) -> UUID:
    from django.conf import settings

    from beforehand.decisions.models import Decision
    from beforehand.pages.actions import CASE, bring_in_sample

    mark = settings.HOME / MARK
    first = Decision.objects.order_by("made_at").values_list("pk", flat=True).first()
    if first is not None:
        if not mark.exists():
            lines = (
                words.say("{home} holds decisions that are not the sample.", home=settings.HOME),
                words.say(
                    "Leave BEFOREHAND_HOME and DATABASE_URL out, and the demo makes a home of its own."
                ),
            )
            raise Stop(Code.REFUSED, *lines)
        return first
    if not CASE.is_file():
        raise Stop(Code.UNREADABLE, words.say("The sample is not there: {file}", file=CASE))
    mark.touch(mode=0o600)
    return bring_in_sample(language=words.lang)


def _links(decision: UUID) -> list[tuple[str, str, str]]:
    from beforehand.decisions.choices import Role
    from beforehand.decisions.models import Seat
    from beforehand.people.actions import make_link
    from beforehand.people.choices import LinkPurpose

    seats = list(
        Seat.objects.filter(decision=decision)
        .select_related("person")
        .prefetch_related("roles")
        .order_by("person__name")
    )
    held = {seat.pk: {row.role for row in seat.roles.all()} for seat in seats}

    def who(role: Role, *other: Role) -> list[Seat]:
        return [s for s in seats if role in held[s.pk] and not held[s.pk] & set(other)]

    taking_part = who(Role.PARTICIPANT, Role.DECIDER, Role.FACILITATOR)
    sides = {seat.side_id: seat for seat in reversed(taking_part)}
    shown = [(FACILITATOR, s, LinkPurpose.DEMO) for s in who(Role.FACILITATOR)[:1]]
    shown += [(DECIDER, s, LinkPurpose.TAKE_PART) for s in who(Role.DECIDER)[:1]]
    some = sorted(sides.values(), key=lambda seat: seat.person.name)[:TAKE_PART]
    shown += [(PARTICIPANT, s, LinkPurpose.TAKE_PART) for s in some]
    return [
        (role, s.person.name, make_link(person=s.person_id, purpose=purpose)) for role, s, purpose in shown
    ]
