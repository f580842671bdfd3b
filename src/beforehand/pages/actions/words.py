"""What the people of the sample say that its file has no place for. Made up, like everything in the sample."""

from collections.abc import Mapping
from types import MappingProxyType

from beforehand.knowledge import Text

PURPOSE = Text(
    "Om te zien welke gesprekken er nodig zijn voordat wij tekenen. Voor niets anders.",
    "To see which conversations are needed before we sign. For nothing else.",
)
COMPLAINT = Text(
    "Bij de vertrouwenspersoon van Oeverland, toestel 4400.",
    "With the confidant of Oeverland, extension 4400.",
)

STILL_OPEN: Mapping[str, Text] = MappingProxyType(
    {
        "C1": Text(
            "Hoe lang we ons vastleggen, voor hoeveel mensen, en of de pas als tweede middel in het contract komt.",
            "How long we commit, for how many people, and whether the badge joins the contract as a second means.",
        ),
        "C2": Text(
            "Wat de app vastlegt, wie dat ziet en hoe lang, en wat iemand zonder eigen telefoon krijgt.",
            "What the app records, who sees it and for how long, and what people get who do not use their own phone.",
        ),
        "C3": Text(
            "De datum per afdeling, en wat we over IC, OK en SEH zeggen. Dat er een tweede factor komt, staat vast.",
            "The date for each ward, and what we say about bedside wards. That a second factor comes is fixed.",
        ),
        "C4": Text(
            "Alles: pas, sleutel, app of een combinatie, per soort werkplek.",
            "Everything: badge, key, app or a combination, for each kind of workplace.",
        ),
        "C5": Text(
            "Wie noodtoegang geeft, hoe snel, en wie er 's nachts opneemt.",
            "Who gives emergency access, how fast, and who answers at night.",
        ),
        "C6": Text(
            "Welke teams beginnen, en hoeveel weken er geoefend wordt.",
            "Which teams begin, and for how many weeks they practise.",
        ),
        "C7": Text(
            "Wat we de verzekeraar voorleggen, en welke uitzonderingen we op papier vragen. De datum staat vast.",
            "What we put to the insurer, and which exceptions we ask for in writing. The date is fixed.",
        ),
        "C8": Text(
            "De volgorde, de week per afdeling, en of een afdeling eerst een proef doet.",
            "The order, the week for each ward, and whether a ward tries it out first.",
        ),
    }
)
"""What can still change, by the commitment's id in the file."""

FIRST: tuple[Text, Text, Text] = (
    Text(
        "Aan de verzekeraar: dat ik op 1 juli kan laten zien hoe iedereen zich aanmeldt. "
        "Aan het toezicht: geen tweede november. Getekend heb ik nog niets.",
        "To the insurer: that on 1 July I can show how everybody signs in. "
        "To the supervisory board: no second November. I have signed nothing yet.",
    ),
    Text(
        "Dat er een tweede factor komt, staat vast. Welk middel een afdeling aan bed krijgt en wanneer, staat open.",
        "That a second factor comes is fixed. Which means a bedside ward gets, and when, is open.",
    ),
    Text(
        "Als iemand mij laat zien dat een app de zorg vertraagt, of als de verzekeraar minder eist dan wij denken.",
        "If somebody shows me that an app slows down care, or if the insurer asks for less than we think.",
    ),
)
"""What the decider answers before anyone is invited, in the order of the questions."""
WANTS = (
    Text("Dat het werk doorgaat op de manier die zij kennen.", "That the work goes on in the way they know."),
    Text("Dat er niets bij komt dat tijd kost.", "That nothing is added that takes time."),
    Text(
        "Dat het op tijd klaar is, ook als het nog schuurt.",
        "That it is ready in time, even if it still chafes.",
    ),
    Text("Dat niemand hen er later op kan aanspreken.", "That nobody can call them to account for it later."),
    Text("Dat het overal op dezelfde manier gaat.", "That it goes the same way everywhere."),
    Text("Dat er eindelijk een besluit ligt.", "That there is a decision at last."),
)
"""What people of one side think another side wants, in the order in which it is said."""
