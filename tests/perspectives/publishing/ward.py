"""A hospital group with enough people to count, and rounds in which they answer each other."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.utils import timezone
from tests.oeverland import Oeverland
from tests.perspectives.telling import NOW, says, stands

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat, SeatRole
from beforehand.people.models import Person
from beforehand.perspectives import actions
from beforehand.perspectives.choices import Release
from beforehand.perspectives.models import (
    MirrorJudgement,
    Perspective,
    Publication,
    Reaction,
    Round,
    Statement,
)
from beforehand.vault.guard import Author
from beforehand.vault.models import DataKey
from beforehand.vault.processes.tabulator import tabulator


def crowd(home: Oeverland, side: str, count: int) -> list[Seat]:
    """Seat so many more people on a side; they take part."""
    seats = []
    for _ in range(count):
        person = Person.objects.create(
            organisation=home.organisation,
            name=f"Somebody {uuid4().hex[:6]}",
            mail=f"{uuid4().hex}@oeverland.example",
        )
        seat = Seat.objects.create(
            decision=home.decision, person=person, side=home.sides[side], data_key=DataKey.make()
        )
        SeatRole.objects.create(seat=seat, role=Role.PARTICIPANT)
        home.seats[f"{side}{len(home.seats)}"] = seat
        seats.append(seat)
    return seats


def sentence(home: Oeverland, name: str, text: str, release: int = 2) -> UUID:
    """Let somebody say a sentence, shared with all unless said otherwise, and return its id."""
    says(home, name, text, release)
    rows = Statement.objects.scoped(Author(home.seats[name].pk)).filter(field="knows")
    return rows.values_list("pk", flat=True).get()


def picture(home: Oeverland, name: str, of: str) -> UUID:
    """Let somebody say what another side wants, shared with all."""
    seat = home.seats[name]
    perspective = Perspective.objects.scoped(Author(seat.pk)).filter(seat=seat).first()
    if perspective is None:
        perspective = Perspective.objects.create(seat=seat, state="sent", sent_at=NOW)
    row = Statement(
        id=uuid4(),
        perspective=perspective,
        field="mirror",
        about_side=home.sides[of],
        release=Release.ALL_WITHOUT_NAME,
    )
    row.body = seat.data_key.seal({"text": "They want rest"}, row.about)
    row.save(force_insert=True)
    return row.pk


def opens(home: Oeverland, kind: str) -> Round:
    """Let the facilitator open a round of this kind, after closing what is open."""
    if not Round.objects.filter(decision=home.decision).exists():
        actions.open_round(decision=home.decision.pk)
    if Round.objects.filter(decision=home.decision, closed_at__isnull=True).exists():
        closes(home)
    actions.open_next_round(actor=stands(home, "lotte"), kind=kind, now=NOW)
    return Round.objects.get(decision=home.decision, closed_at__isnull=True)


def react(round: Round, statement: UUID, given: Mapping[str, list[Seat]], moved: int = 0) -> None:
    """Let people answer a card; the first ``moved`` of them also say that it could change their picture."""
    seats = [(value, seat) for value, seats in given.items() for seat in seats]
    place = Reaction.objects.scoped(tabulator(round.decision_id)).filter(round=round).count()
    for n, (value, seat) in enumerate(seats):
        row = Reaction(id=uuid4(), round=round, statement_id=statement, seat=seat, place=place)
        row.body = seat.data_key.seal({"value": value, "may_change": n < moved}, row.about)
        row.save(force_insert=True)


def judge(round: Round, statement: UUID, given: Mapping[str, list[Seat]]) -> None:
    """Let people say whether their side was pictured right."""
    for value, seats in given.items():
        for seat in seats:
            row = MirrorJudgement(id=uuid4(), round=round, statement_id=statement, seat=seat)
            row.body = seat.data_key.seal({"value": value}, row.about)
            row.save(force_insert=True)


def closes(home: Oeverland) -> Round:
    """Let the facilitator close the round, and the job run."""
    round = Round.objects.get(decision=home.decision, closed_at__isnull=True)
    actions.close_round(actor=stands(home, "lotte"), now=timezone.now())
    actions.publish_round(decision=home.decision.pk, round=round.pk)
    return round


def kept(home: Oeverland) -> dict[str, bytes]:
    """Return what is stored of publications, by row: whatever changes in it was not frozen."""
    rows = Publication.objects.scoped(tabulator(home.decision.pk)).order_by("pk")
    return {f"{row.pk}:{row.round_id}:{row.subject}": row.body.ciphertext for row in rows}
