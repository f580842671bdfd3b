"""The record as something to take along: one module per form. What people wrote is data everywhere, never markup."""

from beforehand.records.documents.brief import as_brief
from beforehand.records.documents.markdown import as_markdown
from beforehand.records.documents.paper import as_pdf
from beforehand.records.documents.plain import as_json
from beforehand.records.documents.word import as_docx

__all__ = ["as_brief", "as_docx", "as_json", "as_markdown", "as_pdf"]
