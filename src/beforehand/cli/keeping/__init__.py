"""Backup and restore: the whole database in one file, and never the key file."""
