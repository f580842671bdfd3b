"""What templates may ask of the shell."""
