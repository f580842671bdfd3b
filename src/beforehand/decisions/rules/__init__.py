"""Who may do what with a decision, and what cannot go together."""
