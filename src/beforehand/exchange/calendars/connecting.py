"""A session of requests that reaches only addresses that were looked at, and ends when its time is up.

A name is resolved once, its addresses are looked at, and the connection goes to one of exactly those: a name server
that answers differently the second time is not asked a second time. The name stays the one the certificate must carry.
Time-outs of sockets count from byte to byte; here the whole visit has one end, at which its connections are shut.
"""

import socket
import threading
import time
from collections.abc import Collection
from types import TracebackType
from typing import Any, Self

from requests import Session
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from urllib3.poolmanager import PoolManager

from beforehand.exchange.calendars.addresses import outside


class Visit:
    """What one visit may reach and how long it may take; a context that shuts what is open when it ends."""

    def __init__(self, seconds: float, *, allow_inside: Collection[str]) -> None:
        self.allow_inside = allow_inside
        self.over = False
        self._until = time.monotonic() + seconds
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()
        self._clock = threading.Timer(seconds, self._end)
        self._clock.daemon = True

    def __enter__(self) -> Self:
        self._clock.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clock.cancel()
        with self._lock:
            for one in self._open:
                one.close()
            self._open.clear()

    @property
    def left(self) -> float:
        """The seconds that are left, at least a hundredth: a socket without any would wait for ever."""
        return max(self._until - time.monotonic(), 0.01)

    def connect(self, host: str, port: int, options: Any) -> socket.socket:
        """Return a connection to one of the addresses of a name, each looked at first."""
        fault: OSError = OSError("no address")
        for family, kind, protocol, _name, address in outside(
            host, port, seconds=self.left, allow_inside=self.allow_inside
        ):
            reached = socket.socket(family, kind, protocol)
            try:
                for option in options or ():
                    reached.setsockopt(*option)
                reached.settimeout(self.left)
                reached.connect(address)
            except OSError as why:
                reached.close()
                fault = why
                continue
            self._keep(reached)
            return reached
        raise fault

    def _keep(self, reached: socket.socket) -> None:
        """Keep a second handle: the first is taken over by TLS, and shutting either shuts the connection."""
        with self._lock:
            self._open.append(reached.dup())

    def _end(self) -> None:
        with self._lock:
            self.over = True
            for one in self._open:
                try:
                    one.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue


def session(visit: Visit) -> Session:
    """Return a session whose every connection is made by the visit; no proxy, no .netrc, no cookies of before."""
    opened = Session()
    opened.trust_env = False
    opened.mount("http://", _Adapter(visit))
    opened.mount("https://", _Adapter(visit))
    return opened


class _Adapter(HTTPAdapter):
    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **rest: Any) -> None:
        visit = self._visit

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return _connect(visit, self)

        class Secret(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return _connect(visit, self)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecretPool(HTTPSConnectionPool):
            ConnectionCls = Secret

        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **rest)
        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecretPool}


def _connect(visit: Visit, asked: HTTPConnection) -> socket.socket:
    try:
        return visit.connect(asked.host, asked.port or asked.default_port, asked.socket_options)
    except TimeoutError as fault:
        raise ConnectTimeoutError(asked, "too late") from fault
    except OSError as fault:
        raise NewConnectionError(asked, "not reached") from fault
