"""``beforehand serve`` and ``beforehand prepare``: the whole application from one command."""

import os

from beforehand.cli.leaving import Code, Stop
from beforehand.cli.serving.home import DEMO_HOME, held, open_with_a_key, tell
from beforehand.cli.serving.ports import LOOPBACK, answers, first_free, is_free
from beforehand.locale import Words


def prepare(words: Words) -> None:
    """Make the home and the key file when there are none, bring tables and static files up to date."""
    open_with_a_key(words)
    from django.conf import settings

    from beforehand.cli.serving.preparing import ready

    with held(words, "beforehand prepare"):
        ready(words)
    tell(words.say("Ready: {home}. The key file is {key}.", home=settings.HOME, key=settings.KEY_FILE))


def serve(words: Words, *, demo: bool, host: str, port: int | None) -> None:
    """Prepare, then serve pages and do jobs until stopped."""
    demo = demo or os.environ.get("BEFOREHAND_DEMO", "").lower() in ("1", "true", "yes", "on")
    port = _place(words, demo, host, port)
    if demo:
        os.environ["BEFOREHAND_DEMO"] = "1"
        os.environ["BEFOREHAND_ADDRESS"] = f"http://127.0.0.1:{port}"
        os.environ.setdefault("BEFOREHAND_HOME", str(DEMO_HOME))
    os.environ.setdefault(
        "BEFOREHAND_ADDRESS", f"http://{'127.0.0.1' if host == 'localhost' else host}:{port}"
    )
    fresh = open_with_a_key(words)
    with held(words, "beforehand serve"):
        _serve(words, demo, host, port, fresh=fresh)


def _serve(words: Words, demo: bool, host: str, port: int, *, fresh: bool) -> None:
    from django.conf import settings

    from beforehand.cli.serving.preparing import ready
    from beforehand.cli.serving.watching import Kept, Watch
    from beforehand.cli.serving.web import THREADS

    tell(words.say("Preparing {home} …", home=settings.HOME))
    ready(words)
    links: tuple[str, ...] = ()
    if demo:
        from beforehand.cli.serving.demo import demo_links

        links = demo_links(words)
    elif fresh:
        tell(
            words.say("A key file was made: {key}.", key=settings.KEY_FILE),
            words.say(
                "Keep a copy of it apart from your backups. Without it nobody can open what is answered."
            ),
        )
    processes = os.environ.get("BEFOREHAND_PROCESSES") or str(os.cpu_count() or 1)
    threads = os.environ.get("BEFOREHAND_THREADS") or str(THREADS)
    web = Kept(
        [
            "beforehand.cli.serving.web",
            "127.0.0.1" if host == "localhost" else host,
            str(port),
            processes,
            threads,
        ]
    )
    watch = Watch([web, Kept(["beforehand.cli.serving.worker"])])
    _let_go_of_the_database()
    watch.start()

    def say() -> None:
        tell(
            words.say("Beforehand runs at {address}", address=settings.ADDRESS),
            *links,
            words.say("Ctrl-C stops it."),
        )

    if not watch.keep(lambda: answers(host, port), say):
        raise Stop(
            Code.BROKE,
            words.say("The server or its worker keeps stopping right after its start; see above why."),
        )


def _place(words: Words, demo: bool, host: str, port: int | None) -> int:
    if demo and host not in LOOPBACK:
        lines = (
            words.say("The demo answers on this machine only, not on {host}.", host=host),
            words.say("It shows links that open everything; nobody else may reach it."),
        )
        raise Stop(Code.USAGE, *lines)
    address = os.environ.get("BEFOREHAND_ADDRESS")
    if host not in LOOPBACK and not address:
        said = words.say(
            "Say under which address people reach it: BEFOREHAND_ADDRESS=https://beforehand.example.org"
        )
        raise Stop(Code.USAGE, said, words.say("Links in invitations begin with it."))
    if port is None and address and not demo:
        port = 8000  # somebody forwards to it, and would not find it elsewhere
    if port is None:
        port = first_free(host)
    if port is None or not is_free(host, port):
        raise Stop(
            Code.REFUSED,
            words.say(
                "Something else listens on {place}; name another port with --port.", place=f"{host}:{port}"
            ),
        )
    return port


def _let_go_of_the_database() -> None:
    from django.db import connections

    connections.close_all()
