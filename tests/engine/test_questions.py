"""Questions of a school, a factory and an insurer: which kind they are, and who asks the same."""

from collections.abc import Sequence
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from beforehand.engine.inputs import QuestionGroup
from beforehand.engine.questions import (
    QuestionType,
    question_type,
    similar_pairs,
    solution_as_question,
    suggest_groups,
)
from beforehand.engine.results import QuestionSuggestion
from beforehand.engine.similarity import Similarity, embedding, ngrams

ASKED = {
    QuestionType.INTRODUCE: """
        Hoe voeren we de tablets in voor alle brugklassen?
        Hoe rollen we het nieuwe rooster uit?
        Hoe gaan we over op digitale polissen?
        Hoe pakken we de invoering van de nieuwe lijn aan?
        Hoe nemen we de robot veilig in gebruik?
        Hoe vervangen we de papieren polis door een app?
        Hoe stappen we zonder stilstand over?
        Op welke manier implementeren we het volgsysteem?
        How do we introduce tablets in the lower years?
        How do we roll the scanners out on all lines?
        How can we implement the claims portal before summer?
        How do we switch everyone to the new press?
        How do we replace paper policies with an app?""",
    QuestionType.HOW: """
        Hoe voeren we het gesprek met ouders in de klas?
        Hoe halen we de achterstand in?
        Hoe houden we de voorraad bij?
        Hoe sluiten we het gat in het hek?
        We weten nog niet hoe we de ouders bereiken.
        How do we find substitutes in the summer?""",
    QuestionType.KEEP: """
        Hoe houden we de lijn draaiend tijdens de ombouw?
        Hoe houden we de pers bij storm veilig?
        Hoe voorkomen we dat leerlingen afhaken?
        Hoe blijft de school bereikbaar voor ouders?
        Hoe voorkomen we chaos bij de invoering van het rooster?
        Hoe zorgen we dat niemand een week hoeft te wachten?
        How do we keep claims moving during the change?
        How do we prevent accidents at the press?""",
    QuestionType.WHICH: """
        Welke leverancier past bij onze fabriek?
        Kiezen we voor een eigen rooster of een gedeeld rooster?
        Wat is de beste plek voor de nieuwe pers?
        Which of the two presses do we buy?
        Should we repair it or buy a new one?""",
    QuestionType.WHETHER: """
        Moeten we dit jaar nog overstappen?
        Willen we dat leerlingen dit zelf regelen?
        Should we stop selling this policy?""",
    QuestionType.MAY: """
        Mogen we schade-experts vragen naar hun eigen telefoon?
        Is het toegestaan om leerlingen te filmen?
        De vraag is of we dat mogen bewaren.
        Ik vraag me af of we mogen filmen.
        We hebben veel stilstand. Mogen we 's nachts testen?
        Are we allowed to store medical claims abroad?
        May pupils refuse?""",
    QuestionType.CAN: """
        Kunnen we de lijn een week stilleggen?
        Is het haalbaar voor de zomer?
        Can the night shift do this alone?
        I wonder whether we can do this before summer.""",
    QuestionType.HOLDS: """
        Werkt het ook als het netwerk uitvalt?
        Klopt de voorraad na de telling?
        In hoeverre is de dekking geregeld?
        Staan de roosters vast?
        Wegen we schade en snelheid tegen elkaar af?
        Does the alarm still sound at night?""",
    QuestionType.CONSEQUENCE: """
        Wat gebeurt er als de pers stilvalt?
        Wat als ouders nee zeggen?
        Als het netwerk uitvalt, wat doen we dan?
        Wat doen we wanneer een klant bezwaar maakt?
        Wat betekent dit voor de nachtploeg?
        What happens to open claims when we switch?
        What if a pupil has no tablet?
        If the press stops, what do we do?""",
    QuestionType.PURPOSE: """
        Waarom doen we dit eigenlijk?
        Welk probleem lossen we hiermee op?
        Why now?
        What problem are we solving?""",
    QuestionType.WHO: """
        Wie beslist over de roosters?
        Aan wie melden we een storing?
        En wie tekent er dan?
        Als de meester ziek is, wie neemt de klas dan over?
        Ik vraag me af wie er straks nog tekent.
        Who pays for broken tablets?
        To whom do parents complain?""",
    QuestionType.WHEN: """
        Wanneer begint de ombouw?
        Hoe lang blijft de oude lijn staan?
        Op welke datum vervalt de dekking?
        By when must we tell the parents?""",
    QuestionType.HOW_MUCH: """
        Hoeveel kost een week stilstand?
        Wat kost het per leerling?
        How many claims do we get a day?""",
    QuestionType.WHAT: """
        Wat hebben de chauffeurs nodig?
        Waarmee helpen we de nachtploeg?
        What do drivers need?""",
    QuestionType.UNKNOWN: """
        Rust op de werkvloer
        We moeten de roosters behouden
        Talenten de ruimte
        Tablets for everybody
        ???""",
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [(line.strip(), kind) for kind, lines in ASKED.items() for line in lines.strip().splitlines()],
)
def test_the_form_of_a_question_says_what_it_asks_for(text: str, kind: QuestionType) -> None:
    assert question_type(text) is kind
    assert question_type(f"  {text.upper()}\n") is kind


