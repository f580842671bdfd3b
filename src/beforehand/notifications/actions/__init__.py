"""Asking for letters, and what somebody does with the mail they get."""

from beforehand.notifications.actions.posting import (
    CAUGHT_UP,
    catch_up,
    choose_mail,
    post_digest,
    post_digest_of,
    post_digests,
    post_invitations,
    post_new_link,
    post_reminders,
    post_round,
    post_table,
    post_typed,
    post_typed_now,
    turn_down,
    want_no_mail,
)
from beforehand.notifications.actions.records import (
    catch_up_records,
    post_look_backs,
    post_looked_back,
    post_passed,
)
from beforehand.notifications.actions.talks import catch_up_talks, post_off, post_talk

__all__ = [
    "CAUGHT_UP", "catch_up", "catch_up_records", "catch_up_talks", "choose_mail", "post_digest", "post_digest_of",
    "post_digests", "post_invitations", "post_look_backs", "post_looked_back", "post_new_link", "post_off",
    "post_passed", "post_reminders", "post_round", "post_table", "post_talk", "post_typed", "post_typed_now",
    "turn_down", "want_no_mail",
]  # fmt: skip
