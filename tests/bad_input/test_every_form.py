"""Every form with whatever people and programs may send: it never breaks, loses, half keeps or repeats as code."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from tests.bad_input.badly import BELL, MARK, UNSEEN, WAYS, Sent
from tests.bad_input.conftest import Found, World
from tests.bad_input.pages import as_shown, forms_on, heading, says, values, wrong_with_what_is_said
from tests.confidentiality.conftest import every_row
from tests.confidentiality.crawl import parts
from tests.confidentiality.doors import addresses, fillings
from tests.confidentiality.rows import ROWS

pytestmark = [pytest.mark.once, pytest.mark.django_db]
ANSWERS = {
    "perspectives:sheet",
    "perspectives:typed_for_me",
    "perspectives:typing",
}  # every answer on these is kept by itself
SHOWN_ONCE = {("exchange:calendar", "exchange_feed")}
"""What is made and answered with a page, because its address is shown there and nowhere else."""
UNREADABLE = (400, 404, 413)  # no browser sends this by itself, and the one that did still has it
AS_A_FORM = "application/x-www-form-urlencoded"
HERE = Path(__file__).parents[1]
TAKES_NOTHING = {  # shows, and changes nothing whatever is sent
    "account_email_verification_sent",
    "account_inactive",
    "account_password_reset_completed",
    "conversations:sheet",
    "decisions:commitments",
    "decisions:frame",
    "exchange:feed",
    "exchange:free",
    "exchange:take_along",
    "mfa_index",
    "mfa_list_webauthn",
    "notifications:post",
    "outbox:as_mail",
    "outbox:calendar_part",
    "outbox:letter",
    "outbox:readable",
    "pages:decision",
    "pages:home",
    "pages:picture",
    "pages:picture_pdf",
    "pages:put_in_state",
    "pages:said",
    "pages:states",
    "pages:topics",
    "people:admin_room",
    "people:link_gone",
    "people:link_on_its_way",
    "perspectives:calls",
    "perspectives:card",
    "perspectives:input",
    "perspectives:mirror_done",
    "perspectives:respond_done",
    "records:document",
    "records:entry",
    "records:look_backs",
    "records:over",
    "records:record",
    "shell:look",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "stewardship:all_rights",
    "stewardship:arrangement",
    "stewardship:forgotten",
    "stewardship:paper",
    "stewardship:papers",
    "stewardship:rights",
    "stewardship:take",
    "stewardship:view_log",
    "topics:over_time",
    "topics:sharing",
}
SIGN_IN = "people/test_sign_in.py::"
RESPONDING = "perspectives/responding/"
TRIED_ELSEWHERE = {
    "pages:picture_now": "pages/picture/test_open_page.py::test_whatever_a_page_says_it_holds_it_gets_the_picture",
    "perspectives:ask_for_table": RESPONDING + "test_table.py::test_for_everybody_else_there_is_no_such_page",
    "perspectives:cards": RESPONDING + "test_cards.py::test_anything_else_than_a_tap_is_refused_kindly",
    "perspectives:mirror": RESPONDING + "test_cards.py::test_an_unknown_value_is_refused",
    "perspectives:more": RESPONDING + "test_typed.py::test_what_cannot_be_kept_is_said_and_not_lost",
    "perspectives:picture_side": RESPONDING + "test_typed.py::test_what_cannot_be_kept_is_said_and_not_lost",
    "perspectives:respond": RESPONDING
    + "test_cards.py::test_with_nobody_else_s_sentences_there_is_an_end_too",
    "perspectives:table": RESPONDING + "test_table.py::test_anything_but_yes_or_no_asks_again",
    "conversations:talks": "conversations/test_pages.py::test_it_is_left_out_with_a_reason_and_can_come_back",
    "records:look_back": "records/test_look_back_pages.py::test_what_is_no_answer_is_refused_and_keeps_nothing",
    "topics:answer": "topics/over_time/test_sharing.py::test_what_is_no_answer_changes_nothing",
    "topics:aside": "topics/over_time/test_aside.py::test_what_cannot_be_kept_comes_back_in_the_form",
    "topics:ask": "topics/over_time/test_sharing.py::test_what_asks_nobody_asks_nobody",
    "topics:assumptions": "topics/over_time/test_colliding.py::test_what_cannot_be_done_is_said_and_changes_nothing",
    "topics:take_up": "topics/over_time/test_aside.py::test_what_is_gone_is_not_set_aside",
    "account_complete_password_reset": SIGN_IN + "test_a_forgotten_password_is_replaced_by_a_code",
    "account_logout": "people/test_door.py::test_leaving_forgets_the_link_and_ends_the_session",
    "account_signup": SIGN_IN + "test_nobody_signs_up",
    "mfa_download_recovery_codes": SIGN_IN + "test_every_page_is_ours_in_one_language",
    "mfa_view_recovery_codes": SIGN_IN + "test_every_page_is_ours_in_one_language",
    "notifications:stop": "notifications/test_wishes.py::test_words_we_did_not_sign_turn_nothing_down",
    "openid_connect_callback": "people/test_organisation_sign_in.py::test_an_answer_nobody_asked_for_is_refused",
    "openid_connect_login": "people/test_organisation_sign_in.py::test_a_provider_that_is_away_is_said_clearly",
    "pages:remind": "pages/test_first_screens.py::test_the_facilitator_asks_for_a_reminder_and_a_participant_cannot",
    "topics:questions": "topics/test_questions_page.py::test_what_cannot_be_done_is_said_and_changes_nothing",
    "people:open_link": "people/test_links.py::test_a_form_sent_to_a_link_opens_nothing",
    "people:open_link_to": "people/test_links.py::test_a_form_sent_to_a_link_opens_nothing",
}
NOT_OF_FORMS = {"django_session", "shared_cache", "stewardship_view_log"}


@dataclass(frozen=True)
class Answered:
    """What was sent, and what came back."""

    found: Found
    sent: Sent
    response: HttpResponse
    after: HttpResponse | None
    before_and_after: tuple[dict[str, str], dict[str, str]]

    @property
    def at(self) -> str:
        """Say which form it was, for whoever reads a failure."""
        changed = {
            k: [v[:40] for v in vs] for k, vs in self.sent.items() if vs != self.found.form.untouched.get(k)
        }
        return f"{self.response.status_code} {self.found.door} as {self.found.reader}: {str(changed)[:300]}"

    @property
    def is_accepted(self) -> bool:
        """Whether it led on, or came back without the form."""
        status, form = self.response.status_code, self.found.form
        if status != 200 or self.response.headers["Content-Type"].startswith("application/json"):
            return 300 <= status < 400
        return form.action not in {again.action for again in forms_on(self.response.content, form.action)}

    @property
    def asks(self) -> bool:
        """Whether there is anything to fill in; a button that means nothing needs no message."""
        return any(field.kind != "hidden" for field in self.found.form.fields)


def answered(world: World, way: str) -> Iterator[Answered]:
    """Fill in every form in one bad way; whatever that changes is undone."""
    before = every_row()
    for found in world.found:
        client = world.clients[found.reader]
        for sent in WAYS[way](found.form, world.foreign):
            cache.clear()
            cookies = dict(client.cookies)
            with transaction.atomic():
                response = client.post(found.form.action, urlencode(sent, doseq=True), content_type=AS_A_FORM)
                after = client.get(response["Location"]) if 300 <= response.status_code < 400 else None
                rows = every_row() if after is None else {}
                transaction.set_rollback(True)
            client.cookies.clear()
            client.cookies.update(cookies)
            yield Answered(found, sent, response, after, (before, rows))


def wrong_with(one: Answered, way: str) -> Iterator[str]:
    """Say everything that is not as it should be."""
    for response in filter(None, (one.response, one.after)):
        body = response.content
        if response.status_code >= 500:
            yield "it broke"
        if b"Traceback (most recent" in body:
            yield "it shows its inside"
        if b"<script>kanarie" in body or b"<b onclick" in body:
            yield "it repeats what was typed as code"
        if not body and response.status_code == 200:
            yield "it says nothing"
    if one.response.status_code < 500 and not one.is_accepted:
        yield from _wrong_when_refused(one, way)


def _wrong_when_refused(one: Answered, way: str) -> Iterator[str]:
    body = one.response.content
    if one.response.headers["Content-Type"].startswith("application/json"):
        if one.response.status_code != 200 and b'"said": "' not in body:
            yield "it does not say what is wrong"
        return
    if one.asks and not (says(body) or (one.response.status_code >= 400 and heading(body))):
        yield "it does not say what is wrong"
    if one.response.status_code not in UNREADABLE:
        yield from _lost(one)
    yield from wrong_with_what_is_said(body, refused=one.response.status_code == 422)
    before, after = one.before_and_after
    if one.found.door not in ANSWERS:
        yield from (
            f"half of it is in {t}"
            for t in sorted(before)
            if t not in NOT_OF_FORMS and before[t] != after[t] and (one.found.door, t) not in SHOWN_ONCE
        )


def _lost(one: Answered) -> Iterator[str]:
    there = {value.strip() for value in values(one.response.content)}
    for field in one.found.form.fields:
        raw = one.sent.get(field.name, [""])[-1]
        is_day = field.kind == "date" and raw == as_shown(raw)
        if (field.is_written or is_day) and raw != UNSEEN and as_shown(raw).strip() not in there | {""}:
            yield f"{field.name} is lost"


@pytest.mark.parametrize("way", WAYS)
def test_whatever_is_sent(world: World, way: str) -> None:
    wrong = [(what, one.at) for one in answered(world, way) for what in wrong_with(one, way)]
    assert not wrong, "\n".join(f"{what}: {where}" for what, where in wrong)


def test_every_door_was_tried_or_takes_nothing(world: World) -> None:
    tried = {found.door for found in world.found}
    every = {door for door in addresses() if "(" not in door}
    assert every - tried - TAKES_NOTHING == set(TRIED_ELSEWHERE)


@pytest.mark.parametrize("door", sorted(TRIED_ELSEWHERE))
def test_what_is_tried_elsewhere_is_there(door: str) -> None:
    file, _, name = TRIED_ELSEWHERE[door].partition("::")
    assert f"def {name}(" in (HERE / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("reader", ["karin", "lotte", "femke"])
def test_what_takes_nothing_is_not_moved_by_what_is_sent(world: World, reader: str) -> None:
    doors = [
        d
        for d in sorted(TAKES_NOTHING)
        if reader in ROWS[d] and not d.startswith(("account_", "mfa_", "social"))
    ]
    for door in doors:
        for page in fillings(world.home, door, parts(world.home)):
            with transaction.atomic():
                before = every_row()
                response = world.clients[reader].post(page, {"kanarie": MARK, "step": MARK, "do": BELL})
                after = every_row()
                transaction.set_rollback(True)
            assert response.status_code < 500, page
            assert b"<script>kanarie" not in response.content, page
            assert {t for t in before if before[t] != after[t]} <= NOT_OF_FORMS, page
