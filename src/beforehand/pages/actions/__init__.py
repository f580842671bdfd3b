"""The sample: brought in with what makes it complete, and put in a named state."""

from beforehand.pages.actions.sample import CASE, bring_in_sample
from beforehand.pages.actions.states import put_in

__all__ = ["CASE", "bring_in_sample", "put_in"]
