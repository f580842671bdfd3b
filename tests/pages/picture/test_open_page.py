"""An open page asks whether something is new, cheaply; it learns of what it may see and of nothing else."""

import re
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.confidentiality.canaries import answer
from tests.oeverland import Oeverland
from tests.pages.picture.conftest import Publish, noted, page

from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import QuestionGroup, QuestionGroupMember, Statement
from beforehand.vault.guard import Author

pytestmark = pytest.mark.once
READERS = ("femke", "ingrid", "karin", "lotte")


def state(text: str) -> str:
    found = re.search(r"now/\?v=([0-9a-f]+)", text)
    assert found
    return found[1]


def held(text: str) -> str:
    found = re.search(r'name="held" value="([^"]*)"', text)
    assert found
    return found[1]


def asks(home: Oeverland, name: str, version: str, **more: str) -> object:
    address = f"/d/{home.decision.pk}/picture/now/"
    return home.client(name).get(address, {"v": version}, HTTP_ACCEPT_LANGUAGE="en", **more)


def is_new(home: Oeverland, name: str, version: str) -> bool:
    response = asks(home, name, version)
    assert response.status_code == 204  # type: ignore[attr-defined]
    assert not response.content  # type: ignore[attr-defined]
    return response.headers.get("HX-Trigger") == "picture-changed"  # type: ignore[attr-defined]


def sentence(home: Oeverland, name: str, field: str) -> UUID:
    return Statement.objects.scoped(Author(home.seats[name].pk)).filter(field=field)[0].pk


@pytest.mark.parametrize("reader", READERS)
def test_nothing_new_is_nothing(shared: Oeverland, reader: str) -> None:
    assert not is_new(shared, reader, state(page(shared, reader)))


def test_a_known_tag_gets_not_modified_and_nobody_between_keeps_it(shared: Oeverland) -> None:
    first = asks(shared, "femke", "")
    tag = first.headers["ETag"]  # type: ignore[attr-defined]
    again = asks(shared, "femke", "", HTTP_IF_NONE_MATCH=tag)
    assert again.status_code == 304  # type: ignore[attr-defined]
    for response in (first, again):
        assert response.headers["Cache-Control"] == "private, no-store"  # type: ignore[attr-defined]


def test_the_tag_tells_readers_and_languages_apart(shared: Oeverland) -> None:
    tags = {asks(shared, name, "").headers["ETag"] for name in READERS}  # type: ignore[attr-defined]
    address = f"/d/{shared.decision.pk}/picture/now/"
    tags.add(shared.client("femke").get(address, HTTP_ACCEPT_LANGUAGE="nl").headers["ETag"])
    assert len(tags) == len(READERS) + 1


HIDDEN = {
    "a sentence for the facilitator": lambda home: answer(home, "olga", "knows", 1, "For Lotte."),
    "a sentence for the writer": lambda home: answer(home, "olga", "knows", 0, "For me."),
    "a draft": lambda home: answer(home, "tom", "knows", 2, "Not sent yet."),
    "typed and not confirmed": lambda home: answer(home, "bas", "knows", 2, "Not confirmed yet."),
}
SEEN = {
    "a sentence for all": lambda home: answer(home, "olga", "knows", 2, "For all."),
    "a sentence taken back": lambda home: _release(home, "marjolein", "knows", 1),
    "a question confirmed to be the same": lambda home: _group(home),
}


def _release(home: Oeverland, name: str, field: str, level: int) -> None:
    Statement.objects.scoped(Author(home.seats[name].pk)).filter(field=field).update(release=level)


def _group(home: Oeverland) -> None:
    group = QuestionGroup.objects.create(decision=home.decision)
    for name in ("ingrid", "femke"):
        QuestionGroupMember.objects.create(group=group, statement_id=sentence(home, name, "question"))


@pytest.mark.parametrize("case", HIDDEN)
@pytest.mark.parametrize("reader", READERS)
def test_what_may_not_be_seen_is_no_news(shared: Oeverland, reader: str, case: str) -> None:
    before = state(page(shared, reader))
    HIDDEN[case](shared)
    noted(shared)
    assert not is_new(shared, reader, before)


@pytest.mark.parametrize("case", SEEN)
@pytest.mark.parametrize("reader", READERS)
def test_what_may_be_seen_is(shared: Oeverland, reader: str, case: str) -> None:
    before = state(page(shared, reader))
    SEEN[case](shared)
    noted(shared)
    assert is_new(shared, reader, before)


def test_a_name_for_the_own_side_is_news_to_that_side_alone(shared: Oeverland) -> None:
    before = {name: state(page(shared, name)) for name in ("youssef", "ingrid", "karin", "lotte")}
    _release(shared, "femke", "question", 3)  # from 2
    noted(shared)
    found = {name: is_new(shared, name, version) for name, version in before.items()}
    assert found == {"youssef": True, "ingrid": False, "karin": False, "lotte": False}


def test_figures_are_news_when_their_round_closed(shared: Oeverland, publish: Publish) -> None:
    before = state(page(shared, "femke"))
    publish(RoundKind.RESPOND, f"statement:{sentence(shared, 'marjolein', 'knows')}", {"recognise": 7})
    assert is_new(shared, "femke", before)


def test_what_changed_is_told_without_whom(shared: Oeverland) -> None:
    client, address = shared.client("femke"), f"/d/{shared.decision.pk}/picture/now/"
    known = held(page(shared, "femke"))
    answer(shared, "youssef", "knows", 4, "The night shift has no telephone.")
    answer(shared, "olga", "risks", 2, "That nobody answers at night.")
    _release(shared, "marjolein", "knows", 1)
    noted(shared)
    text = client.post(address, {"held": known}, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    news = text.split('hx-swap-oob="innerHTML">')[1]
    assert "2 sentences were added. 1 was taken back." in news
    assert not any(name in news for name in ("Youssef", "Olga", "Marjolein"))
    assert text.count('class="fresh"') == 2
    assert "no telephone" in text
    assert "no reception" not in text


def test_other_words_are_told_as_such(shared: Oeverland) -> None:
    known = held(page(shared, "femke"))
    seat = shared.seats["marjolein"]
    row = Statement.objects.scoped(Author(seat.pk)).get(field="knows")
    row.body = seat.data_key.seal({"text": "The theatre has poor reception."}, row.about)
    row.revision += 1
    row.save()
    address = f"/d/{shared.decision.pk}/picture/now/"
    text = shared.client("femke").post(address, {"held": known}, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "1 was worded anew." in text


@pytest.mark.parametrize("sent", ["", "\x00", "x" * 150_000, "a:b,,:,c", "\u202e:\u200b", "<b>:</b>"])
def test_whatever_a_page_says_it_holds_it_gets_the_picture(shared: Oeverland, sent: str) -> None:
    address = f"/d/{shared.decision.pk}/picture/now/"
    response = shared.client("femke").post(address, {"held": sent})
    assert response.status_code == 200
    assert "biggest hole" in response.content.decode()
    assert "<b>:</b>" not in response.content.decode()


def test_asking_costs_few_queries_and_does_not_open_a_sentence(
    shared: Oeverland, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = state(page(shared, "femke"))
    client, address = shared.client("femke"), f"/d/{shared.decision.pk}/picture/now/"
    client.get(address, {"v": version}, HTTP_ACCEPT_LANGUAGE="en")

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("something sealed was opened")

    monkeypatch.setattr("beforehand.vault.door.unseal", opened)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, {"v": version}, HTTP_ACCEPT_LANGUAGE="en").status_code == 204
    assert len(asked) <= 4  # who it is (one), what they are here (two), and what was noted (one)
