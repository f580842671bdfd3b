"""What people tells the contexts above it."""

from django.dispatch import Signal

link_wanted = Signal()
"""Somebody asked for a new personal link: ``person`` (UUID). Sent by a job, never during the request that asked."""
