"""What others may want to know of decisions; sent after the commit, with ids and never with what is said."""

from django.dispatch import Signal

gate_passed = Signal()
"""``decision, commitment, decided, seats``. It was decided, postponed or made smaller; ``seats`` must know."""

look_back_closed = Signal()
"""``decision, look_back``. What was judged can be read."""
