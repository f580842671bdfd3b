"""Information and a request for consent to the works council (WOR, the Netherlands)."""

from beforehand.knowledge import Text
from beforehand.knowledge.confidentiality import Law
from beforehand.stewardship.papers import parts
from beforehand.stewardship.papers.facts import Facts
from beforehand.stewardship.papers.page import Page

TITLE = Text(
    "Informatie en verzoek om instemming aan de ondernemingsraad",
    "Information and request for consent to the works council",
)


def consent(facts: Facts, lang: str) -> bytes:
    """Return the document."""
    page = Page(TITLE, lang=lang, about=facts.frame.title or facts.frame.sentence)
    parts.opening(page, facts)
    page.facts(
        (parts.WHAT, parts.HOW),
        [
            (Text("Van", "From"), facts.organisation),
            (
                Text("Aan", "To"),
                page.listed(facts.councils) or Text("de ondernemingsraad", "the works council"),
            ),
            (Text("Datum", "Date"), page.day(facts.today)),
        ],
    )
    page.heading(Text("Wat wij vragen", "What we ask"))
    page.text(
        Text(
            "Wij vragen uw instemming met het gebruik van Beforehand bij het besluit hieronder, en met de regeling "
            "voor de verwerking van persoonsgegevens die daarbij hoort (art. 27 lid 1 onder k WOR). Beforehand is "
            "niet bedoeld om aanwezigheid, gedrag of prestaties waar te nemen of te controleren. Omdat ‘geschikt "
            "voor’ volgens de uitleg al genoeg is, vragen wij uw instemming ook op grond van onderdeel l. Zolang u "
            "niet hebt ingestemd, gebruiken wij het niet.",
            "We ask for your consent to the use of Beforehand with the decision below, and to the scheme for "
            "processing personal data that comes with it (art. 27(1)(k) WOR). Beforehand is not meant to observe or "
            "check presence, conduct or performance. Because being ‘suitable for’ it is said to be enough already, "
            "we ask for your consent under (l) as well. As long as you have not consented, we do not use it.",
        )
    )
    rules = parts.law(page, "L1")
    page.heading(Text("Het besluit", "The decision"))
    parts.decision(page, facts)
    rules += _advice(page, facts)
    page.heading(Text("Wat Beforehand is, en wat niet", "What Beforehand is, and what it is not"))
    page.text(
        Text(
            "Beforehand laat zien welke gesprekken er moeten zijn, tussen wie en waarover, voordat een besluit niet "
            "meer terug te draaien is. Deelnemers zeggen in een paar minuten hoe het er van hun kant uitziet. Het is "
            "geen stemming, geen stemmingsmeter, geen beoordeling en geen overleg in de zin van de wet: het komt niet "
            "in de plaats van uw rechten.",
            "Beforehand shows which conversations have to happen, between whom and about what, before a decision "
            "becomes irreversible. Participants say in a few minutes how it looks from their side. It is not a vote, "
            "not a mood meter, not an appraisal and not consultation as the law means it: it does not take the place "
            "of your rights.",
        )
    )
    page.heading(Text("De regeling", "The scheme"))
    page.heading(Text("Wie ziet wat", "Who sees what"), 2)
    parts.who_sees(page)
    page.heading(Text("Wie mag een zin lezen", "Who may read a sentence"), 2)
    parts.levels(page)
    page.heading(Text("Wat nooit getoond wordt", "What is never shown"), 2)
    parts.never(page)
    page.heading(Text("Hoe lang het blijft", "How long it stays"), 2)
    parts.terms(page, facts)
    page.heading(Text("Wat u zelf ziet", "What you see yourselves"), 2)
    page.text(
        Text(
            "U ziet deze regeling, de DPIA, de wettelijke data die nog komen en hoe vaak begeleider, beslisser en "
            "opdrachtgever per week welke bladzijde openden. U ziet geen antwoorden en geen namen van lezers.",
            "You see this scheme, the DPIA, the statutory dates still to come, and how often per week facilitator, "
            "decider and sponsor opened which page. You see no answers and no names of readers.",
        )
    )
    page.heading(Text("Hoe het is ingericht", "How it is set up"), 2)
    parts.set_up(page, facts)
    page.heading(Text("Stoppen en klagen", "Stopping and complaining"))
    page.text(
        Text(
            "Een deelnemer kan altijd stoppen, alles terugnemen en zich laten wissen, zonder reden en zonder account. "
            "Klachten: {route}.",
            "A participant can always stop, take everything back and be deleted, without a reason and without an "
            "account. Complaints: {route}.",
        ),
        route=(
            facts.frame.complaint_route.rstrip(".")
            or page.say(Text("nog niet ingevuld in het besluit", "not filled in yet in the decision"))
        ),
    )
    page.heading(Text("Antwoord van de ondernemingsraad", "Answer of the works council"))
    for said in (
        Text(
            "instemming, instemming onder voorwaarden of geen instemming",
            "consent, consent on conditions, or none",
        ),
        Text("voorwaarden en motivering", "conditions and reasons"),
        Text("datum, naam en handtekening", "date, name and signature"),
    ):
        page.fill_in(said)
    parts.sources(page, rules)
    return page.bytes()


def _advice(page: Page, facts: Facts) -> tuple[Law, ...]:
    """Say whether the decision itself may need advice, and when each commitment hardens it."""
    page.heading(Text("Het besluit zelf: advies", "The decision itself: advice"))
    page.text(
        Text(
            "Los van deze instemming kan het besluit zelf adviesplichtig zijn. De organisatie beoordeelt dat; "
            "hieronder staat wanneer het vastligt.",
            "Apart from this consent, the decision itself may require advice. That is for the organisation to judge; "
            "below stands when it hardens.",
        )
    )
    rules = parts.law(page, "L2")
    if facts.frame.commitments:
        page.table(
            (
                Text("Vastlegmoment", "Commitment"),
                Text("Dag", "Day"),
                Text("Wat er nog kan veranderen", "What can still change"),
                Text("Termijn in de wet", "Term in law"),
            ),
            [
                (
                    moment.title,
                    page.day(moment.day),
                    Text("niets meer", "nothing any more")
                    if moment.nothing_open
                    else moment.still_open or Text("nog niet gezegd", "not said yet"),
                    moment.statutory or Text("geen genoemd", "none named"),
                )
                for moment in facts.frame.commitments
            ],
            widths=(4.4, 3, 5.4, 3.4),
        )
    page.fill_in(
        Text(
            "is advies nodig, en zo ja: is het gevraagd op een moment waarop het nog van wezenlijke invloed kan zijn",
            "is advice needed, and if so: was it asked at a time when it can still have substantial influence",
        )
    )
    return rules
