"""Questions next to each other, what is shared in the middle, counts in words; and kind words where nothing is yet."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.confidentiality.canaries import answer
from tests.oeverland import Oeverland
from tests.pages.picture.conftest import Publish, close, newcomer, noted, page

from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import QuestionGroup, QuestionGroupMember, Statement
from beforehand.vault.guard import Author

pytestmark = pytest.mark.once
NB = "\N{NO-BREAK SPACE}"
MANY, FEW = {"recognise": 7, "different": 2, "unknown": 2}, {"recognise": 2, "different": 7, "unknown": 2}


def said(home: Oeverland, name: str, field: str) -> Statement:
    return Statement.objects.scoped(Author(home.seats[name].pk)).filter(field=field).order_by("pk")[0]


def test_two_sides_see_next_to_each_other_that_they_answer_different_questions(shared: Oeverland) -> None:
    hero = page(shared, "femke").split('class="hero"')[1].split("</section>\n\n<dl")[0]
    assert "How do we introduce two-factor sign-in for all staff before 1 October 2027?" in hero
    assert "Both can be right: they answer different questions." in hero
    assert (
        hero.index(">Care<") < hero.index("three seconds") < hero.index(">It<") < hero.index("biggest hole")
    )


def test_what_somebody_confirmed_stands_together_and_what_only_looks_alike_is_a_suggestion(
    shared: Oeverland,
) -> None:
    group = QuestionGroup.objects.create(decision=shared.decision)
    for name in ("ingrid", "femke"):
        QuestionGroupMember.objects.create(group=group, statement=said(shared, name, "question"))
    noted(shared)
    text = page(shared, "karin")
    assert "More than one side answers the same question." in text
    assert "The same question in other words:" in text
    assert "Perhaps the same question" not in text
    QuestionGroup.objects.scoped(_facilitator(shared)).update(state="suggested")
    QuestionGroupMember.objects.scoped(_facilitator(shared)).delete()
    answer(shared, "youssef", "question", 2, "Can I open a record in three seconds, always?")
    noted(shared)
    text = page(shared, "karin")
    assert "The same question in other words:" not in text
    assert text.count("Perhaps the same question:") == 1


def _facilitator(home: Oeverland) -> object:
    from beforehand.vault.guard import Reader
    from beforehand.vault.viewer import Viewer, ViewerKind

    return Reader(Viewer(ViewerKind.FACILITATOR, str(home.seats["lotte"].pk)), home.decision.pk)


def test_two_who_wrote_the_very_same_stand_there_once(shared: Oeverland) -> None:
    answer(shared, "karin", "question", 2, "How do we close the biggest hole?")
    noted(shared)
    for name in ("youssef", "olga"):  # and no analysis has seen these
        answer(shared, name, "question", 2, "Who opens the door at night?")
    text = page(shared, "femke")
    assert text.count("How do we close the biggest hole?") == 1
    assert text.count("Who opens the door at night?") == 1


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"recognise": 8, "different": 3, "unknown": 2}, f"<b>most</b> (8{NB}of{NB}13)"),
        ({"recognise": 5, "different": 5, "unknown": 2}, f"<b>about half</b> (5{NB}of{NB}12)"),
        ({"recognise": 3, "different": 8, "unknown": 2}, f"<b>some</b> (3{NB}of{NB}13)"),
    ],
)
def test_a_count_is_told_in_words_first(
    shared: Oeverland, publish: Publish, counts: dict[str, int], words: str
) -> None:
    publish(RoundKind.RESPOND, f"statement:{said(shared, 'marjolein', 'knows').pk}", counts)
    part = page(shared, "femke").split('id="knew"')[1].split('id="mirror"')[0]
    assert f"recognised by {words}" in part


def test_near_everybody_is_a_word_without_a_number(shared: Oeverland, publish: Publish) -> None:
    publish(RoundKind.RESPOND, f"statement:{said(shared, 'marjolein', 'knows').pk}", {"recognise": 9})
    part = page(shared, "femke").split('id="knew"')[1].split('id="mirror"')[0]
    assert "recognised by <b>nearly everybody</b></span>" in part
    assert "9" + NB not in part


def test_what_was_not_published_has_no_words(shared: Oeverland) -> None:
    text = page(shared, "femke")
    for words in ("recognised by", "different for", "That is my question too:", "That side itself"):
        assert words not in text


def test_how_many_share_a_question_is_said_where_published(shared: Oeverland, publish: Publish) -> None:
    asked = said(shared, "femke", "question")
    publish(RoundKind.RESPOND, f"statement:{asked.pk}", {"recognise": 7, "different": 3})
    assert f"That is my question too: <b>most</b> (7{NB}of{NB}10)" in page(shared, "ingrid")


def test_what_many_recognise_stands_in_the_middle_and_what_few_do_does_not(
    shared: Oeverland, publish: Publish
) -> None:
    publish(RoundKind.RESPOND, f"statement:{said(shared, 'ingrid', 'protects').pk}", MANY)
    publish(RoundKind.RESPOND, f"statement:{said(shared, 'femke', 'protects').pk}", FEW)
    middle = page(shared, "karin").split('class="middle"')[1].split("</section>")[0]
    assert "Many want to protect" in middle
    assert "records of patients" in middle
    assert "ten minutes" not in middle


def test_assumptions_stand_under_the_words_of_the_form(shared: Oeverland) -> None:
    answer(shared, "femke", "assumptions", 2, "The ward has no telephones.")  # kept with certainty 3
    rests = page(shared, "femke").split('id="rests"')[1].split('id="knew"')[0]
    assert "I think" in rests
    assert "I know" not in rests
    assert "I hope" not in rests


def test_what_is_hardest_to_undo_is_said_at_the_top_and_at_the_line(shared: Oeverland) -> None:
    text = page(shared, "femke")
    assert text.split("Hardest to undo")[1].index("Sign the licences") < 200  # one-way, of two ahead
    assert "Cannot be taken back" in text.split('id="room"')[1]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (RoundKind.LISTEN, "Tell how it looks from your side"),
        (RoundKind.RESPOND, "Say what you recognise"),
        (RoundKind.MIRROR, "Say whether your side was pictured right"),
    ],
)
def test_what_is_asked_follows_the_open_round_and_not_who_answered(
    told: Oeverland, kind: RoundKind, words: str
) -> None:
    from beforehand.perspectives.models import Round

    if kind is not RoundKind.LISTEN:
        close(told, RoundKind.LISTEN)
    Round.objects.create(decision=told.decision, n=9, kind=kind)
    assert {words in page(told, name) for name in ("femke", "ingrid", "olga")} == {True}
    assert words not in page(told, "lotte")


def test_where_nothing_was_shared_it_says_so_and_when_it_will(home: Oeverland) -> None:
    text = page(home, "femke")
    assert "What they share appears here when this first round closes" in text
    assert "No moment" not in text
    close(home, RoundKind.LISTEN)
    assert "Nobody has shared yet which question they are answering." in page(home, "femke")


def test_it_speaks_dutch(shared: Oeverland) -> None:
    shared.decision.language = "nl"
    text = page(shared, "femke", language="nl")
    assert '<html lang="nl">' in text


def test_what_people_wrote_is_text(shared: Oeverland) -> None:
    answer(shared, "youssef", "knows", 2, "<script>alert(1)</script> & more")
    text = page(shared, "femke")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in text


@pytest.mark.parametrize("path", ["picture/", "picture/now/", "picture.pdf"])
def test_more_people_cost_no_more_queries(shared: Oeverland, publish: Publish, path: str) -> None:
    client, address = shared.client("femke"), f"/d/{shared.decision.pk}/{path}"
    publish(RoundKind.RESPOND, f"statement:{said(shared, 'marjolein', 'knows').pk}", {"recognise": 7})
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for n in range(12):
        newcomer(shared, f"new{n}", "care")
        for field in ("knows", "question", "protects"):
            row = answer(shared, f"new{n}", field, 2, f"Something {n} {field}")
            publish(RoundKind.RESPOND, f"statement:{row.pk}", {"recognise": 7, "different": 2})
    noted(shared)
    client.get(address)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)


def test_a_very_long_list_is_cut_and_can_be_seen_whole(shared: Oeverland) -> None:
    for n in range(70):
        answer(shared, "youssef", "risks", 2, f"What may happen, number {n}.", ordinal=n + 1)
    text = page(shared, "femke")
    assert text.count("What may happen, number") == 60
    assert "<summary>More sentences</summary>" in text
    assert "All of them, on one long page" in text
    whole = page(shared, "femke", path="?all=1")
    assert whole.count("What may happen, number") == 70
    assert "All of them" not in whole
