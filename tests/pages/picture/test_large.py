"""In a large decision a page opens the first of each list, what something was published of before the rest."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.confidentiality.canaries import answer
from tests.oeverland import Oeverland
from tests.pages.picture.conftest import Publish, close, noted, page
from tests.pages.picture.test_open_page import held, state

from beforehand.pages.queries.picture import chosen
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Statement
from beforehand.vault.disclose import Visible
from beforehand.vault.guard import Author
from beforehand.vault.viewer import Viewer

pytestmark = pytest.mark.once
SHOWN = 6


@pytest.fixture
def large(told: Oeverland, monkeypatch: pytest.MonkeyPatch) -> Oeverland:
    """Nine things the wards know and nine they want to protect; more than a page opens at once."""
    monkeypatch.setattr(chosen, "ENOUGH", 20)
    for n in range(9):
        answer(told, "youssef", "knows", 2, f"Known thing {n}.", ordinal=n + 1)
        answer(told, "youssef", "protects", 2, f"Dear thing {n}.", ordinal=n + 10)
        answer(told, "ingrid", "protects", 2, f"Other dear thing {n}.", ordinal=n + 10)
    close(told, RoundKind.LISTEN, RoundKind.RESPOND, RoundKind.MIRROR)
    noted(told)
    return told


def known(home: Oeverland) -> list[Statement]:
    return list(Statement.objects.scoped(Author(home.seats["youssef"].pk)).filter(field="knows"))


def test_each_list_has_its_first_and_a_way_to_all_of_them(large: Oeverland) -> None:
    text = page(large, "femke")
    protect = text.split('id="protect"')[1].split('id="done"')[0]
    assert protect.count("Dear thing") + protect.count("The ten minutes") == SHOWN
    assert protect.count("Other dear thing") + protect.count("The records of patients.") == SHOWN
    assert text.count("Known thing") + text.count("The theatre has no reception.") == SHOWN
    assert protect.count("All of them, on one long page") == 2
    whole = page(large, "femke", path="?all=1")
    protect = whole.split('id="protect"')[1].split('id="done"')[0]
    assert whole.count("Known thing") == protect.count("Dear thing") == protect.count("Other dear thing") == 9
    assert "All of them" not in whole


def test_what_does_not_stand_there_is_not_opened(large: Oeverland, monkeypatch: pytest.MonkeyPatch) -> None:
    from beforehand.vault import door

    opened: list[int] = []

    def counting(viewer: Viewer, rows: list[Any]) -> list[Visible[Any]]:
        opened.append(len(rows))
        return door.disclose_kept(viewer, rows)

    monkeypatch.setattr("beforehand.perspectives.queries.shared.disclose_kept", counting)
    page(large, "femke")
    page(large, "femke", path="?all=1")
    few, everything = opened
    known, dear, other = 9 + 1, 9 + 1, 9 + 1  # with what was said before
    assert everything - few == sum(there - (SHOWN + 1) for there in (known, dear, other))


def test_what_something_was_published_of_comes_first(large: Oeverland, publish: Publish) -> None:
    last = max(known(large), key=lambda row: row.pk)
    publish(RoundKind.RESPOND, f"statement:{last.pk}", {"recognise": 3, "different": 8, "unknown": 2})
    noted(large)
    part = page(large, "femke").split('id="knew"')[1]
    first = part.index(f"Known thing {last.ordinal - 1}.")
    assert first == part.index("Known thing")


def test_what_only_moved_out_of_a_long_list_was_not_taken_back(large: Oeverland) -> None:
    def asks(text: str) -> str:
        sent = {"held": held(text), "v": state(text)}
        address = f"/d/{large.decision.pk}/picture/now/"
        answered = large.client("femke").post(address, sent, HTTP_ACCEPT_LANGUAGE="en")
        return str(answered.content.decode().rpartition('id="news"')[2])

    before = page(large, "femke")
    shown = [row for row in known(large) if f"Known thing {row.ordinal - 1}." in before]
    assert len(shown) >= SHOWN - 1
    for n in range(30):  # so many that some stand before those that were shown
        answer(large, "femke", "knows", 2, f"Known thing of Femke {n}.", ordinal=n + 1)
    noted(large)
    after = asks(before)
    assert "taken back" not in after
    assert "added" in after
    Statement.objects.scoped(Author(large.seats["youssef"].pk)).filter(pk=shown[0].pk).update(release=0)
    noted(large)
    assert "1 was taken back." in asks(before)


def listings(home: Oeverland, reader: str) -> int:
    """Return how often a page asked which sentences there are."""
    with CaptureQueriesContext(connection) as asked:
        page(home, reader)
    return sum(1 for one in asked.captured_queries if ' AS "about"' in one["sql"])


def test_which_sentences_a_page_opens_is_asked_once_for_each_state(large: Oeverland) -> None:
    readers = ("femke", "youssef", "karin")  # of one side, and who decides
    assert [listings(large, reader) for reader in readers] == [1, 0, 1]
    assert [listings(large, reader) for reader in readers] == [0, 0, 0]
    noted(large)
    assert listings(large, "femke") == 0  # noted, and for this reader nothing is different
    answer(large, "femke", "knows", 2, "One more.")
    noted(large)
    assert listings(large, "femke") == 1


def test_a_choice_that_is_remembered_opens_nothing_that_was_narrowed_since(large: Oeverland) -> None:
    before = page(large, "femke")
    row = next(one for one in known(large) if f"Known thing {one.ordinal - 1}." in before)
    said = f"Known thing {row.ordinal - 1}."
    Statement.objects.scoped(Author(large.seats["youssef"].pk)).filter(pk=row.pk).update(release=1)
    assert listings(large, "femke") == 0
    assert said not in page(large, "femke")
