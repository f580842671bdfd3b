"""The entry for the record of processing activities (art. 30(1) GDPR)."""

from beforehand.knowledge import Text, load
from beforehand.stewardship.papers import parts
from beforehand.stewardship.papers.facts import Facts
from beforehand.stewardship.papers.page import Page

TITLE = Text("Regel voor het verwerkingsregister", "Entry for the record of processing activities")


def register(facts: Facts, lang: str) -> bytes:
    """Return the document."""
    page = Page(TITLE, lang=lang, about=facts.organisation)
    parts.opening(page, facts)
    page.heading(Text("De verwerking", "The processing"))
    page.facts(
        (Text("Wat artikel 30 lid 1 AVG vraagt", "What article 30(1) GDPR asks"), Text("Invulling", "Entry")),
        [
            (Text("Verwerkingsverantwoordelijke", "Controller"), facts.organisation),
            (
                Text("Verwerking", "Processing"),
                Text("Gesprekken vóór besluiten (Beforehand)", "Conversations before decisions (Beforehand)"),
            ),
            (Text("Doel", "Purpose"), facts.frame.purpose or parts.purpose(page)),
            (
                Text("Betrokkenen", "Data subjects"),
                Text(
                    "mensen met een plaats in een besluit: medewerkers en genodigden",
                    "people with a seat in a decision: employees and guests",
                ),
            ),
            (
                Text("Gegevens", "Data"),
                Text(
                    "naam, mailadres, functie, kant, rol, taal; antwoorden in eigen woorden en met één tik; wens om "
                    "gebeld te worden; wanneer en met wie iemand gevraagd kan worden, van die persoon zelf en van de "
                    "begeleider; uitnodigingen en antwoorden daarop; uren uit een agenda die iemand zelf opgaf; welke "
                    "bladzijden begeleider, beslisser en opdrachtgever openden",
                    "name, mail address, function, side, role, language; answers in their own words and with one tap; "
                    "wish to be called; when and with whom somebody can be asked, by themselves and by the facilitator; "
                    "invitations and the answers to them; hours of a calendar somebody gave; which pages "
                    "facilitator, decider and sponsor opened",
                ),
            ),
            (
                Text("Bijzondere gegevens", "Special categories"),
                Text(
                    "niet gevraagd; kunnen in eigen woorden voorkomen",
                    "not asked for; may occur in people’s own words",
                ),
            ),
            (
                Text("Ontvangers", "Recipients"),
                Text(
                    "binnen de organisatie, volgens de keuze van de schrijver; zie de tabel hieronder",
                    "within the organisation, as the writer chose; see the table below",
                ),
            ),
            (
                Text("Doorgifte buiten de EER", "Transfer outside the EEA"),
                Text(
                    "het product stuurt niets door; hangt af van waar computer en mailserver staan",
                    "the product passes nothing on; depends on where computer and mail server are",
                ),
            ),
        ],
    )  # fmt: skip
    for said in (
        Text(
            "contactgegevens van de verantwoordelijke en van de functionaris gegevensbescherming",
            "contact details of the controller and of the data protection officer",
        ),
        Text("grondslag", "legal basis"),
        Text(
            "waar computer, reservekopieën en mailserver staan", "where computer, backups and mail server are"
        ),
        Text("verwerkers en hun overeenkomsten", "processors and their agreements"),
        parts.WITHHELD_FROM_THE_PERSON,
    ):
        page.fill_in(said)
    page.heading(Text("Over de grondslag", "About the legal basis"))
    rules = parts.law(page, "L6")
    page.heading(Text("Ontvangers", "Recipients"))
    parts.who_sees(page)
    page.heading(Text("Termijnen voor het wissen", "Time limits for erasure"))
    parts.terms(page, facts)
    page.heading(Text("Beveiliging", "Security"))
    parts.set_up(page, facts)
    page.text(
        Text(
            "Antwoorden zijn per deelnemer verzegeld (AES-GCM); de sleutels liggen in een bestand apart van de "
            "databank. Wie alle rechten heeft op de draaiende computer, kan meelezen; dat staat ook in de DPIA.",
            "Answers are sealed per participant (AES-GCM); the keys lie in a file apart from the database. Whoever has "
            "all rights on the running computer can read along; the DPIA says so too.",
        )
    )
    page.heading(Text("Besluiten waarvoor dit nu geldt", "Decisions this now holds for"))
    page.points([facts.frame.title or facts.frame.sentence])
    parts.sources(page, [rule for rule in load().confidentiality.law if rule in rules])
    return page.bytes()
