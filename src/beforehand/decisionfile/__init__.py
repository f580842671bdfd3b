"""The decision file: read with line numbers, checked, written, described, and handed to the engine."""

from beforehand.decisionfile.decision import DecisionFile
from beforehand.decisionfile.faults import DecisionFileError, Fault
from beforehand.decisionfile.naming import Names, names
from beforehand.decisionfile.picture import to_picture
from beforehand.decisionfile.reading import Read, read

__all__ = ["DecisionFile", "DecisionFileError", "Fault", "Names", "Read", "names", "read", "to_picture"]
