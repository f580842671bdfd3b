"""Retention, erasure, take-along, the view log and the papers for the organisation."""
