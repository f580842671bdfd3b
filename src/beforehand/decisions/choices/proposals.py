"""What each kind of decision usually begins with: proposals, all of them changeable, written in both languages.

They come from common practice with such decisions (no source claims them); types of commitment are ids of the
knowledge. A commitment has no date here: only those who decide know it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beforehand.decisions.choices import Door, SideKind, Template
from beforehand.knowledge import Text


@dataclass(frozen=True, slots=True)
class SideProposed:
    """A side that is usually there."""

    name: Text
    kind: SideKind


@dataclass(frozen=True, slots=True)
class MomentProposed:
    """A moment that usually hardens such a decision."""

    title: Text
    type: str
    door: Door
    public: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one kind of decision begins with; ``stem`` shows how the sentence could run."""

    stem: Text
    sides: tuple[SideProposed, ...] = ()
    moments: tuple[MomentProposed, ...] = ()
    absent: tuple[Text, ...] = ()


IT = SideProposed(Text("IT", "IT"), SideKind.IT)
USERS = SideProposed(Text("Gebruikers", "Users"), SideKind.BUSINESS)
FLOOR = SideProposed(Text("Werkvloer", "The work itself"), SideKind.BUSINESS)
BOARD = SideProposed(Text("Directie", "Management"), SideKind.BOARD)
BUYING = SideProposed(Text("Inkoop", "Procurement"), SideKind.OTHER)
PEOPLE = SideProposed(Text("Personeelszaken", "Human resources"), SideKind.OTHER)
BUDGET = MomentProposed(Text("Het budget wordt toegekend", "The budget is granted"), "budget", Door.HEAVY)
CONTRACT = MomentProposed(
    Text("Het contract wordt getekend", "The contract is signed"), "contract", Door.ONE_WAY
)

PROPOSALS: Mapping[Template, Proposal] = MappingProxyType(
    {
        Template.BLANK: Proposal(Text("Hoe zorgen we dat … voor …?", "How do we make sure that … by …?")),
        Template.NEW_SYSTEM: Proposal(
            Text(
                "Welk systeem gaan we gebruiken om …, en hoe voeren we het in voor …?",
                "Which system will we use to …, and how do we bring it in before …?",
            ),
            (IT, USERS, BOARD),
            (
                MomentProposed(
                    Text("De eisen staan vast", "The requirements are frozen"),
                    "requirement_freeze",
                    Door.HEAVY,
                ),
                BUDGET,
                CONTRACT,
                MomentProposed(Text("De proef begint", "The trial begins"), "proof", Door.TWO_WAY),
                MomentProposed(
                    Text("De datum van ingebruikname wordt bekendgemaakt", "The go-live date is announced"),
                    "announcement",
                    Door.HEAVY,
                    public=True,
                ),
                MomentProposed(
                    Text("Het oude systeem gaat uit", "The old system is switched off"),
                    "termination",
                    Door.ONE_WAY,
                ),
            ),
            (
                Text("Wie in avond- en nachtdiensten werkt", "People on evening and night shifts"),
                Text("Nieuwe medewerkers en inval", "New and temporary staff"),
                Text("Klanten of cliënten", "Customers or clients"),
            ),
        ),
        Template.SECURITY: Proposal(
            Text(
                "Hoe beschermen we … zonder dat het werk van … stilvalt, voor …?",
                "How do we protect … without stopping the work of …, before …?",
            ),
            (IT, FLOOR, BOARD),
            (
                MomentProposed(
                    Text("De maatregel wordt gekozen", "The measure is chosen"), "design_choice", Door.HEAVY
                ),
                BUDGET,
                MomentProposed(
                    Text("Medewerkers krijgen bericht", "Staff are told"),
                    "announcement",
                    Door.HEAVY,
                    public=True,
                ),
                MomentProposed(
                    Text("De eerste groep gaat over", "The first group moves over"), "rollout", Door.TWO_WAY
                ),
                MomentProposed(
                    Text("De uiterste datum van de toezichthouder", "The regulator's deadline"),
                    "external_deadline",
                    Door.ONE_WAY,
                ),
            ),
            (
                Text(
                    "Wie geen eigen werkplek of telefoon van het werk heeft",
                    "People without a desk or work phone",
                ),
                Text("Mensen die hulpmiddelen gebruiken", "People who use assistive technology"),
                Text("Inval en externen", "Temporary and external staff"),
            ),
        ),
        Template.SUPPLIER: Proposal(
            Text(
                "Met welke leverancier doen we …, en wat moet dan geregeld zijn, voor …?",
                "Which supplier will do …, and what must be arranged with them, before …?",
            ),
            (BUYING, IT, USERS, BOARD),
            (
                MomentProposed(
                    Text("De eisen staan vast", "The requirements are frozen"),
                    "requirement_freeze",
                    Door.HEAVY,
                ),
                MomentProposed(
                    Text("De aanbesteding wordt gepubliceerd", "The tender is published"),
                    "publication",
                    Door.ONE_WAY,
                    public=True,
                ),
                MomentProposed(
                    Text("De keuze wordt meegedeeld", "The choice is announced"),
                    "announcement",
                    Door.HEAVY,
                    public=True,
                ),
                CONTRACT,
                MomentProposed(
                    Text("Het oude contract wordt opgezegd", "The old contract is ended"),
                    "termination",
                    Door.ONE_WAY,
                ),
            ),
            (
                Text("Wie het contract straks beheert", "Those who will manage the contract"),
                Text("Wie de koppelingen onderhoudt", "Those who maintain the connections"),
                Text(
                    "De mensen van de huidige leverancier op locatie", "The current supplier's people on site"
                ),
            ),
        ),
        Template.ORGANISATION: Proposal(
            Text(
                "Hoe verdelen we het werk van … zodat …, en wat blijft zoals het is, voor …?",
                "How do we divide the work of … so that …, and what stays as it is, before …?",
            ),
            (FLOOR, BOARD, PEOPLE),
            (
                MomentProposed(
                    Text("De richting wordt uitgesproken", "The direction is named"),
                    "announcement",
                    Door.HEAVY,
                    public=True,
                ),
                MomentProposed(
                    Text(
                        "De ondernemingsraad wordt om advies gevraagd",
                        "The works council is asked for advice",
                    ),
                    "statutory",
                    Door.HEAVY,
                ),
                MomentProposed(
                    Text("Functies en plaatsen worden vastgesteld", "Jobs and places are settled"),
                    "procedure",
                    Door.ONE_WAY,
                ),
                MomentProposed(
                    Text("Mensen horen waar zij komen te werken", "People hear where they will work"),
                    "hiring",
                    Door.ONE_WAY,
                ),
            ),
            (
                Text("Wie nu met ziekte- of zwangerschapsverlof is", "People on sick or parental leave now"),
                Text("Tijdelijke krachten", "People with a temporary contract"),
                Text("Teams die met deze teams samenwerken", "Teams that work with these teams"),
            ),
        ),
    }
)


def proposal_for(template: str) -> Proposal:
    """Return what a kind of decision begins with."""
    return PROPOSALS[Template(template)] if template in Template.values else PROPOSALS[Template.BLANK]
