"""The settings under which tests run: a key of their own, a home of their own, nothing kept.

The database is a SQLite file, as an installation has it. With ``BEFOREHAND_TEST_DATABASE=postgresql`` it is a
PostgreSQL that ``tests.conftest`` starts; its address is filled in there.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

ON_POSTGRESQL = os.environ.get("BEFOREHAND_TEST_DATABASE", "sqlite") == "postgresql"
for name in [n for n in os.environ if n.startswith("BEFOREHAND_") and not n.startswith("BEFOREHAND_TEST_")]:
    del os.environ[name]  # what the machine is set to says nothing about the product
os.environ["BEFOREHAND_HOME"] = tempfile.mkdtemp(prefix="beforehand-tests-")
os.environ["BEFOREHAND_ADDRESS"] = "http://testserver"
os.environ["DATABASE_URL"] = f"sqlite:///{os.environ['BEFOREHAND_HOME']}/unused.sqlite3"
if ON_POSTGRESQL:
    os.environ["DATABASE_URL"] = "postgres://nobody@127.0.0.1:1/beforehand"

from beforehand.config.settings import *  # noqa: E402, F403
from beforehand.vault.keys import new_keys  # noqa: E402


def _tidy(home: Path, maker: int) -> None:
    if os.getpid() == maker:
        shutil.rmtree(home, ignore_errors=True)


atexit.register(_tidy, HOME, os.getpid())  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
if not ON_POSTGRESQL:
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "tests.sqlite3")}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"  # noqa: F405
KEYS = new_keys()
SECRET_KEY = KEYS.secret
ALLOWED_HOSTS = ["*"]
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
