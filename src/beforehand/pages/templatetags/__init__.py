"""What templates of this context may use."""
