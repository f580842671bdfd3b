"""Decision files, lists of people and documents, in and out."""
