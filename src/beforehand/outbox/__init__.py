"""Messages waiting, sent once; transport only."""
