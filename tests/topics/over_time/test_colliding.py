"""Which assumptions collide is suggested by the engine and said by a facilitator; two may be at it at once."""

import threading
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.oeverland import TODAY, Oeverland, oeverland
from tests.topics.over_time.story import analyse, of
from tests.topics.saying import says

from beforehand.perspectives.models import Statement
from beforehand.topics.actions import (
    confirm_collision,
    merge_collisions,
    set_collision_aside,
    split_collision,
    take_back_collision,
)
from beforehand.topics.analyses import analysed, picture_of
from beforehand.topics.models import Collision
from beforehand.topics.queries import assumptions, latest
from beforehand.vault.disclose import Run
from beforehand.vault.guard import Author
from beforehand.vault.processes.analyst import analyst

pytestmark = pytest.mark.django_db
TEXTS = {
    "ingrid": "Every ward has a computer of its own.",
    "femke": "Every ward shares a computer of its own with others.",
    "tom": "The licences can be returned.",
    "youssef": "Nobody signs in more than once a shift.",
}


def all_say(home: Oeverland, release: int = 1) -> dict[str, UUID]:
    return {
        name: says(home.seats[name], "assumptions", text, release=release, importance=5, certainty=3)
        for name, text in TEXTS.items()
    }


@pytest.fixture
def held(home: Oeverland) -> dict[str, UUID]:
    """Four people take something for granted."""
    return all_say(home)


def read(home: Oeverland) -> set[tuple[frozenset[str], str]]:
    """Return who collides about what, as the engine reads it."""
    names = {str(seat.pk): name for name, seat in home.seats.items()}
    picture = picture_of(home.decision.pk, TODAY)
    return {(frozenset(names[p] for p in c.people), c.kind) for c in picture.collisions}


def two(home: Oeverland, held: dict[str, UUID], *names: str, kind: str = "fact") -> UUID:
    return confirm_collision(actor=of(home, "lotte"), statements=[held[n] for n in names], kind=kind)


def test_what_is_confirmed_is_what_the_engine_reads(home: Oeverland, held: dict[str, UUID]) -> None:
    assert read(home) == set()
    two(home, held, "ingrid", "femke", kind="interest")
    assert read(home) == {(frozenset({"ingrid", "femke"}), "interest")}
    said = analysed(picture_of(home.decision.pk, TODAY), Run.FACILITATOR)
    assert [t.suggestion for t in said.topics if t.pattern == "P08"] == [False]


@pytest.mark.parametrize("name", ["karin", "femke", "peter", "wim"])
def test_nobody_but_the_facilitator_says_so(home: Oeverland, held: dict[str, UUID], name: str) -> None:
    other, collision = of(home, name), two(home, held, "ingrid", "femke")
    pair = [held["tom"], held["youssef"]]
    for act in (
        lambda actor: confirm_collision(actor=actor, statements=pair, kind="fact"),
        lambda actor: split_collision(actor=actor, collision=collision, statements=[held["femke"]]),
        lambda actor: merge_collisions(actor=actor, collisions=[collision, collision]),
        lambda actor: set_collision_aside(actor=actor, statements=pair),
        lambda actor: take_back_collision(actor=actor, collision=collision),
    ):
        with pytest.raises(PermissionDenied):
            act(other)
    assert read(home) == {(frozenset({"ingrid", "femke"}), "fact")}
    assert assumptions(other).every == ()


def test_split_and_put_together_again(home: Oeverland, held: dict[str, UUID]) -> None:
    lotte, first = of(home, "lotte"), two(home, held, *TEXTS)
    second = split_collision(actor=lotte, collision=first, statements=[held["tom"], held["youssef"]])
    assert second is not None
    assert read(home) == {
        (frozenset({"ingrid", "femke"}), "fact"),
        (frozenset({"tom", "youssef"}), "fact"),
    }
    assert merge_collisions(actor=lotte, collisions=[first, second]) == first
    assert read(home) == {(frozenset(TEXTS), "fact")}
    assert split_collision(actor=lotte, collision=first, statements=[held["tom"]]) is None
    assert read(home) == {(frozenset(TEXTS) - {"tom"}, "fact")}


