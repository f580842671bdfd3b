"""How long wishes about mail stay."""

from beforehand.vault.retention import IN_USE, How, Keeps

DECLARED: tuple[Keeps, ...] = (
    Keeps(
        "notifications.Wish", IN_USE, How.KEEP, "Who wants no mail must not get any; it goes with the person."
    ),
)
