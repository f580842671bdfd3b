"""Calendars: what goes out to them, what comes back from them, and when somebody is busy.

Nothing here knows a table or a decision: it is bytes in, plain values out. ``making`` invites, changes, cancels and
publishes; ``reading`` and ``mailbox`` take answers; ``fetching`` and ``busy`` find out when somebody has time.
"""
