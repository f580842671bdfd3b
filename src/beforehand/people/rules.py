"""Who may do what with accounts and links. An administrator keeps the technique going and reads no content."""

import base64
import hmac
from uuid import UUID

from django.utils.crypto import salted_hmac

from beforehand.people.access import Arrival
from beforehand.people.models import Person
from beforehand.people.signals import letter_asked

MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": "", " ": ""})
FIGURES = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def may_administer(actor: Arrival) -> bool:
    """Tell whether somebody may open accounts and withdraw links: an administrator, arrived by account."""
    return actor.administrator and actor.strong


def may_withdraw_own_links(actor: Arrival, person: Person) -> bool:
    """Tell whether somebody may withdraw a person's links: the person, or an administrator of the organisation."""
    same_house = person.organisation_id == actor.organisation
    return actor.person == person.pk or (same_house and may_administer(actor))


def may_hold_link_of(actor: Arrival, person: Person) -> bool:
    """Tell whether an administrator may print somebody's link: of the same organisation, and in no decision together.

    Whoever holds a link can say yes in that person's place. A facilitator who typed for somebody never may.
    """
    if not may_administer(actor) or person.organisation_id != actor.organisation:
        return False
    told = letter_asked.send(sender=Person, person=person.pk, holder=actor.person)
    return not any(refused for _receiver, refused in told)


def letter_number(person: UUID) -> str:
    """Return the number by which a facilitator asks for a letter to somebody: two times four signs. It opens nothing.

    Made of figures and letters that are not mistaken for each other when they are read aloud.
    """
    signs = salted_hmac("beforehand.people.letter", str(person), algorithm="sha256").digest()[:5]
    number = base64.b32encode(signs).decode().translate(FIGURES)
    return f"{number[:4]}-{number[4:]}"


def is_letter_number(typed: str, person: UUID) -> bool:
    """Tell whether this is somebody's number, however it was typed.

    >>> one = UUID(int=1)
    >>> is_letter_number(letter_number(one).lower().replace("-", " "), one), is_letter_number("", one)
    (True, False)
    """
    return hmac.compare_digest(_plain(typed).encode(), _plain(letter_number(person)).encode())


def paper_number(link: UUID) -> str:
    """Return the number that stands on a letter, by which it can be withdrawn when it is lost."""
    return link.hex[:8]


def _plain(number: str) -> str:
    return number.upper().translate(MISREAD)
