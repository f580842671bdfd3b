"""What every side confirmed of when it is done goes into the record; what one side did not confirm does not."""

from typing import Any

import pytest
from pypdf import PdfReader
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.at_gate import browser
from tests.records.gated import NOW, before, decides
from tests.records.story import of
from tests.records.talked import DONE, agreed, confirms, talk

from beforehand.conversations.queries.done import done_agreed
from beforehand.decisions.models import Commitment, Seat
from beforehand.perspectives.models import Round
from beforehand.records.actions import erase_person
from beforehand.records.queries.record import record
from beforehand.records.rules.shapes import Agreed, AgreedSide, Record
from beforehand.topics.analyses import picture_of

pytestmark = [pytest.mark.once, pytest.mark.django_db]
WORDS = ("Signing in takes ten seconds", "Nobody calls at night", "Nobody signs in as somebody else")
CRITERIA = "Ten seconds, measured on two wards"
FORMS = ("record.pdf", "record.docx", "record.md", "record.json")
PEOPLE = ("femke", "ingrid", "youssef")


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return before(home)


def written(home: Oeverland, name: str = "wim") -> Record:
    found = record(of(home, name), 1)
    assert found is not None
    return found


def confirmed(home: Oeverland, **more: Any) -> None:
    """Femke and Ingrid confirm it; Karin, who decides, was not there."""
    _talk, item = talk(home, DONE, *PEOPLE, **more)
    confirms(home, agreed(home, item), "femke", "ingrid")


def test_the_record_has_it_for_each_side_with_who_watches_over_the_benefit(home: Oeverland) -> None:
    confirmed(home)
    decides(home)
    done = written(home).done
    flows, calm, sound = WORDS
    assert done.agreed == (
        Agreed(
            sides=(AgreedSide(side="Care", flow=flows), AgreedSide(side="It", flow=calm, sound=sound)),
            criteria=CRITERIA,
        ),
    )
    assert (done.benefits_owner, done.apart) == ("Marjolein", True)


@pytest.mark.parametrize("form", ["", *FORMS])
def test_it_stands_in_every_form(home: Oeverland, form: str, tmp_path: Any) -> None:
    confirmed(home)
    decides(home)
    page = browser(home, "femke").get(f"/d/{home.decision.pk}/record/1/{form}")
    assert page.status_code == 200
    text = read(page.content, form, tmp_path)
    for words in (*WORDS, CRITERIA, "Marjolein"):
        assert words in text, words


def read(content: bytes, form: str, there: Any) -> str:
    path = there / "record"
    path.write_bytes(content)
    if form.endswith(".pdf"):
        return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
    if form.endswith(".docx"):
        from docx import Document

        word = Document(str(path))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        return "\n".join([*cells, *(one.text for one in word.paragraphs)])
    return content.decode()


def nobody_of_it(home: Oeverland) -> None:
    _talk, item = talk(home, DONE, *PEOPLE)
    confirms(home, agreed(home, item), "femke")


def somebody_says_no(home: Oeverland) -> None:
    _talk, item = talk(home, DONE, *PEOPLE)
    confirms(home, said := agreed(home, item), "femke", "ingrid")
    confirms(home, said, "youssef", agrees=False)


def taken_back(home: Oeverland) -> None:
    _talk, item = talk(home, DONE, *PEOPLE)
    confirms(home, said := agreed(home, item), "femke", "ingrid")
    confirms(home, said, "ingrid", agrees=False)


def written_anew(home: Oeverland) -> None:
    _talk, item = talk(home, DONE, *PEOPLE)
    confirms(home, said := agreed(home, item), "femke", "ingrid")
    agreed(home, item, over=said)


def for_those_in_it(home: Oeverland) -> None:
    confirmed(home, confidential=True)


def before_another(home: Oeverland) -> None:
    confirmed(home, before="letter")


@pytest.mark.parametrize(
    "happened",
    [nobody_of_it, somebody_says_no, taken_back, written_anew, for_those_in_it, before_another],
    ids=lambda one: one.__name__,
)
def test_what_was_not_confirmed_by_all_or_not_for_this_is_not_in_it(home: Oeverland, happened: Any) -> None:
    happened(home)
    decides(home)
    found = written(home)
    assert found.done.agreed == ()
    assert not [words for words in WORDS if words in repr(found)]


@pytest.mark.both
def test_a_conversation_before_no_moment_counts_for_each(home: Oeverland) -> None:
    confirmed(home, before=None)
    for moment in home.commitments.values():
        assert len(done_agreed(of(home, "karin"), moment.pk)) == 1


def named_later(home: Oeverland, of_which: str = "licence") -> None:
    """What came before no moment was confirmed; then another moment is named, and decided on."""
    moment = home.commitments[of_which]
    home.commitments[of_which] = Commitment.objects.create(
        decision=home.decision, title="Sign for the cards", day=moment.day, type=moment.type, key="cards",
        door=moment.door, decider=moment.decider,
    )  # fmt: skip


def test_who_watches_over_it_is_in_the_record_of_a_moment_that_was_named_later(home: Oeverland) -> None:
    confirmed(home, before=None)
    named_later(home)
    owners = {one.benefits_owner for one in picture_of(home.decision.pk, NOW.date()).commitments}
    assert owners == {str(home.seats["marjolein"].pk)}
    decides(home)
    done = written(home).done
    assert (done.benefits_owner, len(done.agreed)) == ("Marjolein", 1)


def test_who_was_named_for_this_moment_counts_above_who_was_named_for_each(home: Oeverland) -> None:
    _talk, item = talk(home, DONE, *PEOPLE)
    bas = home.seats["bas"]
    Seat.objects.filter(pk=bas.pk).update(side=home.sides["care"])
    confirms(home, agreed(home, item, benefits=bas.pk), "femke", "ingrid")
    confirmed(home, before=None)
    decides(home)
    assert written(home).done.benefits_owner == "Bas"


@pytest.mark.parametrize("before", ["licence", None])
@pytest.mark.both
def test_who_was_named_in_what_exists_for_those_in_it_is_not_in_the_record(
    home: Oeverland, before: str | None
) -> None:
    confirmed(home, before=before, confidential=True)
    decides(home)
    assert written(home).done.benefits_owner == ""


def test_nothing_goes_in_before_the_first_round_closed(home: Oeverland) -> None:
    confirmed(home)
    Round.objects.filter(decision=home.decision).update(closed_at=None)
    assert done_agreed(of(home, "karin"), home.commitments["licence"].pk) == ()


def test_who_reads_no_content_reads_none_of_it_before_it_is_in_a_record(home: Oeverland) -> None:
    confirmed(home)
    licence = home.commitments["licence"].pk
    assert done_agreed(of(home, "wim"), licence) == ()
    assert len(done_agreed(of(home, "karin"), licence)) == 1


def test_who_confirms_it_is_told_where_it_goes(home: Oeverland) -> None:
    made, item = talk(home, DONE, *PEOPLE)
    agreed(home, item)
    page = browser(home, "femke").get(f"/d/{home.decision.pk}/talks/{made}/").content.decode()
    assert "goes into the record of the decision" in page


def test_a_text_others_share_stays_when_somebody_is_forgotten(home: Oeverland) -> None:
    confirmed(home)
    decides(home)
    erase_person(decision=home.decision.pk, seat=home.seats["marjolein"].pk, at=NOW)
    done = written(home).done
    assert done.benefits_owner == ""
    assert done.agreed[0].criteria == CRITERIA
