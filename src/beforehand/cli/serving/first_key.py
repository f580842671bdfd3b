"""The process that makes the key file, at the very first start; see ``home.open_with_a_key``."""

import os
import sys

from beforehand.cli.leaving import Stop
from beforehand.cli.serving.home import held, made_home, open_application
from beforehand.cli.serving.preparing import make_folder, misfitting, reach_database, refuse
from beforehand.cli.shell import complain
from beforehand.locale import catalogue, language_of


def main() -> int:
    """Make it, unless there is one or something is sealed already; say why not."""
    words = catalogue(language_of(os.environ, []))
    try:
        open_application(words)
        from django.conf import settings

        from beforehand.vault.keys import new_keys, write_key_file

        with held(words, "beforehand serve"):
            made_home(settings.HOME)
            make_folder(words)
            reach_database(words)
            why = misfitting()
            if why:
                refuse(words, why)
            if not settings.KEY_FILE.exists():
                write_key_file(settings.KEY_FILE, new_keys())
    except Stop as stop:
        return int(complain(*stop.lines, code=stop.code))
    return 0


if __name__ == "__main__":
    sys.exit(main())
