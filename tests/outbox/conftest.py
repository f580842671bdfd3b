"""A post office, and a kind of letter that belongs to no context."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from pytest_django import Settings
from tests.outbox.post_office import PostOffice, post_office

from beforehand.outbox import rendering
from beforehand.outbox.rendering import Due, Letter

NOT_WANTED = UUID(int=9)


def plain(due: Due) -> Letter | None:
    if due.recipient == NOT_WANTED:
        return None
    if due.recipient == UUID(int=13):
        raise RuntimeError("Femke wrote something here")
    return Letter(to=f"{due.recipient.int}@oeverland.example", subject="A letter", text="Good morning.\n")


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    with post_office() as opened:
        settings.SMTP = opened.smtp
        yield opened


@pytest.fixture(autouse=True)
def _kind_of_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rendering.RENDERERS, "plain", plain)
