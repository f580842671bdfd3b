"""A worker in a process of its own, on a database of its own: ``worker.py post``, ``worker.py send ID MINUTES``."""

import sys
from datetime import timedelta
from uuid import UUID


def work(what: str, *more: str) -> None:
    from beforehand.cli.serving.home import load_application

    load_application()
    from django.core.management import call_command
    from django.utils import timezone

    from beforehand.outbox.actions import post, send
    from beforehand.outbox.rendering import Due, Letter, renders

    @renders("plain")
    def plain(due: Due) -> Letter:
        return Letter(to="femke@oeverland.example", subject="A letter", text="Good morning.\n")

    if what == "post":
        call_command("migrate", "outbox", verbosity=0, skip_checks=True)
        call_command("migrate", "django_q", verbosity=0, skip_checks=True)
        print(post(kind="plain", recipient=UUID(int=1), once="one"), flush=True)
        return
    print("ready", flush=True)
    sys.stdin.readline()
    print(send(message=UUID(more[0]), now=timezone.now() + timedelta(minutes=int(more[1]))), flush=True)


if __name__ == "__main__":
    work(*sys.argv[1:])
