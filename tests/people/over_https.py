"""Opens a link on an installation whose address is https, and prints the cookies. Run by a story, on its own."""

import os
import tempfile
from pathlib import Path


def main(home: str) -> None:
    os.environ["BEFOREHAND_HOME"] = home
    os.environ["BEFOREHAND_ADDRESS"] = "https://testserver"
    os.environ["BEFOREHAND_HOSTS"] = "testserver"
    os.environ["DATABASE_URL"] = f"sqlite:///{home}/data.sqlite3"
    os.environ["DJANGO_SETTINGS_MODULE"] = "beforehand.config.settings"

    from beforehand.vault.keys import new_keys, write_key_file

    write_key_file(Path(home) / "keys" / "beforehand.key", new_keys())

    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from beforehand.cli.serving.home import load_application

    load_application()
    # The tables as they are, without the steps by which they came.
    settings.MIGRATION_MODULES = {app.label: None for app in django.apps.apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)

    from beforehand.people.actions import make_link
    from beforehand.people.models import Organisation, Person

    organisation = Organisation.objects.create(name="Oeverland")
    link = make_link(person=Person.objects.create(organisation=organisation, name="Femke").pk)
    answer = Client().get(link.removeprefix("https://testserver"), secure=True)
    for cookie in answer.cookies.values():
        print(cookie.output())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="beforehand-https-") as place:
        main(place)
