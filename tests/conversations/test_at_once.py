"""Lotte and Hanna write down what came of one thing at the same moment: one stands, and the other reads both."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from tests.conversations.story import NOW, QUESTION, of, own_invited, proposed, seen, told
from tests.oeverland import Oeverland, oeverland

from beforehand.conversations.actions import hold_talk, take_over
from beforehand.conversations.models import Conversation, Outcome
from beforehand.vault.processes.closer import closer

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = ("lotte", "hanna")
TEXTS = {"lotte": "A card at the door of the ward.", "hanna": "An app, and a card for who has no phone."}
TIMES = 5


@pytest.fixture
def home(transactional_db: None) -> Oeverland:
    """The hospital group, where each sees what the other has committed."""
    return told(oeverland())


def at_once(deeds: dict[str, Callable[[], Any]]) -> dict[str, Any]:
    """Do these in the same moment, each with a connection of its own; return what came of each."""
    ready = Barrier(len(deeds))

    def one(deed: Callable[[], Any]) -> Any:
        try:
            ready.wait(20)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as both:
        return dict(zip(deeds, both.map(one, deeds.values()), strict=True))


def held(home: Oeverland) -> UUID:
    """Femke and Ingrid met about which question it is; there is one item."""
    [about] = proposed(home, QUESTION).topics
    talk = own_invited(home, "femke", "ingrid", kind=QUESTION, topics=[about])
    hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    return talk


def outcomes(home: Oeverland) -> list[Outcome]:
    return list(Outcome.objects.scoped(closer(home.decision.pk)))


def test_of_two_who_write_at_once_one_stands_and_the_other_reads_both(home: Oeverland) -> None:
    for _ in range(TIMES):
        talk = held(home)
        [item] = seen(home, "lotte", talk).items
        before = len(outcomes(home))
        path = f"/d/{home.decision.pk}/talks/{talk}/"
        browsers = {name: home.client(name, headers={"accept-language": "en"}) for name in BOTH}
        form = {"do": "outcome", "item": str(item.id), "over": "", "kind": "shared_text"}
        answers = at_once(
            {name: partial(browsers[name].post, path, {**form, "text": TEXTS[name]}) for name in BOTH}
        )
        assert sorted(answer.status_code for answer in answers.values()) == [302, 422]
        [late] = [name for name, answer in answers.items() if answer.status_code == 422]
        [first] = [name for name in BOTH if name != late]
        body = answers[late].content.decode()
        assert TEXTS["lotte"] in body
        assert TEXTS["hanna"] in body
        [there] = seen(home, "lotte", talk).items
        assert there.outcome is not None
        assert there.outcome.text == TEXTS[first]
        assert len(outcomes(home)) == before + 1

        again = browsers[late].post(
            path, {**form, "over": str(there.outcome.id), "text": " ".join(TEXTS.values())}
        )
        assert again.status_code == 302
        [there] = seen(home, "hanna", talk).items
        assert there.outcome is not None
        assert there.outcome.text == " ".join(TEXTS.values())
        assert sum(one.current for one in outcomes(home) if one.item_id == item.id) == 1


def test_of_two_who_write_of_a_conversation_without_an_agenda_one_stands_too(home: Oeverland) -> None:
    for _ in range(TIMES):
        talk = own_invited(home, "femke", "ingrid")
        path = f"/d/{home.decision.pk}/talks/{talk}/"
        browsers = {name: home.client(name, headers={"accept-language": "en"}) for name in BOTH}
        form = {"do": "outcome", "item": str(talk), "over": "", "kind": "shared_text"}
        answers = at_once(
            {name: partial(browsers[name].post, path, {**form, "text": TEXTS[name]}) for name in BOTH}
        )
        assert sorted(answer.status_code for answer in answers.values()) == [302, 422]
        [late] = [name for name, answer in answers.items() if answer.status_code == 422]
        for text in TEXTS.values():
            assert text in answers[late].content.decode()
        [there] = seen(home, "lotte", talk).items
        assert there.outcome is not None
        assert there.outcome.text == TEXTS[next(name for name in BOTH if name != late)]


def test_two_who_take_over_the_same_proposal_at_once_make_one_conversation(home: Oeverland) -> None:
    wanted = proposed(home, QUESTION)
    actors = {name: of(home, name) for name in BOTH}
    came_to = at_once(
        {name: partial(take_over, actor=actors[name], proposal=wanted.handle, now=NOW) for name in BOTH}
    )
    rows = Conversation.objects.scoped(closer(home.decision.pk)).filter(engine_key=wanted.handle)
    assert rows.count() == 1
    assert set(came_to.values()) == {rows.get().pk}
