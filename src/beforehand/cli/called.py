"""How the reader called the command, so that what to type next can be typed as it stands."""

import shutil
from pathlib import Path

NAME = "beforehand"


def called(argument: str) -> str:
    """Return the command as the reader can type it again.

    Parameters
    ----------
    argument
        The first argument of the process. A path to the command is kept as long as the bare name would find another
        one, or none.

    Examples
    --------
    >>> called("/somewhere/pytest")
    'beforehand'
    >>> called("no/such/folder/beforehand")
    'no/such/folder/beforehand'
    """
    typed = Path(argument)
    found = shutil.which(NAME)
    if typed.name != NAME or (found is not None and typed.exists() and Path(found).samefile(typed)):
        return NAME
    return argument
