"""What was decided, knowingly: the gate before a commitment, the record, and the look back."""
