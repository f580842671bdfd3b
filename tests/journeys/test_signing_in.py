"""A passkey in a real browser, with an authenticator the browser brings along."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from tests.journeys.axe import violations
from tests.oeverland import Oeverland

from beforehand.people.actions import open_account


def with_authenticator(page: Page) -> None:
    """Give the browser a phone's or laptop's own authenticator."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def press(page: Page, name: str) -> None:
    """Press a button once the page's own scripts are there; a person is never as fast as that."""
    button = page.get_by_role("button", name=name)
    expect(button).to_be_visible()
    page.wait_for_load_state()
    button.click()


def ask_for_a_code(page: Page) -> None:
    """Sign Lotte in by a code that came by mail, as far as that leads."""
    page.goto("/account/sign-in/code/")
    page.get_by_label("Your mail address").fill("lotte@oeverland.example")
    page.get_by_role("button", name="Send the code").click()
    expect(page.get_by_label("Code")).to_be_visible()
    code = re.search(r"^[A-Z0-9-]{6,9}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code is not None
    page.get_by_label("Code").fill(code[0])
    page.get_by_role("button", name="Go on").click()


def sign_in(page: Page) -> None:
    """Let Lotte in by a code that came by mail."""
    ask_for_a_code(page)
    page.wait_for_url(re.compile(r":\d+/$"))


@pytest.mark.django_db(transaction=True)
def test_lotte_adds_a_passkey_and_signs_in_with_it_alone(
    home: Oeverland, open_page: Callable[..., Page]
) -> None:
    open_account(person=home.seats["lotte"].person_id, address_proven=True)
    page = open_page()
    with_authenticator(page)
    sign_in(page)
    refused: list[str] = []
    page.on(
        "console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None
    )
    page.goto("/account/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of this passkey").fill("My laptop")
    page.get_by_label("Sign in with this passkey alone").check()
    press(page, "Make the passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.goto("/account/passkeys/")
    expect(page.get_by_role("heading", name="My laptop")).to_be_visible()

    page.goto("/door/")
    page.get_by_role("button", name="That is not me: leave").click()
    page.get_by_role("link", name="Sign in").click()
    press(page, "Use a passkey")
    page.wait_for_url(re.compile(r":\d+/$"))
    page.goto("/door/")
    expect(page.get_by_text("You are here as Lotte")).to_be_visible()
    assert refused == []


@pytest.mark.django_db(transaction=True)
def test_where_a_second_factor_is_demanded_a_passkey_is_made_first_and_then_all_opens(
    home: Oeverland, open_page: Callable[..., Page], settings: Any
) -> None:
    settings.SECOND_FACTOR = True
    open_account(person=home.seats["lotte"].person_id, address_proven=True)
    page = open_page()
    with_authenticator(page)
    ask_for_a_code(page)
    page.wait_for_url(re.compile("/account/$"))
    page.goto(f"/d/{home.decision.pk}/")
    page.wait_for_url(re.compile("/account/$"))
    expect(page.get_by_text("Set up a passkey or an app with codes below")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Add a passkey").click()
    press(page, "Make the passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.goto(f"/d/{home.decision.pk}/")
    assert page.url.endswith(f"/d/{home.decision.pk}/")


@pytest.mark.django_db(transaction=True)
def test_a_passkey_that_is_not_there_is_said_on_the_page(
    home: Oeverland, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    with_authenticator(page)
    page.goto("/account/sign-in/")
    said = page.get_by_text("That did not work: the passkey was not found")
    expect(said).to_be_hidden()
    press(page, "Use a passkey")
    expect(said).to_be_visible(timeout=65_000)


@pytest.mark.django_db(transaction=True)
def test_a_link_opens_by_a_click_and_leaves_no_trace_in_the_next_page(
    home: Oeverland, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.headers.get("referer", "")))
    page.goto(home.link("femke"))
    token = home.link("femke").rstrip("/").rpartition("/")[2]
    assert page.url.endswith("/")
    assert token not in page.url
    assert token not in page.evaluate(
        "document.referrer + document.cookie + document.documentElement.outerHTML"
    )
    assert not any(token in each for each in asked)


@pytest.mark.django_db(transaction=True)
def test_an_app_with_codes_shows_its_picture(home: Oeverland, open_page: Callable[..., Page]) -> None:
    open_account(person=home.seats["lotte"].person_id, address_proven=True)
    page = open_page()
    sign_in(page)
    page.goto("/account/app/on/")
    picture = page.get_by_role("img", name=re.compile("Picture for your app"))
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box is not None
    assert box["width"] >= 180
