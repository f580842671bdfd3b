"""Which conversations, with whom, in which order, on which day (engine.md section 5)."""
