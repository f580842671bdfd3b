"""What reaches a page is frozen: nothing on it can still ask the database or open a seal."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import RequestFactory

from beforehand.people.models import Person
from beforehand.shell.rendering import NotForShowError, refuse_rows, render
from beforehand.vault.sealed import Sealed


@dataclass(frozen=True)
class Line:
    title: str
    inside: object = None


@dataclass
class Loose:
    title: str


@pytest.mark.parametrize(
    "shown",
    [
        "text",
        3,
        None,
        date(2027, 3, 15),
        Line("a", (1, 2)),
        [Line("a"), Line("b", Line("c"))],
        {"a": Line("b")},
    ],
)
def test_plain_and_frozen_values_pass(shown):
    refuse_rows(shown, "shown")


@pytest.mark.parametrize(
    "hidden", [Person(name="Femke"), Person.objects, Sealed(b"x"), Loose("a"), object(), (i for i in ())]
)
@pytest.mark.parametrize(
    "wrap",
    [
        lambda v: v,
        lambda v: [v],
        lambda v: {"a": (v,)},
        lambda v: Line("a", v),
        lambda v: Line("a", Line("b", [v])),
    ],
)
def test_a_row_a_query_a_seal_or_what_can_change_is_refused_however_deep(hidden, wrap):
    with pytest.raises(NotForShowError, match="shown"):
        refuse_rows(wrap(hidden), "shown")


def test_a_query_is_refused_without_being_run(django_assert_num_queries, db):
    with django_assert_num_queries(0), pytest.raises(NotForShowError):
        refuse_rows(Person.objects.all(), "people")


def test_a_page_is_not_made_from_a_row():
    with pytest.raises(NotForShowError):
        render(RequestFactory().get("/"), "shell/page.html", person=Person(name="Femke"))


def test_what_is_refused_is_named_without_its_content():
    with pytest.raises(NotForShowError) as refused:
        refuse_rows(Line("a", Loose("nobody should read this")), "card")
    assert str(refused.value) == "card.inside is a Loose that can still change"
