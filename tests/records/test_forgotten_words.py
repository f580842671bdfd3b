"""Whoever asks to be forgotten leaves no word in a record, in whichever part of it; everybody else's words stay."""

from datetime import date

import pytest
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.gated import NOW, REASON, before, decides, seat_for
from tests.records.story import of
from tests.topics.over_time.story import analyse
from tests.topics.saying import says, taps

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Fact
from beforehand.records.actions import erase_person
from beforehand.records.actions.deciding import Bound, make_smaller
from beforehand.records.actions.setting import set_condition
from beforehand.records.actions.watching import Watched
from beforehand.records.queries import entries
from beforehand.records.queries.consulted import said_for_all
from beforehand.records.rules.chain import verify

pytestmark = pytest.mark.django_db

WORDS = {
    "marjolein": ("Nobody signs in as somebody else", "Marjolein"),
    "youssef": ("A shift changes within the minute",),
    "ingrid": ("Nobody sorted this one",),
    "bas": ("The readers work with gloves",),
    "femke": ("The nights keep cards", "Femke"),
    "tom": ("Tom",),
    "wim": ("Wim",),
    "karin": (REASON, "Two wards first", "One in ten tries fails", "Karin"),
}
"""What stands in the record of each: when it is done, what it rests on, a condition, names, and what Karin typed."""


@told_once
def beginning(home: Oeverland) -> Oeverland:
    """Karin makes the licences smaller and then decides, with words of everybody in the record."""
    before(home)
    for more in ("olga", "piet"):  # beside a board of one no side is named
        seat_for(home, more, Role.PARTICIPANT)
    seats = home.seats
    says(seats["marjolein"], "done", WORDS["marjolein"][0], release=4)
    taps(seats["marjolein"], "done_kind", "soundness", release=2)
    says(seats["youssef"], "done", WORDS["youssef"][0], release=2)
    taps(seats["youssef"], "done_kind", "flow", release=2)
    says(seats["ingrid"], "done", WORDS["ingrid"][0], release=2)
    says(seats["bas"], "assumptions", WORDS["bas"][0], release=2)
    body = {"commitment": str(home.commitments["licence"].pk), "seat": str(seats["tom"].pk)}
    Fact.objects.create(decision=home.decision, kind="benefits_owner", ref="b", day=NOW.date(), body=body)
    analyse(home)
    karin, licence = of(home, "karin"), home.commitments["licence"].pk
    make_smaller(actor=karin, commitment=licence, what="Two wards first", now=NOW)
    asked = set_condition(
        actor=of(home, "femke"), commitment=licence, text=WORDS["femke"][0], release=4, now=NOW
    )
    [gloves] = [one.id for one in said_for_all(karin) if "gloves" in one.text]
    looks = Watched(
        assumption=gloves, sign="One in ten tries fails", owner=seats["tom"].pk, day=date(2027, 7, 1)
    )
    decides(home, conditions=[Bound(condition=asked)], watched=[looks], must_know=[seats["wim"].pk])
    return home


def kept(home: Oeverland) -> set[str]:
    """Return every name and text that somebody who facilitates can still read in the record."""
    chain = entries(of(home, "lotte"))
    assert verify(chain, decision=str(home.decision.pk)) == []
    return {part.text for entry in chain for part in entry.parts if part.text}


@pytest.mark.parametrize("name", WORDS)
def test_not_a_word_stays_of_who_is_forgotten_and_every_word_of_the_others(
    home: Oeverland, name: str
) -> None:
    stood = kept(home)
    everybody = {word for words in WORDS.values() for word in words}
    assert everybody <= stood
    erase_person(decision=home.decision.pk, seat=home.seats[name].pk, at=NOW)
    assert kept(home) == stood - set(WORDS[name])
