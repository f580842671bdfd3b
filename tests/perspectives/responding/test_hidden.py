"""What somebody answers to another shows to nobody, whoever looks and wherever; their own pages do show it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.confidentiality.test_twins import TOKEN
from tests.oeverland import Oeverland
from tests.perspectives.responding.answering import begins, closes, everybody_said, opens, sentence
from tests.perspectives.telling import NOW, address, stands

from beforehand.perspectives import actions
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Hand, MirrorJudgement, Reaction, TableRequest
from beforehand.perspectives.queries import asked_for_table, waits_for_me
from beforehand.perspectives.queries.asked import Given
from beforehand.perspectives.queries.responding import responding
from beforehand.vault.guard import Author, Reader
from beforehand.vault.processes.analyst import analyst
from beforehand.vault.processes.tabulator import tabulator
from beforehand.vault.viewer import ViewerKind

pytestmark = pytest.mark.django_db
OTHERS = ("lotte", "karin", "ingrid", "peter", "wim")
DOORS = (
    "perspectives:respond", "perspectives:picture_side", "perspectives:cards", "perspectives:more",
    "perspectives:respond_done", "perspectives:mirror", "perspectives:mirror_done", "perspectives:card",
    "perspectives:start", "pages:decision", "pages:said", "pages:topics", "perspectives:calls",
)  # fmt: skip
Change = Callable[[Oeverland], object]


def looks(home: Oeverland, name: str) -> dict[str, bytes]:
    from django.urls import reverse

    client: Client = home.client(name)
    return {
        door: TOKEN.sub(b"", client.get(reverse(door, args=[home.decision.pk]), follow=True).content)
        for door in DOORS
    }


def taps(home: Oeverland) -> None:
    here = responding(stands(home, "femke"))
    for card in here.cards:
        actions.react(actor=stands(home, "femke"), statement=card.statement, value="different", now=NOW)


def begins_only(home: Oeverland) -> None:
    begins(home, "youssef")


CHANGES: dict[str, Change] = {"somebody tapped every card": taps, "somebody began": begins_only}


@pytest.fixture
def respond(home: Oeverland) -> Oeverland:
    everybody_said(home)
    opens(home)
    begins(home, "femke")
    return home


@pytest.mark.parametrize("change", CHANGES)
def test_while_the_round_is_open_it_leaves_no_trace_with_others(respond: Oeverland, change: str) -> None:
    before = {name: looks(respond, name) for name in OTHERS}
    CHANGES[change](respond)
    assert {name: looks(respond, name) for name in OTHERS} == before


def test_somebody_s_own_pages_do_show_it(respond: Oeverland) -> None:
    before = looks(respond, "femke")
    taps(respond)
    assert looks(respond, "femke") != before


@pytest.mark.parametrize("model", [Reaction, MirrorJudgement, Hand])
@pytest.mark.parametrize("name", OTHERS)
def test_no_reader_reaches_a_row(respond: Oeverland, model: Any, name: str) -> None:
    taps(respond)
    assert Reaction.objects.scoped(tabulator(respond.decision.pk)).exists()
    for kind in ViewerKind:
        standing = stands(respond, name)
        side = str(standing.side or standing.seat)
        from beforehand.vault.viewer import Viewer

        assert not model.objects.scoped(
            Reader(Viewer(kind, str(standing.seat), side), respond.decision.pk)
        ).exists()
    assert not model.objects.scoped(Author(respond.seats[name].pk)).exists()


def test_the_analyst_reaches_no_single_answer(respond: Oeverland) -> None:
    taps(respond)
    for model in (Reaction, MirrorJudgement):
        assert not model.objects.scoped(analyst(respond.decision.pk)).exists()


def test_after_the_round_even_the_own_taps_are_not_shown(respond: Oeverland) -> None:
    taps(respond)
    closes(respond)
    assert responding(stands(respond, "femke")).cards == ()


def test_no_table_holds_a_readable_answer(respond: Oeverland) -> None:
    taps(respond)
    rows = Reaction.objects.scoped(tabulator(respond.decision.pk)).filter(body__isnull=False)
    assert rows
    for row in rows:
        assert b"different" not in row.body.ciphertext


def test_the_facilitator_learns_that_it_was_asked_and_never_the_answer(home: Oeverland) -> None:
    everybody_said(home, 1)
    one = sentence(home, "femke", "knows")
    actions.ask_for_table(actor=stands(home, "lotte"), statement=one, now=NOW)
    before, asked = looks(home, "lotte"), asked_for_table(stands(home, "lotte"))
    assert asked == {one}
    actions.answer_table(actor=stands(home, "femke"), statement=one, yes=False, revision=1, now=NOW)
    assert looks(home, "lotte") == before
    assert asked_for_table(stands(home, "lotte")) == asked
    assert asked_for_table(stands(home, "femke")) == frozenset()
    assert not TableRequest.objects.scoped(stands(home, "youssef").reader).exists()


def test_what_waits_is_said_to_the_person_alone(respond: Oeverland) -> None:
    (femke,) = waits_for_me(stands(respond, "femke"))
    assert (femke.what, femke.begun, femke.left) == ("respond", True, 6)
    (youssef,) = waits_for_me(stands(respond, "youssef"))
    assert (youssef.what, youssef.minutes, youssef.begun, youssef.left) == ("respond", 2, False, None)
    taps(respond)
    assert waits_for_me(stands(respond, "femke")) == ()
    assert len(waits_for_me(stands(respond, "youssef"))) == 1
    for name in ("lotte", "peter", "wim"):
        assert waits_for_me(stands(respond, name)) == ()


def test_a_picture_is_judged_by_the_side_it_is_of(respond: Oeverland) -> None:
    actor = stands(respond, "tom")
    actions.take_hand(actor=actor, now=NOW)
    about = responding(actor).about
    assert about is not None
    given = Given(field="mirror", text="That the ward stays quiet", release=2)
    actions.say_more(actor=actor, place=actions.begin(actor=actor), given=given, now=NOW)
    opens(respond, RoundKind.MIRROR)
    names = {side.pk: key for key, side in respond.sides.items()}
    judges = {"care": ("femke", "youssef"), "board": ("karin",)}[names[about.id]]
    for name in ("femke", "youssef", "karin", "bas", "tom"):
        waits = [w.what for w in waits_for_me(stands(respond, name))]
        assert waits == (["mirror"] if name in judges else [])
    one = respond.client(judges[0])
    one.post(address(respond, "mirror"), {"do": "begin"})
    page = one.get(address(respond, "mirror")).text
    assert "That the ward stays quiet" in page
    assert "Tom" not in page
    (card,) = responding(stands(respond, judges[0]), RoundKind.MIRROR).cards
    told = one.post(address(respond, "mirror"), {"statement": card.statement, "card": 1, "do": "wrong"})
    assert told["Location"] == address(respond, "mirror_done")
    (card,) = responding(stands(respond, judges[0]), RoundKind.MIRROR).cards
    assert card.value == "wrong"
    assert waits_for_me(stands(respond, judges[0])) == ()
