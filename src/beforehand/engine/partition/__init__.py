"""Which conversations, in which week: set partitioning over columns (engine.md section 5, "Dates").

A column is one conversation that could be held: what it covers, who is in it, in which week, at what cost. The solver
chooses columns so that every item is covered once or explicitly not. Nothing here knows what an item is about.
"""