def test_a_sentence_may_collide_with_several(home: Oeverland, held: dict[str, UUID]) -> None:
    two(home, held, "ingrid", "femke")
    two(home, held, "ingrid", "tom", kind="value")
    assert len(read(home)) == 2


def test_the_same_said_twice_is_said_once(home: Oeverland, held: dict[str, UUID]) -> None:
    assert two(home, held, "ingrid", "femke") == two(home, held, "femke", "ingrid")
    assert Collision.objects.scoped(analyst(home.decision.pk)).count() == 1


def test_who_comes_second_is_told_to_look_again(home: Oeverland, held: dict[str, UUID]) -> None:
    lotte, collision = of(home, "lotte"), two(home, held, "ingrid", "femke", "tom")
    with pytest.raises(
        ValidationError, match=r"Look again|Kijk nog eens"
    ):  # somebody says it is about something else
        two(home, held, "ingrid", "femke", "tom", kind="value")
    set_collision_aside(actor=lotte, statements=[held[n] for n in ("ingrid", "femke", "tom")])
    for late in (
        lambda: split_collision(actor=lotte, collision=collision, statements=[held["tom"]]),
        lambda: merge_collisions(actor=lotte, collisions=[collision, collision]),
        lambda: take_back_collision(actor=lotte, collision=collision),
    ):
        with pytest.raises(ValidationError, match=r"Look again|Kijk nog eens"):
            late()
    assert read(home) == set()


def test_what_goes_together_is_not_suggested_again(home: Oeverland, held: dict[str, UUID]) -> None:
    analyse(home)
    lotte = of(home, "lotte")

    def suggested() -> list[set[str]]:
        return [{s.name.lower() for s in one.sentences} for one in assumptions(lotte).suggested]

    def listed() -> int:
        found = latest(lotte)
        assert found is not None
        return sum(t.pattern == "P08" for t in found.topics)

    assert {"ingrid", "femke"} in suggested()
    assert listed() == 1
    set_collision_aside(actor=lotte, statements=[held["ingrid"], held["femke"]])
    analyse(home)
    assert suggested() == []
    assert listed() == 0
    (apart,) = assumptions(lotte).apart
    assert apart.id is not None
    take_back_collision(actor=lotte, collision=apart.id)
    assert {"ingrid", "femke"} in suggested()
    assert listed() == 1
    set_collision_aside(actor=lotte, statements=[held["ingrid"], held["femke"]])
    two(home, held, "ingrid", "femke")  # and yet they collide
    assert read(home) == {(frozenset({"ingrid", "femke"}), "fact")}
    assert assumptions(lotte).apart == ()


@pytest.mark.parametrize("how", ["withdrawn", "for herself", "a draft"])
def test_a_sentence_taken_back_meanwhile_collides_with_nothing(
    home: Oeverland, held: dict[str, UUID], how: str
) -> None:
    two(home, held, "ingrid", "femke", "tom")
    two(home, held, "femke", "youssef")
    mine = Statement.objects.scoped(Author(home.seats["femke"].pk))
    if how == "withdrawn":
        mine.delete()
    elif how == "for herself":
        mine.update(release=0)
    else:
        from beforehand.perspectives.models import Perspective

        Perspective.objects.scoped(Author(home.seats["femke"].pk)).update(state="draft")
    assert read(home) == {(frozenset({"ingrid", "tom"}), "fact")}
    page = str(assumptions(of(home, "lotte")))
    assert TEXTS["femke"] not in page
    with pytest.raises(ValidationError):
        two(home, held, "ingrid", "femke")


def test_nobody_collides_with_themselves(home: Oeverland, held: dict[str, UUID]) -> None:
    more = says(home.seats["tom"], "assumptions", "They cannot.", importance=5)
    with pytest.raises(ValidationError):
        confirm_collision(actor=of(home, "lotte"), statements=[held["tom"], more], kind="fact")
    with pytest.raises(ValidationError):
        set_collision_aside(actor=of(home, "lotte"), statements=[held["tom"]])
    collision = two(home, held, "ingrid", "tom")
    with pytest.raises(ValidationError):  # what is left would be of one person
        split_collision(actor=of(home, "lotte"), collision=collision, statements=[held["tom"]])


