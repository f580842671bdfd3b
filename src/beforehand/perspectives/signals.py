"""What other contexts may want to know. Receivers get ids, never what somebody said."""

from django.dispatch import Signal

perspectives_changed = Signal()
"""``decision: UUID``. After the commit, when anything that was released was added, changed, widened or taken back."""

reminder_wanted = Signal()
"""``decision: UUID``. After the commit, when a facilitator asked to remind who has not sent; to whom is not said."""

talk_held = Signal()
"""``decision: UUID, seat: UUID``. After the commit, when a facilitator wrote down that they spoke with somebody."""

opened = Signal()
"""``standing: Standing, view: str``. A facilitator opened a page that shows what people gave."""
