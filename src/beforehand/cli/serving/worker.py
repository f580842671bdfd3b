"""The process that does the queued jobs; started by ``beforehand serve``."""

from beforehand.cli.serving.home import load_application
from beforehand.cli.serving.lifeline import children_end_too, end_with_starter


def main() -> None:
    """Do jobs until told to stop."""
    end_with_starter()
    children_end_too()
    load_application()
    from django.core.management import call_command

    give_back()
    call_command("qcluster")


def give_back() -> None:
    """Put back what a killed worker had taken and not finished; there is one worker, and it is only starting."""
    from django.utils import timezone
    from django_q.models import OrmQ

    now = timezone.now()
    OrmQ.objects.filter(lock__gt=now).update(lock=now)


if __name__ == "__main__":
    main()
