"""Whoever asks to be forgotten is forgotten: in every table, and nobody else is."""

import uuid

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django_q.models import OrmQ
from tests.oeverland import Oeverland
from tests.stewardship.said import NOW, asks_a_call, names, says

from beforehand.decisions.choices import ChangeKind, Stage
from beforehand.decisions.models import Commitment, DeciderAnswer, Decision, FrameChange, Promise, Seat
from beforehand.notifications.models import Wish
from beforehand.outbox.models import Message, ReadableMessage
from beforehand.people.access import Arrival
from beforehand.people.models import AccessLink, Account, Person
from beforehand.perspectives.choices import GroupState
from beforehand.perspectives.models import QuestionGroup, QuestionGroupMember, Statement
from beforehand.stewardship.actions import erase
from beforehand.stewardship.models import ViewLog
from beforehand.stewardship.queries.leaving import Duty, leaving
from beforehand.topics.models import AnalysisRun
from beforehand.vault.guard import Author
from beforehand.vault.models import DataKey
from beforehand.vault.processes.retention import retention

EVERY = retention()


def arrives(home: Oeverland, name: str, *, strong: bool = False) -> Arrival:
    person = home.seats[name].person
    return Arrival(
        person=person.pk, organisation=person.organisation_id, name=person.name, language="en", strong=strong,
        administrator=False,
    )  # fmt: skip


def _everything() -> str:
    """Every value of every table, sealed ones as they lie there."""
    seen = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            for row in cursor.fetchall():
                seen += [bytes(v).hex() if isinstance(v, bytes | memoryview) else str(v) for v in row]
    return "\n".join(seen).casefold().replace("-", "")  # one database writes ids with, another without


def _femke_takes_part(home: Oeverland) -> list[str]:
    """Have Femke leave a trace everywhere; return what must not be found afterwards."""
    femke, lotte = home.seats["femke"], home.seats["lotte"]
    home.link("femke")
    own = [
        says(femke, "The night shift has no phones."),
        says(femke, "Only I know this.", ordinal=2, release=0),
    ]
    own += [names(femke, home.seats["bas"]), asks_a_call(femke, "06 12345678")]  # type: ignore[list-item]
    group = QuestionGroup.objects.create(decision=home.decision, state=GroupState.CONFIRMED)
    QuestionGroupMember.objects.create(group=group, statement=own[0])
    Wish.objects.create(person=femke.person, kind="reminder")
    message = Message.objects.create(once="a", kind="invitation", recipient=femke.person_id, not_before=NOW)
    ReadableMessage.objects.create(
        message=message, to="femke@oeverland.example", subject="Hello", text="Dear Femke"
    )
    FrameChange.objects.create(
        decision=home.decision, kind=ChangeKind.PEOPLE, subject="people", after="Femke, nurse"
    )
    ViewLog.objects.create(
        decision=home.decision,
        viewer=lotte,
        role="facilitator",
        view="calls",
        subject=str(femke.pk),
        day=NOW.date(),
    )
    run = AnalysisRun(
        decision=home.decision, scope="shared", input_version=0, day=NOW.date(), engine_version="1", thresholds="t",
        made_at=NOW,
    )  # fmt: skip
    run.result = home.decision.data_key.seal({"evidence": str(own[0].pk)}, run.about)
    run.save()
    sealed = [row.body.ciphertext.hex() for row in own] + [run.result.ciphertext.hex()]
    ids = [femke.pk, femke.person_id, femke.data_key_id, *(row.pk for row in own)]
    key = bytes(femke.data_key.wrapped).hex()
    digests = [bytes(link.digest).hex() for link in AccessLink.objects.filter(person=femke.person)]
    return ["femke", key, *digests, *sealed, *(i.hex for i in ids)]


def test_nothing_of_her_is_left_in_any_table(home: Oeverland) -> None:
    traces = _femke_takes_part(home)
    for trace in traces:
        assert trace in _everything(), "what is looked for must be there to begin with"
    erased = erase(actor=arrives(home, "femke"), now=NOW)
    left = _everything()
    assert [trace for trace in traces if trace in left] == []
    assert (erased.gone, erased.stays) == (1, 0)


