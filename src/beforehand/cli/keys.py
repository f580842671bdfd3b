"""``beforehand keys``: which master keys there are, and a new one in the place of the old."""

from beforehand.cli.leaving import Code, Stop
from beforehand.cli.serving.home import held, how_to_put_back, open_application, tell, why_not
from beforehand.locale import Words


def show(words: Words) -> None:
    """Print the names of the master keys, never a key.

    Raises
    ------
    Stop
        When there is no key file.
    """
    open_application(words)
    from django.conf import settings

    if settings.KEYS is None:
        raise Stop(
            Code.REFUSED,
            words.say("There is no key file at {key}.", key=settings.KEY_FILE),
            *how_to_put_back(words),
        )
    tell(str(settings.KEY_FILE))
    for place, (name, _) in enumerate(settings.KEYS.masters):
        used = words.say("in use") if place == 0 else words.say("old; a change was broken off, rotate again")
        tell(f"  {name}  {used}")


def rotate(words: Words) -> None:
    """Make a new master key and wrap everything anew; may be broken off and started again.

    Raises
    ------
    Stop
        When the server runs, or the key file is missing or another one.
    """
    open_application(words)
    from django.conf import settings

    from beforehand.cli.serving.preparing import misfitting, missing, reach_database
    from beforehand.vault.rotation import change_master

    with held(words, "beforehand keys rotate"):
        reach_database(words)
        why = misfitting() or (None if settings.KEYS else missing())
        if why:
            said = words.say("Nothing was changed: {why}", why=why_not(words, why))
            raise Stop(Code.REFUSED, said, *how_to_put_back(words))
        keys = change_master(settings.KEY_FILE)
    tell(
        words.say("The new master key is {name}; nothing needs the old one any more.", name=keys.current),
        words.say("Keep a copy of {key} apart, now.", key=settings.KEY_FILE),
        words.say(
            "Backups made before today open with the old key file only: keep its copy as long as you keep them."
        ),
    )
