"""Log lines that say what happened and where, never with which values."""

import logging
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.debug import ExceptionReporter


class PlainFormatter(logging.Formatter):
    """Writes the kind of an error and the place in the code; no message of it, no request, no value.

    An exception's own text may quote what somebody typed, so it does not reach a log.
    """

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """Return kind and places."""
        kind, _, trace = ei
        places = []
        while trace is not None:
            code = trace.tb_frame.f_code
            places.append(
                f"  {code.co_filename.rpartition('beforehand/')[2]}:{trace.tb_lineno} {code.co_name}"
            )
            trace = trace.tb_next
        return "\n".join([f"{kind.__name__}", *places[-8:]])

    def format(self, record: logging.LogRecord) -> str:
        """Format one line without its stack of values."""
        record.exc_text = None
        if record.name.startswith("django."):
            match = getattr(getattr(record, "request", None), "resolver_match", None)
            route = f"/{match.route}" if match else "an address that does not exist"
            said = logging.LogRecord(
                record.name, record.levelno, record.pathname, record.lineno, "", (), record.exc_info
            )
            said.msg = f"{getattr(record, 'status_code', '')} {route}".strip()
            return super().format(said)
        return super().format(record)


class PlainReporter(ExceptionReporter):
    """What the framework tells of an error, in debug too: kind and places, and no value of anything.

    Its own page shows every local variable, among which an opened answer could be.
    """

    def get_traceback_text(self) -> SafeString:
        """Return kind and places, which hold nothing that was typed."""
        return mark_safe(PlainFormatter().formatException((self.exc_type, self.exc_value, self.tb)))

    def get_traceback_html(self) -> SafeString:
        """Return the same as a page."""
        places = PlainFormatter().formatException((self.exc_type, self.exc_value, self.tb))
        return format_html("<!doctype html><title>500</title><pre>{}</pre>", places)
