"""The commands of ``beforehand`` and what they take; what they do lives in a module of their own."""

from typing import Annotated, Any

import typer

from beforehand.cli.installation import add_to
from beforehand.cli.leaving import COMPARED
from beforehand.cli.shell import Command, Commands, speaker
from beforehand.locale import mark


class Comparing(Command):
    """A command with the exit codes of programs that compare."""

    ends = COMPARED


app = typer.Typer(
    name="beforehand",
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    help=mark(
        "Shows which conversations have to happen, between whom and about what, before a decision becomes "
        "irreversible."
    ),
)

FILE_HELP = mark("a decision file (YAML); - reads standard input")
File = Annotated[str, typer.Argument(metavar="FILE", help=FILE_HELP)]
LANG_HELP = mark("language of what you read: nl or en")
Lang = Annotated[str | None, typer.Option("--lang", metavar="nl|en", help=LANG_HELP)]
JSON_HELP = mark("for machines: one JSON document, the same bytes for the same input")
Json = Annotated[bool, typer.Option("--json", help=JSON_HELP)]
AS_HELP = mark(
    "preview what such a reader would get: facilitator (the default), decider:ID or participant:ID. "
    "A preview, not a lock: whoever holds the file holds everything in it"
)
As = Annotated[str, typer.Option("--as", metavar="READER", show_default=False, help=AS_HELP)]
ON_HELP = mark("the day to look from, as 2027-03-15; else the date in the file")
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help=ON_HELP)]
ROOM_HELP = mark("how many conversations there is room for now: 1, 3 (the default) or 6")
Room = Annotated[str, typer.Option("--room", metavar="1|3|6", show_default=False, help=ROOM_HELP)]
TOPIC_HELP = mark(
    "what analyse calls it: P01:bas, a pattern such as P19 if it stands there once, or its number"
)
Topic = Annotated[str, typer.Argument(metavar="TOPIC", help=TOPIC_HELP)]
ID_HELP = mark("a pattern, rule, kind of conversation, role or source, such as P01; without it, the index")
VERSION_HELP = mark("show the version")


@app.callback()
def _beforehand(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=VERSION_HELP)] = False,
) -> None:
    if version:
        from beforehand import __version__

        typer.echo(f"beforehand {__version__}")
    elif ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@app.command(
    cls=Command,
    help=mark(
        "Show which conversations come next, with whom, about what, before when, and why.\n\n"
        "Reads a decision file, shows the next conversations, the rest of the plan, how much room there is left to "
        "choose, and everything there is to talk about. Nothing is sent anywhere and the file is not changed."
    ),
)
def analyse(
    ctx: typer.Context,
    file: File,
    json: Json = False,
    lang: Lang = None,
    as_: As = "facilitator",
    on: On = None,
    room: Room = "3",
) -> None:
    """Hand over to the analysis."""
    from beforehand.cli.analyse import analyse as run

    run(speaker(ctx), file, json=json, lang=lang, reader=as_, on=on, room=room)


@app.command(
    cls=Command,
    help=mark(
        "Say whether a decision file is right, and what would be right where it is not.\n\n"
        "All errors are listed, each with line and column. Notes tell what the analysis will meet; they change "
        "nothing about the exit code."
    ),
)
def validate(ctx: typer.Context, file: File, json: Json = False, lang: Lang = None) -> None:
    """Hand over to the check."""
    from beforehand.cli.validate import validate as run

    run(speaker(ctx), file, json=json, lang=lang)


@app.command(
    cls=Command,
    help=mark(
        "Show what one topic rests on and what may help.\n\n"
        "Evidence, rule, evidence grade and sources, what may help in each role, what to avoid, which conversations "
        "carry it and until when."
    ),
)
def explain(
    ctx: typer.Context,
    file: File,
    topic: Topic,
    lang: Lang = None,
    as_: As = "facilitator",
    on: On = None,
) -> None:
    """Hand over to the explanation."""
    from beforehand.cli.explain import explain as run

    run(speaker(ctx), file, topic, lang=lang, reader=as_, on=on)


@app.command(cls=Command, help=mark("Print the JSON Schema of a decision file."))
def schema(ctx: typer.Context) -> None:
    """Hand over to the schema."""
    from beforehand.cli.schema import schema as run

    run()


@app.command(
    cls=Command,
    help=mark(
        "Show what Beforehand knows: patterns, rules, kinds of conversation, and where it comes from.\n\n"
        "Without an id: the index. With one: the text, what may help, how well it is founded, and the sources."
    ),
)
def knowledge(
    ctx: typer.Context,
    entry: Annotated[str | None, typer.Argument(metavar="ID", help=ID_HELP)] = None,
    lang: Lang = None,
) -> None:
    """Hand over to the knowledge."""
    from beforehand.cli.knowledge import knowledge as run

    run(speaker(ctx), entry, lang=lang)


RECORD_HELP = mark("a record as JSON; - reads standard input")
HEAD_HELP = mark("the line you kept apart, on which the record ended, as 12:9f3a… or the digest alone")


@app.command(
    cls=Comparing,
    help=mark(
        "Say whether a record is as it was written down.\n\n"
        "Reads the JSON of a record; needs no database and no network. Every entry that was changed, is missing, stands "
        "in the wrong place or twice is named. With a head you kept apart it is also seen when last entries were left "
        "out, or the whole was made anew. The summary in the file is for reading; what is proven is its entries."
    ),
)
def verify(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=RECORD_HELP)],
    head: Annotated[str | None, typer.Option("--head", metavar="HEAD", help=HEAD_HELP)] = None,
    lang: Lang = None,
) -> None:
    """Hand over to the check of a record."""
    from beforehand.cli.verify import verify as run

    run(speaker(ctx), file, head=head, lang=lang)


add_to(app)


def main() -> Any:
    """Run the command line; the entry point of the script ``beforehand``."""
    return app()
