"""Opening a conversation, its sheet, the gate or the record is noted, in whatever form it is opened."""

from uuid import UUID

import pytest
from tests.conversations.story import own_invited
from tests.oeverland import Oeverland
from tests.records.gated import NOW, before, decides
from tests.records.story import of
from tests.topics.over_time.story import analyse

from beforehand.records.actions.setting import set_condition
from beforehand.records.queries.looking_back import look_backs
from beforehand.stewardship.models import ViewLog

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture
def talk(home: Oeverland) -> UUID:
    """The licences were decided on; Karin and Femke are invited to a conversation."""
    before(home)
    licence = home.commitments["licence"].pk
    set_condition(actor=of(home, "femke"), commitment=licence, text="Spare cards", release=4, now=NOW)
    decides(home)
    analyse(home)
    return own_invited(home, "karin", "femke")


@pytest.mark.parametrize(
    ("path", "view"),
    [
        ("talks/{talk}/", "topics"),
        ("talks/{talk}/sheet.pdf", "topics"),
        ("gate/{letter}/", "topics"),
        ("record/", "record"),
        ("record/1/", "record"),
        ("record/1/record.pdf", "record"),
        ("record/1/record.json", "record"),
        ("look-back/", "record"),
        ("look-back/{day}/", "record"),
    ],
)
def test_who_decides_leaves_a_line_and_who_takes_part_none(
    home: Oeverland, talk: UUID, path: str, view: str
) -> None:
    [day] = look_backs(of(home, "karin"))
    there = path.format(talk=talk, letter=home.commitments["letter"].pk, day=day.id)
    for name, lines in (("femke", []), ("karin", [("decider", view)])):
        assert home.client(name).get(f"/d/{home.decision.pk}/{there}").status_code == 200
        assert list(ViewLog.objects.values_list("role", "view")) == lines


@pytest.mark.both
def test_who_facilitates_leaves_a_line_with_the_list_and_who_only_reads_the_own_ones_none(
    home: Oeverland, talk: UUID
) -> None:
    for name, lines in (("femke", 0), ("karin", 0), ("lotte", 1)):
        assert home.client(name).get(f"/d/{home.decision.pk}/talks/").status_code == 200
        assert ViewLog.objects.filter(view="topics").count() == lines
