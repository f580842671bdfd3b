"""Who may read what: the viewer, the release table, and the one door results pass through."""
