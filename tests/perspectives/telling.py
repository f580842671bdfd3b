"""How the people of the stories answer: through the same actions as the pages."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from tests.oeverland import Oeverland

from beforehand.decisions.access import Standing, standing_of
from beforehand.people.access import Arrival
from beforehand.perspectives import actions
from beforehand.perspectives.access import Place, own_place
from beforehand.perspectives.actions import Newer, Stored
from beforehand.perspectives.queries.asked import Given

NOW = datetime(2027, 3, 15, 9, tzinfo=UTC)


def stands(home: Oeverland, name: str) -> Standing:
    """Return what somebody is in the decision, as they arrive."""
    person = home.seats[name].person
    arrival = Arrival(
        person=person.pk,
        organisation=home.organisation.pk,
        name=person.name,
        language="en",
        strong=person.account is not None,
        administrator=False,
    )
    standing = standing_of(arrival, home.decision.pk)
    assert standing is not None
    return standing


def place(home: Oeverland, name: str) -> Place:
    """Return where somebody's answers stand."""
    found = own_place(stands(home, name))
    assert found is not None
    return found


def gives(home: Oeverland, name: str, field: str, text: str = "", **more: Any) -> Stored | Newer:
    """Let somebody answer one field."""
    actor = stands(home, name)
    given = Given(field=field, text=text, **more)
    return actions.store_answer(actor=actor, place=actions.begin(actor=actor), given=given, now=NOW)


def sends(home: Oeverland, name: str, release: int = 1, **apart: int) -> None:
    """Let somebody choose who may read it, and send; ``apart`` by the sentence's id."""
    actor = stands(home, name)
    levels = {UUID(key): level for key, level in apart.items()}
    actions.choose_readers(actor=actor, release=release, apart=levels)
    actions.send_perspective(actor=actor, now=NOW)


def says(home: Oeverland, name: str, text: str, release: int = 1, field: str = "knows") -> None:
    """Let somebody write one sentence and send it."""
    gives(home, name, field, text)
    sends(home, name, release)


def address(home: Oeverland, name: str, *more: Any) -> str:
    """Return the address of a page of this decision."""
    return reverse(f"perspectives:{name}", args=[home.decision.pk, *more])


def stores(client: Client, home: Oeverland, name: str, field: str, value: str = "", **more: Any) -> Any:
    """Post one field the way the page does while somebody types."""
    data = {"seat": str(home.seats[name].pk), "field": field, "ordinal": "1", "revision": "0", "value": value}
    return client.post(address(home, "field"), data | {k.replace("__", "."): v for k, v in more.items()})


def shown(client: Any, page: str) -> dict[str, str]:
    """Return what a browser without scripts would send back unchanged."""
    found: dict[str, str] = {}

    class Fields(HTMLParser):
        area = ""

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            given = dict(attrs)
            name = given.get("name")
            if tag == "textarea":
                self.area, found[name] = name, ""
            elif tag == "input" and name and (given["type"] == "hidden" or "checked" in given):
                found[name] = given.get("value", "")

        def handle_data(self, data: str) -> None:
            if self.area:
                found[self.area] += data

        def handle_endtag(self, tag: str) -> None:
            self.area = ""

    Fields().feed(client.get(page).text)
    return found
