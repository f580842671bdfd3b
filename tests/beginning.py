"""What every story of a file begins with is told once: each finds it as it was, and leaves it so."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation
from tests.oeverland import Oeverland, oeverland

COMMITS = frozenset({"transactional_db", "live_server"})


def told_once(tell: Callable[[Oeverland], Oeverland]) -> Any:
    """Make a function that tells on from the empty hospital group the beginning of its file; call it ``beginning``.

    It is told in a transaction around those of the stories and taken back after the last. In a file in which a story
    commits it is refused: that would end the transaction.
    """

    @pytest.fixture(scope="module")
    def beginning(
        request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
    ) -> Iterator[Oeverland]:
        committing = [story.nodeid for story in request.session.items if commits(story, request.node)]
        if committing:
            raise pytest.UsageError(f"These commit, so their file cannot be told once: {committing}")
        with django_db_blocker.unblock(), transaction.atomic():
            translation.deactivate()
            yield tell(oeverland())
            transaction.set_rollback(True)

    return beginning


def commits(story: pytest.Item, file: pytest.Module) -> bool:
    """Tell whether it is a story of this file that commits what it does."""
    if story.getparent(pytest.Module) is not file:
        return False
    marked = story.get_closest_marker("django_db")
    return bool(
        COMMITS & set(getattr(story, "fixturenames", ())) or (marked and marked.kwargs.get("transaction"))
    )
