"""What is done with files: a decision file brought in, people from a list, a file to take along."""

from beforehand.exchange.actions.cases import load_case

__all__ = ["load_case"]
