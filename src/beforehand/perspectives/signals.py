"""What other contexts may want to know. Receivers get ids, never what somebody said."""

from django.dispatch import Signal

perspectives_changed = Signal()
"""``decision: UUID``. After the commit, when anything that was released was added, changed, widened or taken back."""

all_taken_back = Signal()
"""``decision: UUID, seat: UUID``. After the commit, when somebody took back all they had said."""

reminder_wanted = Signal()
"""``decision: UUID``. After the commit, when a facilitator asked to remind who has not sent; to whom is not said."""

talk_held = Signal()
"""``decision: UUID, seat: UUID``. After the commit, when a facilitator wrote down that they spoke with somebody."""

opened = Signal()
"""``standing: Standing, view: str``. A facilitator opened a page that shows what people gave."""

table_asked = Signal()
"""``decision: UUID, seat: UUID``. After the commit, when a writer was asked whether a sentence may be read by all."""

round_opened = Signal()
"""``decision: UUID, number: int, kind: str``. After the commit, when a facilitator opened a round."""

round_closed = Signal()
"""``decision: UUID, number: int, kind: str``. After the commit, when a facilitator closed one; it is counted later."""

replied = Signal()
"""``decision: UUID, seat: UUID``. After the commit, when something was said of what this seat's person had said."""
