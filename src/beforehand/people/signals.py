"""What people tells the contexts above it."""

from django.dispatch import Signal

letter_asked = Signal()
"""An administrator is about to print a link: ``person`` and ``holder`` (UUID). A receiver that returns True refuses:
that context knows that the one may not hold the other's link."""

link_wanted = Signal()
"""Somebody asked for a new personal link: ``person`` (UUID). Sent by a job, never during the request that asked."""
