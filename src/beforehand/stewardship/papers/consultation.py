"""Information for the workers' side in Belgium: CAO 39 on new technology, and a statement on CAO 81."""

from beforehand.knowledge import Text
from beforehand.stewardship.papers import parts
from beforehand.stewardship.papers.facts import Facts
from beforehand.stewardship.papers.page import Page

TITLE = Text(
    "Informatie voor de werknemerszijde: cao 39 en cao 81", "Information for the workers’ side: CAO 39 and 81"
)


def consultation(facts: Facts, lang: str) -> bytes:
    """Return the document."""
    page = Page(TITLE, lang=lang, about=facts.frame.title or facts.frame.sentence)
    parts.opening(page, facts)
    page.heading(Text("Het besluit", "The decision"))
    parts.decision(page, facts)
    page.heading(Text("Cao 39: nieuwe technologie", "CAO 39: new technology"))
    rules = parts.law(page, "L3")
    page.text(
        Text(
            "Dit kan twee keer spelen: bij het besluit hierboven, als dat over nieuwe technologie gaat, en bij "
            "Beforehand zelf. De werkgever beoordeelt of de drempel gehaald wordt. Ook als dat niet zo is, geeft "
            "dit document dezelfde informatie.",
            "This can matter twice: for the decision above, if it is about new technology, and for Beforehand itself. "
            "The employer judges whether the threshold is met. Also when it is not, this document gives the same "
            "information.",
        )
    )
    page.table(
        (Text("Wat cao 39 vraagt te weten", "What CAO 39 asks to know"), Text("Antwoord", "Answer")),
        [
            (
                Text("aard van de technologie", "nature of the technology"),
                Text(
                    "een webtoepassing waarin mensen bij een besluit zeggen hoe het er van hun kant uitziet; zij leidt "
                    "daaruit af welke gesprekken nodig zijn",
                    "a web application in which people with a decision say how it looks from their side; it derives "
                    "from that which conversations are needed",
                ),
            ),
            (
                Text("waarom", "why"),
                facts.frame.purpose or parts.purpose(page),
            ),
            (
                Text("gevolgen voor het werk", "consequences for the work"),
                Text(
                    "vijf tot zes minuten per deelnemer, vrijwillig; geen meting van werk, geen beoordeling",
                    "five to six minutes per participant, voluntary; no measuring of work, no appraisal",
                ),
            ),
            (
                Text("wanneer", "when"),
                page.day(facts.frame.day) if facts.frame.day else Text("nog niet gekozen", "not chosen yet"),
            ),
        ],
        widths=(5.2, 11),
    )
    for said in (
        Text(
            "aantal werknemers per beroepscategorie voor wie dit gevolgen heeft, en of de drempel gehaald wordt",
            "number of employees per occupational category this has consequences for, and whether the threshold is met",
        ),
        Text(
            "dag waarop deze informatie schriftelijk is gegeven",
            "day on which this information was given in writing",
        ),
        Text("dag en verslag van het overleg", "day and minutes of the consultation"),
    ):
        page.fill_in(said)
    page.heading(
        Text("Cao 81: geen controle van onlinecommunicatie", "CAO 81: no checking of online communication")
    )
    rules += parts.law(page, "L4")
    page.text(
        Text(
            "Wij verklaren dat Beforehand in deze installatie geen toegang heeft tot mail of chat van werknemers, en tot "
            "een agenda alleen als iemand zelf het adres ervan geeft; dan worden de bezette uren bewaard, en verder "
            "niets. Mail gaat alleen naar buiten: uitnodigingen, herinneringen, berichten over wijzigingen en over "
            "wat er in een gesprek voor iemand is opgeschreven, en links om binnen te komen.",
            "We state that Beforehand in this installation has no access to mail or chat of employees, and to a "
            "calendar only when somebody gives its address themselves; the busy hours are kept then, and nothing else. "
            "Mail only goes out: invitations, reminders, messages about changes and about what was written down for "
            "somebody in a call, and links to come in by.",
        )
    )
    page.fill_in(Text("naam, functie, datum en handtekening", "name, function, date and signature"))
    page.heading(Text("De regeling", "The scheme"))
    page.heading(Text("Wie ziet wat", "Who sees what"), 2)
    parts.who_sees(page)
    page.text(
        Text(
            "In België zit de werkgever de ondernemingsraad voor. De rol in Beforehand gaat daarom naar de "
            "werknemerszijde of een vertrouwenspersoon, niet naar de raad als geheel.",
            "In Belgium the employer chairs the works council. The role in Beforehand therefore goes to the workers’ "
            "side or a confidant, not to the council as a whole.",
        )
    )
    page.heading(Text("Wat nooit getoond wordt", "What is never shown"), 2)
    parts.never(page)
    page.heading(Text("Hoe lang het blijft", "How long it stays"), 2)
    parts.terms(page, facts)
    page.heading(Text("Hoe het is ingericht", "How it is set up"), 2)
    parts.set_up(page, facts)
    parts.sources(page, rules)
    return page.bytes()
