"""The commands of an installation: serve, look after, keep safe. What they do lives in modules of their own."""

from collections.abc import Callable
from typing import Annotated

import typer

from beforehand.cli.shell import Command, Group, speaker
from beforehand.locale import mark

DEMO_HELP = mark(
    "with a sample in a home of its own, and links to look at it as several people; this machine only"
)
HOST_HELP = mark("the address to listen on; others than this machine need BEFOREHAND_ADDRESS too")
PORT_HELP = mark("the port to listen on; else the first free one from 8000")
BACKUP_HELP = mark("the backup to write; there must be nothing yet")
RESTORE_HELP = mark("a file that beforehand backup wrote")
ORGANISATION_HELP = mark("the name of the organisation")
NAME_HELP = mark("the name of the first administrator")
MAIL_HELP = mark("the mail address the administrator signs in with")
COUNTRY_HELP = mark("whose law and public holidays count")
DRY_RUN_HELP = mark("count what would go, and delete nothing")
REPLACE_HELP = mark("also when there is data already, which is then gone")

keys = typer.Typer(
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    help=mark("The key file: which master keys it holds, and a new one in the place of the old."),
)


@keys.callback()
def _keys(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@keys.command(
    name="show", cls=Command, help=mark("Show where the key file is and the names in it, never a key.")
)
def show(ctx: typer.Context) -> None:
    """Hand over to the keys."""
    from beforehand.cli.keys import show as run

    run(speaker(ctx))


@keys.command(
    name="rotate",
    cls=Command,
    help=mark(
        "Make a new master key and stop using the old one.\n\n"
        "Stop the server first. When it is broken off, nothing is lost: start it again and it finishes."
    ),
)
def rotate(ctx: typer.Context) -> None:
    """Hand over to the keys."""
    from beforehand.cli.keys import rotate as run

    run(speaker(ctx))


def serve(
    ctx: typer.Context,
    demo: Annotated[bool, typer.Option("--demo", help=DEMO_HELP)] = False,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help=HOST_HELP, show_default=False)
    ] = "127.0.0.1",
    port: Annotated[int | None, typer.Option("--port", metavar="NUMBER", help=PORT_HELP)] = None,
) -> None:
    """Hand over to the server."""
    from beforehand.cli.serve import serve as run

    run(speaker(ctx), demo=demo, host=host, port=port)


def prepare(ctx: typer.Context) -> None:
    """Hand over to the preparation."""
    from beforehand.cli.serve import prepare as run

    run(speaker(ctx))


def check(ctx: typer.Context) -> None:
    """Hand over to the check."""
    from beforehand.cli.check import check as run

    run(speaker(ctx))


def backup(
    ctx: typer.Context, file: Annotated[str, typer.Argument(metavar="FILE", help=BACKUP_HELP)]
) -> None:
    """Hand over to the backup."""
    from beforehand.cli.keeping.backup import backup as run

    run(speaker(ctx), file)


def restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=RESTORE_HELP)],
    replace: Annotated[bool, typer.Option("--replace", help=REPLACE_HELP)] = False,
) -> None:
    """Hand over to the restore."""
    from beforehand.cli.keeping.backup import restore as run

    run(speaker(ctx), file, replace=replace)


def retention(
    ctx: typer.Context, dry_run: Annotated[bool, typer.Option("--dry-run", help=DRY_RUN_HELP)] = False
) -> None:
    """Hand over to retention."""
    from beforehand.cli.retention import retention as run

    run(speaker(ctx), dry_run=dry_run)


def begin(
    ctx: typer.Context,
    organisation: Annotated[str, typer.Option("--organisation", prompt=True, help=ORGANISATION_HELP)],
    name: Annotated[str, typer.Option("--name", prompt=True, help=NAME_HELP)],
    mail: Annotated[str, typer.Option("--mail", prompt=True, help=MAIL_HELP)],
    country: Annotated[str, typer.Option("--country", metavar="NL|BE", help=COUNTRY_HELP)] = "NL",
) -> None:
    """Hand over to the beginning."""
    from beforehand.cli.begin import begin as run

    run(speaker(ctx), organisation=organisation, name=name, mail=mail, country=country)


SAID: dict[Callable[..., None], str] = {
    begin: mark(
        "Begin: make the organisation and its first administrator.\n\n"
        "Once, after the first start. The administrator lets everybody else in, from a page of their own."
    ),
    serve: mark(
        "Serve the application: pages, and the jobs behind them.\n\n"
        "Prepares what a start needs, keeps the server and its worker running, and stops both at Ctrl-C. "
        "Settings come from the environment; see docs/reference/settings.md."
    ),
    prepare: mark(
        "Make everything a start needs, without starting.\n\n"
        "The home folder, a key file when nothing is sealed yet, tables, static files."
    ),
    check: mark("Say whether the key fits, the database is in order, and the server and its worker run."),
    backup: mark(
        "Copy the whole database to one file, also while the server runs.\n\n"
        "The key file is not in it. Keep a copy of that somewhere else: together they open everything."
    ),
    retention: mark(
        "Delete what is past its term; a running server does so every night by itself.\n\n"
        "Says how many rows went, table by table, and never which."
    ),
    restore: mark(
        "Put back a backup: all of it or nothing.\n\n"
        "Stop the server first. Whether the key file opens the backup is looked at before anything changes."
    ),
}


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for run, said in SAID.items():
        app.command(cls=Command, help=said)(run)
    app.add_typer(keys, name="keys")
