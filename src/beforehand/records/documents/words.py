"""What the documents say of themselves, in Dutch and in English."""

from datetime import date

from beforehand.knowledge import Text
from beforehand.locale import catalogue
from beforehand.locale.words import MONTHS
from beforehand.records.choices import Chosen

KICKER = Text("Besluitverslag", "Record of the decision")
BRIEF = Text("In het kort, voor het bestuur", "In short, for the board")
CHOSEN = {
    Chosen.DECIDED: Text("Besloten", "Decided"),
    Chosen.POSTPONED: Text("Uitgesteld", "Postponed"),
    Chosen.SMALLER: Text("Kleiner gemaakt", "Made smaller"),
}
POSTPONED_TO = Text("Uitgesteld tot {day}", "Postponed until {day}")
WHAT = Text("Wat", "What")
WHERE = Text("Vastlegmoment", "What it hardens")
HARDENS = Text("Ligt vast op", "Hardens on")
BY = Text("Door", "By")
ON = Text("Op", "On")
INFORMED = Text("Wie het moet weten", "Who must know")
ERASED_NAME = Text("naam niet meer bewaard", "name no longer kept")
QUESTION = Text("De vraag", "The question")
BACKGROUND = Text("Waar het over gaat", "What it is about")
DECIDED = Text("Wat er is gekozen", "What was chosen")
SMALLER = Text("In plaats daarvan", "Instead")
WHY = Text("Waarom", "Why")
TAKEN = Text("Gekozen", "Chosen")
NOT_TAKEN = Text("Niet gekozen", "Not chosen")
BECAUSE = Text("omdat: {why}", "because: {why}")
NO_WHY = Text("zonder reden erbij", "no reason was given")
ARGUED = Text("bepleit door {name}", "argued for by {name}")
NO_WAYS = Text("Er zijn geen opties opgeschreven.", "No options were written down.")
OPEN = Text("Wat nog openstaat, en waarom dat zo mag", "What is still open, and why that is accepted")
AGAIN = Text("We kijken er weer naar op {day}.", "We look again on {day}.")
ALSO_OPEN = Text("Ook nog open", "Also still open")
NOTHING_OPEN = Text(
    "Er stond niets meer open van wat gedeeld was.", "Nothing that was shared was still open."
)
CONDITIONS = Text("Voorwaarden", "Conditions")
CONDITION = Text("Voorwaarde", "Condition")
DUE = Text("Klaar op", "In place by")
ASKED_BY = Text("Gevraagd door", "Asked by")
BOUND = Text("Hieraan is het besluit gebonden", "The decision is bound to these")
NOT_BOUND = Text(
    "Ook gevraagd; het besluit is er niet aan gebonden", "Also asked; the decision is not bound to these"
)
BOUND_TO_IT = Text("het besluit is eraan gebonden", "the decision is bound to it")
NO_NAME = Text("zonder naam", "without a name")
NOBODY_LOOKS_AT_ONE = Text(
    "Bij 1 aanname is niemand aangewezen om te kijken of ze klopt.",
    "For 1 assumption nobody was named to look whether it holds.",
)
NOBODY_LOOKS_AT = Text(
    "Bij {n} aannames is niemand aangewezen om te kijken of ze kloppen.",
    "For {n} assumptions nobody was named to look whether they hold.",
)
NO_CONDITIONS = Text("Niemand heeft een voorwaarde gesteld.", "Nobody set a condition.")
DONE = Text("Wanneer is het klaar?", "When is it done?")
FLOW = Text("Als het werk loopt", "When the work flows")
SOUND = Text("Als het degelijk staat", "When it is sound")
UNMARKED = Text("Niet gezegd welk van de twee", "Not marked as either")
AGREED = Text("Wat alle kanten hebben bevestigd", "What every side confirmed")
CRITERIA = Text("Waar we het samen aan afmeten", "What we hold it against together")
BENEFITS = Text("Wie let op de opbrengst", "Who watches over the benefit")
NO_DONE = Text("Dat is niet afgesproken.", "That was not agreed.")
RESTS_ON = Text("Waar het op rust", "What it rests on")
ASSUMPTION = Text("We gaan ervan uit", "We assume")
SIGNPOST = Text("Waaraan merken we dat het niet klopt", "What would show it does not hold")
DONE_ABOUT = Text("Wat we ermee doen", "What is done about it")
SHAPING = Text("Wat we doen zodat het klopt", "What we do so that it holds")
HEDGING = Text("Wat we doen voor als het niet klopt", "What we do in case it does not")
LOOKS = Text("Wie kijkt, en wanneer", "Who looks, and when")
NO_ASSUMPTIONS = Text("Er zijn geen aannames vastgelegd.", "No assumptions were written down.")
INPUT = Text("Wat er met ieders inbreng is gedaan", "What was done with what people said")
COUNTS = Text(
    "Overgenomen: {taken}. Deels overgenomen: {partly}. Niet overgenomen: {left}.",
    "Taken over: {taken}. Taken over in part: {partly}. Not taken over: {left}.",
)
CONSULTED = Text("Wie is gehoord", "Who was consulted")
SIDE = Text("Kant", "Side")
PEOPLE = Text("Mensen", "People")
NAMES = Text("Met naam", "By name")
NO_CONSULTED = Text("Er is niemand gehoord.", "Nobody was consulted.")
CHECK = Text("Dit verslag controleren", "Checking this record")
ENDS = Text("Het verslag telt {count} stukken en eindigt op:", "The record has {count} entries and ends at:")
HOW = Text(
    "Bewaar die regel apart. Met het JSON-bestand van dit verslag laat deze opdracht zien dat er sindsdien niets is "
    "veranderd, weggelaten of opnieuw gemaakt:",
    "Keep that line apart. With the JSON file of this record, this command shows that nothing was changed, left out or "
    "made anew since:",
)
COMMAND = Text("beforehand verify BESTAND --head REGEL", "beforehand verify FILE --head LINE")
NO_HEAD = Text("Er is nog niets vastgelegd.", "Nothing was written down yet.")
PAGE = Text("{p} van {n}", "{p} of {n}")
MORE = Text("en nog {n}, in het verslag zelf", "and {n} more, in the record itself")
UNTIL = Text("vóór {day}", "by {day}")


def day(when: date, lang: str) -> str:
    """Say a day in full.

    Examples
    --------
    >>> day(date(2027, 4, 30), "nl")
    '30 april 2027'
    """
    return f"{when.day} {catalogue(lang).say(MONTHS[when.month - 1])} {when.year}"


def named(name: str, lang: str) -> str:
    """Return a name, or that it is no longer kept."""
    return name or ERASED_NAME.say(lang)


def listed(names: tuple[str, ...], lang: str) -> str:
    """Say several names as one list."""
    return catalogue(lang).listed(named(name, lang) for name in names)


def nobody_looks(count: int, lang: str) -> str:
    """Say for how many assumptions nobody was named to look.

    Examples
    --------
    >>> nobody_looks(2, "en")
    'For 2 assumptions nobody was named to look whether they hold.'
    """
    return (NOBODY_LOOKS_AT_ONE if count == 1 else NOBODY_LOOKS_AT).say(lang).format(n=count)
