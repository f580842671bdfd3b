"""Rounds come one after the other, opened and closed by who facilitates; two at once have one effect."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.dispatch import Signal
from django.utils import timezone
from tests.oeverland import TODAY, Oeverland, oeverland
from tests.perspectives.publishing.ward import closes, crowd, opens, picture, react, sentence
from tests.perspectives.telling import NOW, stands

from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.models import Decision, SeatRole
from beforehand.perspectives import actions
from beforehand.perspectives.actions import NotOpenedError
from beforehand.perspectives.models import Publication, Round
from beforehand.perspectives.queries import rounds, shared_sentences, statements_for
from beforehand.perspectives.queries.published import COUNTED
from beforehand.perspectives.queries.rounds import panel
from beforehand.perspectives.signals import round_closed, round_opened
from beforehand.topics.analyses import picture_of
from beforehand.vault.processes.tabulator import tabulator

OTHERS = ("karin", "femke", "peter", "wim")


def kinds(home: Oeverland) -> list[tuple[int, str, bool]]:
    seen = rounds(stands(home, "lotte")).rounds
    return [(one.number, one.kind, one.is_open) for one in seen]


def test_a_facilitator_opens_the_next_round_and_nobody_else(home: Oeverland) -> None:
    sentence(home, "femke", "Gloves stay on")
    actions.open_round(decision=home.decision.pk)
    for other in OTHERS:
        with pytest.raises(PermissionDenied):
            actions.close_round(actor=stands(home, other), now=NOW)
    actions.close_round(actor=stands(home, "lotte"), now=NOW)
    for other in OTHERS:
        with pytest.raises(PermissionDenied):
            actions.open_next_round(actor=stands(home, other), kind="respond", now=NOW)
    actions.open_next_round(actor=stands(home, "lotte"), kind="respond", now=NOW)
    assert kinds(home) == [(1, "listen", False), (2, "respond", True)]


def test_what_may_come_next(home: Oeverland) -> None:
    lotte = stands(home, "lotte")
    assert rounds(lotte).next == ("listen",)
    sentence(home, "femke", "Gloves stay on")
    actions.open_round(decision=home.decision.pk)
    assert (rounds(lotte).next, rounds(lotte).asked) == ((), "listen")
    closes(home)
    assert (rounds(lotte).next, rounds(lotte).asked) == (("respond",), "")
    opens(home, "respond")
    picture(home, "femke", "it")
    closes(home)
    assert rounds(lotte).next == ("respond", "mirror")
    opens(home, "mirror")
    closes(home)
    opens(home, "respond")
    assert kinds(home) == [
        (1, "listen", False),
        (2, "respond", False),
        (3, "mirror", False),
        (4, "respond", True),
    ]
    for other in OTHERS:
        assert rounds(stands(home, other)).next == ()
        assert rounds(stands(home, other)).rounds == rounds(lotte).rounds


def refused(home: Oeverland, kind: str) -> str:
    with pytest.raises(NotOpenedError) as caught:
        actions.open_next_round(actor=stands(home, "lotte"), kind=kind, now=NOW)
    return caught.value.why


def test_what_cannot_be_opened(home: Oeverland) -> None:
    said = sentence(home, "femke", "Gloves stay on", release=1)
    actions.open_round(decision=home.decision.pk)
    assert refused(home, "respond") == "another"
    closes(home)
    assert refused(home, "mirror") == "order"
    assert refused(home, "listen") == "order"
    assert refused(home, "party") == "order"
    assert refused(home, "respond") == "nothing"  # what is for the facilitator alone is no card
    actions.release_statement(actor=stands(home, "femke"), place=own(home), statement=said, release=2)
    opens(home, "respond")
    closes(home)
    assert refused(home, "mirror") == "nothing"  # nobody pictured another side
    Decision.objects.filter(pk=home.decision.pk).update(stage=Stage.DECIDED)
    assert refused(home, "respond") == "over"
    assert len(kinds(home)) == 2


def own(home: Oeverland) -> Any:
    from tests.perspectives.telling import place

    return place(home, "femke")


def test_closing_what_somebody_else_closed_does_not_close_the_next(home: Oeverland) -> None:
    sentence(home, "femke", "Gloves stay on")
    opens(home, "respond")
    actions.close_round(actor=stands(home, "lotte"), now=NOW, number=1)
    assert kinds(home) == [(1, "listen", False), (2, "respond", True)]
    actions.close_round(actor=stands(home, "lotte"), now=NOW, number=2)
    assert kinds(home) == [(1, "listen", False), (2, "respond", False)]


def test_others_hear_of_it_after_the_commit(
    home: Oeverland, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    heard: list[tuple[str, int, str]] = []

    def hears(name: str, signal: Signal) -> Callable[..., None]:
        def receive(decision: Any, number: int, kind: str, **more: Any) -> None:
            assert decision == home.decision.pk
            heard.append((name, number, kind))

        signal.connect(receive, weak=False, dispatch_uid=f"{name} in a story")
        return receive

    hears("closed", round_closed)
    hears("opened", round_opened)
    try:
        sentence(home, "femke", "Gloves stay on")
        actions.open_round(decision=home.decision.pk)
        with django_capture_on_commit_callbacks(execute=True):
            actions.close_round(actor=stands(home, "lotte"), now=NOW)
            assert heard == []
        with django_capture_on_commit_callbacks(execute=True):
            actions.close_round(actor=stands(home, "lotte"), now=NOW)
        with django_capture_on_commit_callbacks(execute=True):
            actions.open_next_round(actor=stands(home, "lotte"), kind="respond", now=NOW)
            actions.open_next_round(actor=stands(home, "lotte"), kind="respond", now=NOW)
    finally:
        for name, signal in (("closed", round_closed), ("opened", round_opened)):
            signal.disconnect(dispatch_uid=f"{name} in a story")
    assert heard == [("closed", 1, "listen"), ("opened", 2, "respond")]


def test_the_panel_tells_nothing_of_who_answered(home: Oeverland) -> None:
    it = crowd(home, "it", 6)
    said = sentence(home, "femke", "Gloves stay on")
    round = opens(home, "respond")
    empty = panel(stands(home, "lotte"))
    react(round, said, {"recognise": it})
    assert panel(stands(home, "lotte")) == empty
    assert empty is not None
    assert (empty.sentences, empty.pictures, empty.sides, empty.countable) == (1, 0, 3, ("It",))
    assert all(panel(stands(home, other)) is None for other in OTHERS)
    actions.close_round(actor=stands(home, "lotte"), now=NOW)
    waiting = panel(stands(home, "lotte"))
    assert waiting is not None
    assert [subjects for _, subjects in waiting.counted] == [0, None]
    actions.publish_round(decision=home.decision.pk, round=round.pk)
    counted = panel(stands(home, "lotte"))
    assert counted is not None
    assert [subjects for _, subjects in counted.counted] == [0, 1]


READ = ("lotte", "karin", "bas", "marjolein")


def test_what_is_said_in_a_round_to_respond_waits_until_it_is_closed(home: Oeverland) -> None:
    sentence(home, "femke", "Gloves stay on")
    opens(home, "respond")
    before = {name: panel(stands(home, name)) for name in READ}
    version = Decision.objects.values_list("input_version", flat=True).get(pk=home.decision.pk)
    said = picture(home, "femke", "it")

    def there(name: str) -> bool:
        seen = (*shared_sentences(stands(home, name)), *statements_for(stands(home, name)))
        return any(one.value.id == said for one in seen)

    assert [name for name in (*READ, "femke") if there(name)] == ["femke"]
    assert {name: panel(stands(home, name)) for name in READ} == before
    assert not [s for s in picture_of(home.decision.pk, TODAY).statements if s.id == str(said)]
    assert version == Decision.objects.values_list("input_version", flat=True).get(pk=home.decision.pk)
    closes(home)
    assert all(there(name) for name in (*READ, "femke"))
    assert [s for s in picture_of(home.decision.pk, TODAY).statements if s.id == str(said)]
    opens(home, "respond")  # once more: what was there stays there, what is new waits
    later = picture(home, "marjolein", "it")
    assert all(there(name) for name in READ)
    seen = {one.value.id for one in shared_sentences(stands(home, "lotte"))}
    assert later not in seen


DEVICES = 6


@pytest.fixture
def ward(transactional_db: None) -> Oeverland:
    """The hospital group, where every device sees what another has committed."""
    return oeverland()


def all_at_once(does: Callable[[int], Any]) -> list[Any]:
    ready = Barrier(DEVICES)

    def one(n: int) -> Any:
        try:
            ready.wait(20)
            return does(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(DEVICES) as devices:
        return list(devices.map(one, range(DEVICES)))


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_closing_and_opening_at_once_have_one_effect(
    ward: Oeverland, monkeypatch: Any
) -> None:
    asked: list[tuple[Any, ...]] = []
    monkeypatch.setattr(actions.publishing, "enqueue", lambda *job: asked.append(job))
    SeatRole.objects.create(seat=ward.seats["wim"], role=Role.FACILITATOR, declared_at=timezone.now())
    it = crowd(ward, "it", 6)
    said = sentence(ward, "femke", "Gloves stay on")
    actions.open_round(decision=ward.decision.pk)
    both = [stands(ward, "lotte"), stands(ward, "wim")]
    all_at_once(lambda n: actions.close_round(actor=both[n % 2], now=NOW, number=1))
    assert kinds(ward) == [(1, "listen", False)]
    assert len(asked) == 1
    all_at_once(lambda n: actions.open_next_round(actor=both[n % 2], kind="respond", now=NOW))
    assert kinds(ward) == [(1, "listen", False), (2, "respond", True)]
    round = Round.objects.get(n=2)
    react(round, said, {"recognise": it})
    all_at_once(lambda n: actions.close_round(actor=both[n % 2], now=NOW, number=2))
    assert len(asked) == 2
    all_at_once(lambda _: actions.publish_round(decision=ward.decision.pk, round=round.pk))
    rows = Publication.objects.scoped(tabulator(ward.decision.pk)).filter(round=round)
    assert rows.filter(subject=COUNTED).count() == 1
    assert rows.filter(subject=f"statement:{said}").count() == 1
