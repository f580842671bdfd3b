"""``beforehand retention``: what is past its term goes; counts come out, never rows."""

from beforehand.cli.serving.home import open_application, tell
from beforehand.locale import Words


def retention(words: Words, *, dry_run: bool) -> None:
    """Delete what is past its term, or count it with ``dry_run``."""
    open_application(words)
    from django.utils import timezone

    from beforehand.cli.serving.preparing import reach_database
    from beforehand.stewardship.actions import run_retention

    reach_database(words)
    counts = {name: n for name, n in run_retention(now=timezone.now(), dry_run=dry_run).items() if n}
    wide = max((len(name) for name in counts), default=0)
    if not counts:
        tell(words.say("Nothing is past its term."))
        return
    tell(
        words.say("This would go:") if dry_run else words.say("This is gone:"),
        *(f"  {name:{wide}}  {n}" for name, n in sorted(counts.items())),
    )
