"""Beginning and looking after an installation: what the commands say of the address, of mail and of the worker."""

import subprocess
from collections.abc import Callable
from datetime import datetime

import pytest
from tests.installation import BEFOREHAND, ROOT, Installation

Install = Callable[..., Installation]
BEGIN = ["begin", "--organisation", "Waterrijk", "--name", "Sara", "--mail", "sara@waterrijk.example"]
PASSWORD = "seven blue bicycles"


def begun(home: Installation, **env: str) -> str:
    """Begin, typing the password twice, and return what was said."""
    done = subprocess.run(
        [BEFOREHAND, *BEGIN], env=home.env | env, cwd=ROOT, input=f"{PASSWORD}\n{PASSWORD}\n", text=True,
        capture_output=True, timeout=120, check=False, start_new_session=True,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout, done.stderr)
    return done.stdout


def test_it_begins_where_people_reach_it(ready: Install) -> None:
    said = begun(ready(), BEFOREHAND_ADDRESS="https://talk.waterrijk.example/")
    assert "Sign in at https://talk.waterrijk.example/door/ with sara@waterrijk.example." in said
    assert "127.0.0.1" not in said
    assert "BEFOREHAND_ADDRESS" not in said


@pytest.mark.parametrize(("lang", "words"), [("en", "If people reach it elsewhere"), ("nl", "ergens anders")])
def test_without_an_address_it_says_which_it_takes_and_what_to_set(
    ready: Install, lang: str, words: str
) -> None:
    said = begun(ready(), BEFOREHAND_LANG=lang)
    assert "http://127.0.0.1:8000/door/" in said
    assert "BEFOREHAND_ADDRESS" in said
    assert words in said


def test_check_says_that_mail_waits_while_it_is_not_set_up(ready: Install) -> None:
    home = ready()
    said = home.beforehand("check")
    assert "Mail: not set up; letters wait until BEFOREHAND_SMTP_URL is." in said
    assert "Mail: 0 letters wait." in said
    assert "Worker: finished nothing yet." in said
    home.inside("post")
    said = home.beforehand("check")
    assert "Mail: 1 letter waits." in said
    assert "Mail: 1 letter was refused for good." in said
    assert "Mail: er wacht 1 brief." in home.beforehand("check", BEFOREHAND_LANG="nl")


def test_check_names_the_server_of_mail_and_neither_user_nor_password(ready: Install) -> None:
    home = ready()
    url = "smtp+tls://postbode:geheim123@mail.waterrijk.example:2525"
    said = home.beforehand("check", BEFOREHAND_SMTP_URL=url)
    assert "Mail: by SMTP to mail.waterrijk.example:2525." in said
    assert "postbode" not in said
    assert "geheim123" not in said


def test_check_says_when_the_worker_last_finished_something(ready: Install) -> None:
    home = ready()
    at = datetime.fromisoformat(home.inside("worked"))
    assert f"Worker: last finished something on {at:%a} {at.day} {at:%B} {at:%H:%M}." in home.beforehand(
        "check"
    )
