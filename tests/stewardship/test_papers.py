"""The papers are whole in both languages, mixed in none, true to the settings, and hold nothing anybody said."""

import itertools
import re
from dataclasses import fields, replace
from io import BytesIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from docx import Document
from docx.oxml.ns import qn
from tests.oeverland import TODAY, Oeverland
from tests.stewardship.said import asks_a_call, says

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Commitment, Decision
from beforehand.knowledge import load
from beforehand.stewardship.choices import Paper
from beforehand.stewardship.papers import WRITERS, available, written
from beforehand.stewardship.papers.facts import installation

pytestmark = pytest.mark.once
LANGUAGES = ("nl", "en")
EVERY = [(paper, lang) for paper in Paper for lang in LANGUAGES]


def stands(home: Oeverland, name: str) -> Standing:
    seat = home.seats[name]
    return Standing(
        decision=home.decision.pk, seat=seat.pk, person=seat.person_id, side=seat.side_id,
        roles=frozenset(Role(row.role) for row in seat.roles.all()), today=TODAY, language="en",
    )  # fmt: skip


def opened(home: Oeverland, paper: Paper, lang: str) -> Any:
    return Document(BytesIO(written(stands(home, "lotte"), paper, lang)))


def words(document: Any) -> str:
    lines = [p.text for p in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    for section in document.sections:
        lines += [p.text for part in (section.header, section.footer) for p in part.paragraphs]
    return "\n".join(lines)


@pytest.mark.parametrize(("paper", "lang"), EVERY)
def test_each_is_a_draft_with_title_language_headings_and_page_numbers(
    home: Oeverland, paper: Paper, lang: str
) -> None:
    document = opened(home, paper, lang)
    head, foot = (part.paragraphs[0] for part in (document.sections[0].header, document.sections[0].footer))
    assert head.text.startswith("CONCEPT" if lang == "nl" else "DRAFT")
    fields_ = [node.text for node in foot._p.iter(qn("w:instrText"))]
    assert fields_ == ["PAGE", "NUMPAGES"]
    assert document.core_properties.title == document.paragraphs[0].text
    assert document.core_properties.language == {"nl": "nl-NL", "en": "en-GB"}[lang]
    language = document.styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:lang"))
    assert language.get(qn("w:val")) == {"nl": "nl-NL", "en": "en-GB"}[lang]
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels
    assert levels[0] == 1
    assert all(deeper <= level + 1 for level, deeper in itertools.pairwise(levels))
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(cell.text for cell in table.rows[0].cells)


@pytest.mark.parametrize("paper", Paper)
def test_both_languages_say_the_same_and_neither_is_mixed(home: Oeverland, paper: Paper) -> None:
    nl, en = (opened(home, paper, lang) for lang in LANGUAGES)
    assert [p.style.name for p in nl.paragraphs] == [p.style.name for p in en.paragraphs]
    assert [len(t.rows) for t in nl.tables] == [len(t.rows) for t in en.tables]
    dutch = re.compile(r"\b(het|een|niet|wordt|voor|zijn|wie|ook|bij|als)\b")
    english = re.compile(r"\b(the|and|not|with|that|who|which|this|are|from)\b")
    citations = {
        part for source in load().sources.values() for part in (source.url or "", source.cite) if part
    }
    own = _own_words(home)
    for document, foreign in ((nl, english), (en, dutch)):
        for line in words(document).splitlines():
            for said in (*own, *citations):
                line = line.replace(said, "")
            assert not foreign.search(line), line


def _own_words(home: Oeverland) -> list[str]:
    """What people wrote in the frame stays in their own language."""
    moments = [c.title for c in home.commitments.values()] + [c.still_open for c in home.commitments.values()]
    functions = [seat.function for seat in home.seats.values()]
    given = [home.decision.sentence, home.decision.title, *moments, *functions]
    return sorted((text for text in given if text), key=len, reverse=True)


@pytest.mark.parametrize(("paper", "lang"), EVERY)
def test_none_uses_a_word_we_do_not_use_or_leaves_a_gap(home: Oeverland, paper: Paper, lang: str) -> None:
    text = words(opened(home, paper, lang))
    never = "weer" + "stand|resist" + "ance|finding|opponent|tegenstander|compliance score|SMAA|EVPI|PCA|!"
    assert not re.search(never, text, re.IGNORECASE)
    assert not re.search(r"[{}]|\bNone\b|<|Text\(", text)


@pytest.mark.parametrize("paper", Paper)
def test_none_holds_what_anybody_said(home: Oeverland, paper: Paper) -> None:
    before = {lang: written(stands(home, "lotte"), paper, lang) for lang in LANGUAGES}
    says(home.seats["femke"], "The night shift has no phones.", release=4)
    asks_a_call(home.seats["youssef"], "06 12345678")
    assert {lang: written(stands(home, "lotte"), paper, lang) for lang in LANGUAGES} == before


def test_legal_sentences_are_those_of_the_knowledge_with_their_sources(home: Oeverland) -> None:
    law = {rule.id: rule for rule in load().confidentiality.law}
    wanted = {
        Paper.DPIA: ("L5", "L6", "L7", "L8", "L9"),
        Paper.CONSENT: ("L1", "L2"),
        Paper.CONSULTATION: ("L3", "L4"),
        Paper.REGISTER: ("L6",),
    }
    for paper, ids in wanted.items():
        for lang in LANGUAGES:
            text = words(opened(home, paper, lang))
            for id_ in ids:
                assert law[id_].text.say(lang) in text
                for source in law[id_].sources:
                    assert load().sources[source].cite in text
            assert {"nl": "begin of samenvatting gelezen", "en": "beginning or abstract read"}[lang] in text


@pytest.mark.parametrize("paper", [Paper.DPIA, Paper.REGISTER])
def test_what_is_kept_of_somebody_and_withheld_from_them_is_a_question_for_the_lawyer(
    home: Oeverland, paper: Paper
) -> None:
    """Who is kept apart from whom is in nobody's own file; that is said, and asked, and so is what data there are."""
    for lang, asked, kept, calendar in (
        ("nl", "voor de jurist: mag uit de inzage blijven", "van de begeleider", "agenda"),
        ("en", "for the lawyer: may what a facilitator records", "by the facilitator", "calendar"),
    ):
        document = opened(home, paper, lang)
        assert asked in words(document)
        rows = [" ".join(c.text for c in row.cells) for table in document.tables for row in table.rows]
        assert any(kept in row for row in rows)
        assert any(calendar in row for row in rows)


def test_consent_names_both_grounds_and_when_advice_can_still_matter(home: Oeverland) -> None:
    Commitment.objects.filter(key="licence").update(statutory="Advice of the works council")
    text = words(opened(home, Paper.CONSENT, "nl"))
    for said in (
        "art. 27 lid 1 onder k WOR",
        "onderdeel l",
        "art. 25 lid 1",
        "30 april 2027",
        "Sign the licences",
    ):
        assert said in text
    assert "Advice of the works council" in text
    assert "Wim" in text


def test_the_dpia_says_what_the_product_does_not_protect_against(home: Oeverland) -> None:
    text = words(opened(home, Paper.DPIA, "en"))
    assert "whoever has all rights on that computer can read them" in text
    assert "no longer than 14 days" in text
    assert "NORMAL: a stored answer survives a stopped program" in text or installation().database != "sqlite"


def test_the_papers_follow_the_settings(home: Oeverland, settings: LazySettings) -> None:
    assert "Needs attention in this installation" in words(opened(home, Paper.DPIA, "en"))
    assert "Do not use it for real answers" not in words(opened(home, Paper.DPIA, "en"))
    settings.DEMO = True
    assert "Do not use it for real answers" in words(opened(home, Paper.DPIA, "en"))
    settings.DEMO, settings.SECURE, settings.ADDRESS = False, True, "https://beforehand.oeverland.example"
    settings.SMTP = {"host": "mail.oeverland.example", "use_tls": True, "use_ssl": False, "password": "hush"}
    settings.OIDC_ISSUER = "https://login.oeverland.example"
    settings.KEY_FILE = settings.HOME.parent / "elsewhere" / "beforehand.key"
    Decision.objects.update(complaint_route="The confidant, by phone")
    text = words(opened(home, Paper.DPIA, "en"))
    for said in (
        "https://beforehand.oeverland.example",
        "mail.oeverland.example, encrypted",
        "login.oeverland.example",
    ):
        assert said in text
    assert "The confidant, by phone" in text
    assert "Needs attention" not in text
    assert "hush" not in text


def test_what_is_told_of_an_installation_is_no_secret() -> None:
    told = {field.name for field in fields(installation())}
    assert not told & {"secret", "password", "keys", "user", "key_file"}


def test_the_same_paper_is_the_same_file(home: Oeverland) -> None:
    first, again = (written(stands(home, "lotte"), Paper.DPIA, "nl") for _ in range(2))
    assert first == again


def test_each_country_gets_its_own_papers(home: Oeverland) -> None:
    lotte = stands(home, "lotte")
    assert [line.paper for line in available(lotte)] == ["dpia", "consent", "register", "leaflet"]
    Decision.objects.update(country="BE")
    assert [line.paper for line in available(lotte)] == ["dpia", "consultation", "register", "leaflet"]
    assert set(WRITERS) == set(Paper)


@pytest.mark.parametrize("role", [Role.OWNER, Role.FACILITATOR, Role.COUNCIL, Role.CONFIDANT])
def test_who_may_read_the_papers_may(home: Oeverland, role: Role) -> None:
    assert written(replace(stands(home, "femke"), roles=frozenset({role})), Paper.LEAFLET, "nl")


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.DECIDER, Role.SPONSOR])
def test_who_may_not_may_not(home: Oeverland, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        written(replace(stands(home, "femke"), roles=frozenset({role})), Paper.LEAFLET, "nl")
    with pytest.raises(PermissionDenied):
        available(replace(stands(home, "femke"), roles=frozenset({role})))
