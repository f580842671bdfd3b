"""A sealed value shows nowhere by accident, and opens only where it was sealed for."""

import json

import pytest
from django.core.exceptions import FieldError
from django.db.models import F
from django.template import Context, Engine
from tests.oeverland import Oeverland

from beforehand.perspectives.models import Perspective, Statement
from beforehand.vault.guard import Author
from beforehand.vault.keys import KeyFault, new_data_key
from beforehand.vault.sealed import Sealed, SealedError, seal, unseal

SECRET = "the night shift keeps the door open"


def one_statement(home: Oeverland) -> Statement:
    seat = home.seats["femke"]
    perspective = Perspective.objects.create(seat=seat)
    row = Statement(perspective=perspective, field="knows")
    row.body = seat.data_key.seal({"text": SECRET}, row.about)
    row.save(force_insert=True)
    return row


def test_a_sealed_value_opens_with_its_key_at_its_place() -> None:
    key = new_data_key()
    sealed = seal(key, {"text": SECRET}, "a:1")
    assert unseal(key, sealed, "a:1") == {"text": SECRET}
    assert SECRET.encode() not in sealed.ciphertext


def test_it_does_not_open_at_another_place_with_another_key_or_changed() -> None:
    key = new_data_key()
    sealed = seal(key, SECRET, "a:1")
    changed = bytearray(sealed.ciphertext)
    changed[-1] ^= 1
    for other_key, other, about in (
        (key, sealed, "a:2"),
        (new_data_key(), sealed, "a:1"),
        (key, Sealed(bytes(changed)), "a:1"),
        (key, Sealed(b""), "a:1"),
    ):
        with pytest.raises(KeyFault):
            unseal(other_key, other, about)


def test_two_of_the_same_do_not_look_alike() -> None:
    key = new_data_key()
    assert seal(key, "yes", "a:1").ciphertext != seal(key, "yes", "a:1").ciphertext


@pytest.mark.parametrize(
    "show",
    [str, "{}".format, lambda s: f"{s}", "%s".__mod__, list, bool, lambda s: "a" + s, json.dumps],
    ids=["str", "format", "fstring", "percent", "list", "bool", "plus", "json"],
)
def test_it_cannot_be_shown(show: object) -> None:
    with pytest.raises(TypeError):
        show(seal(new_data_key(), SECRET, "a:1"))  # type: ignore[operator]


def test_a_template_cannot_show_it() -> None:
    sealed = seal(new_data_key(), SECRET, "a:1")
    for source in (
        "{{ it }}",
        "{{ it|safe }}",
        "{{ it|upper }}",
        "{% if it %}x{% endif %}",
        "{% for c in it %}{{ c }}{% endfor %}",
    ):
        template = Engine().from_string(source)
        try:
            shown = template.render(Context({"it": sealed}))
        except TypeError:
            continue
        assert shown in ("", "x")
        assert source.startswith("{% if"), f"{source} shows something"


def test_its_representation_tells_nothing() -> None:
    assert repr(seal(new_data_key(), SECRET, "a:1")) == "<sealed>"


def test_values_and_expressions_give_it_sealed(home: Oeverland) -> None:
    row = one_statement(home)
    mine = Statement.objects.scoped(Author(home.seats["femke"].pk))
    assert isinstance(mine.values("body")[0]["body"], Sealed)
    assert isinstance(mine.values_list("body", flat=True)[0], Sealed)
    assert isinstance(mine.annotate(again=F("body"))[0].again, Sealed)
    assert mine.get().pk == row.pk


def test_it_cannot_be_searched(home: Oeverland) -> None:
    one_statement(home)
    mine = Statement.objects.scoped(Author(home.seats["femke"].pk))
    with pytest.raises(FieldError):
        mine.filter(body__contains=b"a").exists()
    with pytest.raises(FieldError):
        mine.filter(body=b"a").exists()
    assert mine.filter(body__isnull=False).exists()


def test_the_column_takes_nothing_unsealed(home: Oeverland) -> None:
    perspective = Perspective.objects.create(seat=home.seats["femke"])
    with pytest.raises(FieldError):
        Statement.objects.create(perspective=perspective, field="knows", body=SECRET)


def test_the_database_holds_no_word_of_it(home: Oeverland) -> None:
    from django.db import connection

    one_statement(home)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM perspectives_statement")
        stored = [bytes(row[0]) for row in cursor.fetchall()]
    assert len(stored) == 1
    assert SECRET.encode() not in stored[0]


def test_pickling_is_refused() -> None:
    import pickle

    with pytest.raises(SealedError):
        pickle.dumps(seal(new_data_key(), SECRET, "a:1"))
