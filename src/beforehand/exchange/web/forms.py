"""The forms of lists: a file, and what was read from it."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from beforehand.exchange.rules.sheets import MOST_BYTES, Row, SheetFault, rows_of
from beforehand.shell.web.forms import Form, Typed

WHY = {
    "empty": _("There is nothing in this file. Choose the file with the list in it."),
    "large": _(
        "This file is larger than 2 MB. A list of people is small: save only that sheet, and choose that file."
    ),
    "old": _(
        "This is an older or locked workbook. Open it and save it as .xlsx without a password, or as CSV."
    ),
    "bomb": _(
        "This workbook unpacks to more than a list of people can be. Save only that sheet, and choose that file."
    ),
    "not_a_workbook": _(
        "This is no workbook that can be read. Save it as .xlsx or as CSV, and choose that file."
    ),
    "not_text": _("This is no list. Choose a file in .csv or .xlsx."),
    "rows": _(
        "This file has more than two thousand lines. Five hundred people is the most; shorten it first."
    ),
    "cells": _(
        "A cell in this file is longer than a name or a function can be. Shorten it, and choose the file again."
    ),
}


class ListForm(Form):
    """A file with people."""

    file = forms.FileField(
        label=_("The file with the list"),
        help_text=_(
            "CSV or XLSX, at most 2 MB. One person per line: name, mail address, side, function. "
            "Headings are welcome and not needed."
        ),
        error_messages={
            "required": _("Choose a file first."),
            "missing": _("Choose a file first."),
            "empty": WHY["empty"],
        },
    )
    rows: tuple[Row, ...] = ()

    @classmethod
    def refused(cls, why: Any) -> "ListForm":
        """Return the form for a file that was refused before it was read."""
        form = cls({}, {})
        form.errors.clear()
        form.add_error("file", why)
        return form

    def clean_file(self) -> Any:
        """Read the file; what cannot be read is said in words."""
        file = self.cleaned_data["file"]
        try:
            if file.size > MOST_BYTES:
                raise SheetFault("large")
            self.rows = rows_of(file.read())
        except SheetFault as fault:
            raise ValidationError(WHY[fault.why], code=fault.why) from None
        return file


class ReadForm(Form):
    """What was read: the lines that are fine, kept in the page, and those to correct, to type in."""

    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=600_000)
    rest = Typed(
        label=_("Lines to correct"),
        help_text=_("Name; mail address; side; function. A line you take out here is not added."),
        max_length=100_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def clean_kept(self) -> list[tuple[int, tuple[str, ...]]]:
        """Return the numbered lines that were fine."""
        try:
            rows = json.loads(self.cleaned_data["kept"] or "[]")
            return [(int(n), (str(name), str(mail), str(side), str(function)))
                    for n, name, mail, side, function in rows]  # fmt: skip
        except (ValueError, TypeError, RecursionError):
            raise ValidationError(_("What was read is no longer whole. Choose the file again.")) from None
