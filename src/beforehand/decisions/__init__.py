"""Decisions: sides, seats, options, commitments and marks, facts; who is what in them."""
