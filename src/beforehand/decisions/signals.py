"""What others may want to know of a decision; sent after the transaction that caused it was committed.

``invited``: ``seats: tuple[UUID, ...]``, ``decision: UUID``. Who was invited just now, the first time or later.
``frame_changed``: ``decision: UUID``, ``changes: tuple[int, ...]``, the ids of the rows that say what changed.
"""

from django.dispatch import Signal

invited = Signal()
frame_changed = Signal()
