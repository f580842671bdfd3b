"""The hospital group the stories are about: a decision, four sides and the people in it.

>>> # home = oeverland(); home.client("femke").get("/")
"""

from dataclasses import dataclass, field
from datetime import date

from django.test import Client
from django.utils import timezone

from beforehand.decisions.choices import Role, SideKind
from beforehand.decisions.models import Commitment, Decision, Seat, SeatRole, Side
from beforehand.people.access import LINK_COOKIE
from beforehand.people.actions import make_link
from beforehand.people.models import Account, Organisation, Person
from beforehand.vault.models import DataKey

TODAY = date(2027, 3, 15)
PEOPLE = {  # name: (side, function, roles)
    "karin": ("board", "Director of operations", (Role.DECIDER, Role.PARTICIPANT, Role.OWNER)),
    "lotte": (None, "Change adviser", (Role.FACILITATOR,)),
    "ingrid": ("it", "Chief information security officer", (Role.PARTICIPANT,)),
    "tom": ("it", "IT infrastructure manager", (Role.PARTICIPANT,)),
    "bas": ("it", "Service desk team lead", (Role.PARTICIPANT,)),
    "femke": ("care", "Team lead of the intensive care unit", (Role.PARTICIPANT,)),
    "youssef": ("care", "Nurse in the emergency department", (Role.PARTICIPANT,)),
    "marjolein": ("care", "Anaesthetist", (Role.PARTICIPANT,)),
    "peter": (None, "Chair of the board", (Role.SPONSOR,)),
    "wim": (None, "Works council", (Role.COUNCIL,)),
}
SIDES = {"it": SideKind.IT, "care": SideKind.BUSINESS, "board": SideKind.BOARD}


@dataclass
class Oeverland:
    """Everything a story needs."""

    organisation: Organisation
    decision: Decision
    sides: dict[str, Side]
    seats: dict[str, Seat]
    commitments: dict[str, Commitment]
    stranger: Person
    links: dict[str, str] = field(default_factory=dict)

    def link(self, name: str) -> str:
        """Return the personal link of somebody; the same one when asked again."""
        if name not in self.links:
            person = self.stranger if name == "stranger" else self.seats[name].person
            self.links[name] = make_link(person=person.pk)
        return self.links[name]

    def client(self, name: str, **more: object) -> Client:
        """Return a browser in which somebody has arrived: who facilitates by account, others by link."""
        client = Client(**more)  # type: ignore[arg-type]
        seat = self.seats.get(name)
        if seat is not None and seat.person.account is not None:
            client.force_login(seat.person.account)
        else:
            client.cookies[LINK_COOKIE] = self.link(name).rstrip("/").rpartition("/")[2]
        return client


def oeverland() -> Oeverland:
    """Build the hospital group in the database; nobody has answered."""
    organisation = Organisation.objects.create(name="Zorggroep Oeverland", language="en")
    decision = Decision.objects.create(
        organisation=organisation,
        sentence="How do we introduce two-factor sign-in for all staff before 1 October 2027?",
        title="Two-factor sign-in",
        day=date(2027, 4, 30),
        today=TODAY,
        language="en",
        data_key=DataKey.make(),
    )
    sides = {
        key: Side.objects.create(decision=decision, key=key, name=key.title(), kind=kind)
        for key, kind in SIDES.items()
    }
    seats: dict[str, Seat] = {}
    for name, (side, function, roles) in PEOPLE.items():
        strong = any(role in (Role.FACILITATOR, Role.COUNCIL) for role in roles)
        mail = f"{name}@oeverland.example"
        person = Person.objects.create(
            organisation=organisation,
            name=name.title(),
            mail=mail,
            language="en",
            account=Account.objects.create_user(mail) if strong else None,
        )
        seats[name] = Seat.objects.create(
            decision=decision,
            person=person,
            side=sides[side] if side else None,
            function=function,
            data_key=DataKey.make(),
        )
        for role in roles:
            declared = timezone.now() if role is Role.FACILITATOR else None
            SeatRole.objects.create(seat=seats[name], role=role, declared_at=declared)
    commitments = {
        "licence": Commitment.objects.create(
            decision=decision, key="licence", title="Sign the licences", day=date(2027, 4, 30), decider=seats["karin"],
            door="one_way", cost_eur=180000, still_open="Which second factor each ward gets.",
        ),
        "letter": Commitment.objects.create(
            decision=decision, key="letter", title="Letter to all staff", day=date(2027, 5, 20), public=True
        ),
    }  # fmt: skip
    stranger = Person.objects.create(
        organisation=organisation, name="Nobody", mail="nobody@oeverland.example"
    )
    return Oeverland(organisation, decision, sides, seats, commitments, stranger)
