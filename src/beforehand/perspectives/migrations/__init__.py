"""Database steps."""
