"""``beforehand …``: the engine on a decision file, in the terminal, without a database.

Nothing heavy is imported before a command needs it, so that help is there at once.
"""
