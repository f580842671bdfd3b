"""Organisations, persons, personal links and sign-in."""
