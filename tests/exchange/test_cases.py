"""A sample brought in: who is in it, what may be looked at, and what stays closed."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.decisionfile.conftest import SMALL
from tests.topics.cases import ROOT, as_in_the_database, opened

from beforehand.decisionfile import DecisionFileError, read, to_picture
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Commitment, Decision, Fact, Promise, Seat, SeatRole, Side
from beforehand.engine.inputs import PublishedFigure
from beforehand.exchange.actions import load_case
from beforehand.knowledge import load
from beforehand.people.models import Person
from beforehand.perspectives.models import MirrorJudgement, Reaction, Round, Statement
from beforehand.perspectives.queries.dealt import AnsweredRow
from beforehand.topics.analyses import picture_of
from beforehand.vault.door import disclose_kept
from beforehand.vault.processes.analyst import analyst
from beforehand.vault.processes.tabulator import tabulator
from beforehand.vault.viewer import Viewer, ViewerKind

pytestmark = pytest.mark.django_db
HOSPITAL = ROOT / "cases" / "two-factor-hospital.yaml"


def brought(settings: Any, language: str = "nl", source: Path = HOSPITAL) -> UUID:
    settings.DEMO = True
    return load_case(source=source, language=language, with_answers=True)


def roles(decision: UUID) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, role in SeatRole.objects.filter(seat__decision=decision).values_list(
        "seat__person__name", "role"
    ):
        found.setdefault(role, set()).add(name)
    return found


def test_everybody_is_in_it_with_what_they_are(settings: Any) -> None:
    decision = brought(settings)
    held = roles(decision)
    assert len(held[Role.PARTICIPANT]) == 13
    assert held[Role.DECIDER] == held[Role.SPONSOR] == held[Role.OWNER] == {"Karin de Bruijn"}
    assert held[Role.FACILITATOR] == {"Hanna Vermeer"}
    assert Seat.objects.get(person__name="Hanna Vermeer").side is None
    mails = set(Person.objects.values_list("mail", flat=True))
    assert "ingrid@zorggroep-oeverland.example" in mails
    assert all(mail and mail.endswith(".example") for mail in mails)


def test_the_frame_is_as_in_the_file(settings: Any) -> None:
    row = Decision.objects.get(pk=brought(settings))
    assert row.sentence == "Hoe voeren we 2FA in voor alle medewerkers voor 1 oktober 2027?"
    assert (str(row.today), row.country, row.language) == ("2027-03-15", "NL", "nl")
    licence = Commitment.objects.get(key="C1")
    assert (licence.door, licence.cost_eur, licence.weeks) == ("one_way", 410000, 30)
    assert licence.decider is not None
    assert licence.decider.person.name == "Karin de Bruijn"
    assert licence.marks.count() == 4


def test_in_english_it_speaks_english(settings: Any) -> None:
    row = Decision.objects.get(pk=brought(settings, "en"))
    assert row.sentence == "How do we introduce 2FA for all staff before 1 October 2027?"
    assert Seat.objects.get(person__name="Ingrid Verhaegh").function == "Chief information security officer"


@pytest.mark.parametrize(
    ("lang", "kind"), [("nl", "het werk zelf"), ("en", "the work itself")], ids=["nl", "en"]
)
def test_a_side_goes_by_its_own_name_and_by_its_kind_only_without_one(
    settings: Any, tmp_path: Path, lang: str, kind: str
) -> None:
    source = tmp_path / "sides.yaml"
    source.write_text(
        "schema: beforehand-decision/1\npeildatum: 2027-03-15\nsides:\n"
        "- {id: a, kind: it, nl: Automatisering, en: Automatisering}\n- {id: b, kind: business}\n"
        "- {id: c, kind: business}\npeople: [{id: p, side: a}, {id: q, side: b}]\n",
        encoding="utf-8",
    )
    decision = brought(settings, lang, source)
    named = dict(Side.objects.filter(decision=decision).values_list("key", "name"))
    assert named == {"a": "Automatisering", "b": kind, "c": f"{kind} (c)"}


def test_the_promise_is_signed_so_that_it_can_be_looked_at(settings: Any) -> None:
    decision = brought(settings)
    assert Promise.objects.get(decision=decision).words == load().form.promise.nl


def test_outside_demo_mode_answers_come_from_no_file(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(PermissionDenied):
        load_case(source=HOSPITAL, language="nl", with_answers=True)
    assert not Decision.objects.exists()


def test_without_answers_there_is_the_frame_and_nobody_was_invited() -> None:
    decision = load_case(source=HOSPITAL, language="nl", with_answers=False)
    assert not Statement.objects.scoped(analyst(decision)).exists()
    assert not Promise.objects.exists()
    assert not Seat.objects.filter(invited_at__isnull=False).exists()


def test_a_file_with_errors_says_where(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("schema: beforehand-decision/1\npeople: [{id: a, side: nowhere}]\n", encoding="utf-8")
    with pytest.raises(DecisionFileError) as fault:
        load_case(source=bad, language="nl", with_answers=False)
    assert fault.value.faults[0].line == 2
    assert not Decision.objects.exists()


def test_nothing_somebody_said_stands_open_in_the_database(settings: Any, tmp_path: Path) -> None:
    brought(settings)
    file = opened(HOSPITAL)
    said = [s.text for seat in to_picture(file).seats for s in seat.statements]
    assert len(said) > 100
    with connection.cursor() as cursor:
        tables = [
            t for t in connection.introspection.table_names(cursor) if not t.startswith(("django_", "auth_"))
        ]
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            written = repr(cursor.fetchall())
            assert not [text for text in said if len(text) > 12 and text in written], table


def test_facts_hold_ids_and_fixed_words_only(settings: Any) -> None:
    decision = brought(settings)
    texts = [
        value for body in Fact.objects.filter(decision=decision).values_list("body", flat=True)
        for value in body.values() if isinstance(value, str)
    ]  # fmt: skip
    assert texts
    assert not [text for text in texts if " " in text]


def test_every_kind_of_thing_a_file_can_hold_survives(settings: Any, tmp_path: Path) -> None:
    source = tmp_path / "small.yaml"
    source.write_text(SMALL, encoding="utf-8")
    decision = brought(settings, source=source)
    file = read(SMALL).decision
    assert file is not None
    assert file.peildatum is not None
    found, wanted = picture_of(decision, file.peildatum), as_in_the_database(file, decision)
    for part in (
        "events", "signals", "done_kinds", "collisions", "consents",
        "held", "invited", "advice_requested", "responses_to_input", "decider_first_by", "why_messenger", "sponsor",
    ):  # fmt: skip
        assert sorted_by_text(getattr(found, part)) == sorted_by_text(getattr(wanted, part)), part
    assert {frozenset(g.people) for g in found.question_groups} == {
        frozenset(g.people) for g in wanted.question_groups if any(
            s.field == "question" for p in g.people for s in wanted.seat(p).statements
        )
    }  # fmt: skip
    one = {c.day: c for c in found.commitments}
    assert one == {c.day: c for c in wanted.commitments}
    assert {s.id: s for s in found.seats} == {s.id: _in_order(s, found.seat(s.id)) for s in wanted.seats}


def test_what_people_answered_each_other_lies_in_closed_rounds_and_only_what_was_published_is_read(
    settings: Any, tmp_path: Path
) -> None:
    source = tmp_path / "small.yaml"
    source.write_text(SMALL, encoding="utf-8")
    decision = brought(settings, source=source)
    rounds = Round.objects.filter(decision=decision).order_by("n")
    assert [(r.n, r.kind, r.closed_at is not None) for r in rounds] == [
        (1, "listen", True), (2, "respond", True), (3, "mirror", True),
    ]  # fmt: skip
    scope = tabulator(decision)
    for model, value in ((Reaction, "different"), (MirrorJudgement, "partly")):
        [row] = model.objects.scoped(scope)
        own = Viewer(ViewerKind.OUTSIDER, str(row.seat_id))
        [visible] = disclose_kept(own, [AnsweredRow(row=row)])
        assert (row.seat.person.name, visible.value.value) == ("Femke Douma", value)
    file = read(SMALL).decision
    assert file is not None
    assert file.peildatum is not None
    found, wanted = picture_of(decision, file.peildatum), as_in_the_database(file, decision)
    assert (found.reactions, found.mirror_judgements) == ((), ())
    asked = PublishedFigure(subject="mirror", side=None, answers=0, counts={})  # and one answer is no figure
    assert sorted_by_text(found.published) == sorted_by_text((*wanted.published, asked))


def _in_order(wanted: Any, found: Any) -> Any:
    from dataclasses import replace

    order = [s.id for s in found.statements]
    return replace(wanted, statements=tuple(sorted(wanted.statements, key=lambda s: order.index(s.id))))


def sorted_by_text(value: Any) -> Any:
    if isinstance(value, tuple):
        return sorted(value, key=repr)
    if hasattr(value, "items"):
        return dict(value)
    return value


def test_as_many_questions_to_the_database_for_three_hundred_people_as_for_two(
    settings: Any, tmp_path: Path
) -> None:
    counts = []
    for many in (2, 300):
        people = "\n".join(
            f"- {{id: p{n}, side: {'a' if n % 2 else 'b'}, answers: "
            f"{{question: 'How about {n}?', knows: ['It is {n}.'], heard: 2, contact: [p{(n + 1) % many}]}}}}"
            for n in range(many)
        )
        source = tmp_path / f"{many}.yaml"
        source.write_text(
            "schema: beforehand-decision/1\npeildatum: 2027-03-15\nsides: [{id: a, en: A}, {id: b, en: B}]\n"
            f"people:\n{people}\n",
            encoding="utf-8",
        )
        decision = brought(settings, "en", source)
        today = Decision.objects.get(pk=decision).today
        assert today is not None
        with CaptureQueriesContext(connection) as asked:
            picture = picture_of(decision, today)
        assert len(picture.seats) == many
        assert len(picture.statements) == many * 2
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 20
