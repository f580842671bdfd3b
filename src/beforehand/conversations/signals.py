"""What others may want to know of conversations; sent after the commit, with ids and never with what is said.

``conversation`` is the id of a conversation, ``decision`` of its decision, ``seats`` of the people it is about.
"""

from django.dispatch import Signal

people_invited = Signal()
"""``decision, conversation, seats``. These people are invited now, the first time."""

talk_moved = Signal()
"""``decision, conversation, seats``. The time, the place or the length changed of what these people were invited to."""

talk_cancelled = Signal()
"""``decision, conversation, seats``. These people were invited and need not come. Sent before the commit, in the same
transaction: nothing is left afterwards by which it could be found that somebody was taken out and not told."""

invitation_answered = Signal()
"""``decision, conversation``. Somebody answered, or falls out; who that is, the row tells who may read it."""

outcome_recorded = Signal()
"""``decision, conversation, outcome``. Something was written down of an item."""

people_asked = Signal()
"""``decision, outcome, seats``. Asked afterwards whether their answer changed."""