def test_nothing_is_unknown() -> None:
    assert question_type("") is QuestionType.UNKNOWN


@pytest.mark.parametrize("piece", ["x, ", "hoe, ", "a.a", "als de kat ", "voeren in ", "? ! ", "en en "])
def test_a_whole_document_does_not_stall_a_run(piece: str) -> None:
    start = perf_counter()
    question_type(piece * 100_000)
    solution_as_question(piece * 100_000)
    assert perf_counter() - start < 5


@given(st.text(max_size=80))
def test_any_text_has_a_type(text: str) -> None:
    assert question_type(text) in QuestionType


@pytest.mark.parametrize(
    "text",
    [
        "Hoe voeren we de tablets in voor alle brugklassen?",
        "Hoe rollen we het nieuwe rooster uit?",
        "Wanneer gaan we over op de nieuwe pers?",
        "Hoe snel kunnen we het portaal uitrollen?",
        "How do we roll out the scanners?",
        "When do we switch to the new timetable?",
    ],
)
def test_a_question_that_takes_the_solution_as_chosen(text: str) -> None:
    assert solution_as_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "Moeten we tablets invoeren?",
        "Welke pers kopen we?",
        "Hoe voeren we het gesprek in de ochtend?",
        "Wanneer begint het schooljaar?",
        "Hoe helpen we leerlingen zonder tablet?",
        "Which timetable do we choose?",
        "How do we help drivers find a parking place?",
        "When does the cover end?",
        "",
    ],
)
def test_a_question_that_leaves_the_solution_open(text: str) -> None:
    assert not solution_as_question(text)


class Told:
    """Likeness as told: what is not told is 0."""

    name = "told"

    def __init__(self, **alike: float) -> None:
        self.alike = {frozenset(pair.split("_")): value for pair, value in alike.items()}

    def warm(self) -> None:
        pass

    def matrix(self, texts: Sequence[str]) -> NDArray[np.float64]:
        cosines = [[1.0 if a == b else self.alike.get(frozenset({a, b}), 0.0) for b in texts] for a in texts]
        return np.array(cosines).reshape(len(texts), len(texts))


def asked(*texts: str) -> list[tuple[str, str, str]]:
    return [(f"s{i}", f"p{i}", text) for i, text in enumerate(texts)]


def people(groups: Sequence[QuestionSuggestion]) -> list[tuple[str, ...]]:
    return [group.people for group in groups]


def test_alike_enough_and_of_one_type_is_one_question() -> None:
    groups = suggest_groups(asked("a", "b", "c"), Told(a_b=0.7, b_c=0.6), threshold=0.7)
    assert people(groups) == [("p0", "p1"), ("p2",)]
    assert groups[0].statements == ("s0", "s1")
    assert not groups[0].confirmed


def test_a_chain_of_look_alikes_ties_nothing_together() -> None:
    # a-b and b-c are alike, a-c are not: the closest two stay, the third stands alone
    groups = suggest_groups(asked("a", "b", "c"), Told(a_b=0.8, b_c=0.9), threshold=0.7)
    assert people(groups) == [("p1", "p2"), ("p0",)]


class Alike:
    """Every two texts are alike."""

    name = "alike"

    def warm(self) -> None:
        pass

    def matrix(self, texts: Sequence[str]) -> NDArray[np.float64]:
        return np.ones((len(texts), len(texts)))


