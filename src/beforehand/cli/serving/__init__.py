"""The server and its worker: prepared, started and watched by one command."""
