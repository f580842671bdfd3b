"""The forms with which a frame is made. They refuse what cannot be read; the actions refuse what cannot be."""
