"""What the terminal shows: pages of plain lines, quiet, at any width, with or without colour."""
