"""Addresses of personal links and of calendar feeds are kept out of log lines."""

import logging
import re

TOKEN_IN_ADDRESS = re.compile(r"/(l|calendar)/[^\s'\"?]+")


class WithoutTokens(logging.Filter):
    """Takes the token out of an address before any handler sees the line.

    >>> record = logging.LogRecord("django.request", 30, "", 0, "Not Found: %s", ("/l/secret/x",), None)
    >>> WithoutTokens().filter(record), record.getMessage()
    (True, 'Not Found: /l/…')
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without tokens."""
        if isinstance(record.msg, str):
            record.msg = _without(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_without(each) if isinstance(each, str) else each for each in record.args)
        return True


def _without(text: str) -> str:
    return TOKEN_IN_ADDRESS.sub(r"/\1/…", text)
