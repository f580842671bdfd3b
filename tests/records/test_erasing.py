"""Somebody who is taken out of a record leaves no word in it, and the record verifies as before."""

from tests.oeverland import Oeverland
from tests.records.story import AT, CONDITION, of, signs

from beforehand.decisions.models import Decision
from beforehand.records.actions import erase_person
from beforehand.records.models import RecordPart
from beforehand.records.queries import entries
from beforehand.records.rules.chain import head_of, verify
from beforehand.vault.models import DataKey
from beforehand.vault.processes.recorder import recorder


def leaves(home: Oeverland, name: str) -> int:
    return erase_person(decision=home.decision.pk, seat=home.seats[name].pk, at=AT)


def test_the_words_go_and_the_chain_holds(home: Oeverland) -> None:
    signs(home)
    before = signs(home, 2)
    assert leaves(home, "femke") == 4
    read = entries(of(home, "lotte"))
    assert CONDITION not in repr(read)
    assert "Femke" not in repr(read)
    assert "Karin" in repr(read)  # nobody else loses a word
    for head in (before, head_of(read)):
        assert verify(read, head, decision=str(home.decision.pk)) == []


def test_that_it_happened_is_an_entry_of_ids_alone(home: Oeverland) -> None:
    signs(home)
    leaves(home, "femke")
    last = entries(of(home, "karin"))[-1]
    assert (last.seq, last.kind, last.parts) == (2, "erased", ())
    assert last.body == {
        "parts": [{"entry": 1, "name": "condition.1"}, {"entry": 1, "name": "condition.1.by"}]
    }
    assert str(home.seats["femke"].pk) not in repr(last)


def test_nothing_of_it_stays_in_the_rows(home: Oeverland) -> None:
    signs(home)
    leaves(home, "femke")
    rows = RecordPart.objects.scoped(recorder(home.decision.pk), name__startswith="condition.1")
    assert [(row.text, row.seat, row.erased_at) for row in rows] == [(None, None, AT)] * 2


def test_who_is_not_in_the_record_changes_nothing(home: Oeverland) -> None:
    signs(home)
    before = entries(of(home, "karin"))
    assert leaves(home, "tom") == 0
    assert leaves(home, "karin") == 1
    assert leaves(home, "karin") == 0  # gone is gone
    assert entries(of(home, "karin"))[:1] != before
    assert len(entries(of(home, "karin"))) == 2


def test_a_seat_of_another_decision_empties_nothing_here(home: Oeverland) -> None:
    signs(home)
    elsewhere = Decision.objects.create(
        organisation=home.organisation, sentence="Another", data_key=DataKey.make()
    )
    assert erase_person(decision=elsewhere.pk, seat=home.seats["femke"].pk, at=AT) == 0
    assert "Femke" in repr(entries(of(home, "karin")))
