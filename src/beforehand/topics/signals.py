"""What other contexts may want to know of topics. Receivers get ids, never what a topic says."""

from django.dispatch import Signal

holder_asked = Signal()
"""``decision: UUID, seat: UUID``. After the commit, when somebody was asked whether what rests on them may be shared."""
