"""What stewardship does: run retention, forget somebody, note who opened what."""

from beforehand.stewardship.actions.erasing import Erased, erase
from beforehand.stewardship.actions.keeping import run_by_itself, run_retention
from beforehand.stewardship.actions.viewing import log_view

__all__ = ["Erased", "erase", "log_view", "run_by_itself", "run_retention"]
