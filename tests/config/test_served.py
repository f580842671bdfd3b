"""What the server loads before its processes are forked."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOOK = """
import threading
from importlib import import_module
from beforehand.cli.serving.web import TARGET
import_module(TARGET.partition(":")[0])
from django.db import connections
print(len(threading.enumerate()), [one.connection for one in connections.all(initialized_only=True) if one.connection])
"""


def test_nothing_is_open_by_then_that_processes_cannot_share(tmp_path: Path) -> None:
    ours = {
        k: v for k, v in os.environ.items() if not k.startswith(("BEFOREHAND_", "DATABASE_URL", "DJANGO_"))
    }
    env = ours | {"BEFOREHAND_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("1 []\n", 0), done.stderr
