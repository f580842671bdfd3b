"""What the stories about framing share."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture
def in_english() -> Iterator[None]:
    """Speak English for the length of a story."""
    with translation.override("en"):
        yield
