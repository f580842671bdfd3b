"""What each first screen needs, gathered for one reader."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat
from beforehand.decisions.queries import CommitmentView, Frame, SeatView, frame, people
from beforehand.perspectives.models import IN_USE, Round, Statement
from beforehand.perspectives.rules.replying import may_reply
from beforehand.records.queries.there import something_written_down
from beforehand.shell.charts import RoomLine, Step, room_line
from beforehand.stewardship.rules import READ_PAPERS
from beforehand.topics.queries import Seen
from beforehand.vault.viewer import ViewerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NotIn:
    """What is not in the picture yet, as far as the frame tells. Nothing about who answered (N7)."""

    groups: tuple[tuple[str, str], ...]  # a group without a seat, and who could speak for it
    sides: tuple[str, ...]  # sides with nobody invited
    people: tuple[SeatView, ...]  # participants who were not invited yet

    @property
    def anything(self) -> bool:
        """Tell whether there is something to show."""
        return bool(self.groups or self.sides or self.people)


def not_in_yet(standing: Standing, whole: Frame) -> NotIn:
    """Return who is not in yet, for the facilitator. Withheld: whether anybody answered."""
    invited = frozenset(
        Seat.objects.filter(decision=standing.decision, invited_at__isnull=False).values_list("pk", flat=True)
    )
    seated = tuple(p for p in people(standing) if Role.PARTICIPANT in p.roles)
    reached = {p.side for p in seated if p.id in invited}
    return NotIn(
        groups=tuple((group.name, group.could_speak_name) for group in whole.absent),
        sides=tuple(side.name for side in whole.sides if side.id not in reached),
        people=tuple(p for p in seated if p.id not in invited),
    )


def round_is_open(standing: Standing) -> bool:
    """Tell whether people can answer now."""
    return Round.objects.filter(decision_id=standing.decision, closed_at__isnull=True).exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardening:
    """The next moment that hardens the decision, and how many days are left until it."""

    commitment: CommitmentView
    days: int


def hardens_next(whole: Frame) -> Hardening | None:
    """Return what hardens next, or None when nothing lies ahead."""
    ahead = whole.ahead
    if not ahead:
        return None
    return Hardening(commitment=ahead[0], days=(ahead[0].day - whole.today).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstScreen:
    """What everyone's first screen starts from."""

    frame: Frame
    hardens: Hardening | None
    seat: UUID
    may_frame: bool
    may_read_papers: bool
    takes_part: bool
    may_reply: bool = False
    reads_picture: bool = False
    has_record: bool = False
    looks_back: bool = False


def first_screen(standing: Standing) -> FirstScreen:
    """Return the frame and what this reader may do with it."""
    whole = frame(standing)
    has_record, looks_back = something_written_down(standing)
    return FirstScreen(
        frame=whole,
        hardens=hardens_next(whole),
        seat=standing.seat,
        may_frame=standing.has(Role.OWNER, Role.DECIDER, Role.FACILITATOR),
        may_read_papers=standing.has(*READ_PAPERS),
        takes_part=standing.side is not None and standing.has(Role.PARTICIPANT),
        may_reply=may_reply(standing),
        reads_picture=standing.viewer.kind is not ViewerKind.OUTSIDER,
        has_record=has_record,
        looks_back=looks_back,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HearFirst:
    """Whom to hear first, and about what, as far as everybody in the decision may know."""

    people_named: str
    about: str


def hear_first(seen: Seen | None, *, reader: str) -> tuple[HearFirst, ...]:
    """Return the next conversations of the shared run, for a decider. Withheld: what anybody said.

    The reader is left out of the names: nobody has to hear themselves first.
    """
    if seen is None:
        return ()
    talks = [(tuple(name for name in t.people if name != reader), t.aim) for t in seen.next.conversations]
    return tuple(HearFirst(people_named=", ".join(names), about=aim) for names, aim in talks if names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One of the decider's own first answers."""

    question: str
    answer: str


def own_first_answers(standing: Standing, whole: Frame, *, language: str) -> tuple[Answered, ...]:
    """Return what this decider answered before anyone was invited; open to all in the decision."""
    name = next((p.name for p in people(standing) if p.id == standing.seat), "")
    mine = [answer for answer in whole.decider_first if answer.by == name]
    return tuple(Answered(question=a.question.say(language), answer=a.answer) for a in mine)


def room_of(seen: Seen | None) -> RoomLine | None:
    """Return the line of the room left, as the analysis saw it."""
    if seen is None:
        return None
    steps = [Step(s.commitment.day, s.commitment.title, s.left, s.known) for s in seen.room_left]
    return room_line(steps, today=seen.day)


def answers_in(standing: Standing) -> str:
    """Return how many views are in, in words; empty under five, and never a number that would name people (G1, G7).

    Counted from what the facilitator may read, so that a view kept to its writer changes nothing here.
    """
    told = (
        Statement.objects.scoped(standing.reader).filter(IN_USE).exclude(perspective__seat_id=standing.seat)
    )
    writers = told.aggregate(n=Count("perspective", distinct=True))["n"]
    invited = Seat.objects.filter(
        decision=standing.decision, invited_at__isnull=False, roles__role=Role.PARTICIPANT
    ).count()
    if writers < FEWEST:
        return ""
    if writers >= invited - 1:
        return _("Nearly everyone who was invited has told their side.")
    said = ngettext("%(n)d person has told their side.", "%(n)d people have told their side.", writers)
    return said % {"n": writers}


FEWEST = 5
"""Under five answers there is no number (G1)."""
