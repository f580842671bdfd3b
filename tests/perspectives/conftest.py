"""What the stories about answering share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english(settings: Any) -> Iterator[None]:
    """Speak English for the length of a story, on pages too."""
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield
