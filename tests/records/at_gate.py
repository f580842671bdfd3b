"""What the stories about the pages of the gate share: browsers, addresses, and a decision filled in."""

import re
from typing import Any

from django.test import Client
from tests.oeverland import Oeverland
from tests.records.gated import AGAIN, REASON, question, way

from beforehand.records.models import Decided
from beforehand.vault.processes.recorder import recorder


def browser(home: Oeverland, name: str) -> Client:
    """Return the browser of somebody who reads English."""
    return home.client(name, HTTP_ACCEPT_LANGUAGE="en")


def gates(home: Oeverland) -> str:
    return f"/d/{home.decision.pk}/gate/"


def at(home: Oeverland, moment: str = "licence") -> str:
    return f"{gates(home)}{home.commitments[moment].pk}/"


def read(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    return page.content.decode()


def said(page: Any) -> str:
    """Return a page that came back with what was refused."""
    assert page.status_code == 422, (page.status_code, page.headers.get("Location"))
    return str(page.content.decode())


def form_of(page: str, deed: str) -> str:
    """Return the part of a page that is the form of one deed; fails when it is not there."""
    return page.split(f'name="do" value="{deed}"')[1].split("</form>")[0]


def hidden(page: str, deed: str) -> str:
    """Return what the form of a deed remembers of what was read."""
    found = re.search(r'name="seen" value="([^"]*)"', form_of(page, deed))
    assert found is not None
    return found[1]


def filled(home: Oeverland, page: str, **more: Any) -> dict[str, Any]:
    """Karin takes the cards, with the question open for a reason."""
    return {
        "do": "decide",
        "seen": hidden(page, "decide"),
        "option": str(way(home, "A card")),
        "why": "The insurer asks for it.",
        f"not_{way(home, 'An app')}": "Not everybody has a telephone.",
        "topic_1": question(home),
        "reason_1": REASON,
        "again_1": AGAIN.isoformat(),
        **more,
    }


def settled(home: Oeverland) -> list[str]:
    """Return what was settled, in the order in which it was."""
    rows = Decided.objects.scoped(recorder(home.decision.pk)).order_by("seq")
    return list(rows.values_list("what", flat=True))
