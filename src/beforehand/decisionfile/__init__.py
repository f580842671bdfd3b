"""The decision file: read with line numbers, checked, written, described, and handed to the engine."""

from beforehand.decisionfile.decision import DecisionFile
from beforehand.decisionfile.describing import json_schema
from beforehand.decisionfile.faults import DecisionFileError, Fault
from beforehand.decisionfile.naming import Names, names
from beforehand.decisionfile.picture import to_picture
from beforehand.decisionfile.reading import Read, read
from beforehand.decisionfile.writing import Document, dump_document, load_document, write_new

__all__ = [
    "DecisionFile",
    "DecisionFileError",
    "Document",
    "Fault",
    "Names",
    "Read",
    "dump_document",
    "json_schema",
    "load_document",
    "names",
    "read",
    "to_picture",
    "write_new",
]
