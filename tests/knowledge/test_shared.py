"""Nothing of the domain knowledge was lost or renumbered on its way into the product."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from beforehand.knowledge import Knowledge

SHARED = Path(__file__).parents[2] / ".." / "shared" / "knowledge"

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="../shared/knowledge is not here, so there is nothing to compare with"
)


def _read(name: str) -> Any:
    return YAML(typ="safe").load((SHARED / f"{name}.yaml").read_text(encoding="utf-8"))


def test_sources(knowledge: Knowledge) -> None:
    theirs = [(s["id"], s["status"], s["cite"], s["url"] or None) for s in _read("sources")["sources"]]
    assert [(s.id, s.status, s.cite, s.url) for s in knowledge.sources.values()] == theirs


def test_patterns(knowledge: Knowledge) -> None:
    page = _read("patterns")
    theirs = [(p["id"], p["sources"], list(p["moves"])) for p in page["patterns"]]
    assert [(p.id, list(p.sources), list(p.moves)) for p in knowledge.patterns.values()] == theirs
    assert set(page["answer_fields"]) <= set(knowledge.answer_fields)
    assert len(page["conventions"]) == len(knowledge.conventions)


def test_rules(knowledge: Knowledge) -> None:
    theirs = [(r["id"], r["grade"], r["sources"], "why" in r, "note" in r) for r in _read("rules")["rules"]]
    ours = [
        (r.id, r.grade, list(r.sources), r.why is not None, r.note is not None)
        for r in knowledge.rules.values()
    ]
    assert ours == theirs


def test_conversation_types(knowledge: Knowledge) -> None:
    page = _read("patterns")
    theirs = [
        (
            c["id"],
            c["minutes"],
            c["size"],
            c["lead"],
            c["before"],
            c.get("confidential", False),
            c["nl"],
            c["en"],
        )
        for c in page["conversation_types"]
    ]
    ours = [
        (c.id, c.minutes, list(c.size), c.lead, list(c.before), c.confidential, c.name.nl, c.name.en)
        for c in knowledge.conversation_types.values()
    ]
    assert ours == theirs
    assert list(page["precedence"]) == list(knowledge.precedence)
    terms = [(country, key) for country, t in page["conversation_types"][-1]["term"].items() for key in t]
    assert [(t.country, t.id) for t in knowledge.conversation_types["wettelijk"].terms] == terms


def test_marks_and_types_of_commitment(knowledge: Knowledge) -> None:
    page = _read("rules")
    theirs = [(m["id"], m.get("also", [])) for m in page["hardness_marks"]]
    assert [(m.id, list(m.also)) for m in knowledge.hardness_marks.values()] == theirs
    assert list(knowledge.commitment_types) == page["commitment_types"]


def test_glasl(knowledge: Knowledge) -> None:
    page, glasl = _read("glasl"), knowledge.glasl
    theirs = [(s["n"], s["de"], [x["id"] for x in s["signals"]], s["sources"]) for s in page["stages"]]
    assert [(s.n, s.german, list(s.signals), list(s.sources)) for s in glasl.stages] == theirs
    thresholds = [s["threshold_to_next"] and s["threshold_to_next"]["sources"] for s in page["stages"]]
    assert [s.threshold_to_next and list(s.threshold_to_next.sources) for s in glasl.stages] == thresholds
    assert [[t.low, t.high] for t in glasl.third_party] == [t["range"] for t in page["third_party"]]
    assert [list(n.sources) for n in glasl.notes] == [n.get("sources", []) for n in page["notes"]]
    assert [list(p.stages) for p in glasl.phases] == [p["stages"] for p in page["phases"]]
    assert [t.id for t in glasl.temperature] == [t["id"] for t in page["temperature"]]
    assert len(glasl.estimation.rules) == len(page["estimation"]["rules"])
    assert list(glasl.estimation.sources) == page["estimation"]["sources"]
    assert {i["id"] for i in page["instruments"]} <= set(knowledge.instruments.instruments)


def test_roles(knowledge: Knowledge) -> None:
    page = _read("roles")
    theirs = [(r["id"], r["en"], r["typical_moves"], r["sources"]) for r in page["roles"]]
    ours = [(r.id, r.name.en, list(r.moves), list(r.sources)) for r in knowledge.roles.values()]
    assert ours == theirs
    assert knowledge.roles["coach"].listed_first == ("HRDACADEMY",)
    assert [list(a.sources) for a in knowledge.role_model.axes] == [
        a["sources"] for a in page["model"]["axes"]
    ]
    assert len(knowledge.role_model.principles) == len(page["model"]["principles"])
    assert len(knowledge.role_model.advice) == len(page["product_advice"])


def test_glossary(knowledge: Knowledge) -> None:
    theirs = [(t["nl"], t["en"], t["origin"]) for t in _read("glossary")["terms"]]
    assert [(t.nl, t.en, t.origin) for t in knowledge.terms] == theirs


def test_form(knowledge: Knowledge) -> None:
    page, form = _read("form"), knowledge.form
    assert (form.promise.nl, form.promise.en) == (page["promise"]["nl"], page["promise"]["en"])
    for number, questions in enumerate(form.rounds[:2], 1):
        theirs = [(q["id"], q["nl"], q["en"], q.get("feeds", [])) for q in page[f"round_{number}"]]
        assert [(q.id, q.text.nl, q.text.en, list(q.feeds)) for q in questions] == theirs
        for ours, asked in zip(questions, page[f"round_{number}"], strict=True):
            options = asked.get("options", {"nl": [], "en": []})
            assert [o.text.nl for o in ours.options] == options["nl"]
            assert [o.text.en for o in ours.options] == options["en"]
            if "values" in options:
                assert [o.value for o in ours.options] == options["values"]
    assert [way.id for way in form.ways_in] == [way["id"] for way in page["ways_in"]]


def test_confidentiality(knowledge: Knowledge) -> None:
    page, ours = _read("confidentiality"), knowledge.confidentiality
    assert list(ours.release_levels) == [level["id"] for level in page["release_levels"]]
    for name in ("never_show", "always_show", "aggregation"):
        theirs = [(r["id"], r.get("sources", [])) for r in page[name]]
        assert [(r.id, list(r.sources)) for r in getattr(ours, name)] == theirs
    laws = [(law["id"], law["sources"]) for part in ("law_nl", "law_be", "law_eu") for law in page[part]]
    assert [(law.id, list(law.sources)) for law in ours.law] == laws
    assert [w.id for w in ours.weaponising] == [w["id"] for w in page["weaponising"]]
    assert len(ours.retention) == len(page["retention"])
    assert [a.name.nl for a in ours.roles_access] == [a["role"] for a in page["roles_access"]]


def test_instruments(knowledge: Knowledge) -> None:
    page, ours = _read("instruments"), knowledge.instruments
    reusable = {True: True, False: False, "check": None}
    for instrument in page["instruments"]:
        found = ours.instruments[instrument["id"]]
        assert list(found.sources) == instrument["sources"]
        assert found.reusable is reusable[instrument["reusable"]]
        assert (found.warning is not None) == ("warning" in instrument)
    assert list(ours.pulse) == [item["id"] for item in page["own_pulse"]["items"]]
    assert len(ours.policy) == len(page["policy"])
