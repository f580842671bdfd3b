"""What is told to whom, rendered at send time as the recipient."""
