"""The record of the licences as it is read: what was written down then, whatever changed since."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.gated import AGAIN, NOW, REASON, before, decides, way
from tests.records.story import of
from tests.topics.over_time.story import analyse
from tests.topics.saying import says, taps

from beforehand.decisions.models import Commitment, Fact, Option
from beforehand.records.actions import erase_person
from beforehand.records.actions.deciding import Bound, make_smaller, postpone
from beforehand.records.actions.setting import set_condition
from beforehand.records.choices import Chosen
from beforehand.records.documents.markdown import as_markdown
from beforehand.records.queries.record import record, records
from beforehand.records.rules.chain import verify
from beforehand.records.rules.shapes import Condition, LeftOpen, Record, Way

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return before(home)


def read(home: Oeverland, name: str = "karin", entry: int = 1) -> Record:
    found = record(of(home, name), entry)
    assert found is not None
    return found


def signed(home: Oeverland) -> None:
    """Karin signs, bound to what Femke asks."""
    asked = set_condition(
        actor=of(home, "femke"), commitment=home.commitments["licence"].pk, text="The nights keep cards",
        release=4, now=NOW,
    )  # fmt: skip
    decides(
        home,
        why="The insurer asks for it.",
        why_not={way(home, "An app"): "Not everybody has a telephone."},
        conditions=[Bound(condition=asked, due=date(2027, 6, 1))],
        must_know=[home.seats["wim"].pk],
    )


def test_the_record_says_what_was_decided_by_whom_and_what_stayed_open(home: Oeverland) -> None:
    signed(home)
    found = read(home)
    assert (found.commitment, found.chosen, found.by) == ("Sign the licences", Chosen.DECIDED, ("Karin",))
    assert (found.on, found.hardens) == (date(2027, 3, 15), date(2027, 4, 30))
    assert found.why == "The insurer asks for it."
    assert found.ways == (
        Way(text="A card on every ward", taken=True, owner="Femke"),
        Way(text="An app on the own telephone", why_not="Not everybody has a telephone."),
        Way(text="Do nothing"),
    )
    due = date(2027, 6, 1)
    assert found.conditions == (Condition(text="The nights keep cards", by="Femke", due=due, bound=True),)
    [left] = found.open
    assert isinstance(left, LeftOpen)
    assert (left.reason, left.again) == (REASON, AGAIN)
    assert left.title
    assert found.informed == ("Wim",)
    assert found.head.startswith("1:")
    assert verify(list(found.entries), decision=str(home.decision.pk)) == []


@pytest.mark.both
def test_what_changes_in_the_frame_afterwards_changes_nothing_in_the_record(home: Oeverland) -> None:
    signed(home)
    before_ = read(home)
    Commitment.objects.filter(key="licence").update(title="Something else", day=date(2028, 1, 1))
    Option.objects.filter(text__startswith="A card").update(text="Another way")
    assert read(home) == before_


def test_who_is_forgotten_is_gone_from_the_record_and_it_still_holds(home: Oeverland) -> None:
    signed(home)
    erase_person(decision=home.decision.pk, seat=home.seats["femke"].pk, at=NOW)
    found = read(home)
    assert found.conditions == (Condition(text="", by="", due=date(2027, 6, 1), bound=True),)
    assert found.erased == 3  # her condition, her name with it, and her name with the way she argued for
    assert found.ways[0] == Way(text="A card on every ward", taken=True, owner="")
    assert "Femke" not in repr(found)
    assert verify(list(found.entries), decision=str(home.decision.pk)) == []


def test_what_it_is_done_by_and_rests_on_stands_there_without_names(home: Oeverland) -> None:
    says(home.seats["marjolein"], "done", "Nobody signs in as somebody else", release=2)
    taps(home.seats["marjolein"], "done_kind", "soundness", release=2)
    says(home.seats["youssef"], "done", "Nobody sorted this one", release=2)
    says(home.seats["bas"], "assumptions", "The readers work with gloves", release=2)
    says(home.seats["tom"], "assumptions", "The supplier lasts", release=1)
    body = {"commitment": str(home.commitments["licence"].pk), "seat": str(home.seats["tom"].pk)}
    Fact.objects.create(decision=home.decision, kind="benefits_owner", ref="b", day=NOW.date(), body=body)
    analyse(home)
    signed(home)
    found = read(home, "femke")
    assert (found.done.flow, found.done.sound) == ((), ("Nobody signs in as somebody else",))
    assert found.done.unmarked == ("Nobody sorted this one",)
    assert found.done.benefits_owner == "Tom"
    assert [one.text for one in found.assumptions] == ["The readers work with gloves"]
    assert "Bas" not in repr(found)
    assert "supplier" not in repr(found)
    erase_person(decision=home.decision.pk, seat=home.seats["bas"].pk, at=NOW)
    assert [one.text for one in read(home).assumptions] == [""]


def test_what_has_no_name_is_not_said_to_have_lost_one(home: Oeverland) -> None:
    says(home.seats["bas"], "assumptions", "The readers work with gloves", release=2)
    set_condition(
        actor=of(home, "youssef"), commitment=home.commitments["licence"].pk, text="Spare cards", release=2,
        now=NOW,
    )  # fmt: skip
    signed(home)
    found = read(home)
    bound, asked = found.conditions
    assert (bound.text, bound.bound, bound.by) == ("The nights keep cards", True, "Femke")
    assert (asked.text, asked.bound, asked.by) == ("Spare cards", False, None)
    assert [one.owner for one in found.assumptions] == [None]
    text = as_markdown(found, language="en")
    assert "no longer kept" not in text
    assert "Spare cards — without a name\n" in text
    assert "Femke (by 1 June 2027); the decision is bound to it" in text


def test_postponed_made_smaller_and_decided_stand_under_each_other(home: Oeverland) -> None:
    karin, licence = of(home, "karin"), home.commitments["licence"].pk
    postpone(
        actor=karin, commitment=licence, day=date(2027, 5, 28), must_know=(), why="Nights first", now=NOW
    )
    make_smaller(actor=karin, commitment=licence, what="Two wards", now=NOW)
    signed(home)
    assert [(one.entry, one.chosen, one.by) for one in records(of(home, "femke"))] == [
        (1, Chosen.POSTPONED, "Karin"),
        (2, Chosen.SMALLER, "Karin"),
        (3, Chosen.DECIDED, "Karin"),
    ]
    first, second = read(home), read(home, entry=2)
    assert (first.hardens, first.moved_to, first.why) == (
        date(2027, 4, 30),
        date(2027, 5, 28),
        "Nights first",
    )
    assert (second.hardens, second.smaller) == (date(2027, 5, 28), "Two wards")


def test_everybody_who_may_read_it_reads_the_same(home: Oeverland) -> None:
    signed(home)
    assert read(home, "femke") == read(home, "karin") == read(home, "wim") == read(home, "peter")


def test_an_erasure_is_no_moment_and_what_is_not_there_is_none(home: Oeverland) -> None:
    signed(home)
    erase_person(decision=home.decision.pk, seat=home.seats["femke"].pk, at=NOW)
    assert record(of(home, "karin"), 2) is None
    assert record(of(home, "karin"), 9) is None
    assert len(records(of(home, "karin"))) == 1


def test_who_has_no_role_here_reads_no_record(home: Oeverland) -> None:
    from tests.records.gated import seat_for

    signed(home)
    seat_for(home, "vera")
    for reads in (records, lambda standing: record(standing, 1)):
        with pytest.raises(PermissionDenied):
            reads(of(home, "vera"))
        reads(of(home, "femke"))


def test_it_makes_a_document(home: Oeverland) -> None:
    taps(home.seats["tom"], "heard", 5)
    signed(home)
    assert "The nights keep cards" in as_markdown(read(home), language="en")
