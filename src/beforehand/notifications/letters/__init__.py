"""The letters, each made at the moment it is sent, in the language of who gets it and with what they may read."""
