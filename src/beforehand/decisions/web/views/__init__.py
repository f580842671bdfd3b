"""The pages with which a frame is made."""
