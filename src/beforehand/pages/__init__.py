"""Pages that show several contexts."""
