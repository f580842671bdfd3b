"""Going through every door as somebody, and keeping what came back."""

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from pypdf import PdfReader
from tests.confidentiality.canaries import EVERY, WORD, Canary
from tests.confidentiality.doors import addresses, browser, fillings
from tests.confidentiality.signing import days, moments
from tests.oeverland import Oeverland
from tests.topics.people import standing

from beforehand.conversations.actions import add_own, invite_to_talk, settle_time
from beforehand.conversations.models import Conversation
from beforehand.pages.choices import Named
from beforehand.perspectives.models import Statement
from beforehand.stewardship.choices import Paper
from beforehand.topics.models import Topic
from beforehand.vault.guard import Author
from beforehand.vault.processes.analyst import analyst
from beforehand.vault.processes.closer import closer


@dataclass(frozen=True)
class Came:
    """What one address gave one reader."""

    door: str
    address: str
    status: int
    head: str
    body: bytes

    @property
    def canaries(self) -> set[Canary]:
        """Return whose sentences stand in it."""
        text = self.head + readable(self.body)
        return {EVERY[word] for word in WORD.findall(text) if word in EVERY}


def readable(body: bytes) -> str:
    """Return what stands in a page or a file; a document is unpacked first, and a page of paper read."""
    if body.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if not body.startswith(b"PK"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


FILES = {"exchange:take_along": ("?as=yaml", "?as=json")}
"""What a door gives besides its page."""


def parts(home: Oeverland) -> dict[str, list[Any]]:
    """Return everything that can be filled in."""
    statements = [
        Statement.objects.scoped(Author(home.seats[name].pk))
        .filter(release=level)
        .order_by("ordinal", "field")
        .first()
        .pk
        for name, level in (("femke", 0), ("femke", 1), ("femke", 4), ("bas", 1), ("tom", 2), ("ingrid", 4))
    ]
    return {
        "decision": [home.decision.pk],
        "side": [home.sides["it"].pk],
        "seat": [home.seats["femke"].pk, home.seats["bas"].pk, home.seats["tom"].pk],
        "option": [uuid4()],
        "commitment": [home.commitments["licence"].pk],
        "topic": topics(home),
        "consent": [uuid4()],
        "conversation": conversations(home),
        "group": [uuid4()],
        "statement": statements,
        "part": ["sides", "commitments"],
        "way": ["now", "short"],
        "step": [1, 2, 3, 4],
        "letter": [1],
        "token": ["no-such-token"],
        "account": [home.seats["lotte"].person.account_id],
        "pk": [1],
        "paper": list(Paper.values),
        "lang": ["nl", "en"],
        "state": list(Named.values),
        "entry": moments(home),
        "form": ["record.pdf", "record.docx", "record.md", "record.json", "brief.pdf"],
        "day": days(home),
    }


def topics(home: Oeverland) -> list[UUID]:
    """Return one topic of each run, the first that came up, and one that is not there."""
    rows = Topic.objects.scoped(analyst(home.decision.pk)).order_by("first_at", "pattern", "anchor")
    found: dict[str, UUID] = dict(rows.values_list("scope", "pk")[::-1])
    return [*found.values(), UUID(int=404)]


def conversations(home: Oeverland) -> list[UUID]:
    """Return every conversation of the decision, and one that is not there."""
    rows = Conversation.objects.scoped(closer(home.decision.pk)).order_by("made_at", "pk")
    return [*rows.values_list("pk", flat=True), UUID(int=404)]


def meet(home: Oeverland) -> None:
    """Lotte invites Femke, Bas and Tom to a conversation about everything she knows of."""
    lotte = standing(home.decision.pk, "Lotte")
    rows = Topic.objects.scoped(analyst(home.decision.pk)).filter(scope="facilitator").order_by("pk")
    people = [home.seats[name].pk for name in ("femke", "bas", "tom")]
    about = list(rows.values_list("pk", flat=True))
    talk = add_own(actor=lotte, kind="klaargesprek", people=people, topics=about, now=timezone.now())
    starts = datetime.combine(lotte.today + timedelta(days=7), time(14), tzinfo=ZoneInfo("Europe/Amsterdam"))
    settle_time(actor=lotte, conversation=talk, starts_at=starts, place="Room 4")
    invite_to_talk(actor=lotte, conversation=talk, now=timezone.now())


def through_every_door(home: Oeverland, reader: str, *, post: bool = False) -> list[Came]:
    """Go through all doors as ``reader``; what that changes in the database is undone."""
    client = browser(home, reader)
    came = []
    values = parts(home)
    for door in sorted({d for d in addresses() if "(" not in d}):
        pages = list(fillings(home, door, values))
        for address in [*pages, *(page + more for page in pages for more in FILES.get(door, ()))]:
            cache.clear()
            with transaction.atomic():
                response = client.post(address) if post else client.get(address)
                transaction.set_rollback(True)
            head = "\n".join(f"{k}: {v}" for k, v in response.headers.items())
            body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
            came.append(Came(door, address, response.status_code, head, body))
    return came
