"""What every form shares: text as people type it, and errors that say what to do.

Nothing typed is lost: a field never cuts what is pasted into it, and what cannot be kept comes back in
the form, with the refused characters made visible.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

# Control characters except tab and line end; embeddings, overrides and isolates of writing direction; lone halves
# of a pair; and the two places in Unicode that never hold a character.
REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
UNSEEN = re.compile(
    "[\\s\u00ad\u034f\u115f\u1160\u180e\u200b-\u200f\u2060-\u2064\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]*"
)
LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029|\x85")


class Typed(forms.CharField):
    """Text a person types: kept as it was meant, in one spelling of Unicode, without what nobody can see.

    Refuses control characters and characters that turn the writing direction of what follows; what
    consists only of characters without a shape is empty. ``max_length`` counts after that, and is not told to
    the browser, which would cut a longer text silently.
    """

    default_error_messages = {  # noqa: RUF012
        "required": _("Please fill this in."),
        "unseen": _(
            "Where you see �, there was a character that cannot be kept. Remove it, or type that part again."
        ),
    }

    def __init__(self, *, max_length: int, **more: Any) -> None:
        more.setdefault("strip", False)
        super().__init__(max_length=max_length, **more)
        self.validators = [v for v in self.validators if not isinstance(v, MaxLengthValidator)]
        self.validators.append(
            MaxLengthValidator(
                max_length,
                ngettext_lazy(
                    "This has %(show_value)d characters; %(limit_value)d fits. Make it shorter; nothing is lost.",
                    "This has %(show_value)d characters; %(limit_value)d fit. Make it shorter; nothing is lost.",
                    "limit_value",
                ),
            )
        )

    def to_python(self, value: Any) -> Any:
        """Return the text in one spelling, trimmed; raise when a character in it cannot be kept."""
        if value in self.empty_values:
            return self.empty_value
        text = LINE_ENDS.sub("\n", str(value))
        if REFUSED.search(text):
            raise ValidationError(self.error_messages["unseen"], code="unseen")
        if UNSEEN.fullmatch(text):
            return self.empty_value
        text = unicodedata.normalize("NFC", text.replace("\ufeff", "")).strip()
        if not isinstance(self.widget, forms.Textarea):
            text = " ".join(text.split("\n"))
        return text

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what was typed, for the form that comes back: refused characters become visible."""
        kept = super().bound_data(data, initial)
        return REFUSED.sub("�", LINE_ENDS.sub("\n", kept)) if isinstance(kept, str) else kept

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let each line run the way its own script runs, and let nothing be cut."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return {**attrs, "dir": "auto"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What could not be kept where no form of Django asked for it: the id of its place, what that is called, and why.

    ``at`` is empty for what nobody sees; ``lang`` when what it is called is in another language than the page.
    """

    at: str
    about: str
    said: str
    lang: str = ""


class Form(forms.Form):
    """A form whose errors come from here, in the language of the page, and not from the browser."""

    use_required_attribute = False

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("label_suffix", "")
        super().__init__(*args, **more)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = Typed.default_error_messages["required"]
            if field.required and not field.widget.use_fieldset and not field.widget.is_hidden:
                field.widget.attrs.setdefault("aria-required", "true")
