"""``beforehand begin``: the organisation and its first administrator, who lets everybody else in."""

import os

import typer

from beforehand.cli.leaving import Code, Stop
from beforehand.cli.serving.home import held, is_held, open_with_a_key, tell
from beforehand.locale import Words


def begin(words: Words, *, organisation: str, name: str, mail: str, country: str) -> None:
    """Make the organisation and an account that may administer; it signs in with the password typed here.

    Raises
    ------
    Stop
        When there is an organisation already, or what was typed will not do.
    """
    open_with_a_key(words)
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from beforehand.cli.serving.preparing import ready
    from beforehand.people.actions import begin_organisation, organisation_exists

    if not is_held():  # a running server has prepared already
        with held(words, "beforehand begin"):
            ready(words)
    if organisation_exists():
        raise Stop(
            Code.REFUSED,
            words.say("There is an organisation here already."),
            words.say("Its administrator lets people in; see the administrator's page."),
        )
    try:
        validate_email(mail)
    except ValidationError:
        raise Stop(Code.USAGE, words.say("{mail} is no mail address.", mail=mail)) from None
    password = typer.prompt(
        words.say("A password to sign in with"), hide_input=True, confirmation_prompt=True
    )
    try:
        validate_password(password)
    except ValidationError as fault:
        raise Stop(Code.USAGE, *fault.messages) from None
    begin_organisation(
        organisation=organisation,
        name=name,
        mail=mail,
        country=country,
        language=words.lang,
        password=password,
    )
    from django.conf import settings

    tell(
        words.say("{organisation} can begin.", organisation=organisation),
        words.say("Sign in at {address} with {mail}.", address=f"{settings.ADDRESS}/door/", mail=mail),
    )
    if not os.environ.get("BEFOREHAND_ADDRESS"):
        tell(
            words.say(
                "That is where it answers when {setting} is not set. If people reach it elsewhere, set it to that "
                "address, here and for the server: links in mail begin with it.",
                setting="BEFOREHAND_ADDRESS",
            )
        )
