"""When rounds were closed people read each other: exactly what its writer released to all, and nothing beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.utils import timezone
from tests.confidentiality.canaries import DRAFT, EVERY, TYPED_FOR, WRITERS, Canary, allowed, plant
from tests.confidentiality.crawl import Came, through_every_door
from tests.confidentiality.doors import READERS
from tests.oeverland import Oeverland, oeverland

from beforehand.perspectives.actions import publish_round
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Reaction, Round, Statement
from beforehand.topics.actions import make_analysis
from beforehand.vault.guard import Author

pytestmark = [pytest.mark.once, pytest.mark.django_db]
TAKE_PART = ("karin", "femke", "bas", "tom")
SHOWN = {"knows", "risks", "assumptions", "question", "done", "protects", "condition"}
"""The fields the picture is made of; which groups are not asked yet stands in the frame."""
IN_USE = {c for c in EVERY.values() if c[0] not in (DRAFT, TYPED_FOR)}
SHARED = {c for c in IN_USE if c[2] >= 2}


@dataclass(frozen=True)
class Seen:
    """What came back at every door, and on the picture with everything unfolded."""

    came: dict[str, list[Came]]
    whole: dict[str, set[Canary]]


def rounds_are_over(home: Oeverland) -> None:
    """Close a round of each kind; everybody who takes part reacted to one sentence of Femke."""
    mine = Statement.objects.scoped(Author(home.seats["femke"].pk))
    about = mine.get(field="knows", release=2)
    for n, kind in enumerate(RoundKind, 1):
        row = Round.objects.create(decision=home.decision, n=n, kind=kind)
        if kind is RoundKind.RESPOND:
            for name in set(WRITERS) - {"femke"}:
                seat = home.seats[name]
                given = Reaction(round=row, statement=about, seat=seat, place=1)
                given.body = seat.data_key.seal({"value": "recognise", "may_change": False}, given.about)
                given.save(force_insert=True)
        Round.objects.filter(pk=row.pk).update(closed_at=timezone.now())
        publish_round(decision=home.decision.pk, round=row.pk)


@pytest.fixture(scope="module")
def seen(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Seen]:
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        home = oeverland()
        plant(home)
        rounds_are_over(home)
        make_analysis(home.decision.pk)
        came = {reader: through_every_door(home, reader) for reader in READERS}
        whole = {
            reader: Came(
                "", "", 200, "", home.client(reader).get(f"/d/{home.decision.pk}/picture/?all=1").content
            )
            for reader in (*TAKE_PART, "lotte")
        }
        yield Seen(came, {reader: one.canaries for reader, one in whole.items()})
        transaction.set_rollback(True)


@pytest.mark.parametrize("reader", [*TAKE_PART, "lotte"])
def test_the_picture_holds_what_was_released_to_all_and_nothing_else(seen: Seen, reader: str) -> None:
    assert seen.whole[reader] == {c for c in SHARED if c[1] in SHOWN}


@pytest.mark.parametrize("reader", TAKE_PART)
def test_who_takes_part_reads_the_own_and_what_all_may_read(seen: Seen, reader: str) -> None:
    over_all = {canary for one in seen.came[reader] for canary in one.canaries}
    assert over_all <= allowed(reader) | SHARED
    assert over_all >= allowed(reader) | {c for c in SHARED if c[1] == "question"}


def test_who_facilitates_reads_no_more_than_before(seen: Seen) -> None:
    elsewhere = [one for one in seen.came["lotte"] if one.door != "perspectives:typing"]
    assert {canary for one in elsewhere for canary in one.canaries} == allowed("lotte")


@pytest.mark.parametrize("reader", ["peter", "wim", "stranger", "nobody"])
def test_who_has_no_side_reads_nothing(seen: Seen, reader: str) -> None:
    assert not {canary for one in seen.came[reader] for canary in one.canaries}


@pytest.mark.parametrize("reader", READERS)
def test_no_door_breaks_and_nothing_of_it_is_kept_by_a_browser(seen: Seen, reader: str) -> None:
    for one in seen.came[reader]:
        assert one.status < 500, one.address
        if one.canaries:
            assert "no-store" in one.head, one.address


def test_two_pages_of_paper_hold_a_part_of_the_picture(seen: Seen) -> None:
    papers = [one for one in seen.came["femke"] if one.door == "pages:picture_pdf"]
    assert papers
    for one in papers:
        assert one.canaries
        assert one.canaries <= seen.whole["femke"]
