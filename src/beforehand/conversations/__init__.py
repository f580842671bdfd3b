"""Who talks with whom about what: planned, invited, held, and what came of it."""
