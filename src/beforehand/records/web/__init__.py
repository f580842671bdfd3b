"""Pages of the gate, the record and looking back."""
