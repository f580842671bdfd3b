"""The process that serves pages; started by ``beforehand serve``."""

import sys
from importlib import import_module

from beforehand.cli.serving.lifeline import children_end_too, end_with_starter

TARGET = "beforehand.config.served:application"
THREADS = 2
"""Per process. One was slower and three no faster; see docs/benchmarks.md."""

LINES = {"()": "beforehand.shell.logs.PlainFormatter", "format": "{levelname} {message}", "style": "{"}
"""An error nobody caught may quote what somebody typed; its own text does not reach a log here either."""


def main() -> None:
    """Serve on the host and port given, with so many processes, until told to stop."""
    end_with_starter()
    children_end_too()
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    # Loaded once here: where processes are forked, each begins with what it shares with the others, and at once.
    import_module(TARGET.partition(":")[0])
    host, port, processes, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    Server(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
        log_dictconfig={"formatters": {"generic": LINES, "access": LINES}},
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=20,
    ).serve()


if __name__ == "__main__":
    main()
