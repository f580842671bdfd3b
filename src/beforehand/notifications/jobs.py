"""What notifications do by themselves."""

from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision
from beforehand.notifications import actions
from beforehand.shell.jobs import every_day, every_minutes


@every_day("notifications.remind", 9)
def remind() -> None:
    """Ask for the reminders of today in every decision that listens."""
    for decision in (
        Decision.objects.filter(stage=Stage.LISTENING).order_by("pk").values_list("pk", flat=True)
    ):
        actions.post_reminders(decision=decision)


@every_minutes("notifications.catch_up", 10)
def catch_up() -> None:
    """Ask again for what may have been missed."""
    actions.catch_up()
    actions.catch_up_talks()
    actions.catch_up_records()


@every_day("notifications.look_back", 9)
def look_back() -> None:
    """Tell on which decisions people look back today, and those whose day passed untold."""
    actions.post_look_backs()
