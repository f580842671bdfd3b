"""The frame is open to everybody in the decision, and holds nothing that is not."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.oeverland import Oeverland

from beforehand.decisions.access import Standing, standing_of
from beforehand.decisions.choices import ChangeKind, Role
from beforehand.decisions.models import (
    AbsentGroup,
    Commitment,
    DeciderAnswer,
    FrameChange,
    Mark,
    Option,
    Promise,
    Seat,
    SeatRole,
)
from beforehand.decisions.queries import changes_since, frame, my_decisions, people
from beforehand.people.access import Arrival
from beforehand.people.models import Person
from beforehand.vault.models import DataKey


def arrival(person: Person, *, strong: bool = True) -> Arrival:
    return Arrival(person.pk, person.organisation_id, person.name, person.language, strong, False)


def standing(home: Oeverland, name: str, *, strong: bool = True) -> Standing:
    found = standing_of(arrival(home.seats[name].person, strong=strong), home.decision.pk)
    assert found is not None
    return found


def test_femke_reads_the_whole_frame(home: Oeverland) -> None:
    Mark.objects.create(commitment=home.commitments["licence"], mark="budget_goedgekeurd")
    Option.objects.create(
        decision=home.decision, text="A key that hangs on the badge", owner=home.seats["tom"]
    )
    AbsentGroup.objects.create(decision=home.decision, name="Night nurses", could_speak=home.seats["femke"])
    seen = frame(standing(home, "femke"))
    assert (seen.title, seen.days_left) == ("Two-factor sign-in", 46)  # 15 March to 30 April
    assert [(c.key, c.decider_name, c.ahead) for c in seen.commitments] == [
        ("licence", "Karin", True),
        ("letter", "", True),
    ]
    assert seen.commitments[0].marks == ("budget_goedgekeurd",)
    assert seen.commitments[0].mark_names == ("budget goedgekeurd",)
    assert [(o.text, o.owner_name) for o in seen.options] == [("A key that hangs on the badge", "Tom")]
    assert [(a.name, a.could_speak_name) for a in seen.absent] == [("Night nurses", "Femke")]
    assert [(s.name, s.people) for s in seen.sides] == [("Board", 1), ("Care", 3), ("It", 3)]
    assert (seen.deciders, seen.facilitators, seen.sponsors, seen.owners) == (
        ("Karin",),
        ("Lotte",),
        ("Peter",),
        ("Karin",),
    )


def test_the_promise_stands_with_its_words_and_every_decider_counts(home: Oeverland) -> None:
    assert frame(standing(home, "femke")).promise is None
    Promise.objects.create(decision=home.decision, seat=home.seats["karin"], words="As it stood")
    DeciderAnswer.objects.create(seat=home.seats["karin"], n=2, text="The factor, per ward")
    seen = frame(standing(home, "femke"))
    assert seen.promise is not None
    assert (seen.promise.words, seen.promise.by, seen.all_signed) == ("As it stood", "Karin", True)
    assert [(a.question.en, a.answer, a.by) for a in seen.decider_first] == [
        ("What can still change, what cannot?", "The factor, per ward", "Karin")
    ]
    SeatRole.objects.create(seat=home.seats["tom"], role=Role.DECIDER)
    assert not frame(standing(home, "femke")).all_signed


def test_nobody_learns_addresses_or_who_was_invited(home: Oeverland) -> None:
    Seat.objects.filter(pk=home.seats["femke"].pk).update(invited_at=timezone.now())
    shown = repr([asdict(seat) for seat in people(standing(home, "tom"))])
    assert "Team lead of the intensive care unit" in shown
    assert "@" not in shown
    assert "invited" not in shown


def test_who_has_not_declared_does_not_facilitate(home: Oeverland) -> None:
    SeatRole.objects.filter(seat=home.seats["lotte"]).update(declared_at=None)
    assert Role.FACILITATOR not in standing(home, "lotte").roles
    assert frame(standing(home, "femke")).facilitators == ()
    assert [s.roles for s in people(standing(home, "femke")) if s.name == "Lotte"] == [()]


def test_who_facilitates_by_account_does_not_by_link(home: Oeverland) -> None:
    assert Role.FACILITATOR in standing(home, "lotte").roles
    assert Role.FACILITATOR not in standing(home, "lotte", strong=False).roles


def test_what_changed_since_somebody_looked(home: Oeverland) -> None:
    old = FrameChange.objects.create(decision=home.decision, kind=ChangeKind.OPTION, subject="a", after="a")
    FrameChange.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=3))
    FrameChange.objects.create(
        decision=home.decision,
        kind=ChangeKind.DECISION,
        subject="day",
        before="1",
        after="2",
        by=home.seats["karin"],
    )
    since = timezone.now() - timedelta(days=1)
    assert [(c.subject, c.before, c.after, c.by) for c in changes_since(standing(home, "tom"), since)] == [
        ("day", "1", "2", "Karin")
    ]
    assert len(changes_since(standing(home, "tom"), None)) == 2


def test_a_list_holds_what_one_has_a_part_in(home: Oeverland) -> None:
    assert my_decisions(arrival(home.stranger)) == ()
    assert my_decisions(arrival(home.seats["femke"].person, strong=False)) == ()  # not invited yet
    Seat.objects.filter(pk=home.seats["femke"].pk).update(invited_at=timezone.now())
    [line] = my_decisions(arrival(home.seats["femke"].person, strong=False))
    assert (line.title, line.roles, line.invited) == ("Two-factor sign-in", {Role.PARTICIPANT}, True)
    [line] = my_decisions(arrival(home.seats["karin"].person, strong=False))
    assert line.roles == {Role.OWNER, Role.DECIDER, Role.PARTICIPANT}


def test_whoever_is_asked_to_facilitate_sees_that(home: Oeverland) -> None:
    SeatRole.objects.filter(seat=home.seats["lotte"]).update(declared_at=None)
    [line] = my_decisions(arrival(home.seats["lotte"].person))
    assert (line.proposed, line.roles) == (True, frozenset())


@pytest.mark.once
def test_the_number_of_queries_does_not_grow(
    home: Oeverland, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    who = standing(home, "karin")
    for n in range(30):
        person = Person.objects.create(organisation=home.organisation, name=f"Person {n}")
        seat = Seat.objects.create(
            decision=home.decision, person=person, side=home.sides["it"], data_key=DataKey.make()
        )
        SeatRole.objects.create(seat=seat, role=Role.PARTICIPANT)
        made = Commitment.objects.create(
            decision=home.decision,
            key=f"c{n}",
            title=f"Moment {n}",
            day=home.commitments["letter"].day,
            decider=seat,
        )
        Mark.objects.create(commitment=made, mark="richting_genoemd")
    with django_assert_max_num_queries(10):
        assert len(frame(who).commitments) == 32
    with django_assert_max_num_queries(2):
        assert len(people(who)) == 40
