"""Beforehand: which conversations have to happen before a decision becomes irreversible."""

__version__ = "0.1.0"
