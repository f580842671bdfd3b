"""How long wishes about mail stay, and that something was told."""

from beforehand.vault.retention import IN_USE, How, Keeps

DECLARED: tuple[Keeps, ...] = (
    Keeps(
        "notifications.Wish", IN_USE, How.KEEP, "Who wants no mail must not get any; it goes with the person."
    ),
    Keeps(
        "notifications.Told",
        IN_USE,
        How.KEEP,
        "That a decision or a look back was told, so that it is told once; an id, and nobody's.",
    ),
)
