"""Everything the pages say has a Dutch sentence, and the catalogue loses nothing when it is gathered."""

import re

import pytest

from beforehand.locale.gathering import HOUSE, Told, catalogues, gather, in_language, told, told_in

HOLE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


@pytest.fixture(scope="module")
def texts():
    """Every text there is, with the contexts it is told in."""
    return told()


@pytest.fixture(scope="module")
def dutch():
    return catalogues("nl")


def test_everything_is_said_in_dutch(texts, dutch):
    missing = {one.text: places for one, places in texts.items() if not in_language(one, dutch)}
    assert not missing


def test_what_is_filled_in_while_speaking_is_filled_in_in_dutch_too(texts, dutch):
    torn = {}
    for one, places in texts.items():
        said = in_language(one, dutch)
        forms = said if isinstance(said, tuple) else (said,)
        wanted = set(HOLE.findall(one.plural or one.text))
        if forms[-1] and set(HOLE.findall(forms[-1])) != wanted:
            torn[one.text] = places
    assert not torn


def test_words_we_do_not_use_are_not_used(texts, dutch):
    said = [one.text + one.plural for one in texts] + [str(in_language(one, dutch)) for one in texts]
    assert not [s for s in said if re.search(r"weerstand|resistance|opponent|compliance score", s, re.I)]


def test_texts_are_found_in_templates_and_in_code(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '<p>\n  {% load i18n %}\n      {% translate "It\'s open" %}\n  <b class="x">("quoted")</b>\n'
        "   {% blocktranslate count n=n trimmed %}\n one talk of {{ who }}\n"
        "{% plural %}{{ n }} talks{% endblocktranslate %}\n"
        '{% translate "May" context "month" %}{{ _("Aside") }}</p>\n',
        encoding="utf-8",
    )
    assert set(told_in(page)) == {
        Told("It's open"),
        Told("one talk of %(who)s", "%(n)s talks"),
        Told("May", "", "month"),
        Told("Aside"),
    }
    code = tmp_path / "code.py"
    code.write_text(
        'from x import gettext as _\nA = _("one " "text")\nB = ngettext("a", "b", 2)\nC = "not told"\n'
    )
    assert set(told_in(code)) == {Told("one text"), Told("a", "b")}


def test_gathering_keeps_what_was_translated_takes_contexts_in_and_is_the_same_twice(tmp_path):
    shop = tmp_path / "shop"
    (shop / "locale/nl/LC_MESSAGES").mkdir(parents=True)
    (shop / "code.py").write_text('A = _("Old")\nB = _("New")\nC = _("Not yet said")\n')
    (tmp_path / "locale/nl/LC_MESSAGES").mkdir(parents=True)
    kept = tmp_path / "locale/nl/LC_MESSAGES/django.po"
    kept.write_text('msgid "Old"\nmsgstr "Oud"\n\nmsgid "Gone"\nmsgstr "Weg"\n')
    (shop / "locale/nl/LC_MESSAGES/django.po").write_text('msgid "New"\nmsgstr "Nieuw"\n')
    assert gather("nl", tmp_path) == [Told("Not yet said")]
    first = kept.read_bytes()
    assert b'msgstr "Oud"' in first
    assert b'msgstr "Nieuw"' in first
    assert b"Gone" not in first
    (shop / "locale/nl/LC_MESSAGES/django.po").unlink()
    gather("nl", tmp_path)
    assert kept.read_bytes() == first
    assert kept.with_suffix(".mo").is_file()
    assert HOUSE not in kept.parents
