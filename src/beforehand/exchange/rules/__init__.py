"""How lists of people are read: from bytes to rows of cells, from rows to people."""