def test_the_same_topic_is_not_the_same_question() -> None:
    questions = asked(
        "How do we introduce tablets?",
        "May pupils refuse tablets?",
        "How do we roll out tablets?",
        "Is it allowed to refuse tablets?",
    )
    assert people(suggest_groups(questions, Alike(), threshold=0.5)) == [("p0", "p2"), ("p3", "p1")]


def test_an_unknown_type_joins_one_question_never_two() -> None:
    questions = asked("Who signs?", "Signing", "When do we sign?")
    groups = suggest_groups(questions, Alike(), threshold=0.5)
    assert sorted(len(g.people) for g in groups) == [1, 2]
    assert not any({"p0", "p2"} <= set(g.people) for g in groups)


def test_what_people_confirmed_is_kept_as_it_is() -> None:
    questions = asked("Who signs?", "Who signs, then?", "Which press?")
    said = QuestionGroup(id="g", people=frozenset({"p0", "p2", "somebody without a question"}))
    groups = suggest_groups(questions, Alike(), threshold=0.5, confirmed=[said])
    assert [(set(g.people), set(g.statements), g.confirmed) for g in groups] == [
        (set(said.people), {"s0", "s2"}, True),
        ({"p1"}, {"s1"}, False),
    ]


def test_one_person_with_the_same_question_twice_is_one_person() -> None:
    questions = [("s0", "ann", "Who signs?"), ("s1", "ann", "Who signs?"), ("s2", "bo", "Who signs?")]
    [group] = suggest_groups(questions, ngrams(), threshold=0.9)
    assert group.people == ("ann", "bo")
    assert group.statements == ("s0", "s1", "s2")


def test_nobody_asked_and_one_asked() -> None:
    assert suggest_groups([], ngrams(), threshold=0.5) == ()
    assert people(suggest_groups(asked("Why?"), ngrams(), threshold=0.5)) == [("p0",)]


FLOOR = [
    "Hoe houden we de lijn draaiend tijdens de ombouw?",
    "Hoe houden we de lijn tijdens de ombouw draaiend?",
    "Wat gebeurt er als de lijn stilvalt tijdens de ombouw?",
    "Wie betaalt de kapotte tablets?",
]


@pytest.mark.parametrize("way", [w for w in (embedding(), ngrams()) if w is not None], ids=lambda w: w.name)
def test_on_real_sentences(way: Similarity) -> None:
    groups = suggest_groups(asked(*FLOOR), way, threshold=0.7)
    assert sorted(map(set, people(groups)), key=len, reverse=True)[0] == {"p0", "p1"}
    assert len(groups) == 3


texts = st.sampled_from(
    ["Who pays?", "Wie betaalt?", "Wie betaalt dat?", "Which one?", "Which ones?", "Rust", "Onrust"]
)


@given(said=st.lists(texts, max_size=7), data=st.data())
def test_neither_places_nor_ids_change_a_group(said: list[str], data: st.DataObject) -> None:
    questions = asked(*said)
    groups = suggest_groups(questions, ngrams(), threshold=0.3)
    text = {s: t for s, _, t in questions}
    turned = data.draw(st.permutations(questions))
    assert suggest_groups(turned, ngrams(), threshold=0.3) == groups
    renamed = [(f"x{99 - int(s[1:])}", f"y{99 - int(p[1:])}", t) for s, p, t in questions]
    other = {s: t for s, _, t in renamed}
    assert [[other[s] for s in g.statements] for g in suggest_groups(renamed, ngrams(), threshold=0.3)] == [
        [text[s] for s in g.statements] for g in groups
    ]
    assert sorted(s for g in groups for s in g.statements) == sorted(text)


def test_similar_pairs_the_most_alike_first() -> None:
    told = Told(a_b=0.6, b_c=0.9, a_c=0.5, a_d=0.6)
    pairs = similar_pairs({"1": "d", "2": "c", "3": "b", "4": "a"}, told, threshold=0.6)
    assert pairs == (("3", "2", 0.9), ("4", "3", 0.6), ("4", "1", 0.6))


def test_no_pairs_where_there_are_no_two() -> None:
    assert similar_pairs({}, ngrams(), threshold=0.1) == ()
    assert similar_pairs({"1": "alone"}, ngrams(), threshold=0.1) == ()
