"""Karin decides with open eyes, postpones, or makes it smaller; nobody else does, and nothing is lost on the way."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.gated import AGAIN, NOW, REASON, before, decides, question, seat_for, seen, way
from tests.records.story import of
from tests.topics.saying import says

from beforehand.decisions.actions import close
from beforehand.decisions.choices import Door, Role
from beforehand.decisions.models import Commitment, FrameChange, SeatRole
from beforehand.records.actions.deciding import Because, Bound, decide, make_smaller, postpone
from beforehand.records.actions.setting import answer_today, say_outgoing, set_condition
from beforehand.records.actions.watching import Watched
from beforehand.records.models import Decided, LookBack
from beforehand.records.queries import entries
from beforehand.records.rules.chain import Entry, verify
from beforehand.records.rules.shapes import MOST_OPEN
from beforehand.records.signals import gate_passed
from beforehand.vault.processes.recorder import recorder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
APRIL, MAY = date(2027, 4, 29), date(2027, 5, 28)


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return before(home)


def read(home: Oeverland) -> list[Entry]:
    found = entries(of(home, "karin"))
    assert verify(found, decision=str(home.decision.pk)) == []
    return list(found)


def words(entry: Entry) -> dict[str, str | None]:
    return {part.name: part.text for part in entry.parts}


def days(home: Oeverland) -> list[date]:
    rows = LookBack.objects.scoped(recorder(home.decision.pk))
    return sorted(rows.values_list("day", flat=True))


def refused(raised: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(raised.value.code)


def test_karin_decides_and_it_is_written_down_with_what_stays_open(home: Oeverland) -> None:
    decides(
        home, why="The insurer asks for it.", why_not={way(home, "An app"): "Not everybody has a telephone."}
    )
    [entry] = read(home)
    said = words(entry)
    assert entry.kind == "decided"
    assert said["by"] == "Karin"
    assert said["commitment"] == "Sign the licences"
    assert (said["way.1"], said["way.1.owner"]) == ("A card on every ward", "Femke")
    assert said["way.2.why"] == "Not everybody has a telephone."
    assert said["open.1.reason"] == REASON
    assert entry.body["open"] == [{"again": "2027-06-15"}]
    assert days(home) == [AGAIN]
    assert Commitment.objects.get(key="licence").done_already


def test_lotte_who_facilitates_does_not_decide(home: Oeverland) -> None:
    with pytest.raises(PermissionDenied):
        decides(home, "lotte", open=[])
    with pytest.raises(PermissionDenied):
        decide(
            actor=of(home, "lotte"),
            commitment=home.commitments["licence"].pk,
            option=way(home, "A card"),
            now=NOW,
        )
    assert read(home) == []


@pytest.mark.parametrize("name", ["femke", "peter", "wim"])
def test_nobody_else_postpones_or_makes_it_smaller(home: Oeverland, name: str) -> None:
    about: dict[str, Any] = {"commitment": home.commitments["licence"].pk, "now": NOW}
    with pytest.raises(PermissionDenied):
        postpone(actor=of(home, name), **about, day=MAY, must_know=())
    with pytest.raises(PermissionDenied):
        make_smaller(actor=of(home, name), **about, what="One ward")
    assert read(home) == []


def test_what_was_decided_is_not_decided_again(home: Oeverland) -> None:
    decides(home)
    with pytest.raises(ValidationError) as raised:
        decides(home, open=[])
    assert refused(raised) == "decided"
    assert len(read(home)) == 1


def test_three_topics_at_most_and_every_one_with_a_reason_and_a_day_to_come(home: Oeverland) -> None:
    key = question(home)
    for open_, code in (
        ([Because(topic=key, reason=REASON, again=AGAIN)] * (MOST_OPEN + 1), "three"),
        ([Because(topic="P06.elsewhere", reason=REASON, again=AGAIN)], "changed"),
        ([Because(topic=key, reason=" ​", again=AGAIN)], "empty"),
        ([Because(topic=key, reason="a\x00b", again=AGAIN)], "long"),
        ([Because(topic=key, reason="a" * 100_000, again=AGAIN)], "long"),
        ([Because(topic=key, reason=REASON, again=date(2027, 3, 15))], "again"),
        ([Because(topic=key, reason=REASON, again=AGAIN)] * 2, "changed"),
    ):
        with pytest.raises(ValidationError) as raised:
            decides(home, open=open_)
        assert refused(raised) == code
    assert read(home) == []
    assert days(home) == []


def test_what_is_not_left_open_for_a_reason_is_listed(home: Oeverland) -> None:
    decides(home, open=[])
    [entry] = read(home)
    also = [text for name, text in words(entry).items() if name.startswith("also.")]
    assert len(also) == entry.body["also_open"] == len(seen(home, "karin").open)
    assert len(also) >= 1


def test_a_way_that_is_not_alive_is_not_chosen(home: Oeverland) -> None:
    for option in (way(home, "Do nothing"), None):
        with pytest.raises(ValidationError) as raised:
            decides(home, option=option)
        assert refused(raised) == "option"


def test_somebody_elses_moment_is_theirs(home: Oeverland) -> None:
    seat_for(home, "olga", Role.DECIDER, Role.PARTICIPANT)
    with pytest.raises(ValidationError) as raised:
        decides(home, "olga", open=[])
    assert refused(raised) == "others"
    decides(home, "olga", "letter", open=[])  # nobody's in particular


def test_who_facilitates_as_well_does_not_decide_whichever_way_she_came_in(home: Oeverland) -> None:
    SeatRole.objects.create(seat=home.seats["karin"], role=Role.FACILITATOR)  # proposed, or hidden by a link
    assert not of(home, "karin").has(Role.FACILITATOR)
    with pytest.raises(ValidationError) as raised:
        decides(home, open=[])
    assert refused(raised) == "facilitates"
    assert "Let somebody else facilitate" in raised.value.message
    postpone(
        actor=of(home, "karin"), commitment=home.commitments["licence"].pk, day=MAY, must_know=(), now=NOW
    )


def test_who_leaves_does_not_decide_and_does_when_it_was_a_mistake(home: Oeverland) -> None:
    karin = of(home, "karin")
    say_outgoing(actor=karin, seat=karin.seat, last=APRIL)
    with pytest.raises(ValidationError) as raised:
        decides(home, open=[])
    assert refused(raised) == "outgoing"
    say_outgoing(actor=karin, seat=karin.seat, last=None)
    decides(home, open=[])


def test_femke_does_not_say_that_karin_leaves(home: Oeverland) -> None:
    with pytest.raises(PermissionDenied):
        say_outgoing(actor=of(home, "femke"), seat=home.seats["karin"].pk, last=APRIL)
    with pytest.raises(PermissionDenied):
        say_outgoing(actor=of(home, "karin"), seat=home.seats["femke"].pk, last=APRIL)


def test_a_day_that_has_passed_needs_a_new_one_first(home: Oeverland) -> None:
    Commitment.objects.filter(key="licence").update(day=date(2027, 3, 14))
    with pytest.raises(ValidationError) as raised:
        decides(home, open=[])
    assert refused(raised) == "passed"
    postpone(
        actor=of(home, "karin"), commitment=home.commitments["licence"].pk, day=MAY, must_know=(), now=NOW
    )
    decides(home, open=[])
    assert [entry.kind for entry in read(home)] == ["postponed", "decided"]


def test_a_closed_decision_is_decided_on_no_more(home: Oeverland) -> None:
    close(actor=of(home, "karin"), taken=False, now=NOW)
    with pytest.raises(ValidationError) as raised:
        decides(home, open=[])
    assert refused(raised) == "closed"
    with pytest.raises(
        ValidationError
    ) as raised:  # this changes nothing of the frame, which refuses by itself
        make_smaller(
            actor=of(home, "karin"), commitment=home.commitments["licence"].pk, what="Two wards", now=NOW
        )
    assert refused(raised) == "closed"


def test_karin_postpones_and_everybody_concerned_hears_it(
    home: Oeverland, django_capture_on_commit_callbacks: Any
) -> None:
    heard: list[Any] = []

    def hears(**told: Any) -> None:
        heard.append(told["seats"])

    gate_passed.connect(hears)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            postpone(
                actor=of(home, "karin"),
                commitment=home.commitments["licence"].pk,
                day=MAY,
                must_know=[home.seats["wim"].pk],
                why="The nights are not heard yet.",
                now=NOW,
            )
    finally:
        gate_passed.disconnect(hears)
    [entry] = read(home)
    assert entry.body["moved_to"] == "2027-05-28"
    assert entry.body["day"] == "2027-04-30"
    assert words(entry)["informed.1"] == "Wim"
    assert heard == [(home.seats["wim"].pk,)]
    assert Commitment.objects.get(key="licence").day == MAY
    assert FrameChange.objects.filter(subject="Sign the licences: day").count() == 1


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2027, 3, 14), "passed"),
        (APRIL, "earlier"),
        (date(2027, 4, 30), "earlier"),
        (date(2227, 1, 1), "far"),
    ],
)
def test_yesterday_and_an_earlier_day_are_no_postponing(home: Oeverland, day: date, code: str) -> None:
    with pytest.raises(ValidationError) as raised:
        postpone(
            actor=of(home, "karin"), commitment=home.commitments["licence"].pk, day=day, must_know=(), now=NOW
        )
    assert refused(raised) == code
    assert Commitment.objects.get(key="licence").day == date(2027, 4, 30)
    assert read(home) == []


def test_karin_makes_it_smaller(home: Oeverland) -> None:
    make_smaller(
        actor=of(home, "karin"),
        commitment=home.commitments["licence"].pk,
        what="Two wards for a month",
        door=Door.TWO_WAY,
        now=NOW,
    )
    [entry] = read(home)
    assert (entry.kind, words(entry)["smaller"]) == ("smaller", "Two wards for a month")
    assert Commitment.objects.get(key="licence").door == Door.TWO_WAY
    assert seen(home, "karin").may_decide  # the commitment itself is still to come


def test_going_on_waits_for_somebody_who_neither_pays_nor_decides(home: Oeverland) -> None:
    Commitment.objects.filter(key="licence").update(type="continue")
    with pytest.raises(ValidationError) as raised:
        decides(home, open=[])
    assert refused(raised) == "unjudged"
    answer_today(
        actor=of(home, "femke"),
        commitment=home.commitments["licence"].pk,
        yes=False,
        words="Not like this.",
        now=NOW,
    )
    decides(home, open=[])


def test_who_judged_and_pays_for_it_by_now_counts_no_longer(home: Oeverland) -> None:
    licence = home.commitments["licence"]
    Commitment.objects.filter(pk=licence.pk).update(type="continue")
    answer_today(actor=of(home, "femke"), commitment=licence.pk, yes=True, words="Go on.", now=NOW)
    SeatRole.objects.create(seat=home.seats["femke"], role=Role.SPONSOR)
    with pytest.raises(ValidationError) as raised:
        decides(home, open=[])
    assert refused(raised) == "unjudged"
    answer_today(actor=of(home, "youssef"), commitment=licence.pk, yes=False, words="Not like this.", now=NOW)
    decides(home, open=[])


def test_a_condition_binds_as_everybody_may_read_it(home: Oeverland) -> None:
    about: dict[str, Any] = {"commitment": home.commitments["licence"].pk, "now": NOW}
    named = set_condition(actor=of(home, "femke"), text="The nights keep cards", release=4, **about)
    set_condition(actor=of(home, "youssef"), text="A spare within the hour", release=2, **about)
    own = set_condition(actor=of(home, "karin"), text="For my own eyes", release=0, **about)
    with pytest.raises(ValidationError) as raised:
        decides(home, conditions=[Bound(condition=own)])
    assert refused(raised) == "changed"
    due = NOW.date() + timedelta(days=20)
    decides(home, conditions=[Bound(condition=named, due=due)])
    [entry] = read(home)
    said = words(entry)
    assert (said["condition.1"], said["condition.1.by"]) == ("The nights keep cards", "Femke")
    assert said["condition.2"] == "A spare within the hour"
    assert "condition.2.by" not in said
    assert "Youssef" not in str(said)
    assert "For my own eyes" not in str(said)
    assert entry.body["conditions"] == [
        {"bound": True, "due": due.isoformat(), "met": False},
        {"bound": False, "due": None, "met": False},
    ]


def test_what_it_rests_on_is_watched_on_a_day(home: Oeverland) -> None:
    rests = says(home.seats["bas"], "assumptions", "The readers work with gloves", release=2)
    says(home.seats["bas"], "assumptions", "The supplier lasts", release=1)
    watch = Watched(assumption=rests, sign="One in ten fails", owner=home.seats["tom"].pk, day=MAY)
    decides(home, watched=[watch])
    [entry] = read(home)
    said = words(entry)
    assert said["assumption.1"] == "The readers work with gloves"
    assert (said["assumption.1.sign"], said["assumption.1.owner"]) == ("One in ten fails", "Tom")
    assert "The supplier lasts" not in said.values()
    assert days(home) == [MAY, AGAIN]


def test_sides_are_counted_by_who_was_asked_and_named_only_where_nobody_is_pointed_at(
    home: Oeverland,
) -> None:
    says(home.seats["femke"], "knows", "The nights run on two people", release=4)
    says(home.seats["youssef"], "knows", "Doors close late", release=2)
    decides(home, moment="letter")
    assert read(home)[0].body["consulted"] == []  # a board of one makes every small side point at it (G8)
    seat_for(home, "olga", Role.PARTICIPANT)
    seat_for(home, "piet", Role.PARTICIPANT)  # neither of them was asked yet
    decides(home)
    entry = read(home)[1]
    said, consulted = words(entry), entry.body["consulted"]
    assert isinstance(consulted, list)
    told = {said[f"side.{n}"]: (row["people"], row["names"]) for n, row in enumerate(consulted, 1)}
    assert told == {"Board": (1, 0), "Care": (3, 1), "It": (3, 0)}
    assert "Femke" in said.values()
    assert "Youssef" not in str(said)


def test_nothing_of_what_was_said_lies_open_beside_the_record(home: Oeverland) -> None:
    decides(home)
    row = Decided.objects.scoped(recorder(home.decision.pk)).get()
    assert REASON.encode() not in bytes(row.body.ciphertext)
    assert row.decision.data_key.opened()
