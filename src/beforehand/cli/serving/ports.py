"""Where to listen."""

import socket

FIRST = 8000
LAST = 8999
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def is_free(host: str, port: int) -> bool:
    """Tell whether nobody listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def first_free(host: str) -> int | None:
    """Return the first free port from 8000 on."""
    return next((port for port in range(FIRST, LAST + 1) if is_free(host, port)), None)


def answers(host: str, port: int) -> bool:
    """Tell whether the server there says anything at all."""
    import http.client

    here = "127.0.0.1" if host == "0.0.0.0" else "::1" if host == "::" else host
    connection = http.client.HTTPConnection(here, port, timeout=2)
    try:
        connection.request("HEAD", "/", headers={"Host": "localhost"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