@pytest.mark.parametrize("kind", ["", "set_aside", "war", "x" * 100_000])
def test_about_what_they_collide_is_one_of_three(home: Oeverland, held: dict[str, UUID], kind: str) -> None:
    with pytest.raises(ValidationError):
        two(home, held, "ingrid", "femke", kind=kind)


def test_the_group_reads_of_a_collision_only_when_it_may_read_every_sentence(home: Oeverland) -> None:
    held = all_say(home, release=2)
    two(home, held, "ingrid", "femke")
    shared = lambda: [  # noqa: E731
        t for t in analysed(picture_of(home.decision.pk, TODAY), Run.SHARED).topics if t.pattern == "P08"
    ]
    assert [t.suggestion for t in shared()] == [False]
    Statement.objects.scoped(Author(home.seats["femke"].pk)).update(release=1)
    assert [t for t in shared() if not t.suggestion] == []


def chosen(page: str, name: str) -> list[str]:
    return [part.split('"')[0] for part in page.split(f'name="{name}" value="')[1:]]


def test_on_the_page(home: Oeverland, held: dict[str, UUID]) -> None:
    lotte, where = home.client("lotte", HTTP_ACCEPT_LANGUAGE="en"), f"/d/{home.decision.pk}/assumptions/"
    analyse(home)
    page = lotte.get(where).content.decode()
    assert all(text in page for text in TEXTS.values())
    pair = [str(held["ingrid"]), str(held["femke"])]
    assert lotte.post(where, {"do": "confirm", "assumption": pair, "kind": "value"}).status_code == 302
    assert read(home) == {(frozenset({"ingrid", "femke"}), "value")}
    collision = chosen(lotte.get(where).content.decode(), "collision")[0]
    lotte.post(where, {"do": "back", "collision": collision})
    assert read(home) == set()


@pytest.mark.parametrize(
    "typed",
    [
        {}, {"do": "confirm"}, {"do": "confirm", "assumption": "no id"}, {"do": "fly"}, {"do": "merge"},
        {"do": "back"}, {"do": "split", "assumption": str(uuid4())},
        {"do": "confirm", "assumption": str(uuid4()), "kind": "fact"}, {"do": "x" * 100_000},
        {"do": "aside", "assumption": "\x00"}, {"do": "back", "collision": "\u202e"},
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_changes_nothing(
    home: Oeverland, held: dict[str, UUID], typed: dict[str, str]
) -> None:
    page = home.client("lotte", HTTP_ACCEPT_LANGUAGE="en").post(
        f"/d/{home.decision.pk}/assumptions/", typed, follow=True
    )
    assert page.status_code == 200
    assert 'class="notice is-error"' in page.content.decode()
    assert read(home) == set()


def test_others_do_not_get_there(home: Oeverland, held: dict[str, UUID]) -> None:
    pair = {"do": "confirm", "assumption": [str(held["tom"]), str(held["femke"])], "kind": "fact"}
    for name in ("femke", "karin", "wim", "stranger"):
        assert (
            home.client(name, HTTP_ACCEPT_LANGUAGE="en")
            .post(f"/d/{home.decision.pk}/assumptions/", pair)
            .status_code
            == 404
        )
    assert read(home) == set()


def test_the_number_of_questions_does_not_grow(home: Oeverland, held: dict[str, UUID]) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assumptions(of(home, "lotte"))
        return len(queries)

    two(home, held, "ingrid", "femke")
    few = asked()
    for name in ("bas", "marjolein", "karin"):
        held[name] = says(home.seats[name], "assumptions", f"As {name} sees it.", importance=5)
        two(home, held, name, "tom")
    assert asked() == few


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_at_once_say_it_once() -> None:
    home = oeverland()
    held = all_say(home)
    lotte, ready, told = of(home, "lotte"), threading.Barrier(2), []

    def at_once(kind: str) -> None:
        try:
            ready.wait()
            confirm_collision(actor=lotte, statements=[held["tom"], held["femke"]], kind=kind)
            told.append("kept")
        except ValidationError:
            told.append("look again")
        finally:
            connection.close()

    both = [threading.Thread(target=at_once, args=(kind,)) for kind in ("fact", "value")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(told) == ["kept", "look again"]
    assert len(read(home)) == 1