def test_nobody_else_is_touched(home: Oeverland) -> None:
    _femke_takes_part(home)
    home.link("ingrid")
    says(home.seats["ingrid"], "We were audited in March.")
    Wish.objects.create(person=home.seats["ingrid"].person, kind="all")
    erase(actor=arrives(home, "femke"), now=NOW)
    assert Statement.objects.scoped(Author(home.seats["ingrid"].pk)).count() == 1
    assert AccessLink.objects.filter(person=home.seats["ingrid"].person).count() == 1
    assert Wish.objects.count() == 1
    assert Seat.objects.count() == len(home.seats) - 1
    assert Person.objects.filter(erased_at__isnull=False).count() == 0


def test_a_decider_stays_as_a_function_without_a_name(home: Oeverland) -> None:
    karin = home.seats["karin"]
    DeciderAnswer.objects.create(seat=karin, n=1, text="I promised the board a date.")
    Promise.objects.create(decision=home.decision, seat=karin, words="Nobody is held to it.")
    said = says(karin, "The board wants it before summer.")
    old = karin.data_key_id
    foretold = leaving(arrives(home, "karin")).decisions[0]
    assert foretold.duties == (Duty.DECIDES, Duty.SIGNED)
    assert foretold.function == "Director of operations"
    erased = erase(actor=arrives(home, "karin"), now=NOW)
    assert (erased.gone, erased.stays) == (0, 1)
    seat = Seat.objects.select_related("person").get(pk=karin.pk)
    assert (seat.person.name, seat.person.mail, seat.person.erased_at) == ("someone who left", None, NOW)
    assert seat.function == "Director of operations"
    assert Commitment.objects.get(key="licence").decider_id == karin.pk
    assert Promise.objects.count() == 1
    assert DeciderAnswer.objects.count() == 0
    assert not DataKey.objects.filter(pk=old).exists()
    assert not Statement.objects.scoped(EVERY).filter(pk=said.pk).exists()
    assert "karin" not in _everything()


def test_who_typed_for_others_stays_as_a_function(home: Oeverland) -> None:
    says(home.seats["femke"], "The night shift has no phones.", typed_by=home.seats["lotte"])
    lotte = arrives(home, "lotte", strong=True)
    assert leaving(lotte).decisions[0].duties == (Duty.TYPED,)
    assert erase(actor=lotte, now=NOW).stays == 1
    assert not Account.objects.filter(email="lotte@oeverland.example").exists()
    assert Statement.objects.scoped(EVERY).count() == 1


def test_before_confirming_it_says_that_nobody_else_facilitates(home: Oeverland) -> None:
    assert [role.value for role in leaving(arrives(home, "lotte")).decisions[0].alone] == ["facilitator"]
    assert leaving(arrives(home, "femke")).decisions[0].alone == ()
    Decision.objects.update(stage=Stage.DECIDED, decided_at=NOW)
    assert leaving(arrives(home, "lotte")).decisions[0].alone == ()


def test_the_pictures_are_worked_out_again(home: Oeverland) -> None:
    _femke_takes_part(home)
    before = Decision.objects.get(pk=home.decision.pk).input_version
    erase(actor=arrives(home, "femke"), now=NOW)
    assert Decision.objects.get(pk=home.decision.pk).input_version == before + 1
    assert AnalysisRun.objects.scoped(EVERY).count() == 0
    assert OrmQ.objects.count() == 1


def test_who_has_an_account_has_to_sign_in_first(home: Oeverland) -> None:
    with pytest.raises(PermissionDenied):
        erase(actor=arrives(home, "lotte", strong=False), now=NOW)
    assert Person.objects.get(pk=home.seats["lotte"].person_id).erased_at is None
    assert Account.objects.filter(email="lotte@oeverland.example").exists()


def test_somebody_who_is_gone_cannot_be_forgotten_again(home: Oeverland) -> None:
    karin = arrives(home, "karin")
    erase(actor=karin, now=NOW)
    with pytest.raises(PermissionDenied):
        erase(actor=karin, now=NOW)
    nobody = Arrival(
        person=uuid.uuid4(),
        organisation=karin.organisation,
        name="",
        language="",
        strong=False,
        administrator=False,
    )
    with pytest.raises(PermissionDenied):
        erase(actor=nobody, now=NOW)


def test_all_or_nothing(home: Oeverland, monkeypatch: pytest.MonkeyPatch) -> None:
    traces = _femke_takes_part(home)
    monkeypatch.setattr("beforehand.stewardship.actions.erasing.note_change", _fails)
    with pytest.raises(RuntimeError):
        erase(actor=arrives(home, "femke"), now=NOW)
    left = _everything()
    assert [trace for trace in traces if trace not in left] == []


def _fails(decision: object) -> None:
    raise RuntimeError
