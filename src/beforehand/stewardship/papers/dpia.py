"""A first version of a data protection impact assessment (art. 35(7) GDPR), filled in as far as the product can."""

from beforehand.knowledge import Text, load
from beforehand.stewardship.papers import parts
from beforehand.stewardship.papers.facts import Facts
from beforehand.stewardship.papers.page import Page, Said

TITLE = Text("Voorzet voor een DPIA", "Draft data protection impact assessment (DPIA)")


def dpia(facts: Facts, lang: str) -> bytes:
    """Return the document."""
    page = Page(TITLE, lang=lang, about=facts.frame.title or facts.frame.sentence)
    parts.opening(page, facts)
    page.heading(Text("1. Waarover het gaat", "1. What this is about"))
    parts.decision(page, facts)
    _why(page)
    _description(page, facts)
    _necessity(page)
    _risks(page, facts)
    _measures(page, facts)
    page.heading(Text("6. Wat de organisatie nog doet", "6. What the organisation still does"))
    for said in (
        Text("grondslag, met de afweging daarachter", "the legal basis, with the weighing behind it"),
        Text("advies van de functionaris gegevensbescherming", "advice of the data protection officer"),
        Text(
            "wat deelnemers of hun vertegenwoordigers ervan vinden (art. 35 lid 9 AVG)",
            "what participants or their representatives think of it (art. 35(9) GDPR)",
        ),
        parts.WITHHELD_FROM_THE_PERSON,
        Text(
            "waar de computer en de reservekopieën staan, en met wie er een verwerkersovereenkomst is",
            "where the computer and the backups are, and with whom there is a processing agreement",
        ),
        Text(
            "besluit, datum en wanneer dit opnieuw wordt bekeken",
            "decision, date, and when this is looked at again",
        ),
    ):
        page.fill_in(said)
    rules = [rule for rule in load().confidentiality.law if rule.id in ("L5", "L6", "L7", "L8", "L9")]
    parts.sources(page, rules)
    return page.bytes()


def _why(page: Page) -> None:
    page.heading(Text("Waarom een DPIA", "Why a DPIA"), 2)
    parts.law(page, "L5", "L8", "L9")


def _description(page: Page, facts: Facts) -> None:
    page.heading(Text("2. Wat er met gegevens gebeurt", "2. What happens with data"))
    page.heading(Text("Welke gegevens, van wie", "Which data, of whom"), 2)
    page.table(
        (Text("Van wie", "Of whom"), Text("Wat", "What"), Text("Waarvoor", "What for")),
        [
            (
                Text("iedereen met een plaats in het besluit", "everybody with a seat in the decision"),
                Text(
                    "naam, mailadres, functie, kant, rol, taal",
                    "name, mail address, function, side, role, language",
                ),
                Text("uitnodigen en weten wie aan tafel zit", "inviting, and knowing who is at the table"),
            ),
            (
                Text("deelnemers, als zij dat willen", "participants, if they want to"),
                Text(
                    "antwoorden op dertien vragen in eigen woorden of met één tik; met wie zij contact hebben; wie "
                    "gehoord moet worden; hoe gehoord en hoe vrij zij zich voelen",
                    "answers to thirteen questions in their own words or with one tap; with whom they are in contact; "
                    "who should be heard; how heard and how free they feel",
                ),
                Text(
                    "zien welke gesprekken nodig zijn voordat er besloten wordt",
                    "seeing which conversations are needed before it is decided",
                ),
            ),
            (
                Text("wie gebeld wil worden", "who wants to be called"),
                Text("nummer en moment", "number and moment"),
                Text("bellen", "calling"),
            ),
            (
                Text(
                    "deelnemers, van henzelf en van de begeleider",
                    "participants, by themselves and by the facilitator",
                ),
                Text(
                    "wanneer iemand weg is, hoeveel gesprekken per week passen, met wie iemand nog niet samen aan tafel "
                    "zit, wie eerst alleen gesproken wordt; van de begeleider ook waarom. Wat de begeleider hiervan "
                    "vastlegt, en dat iemand niet met een ander aan tafel wil, leest die ander niet",
                    "when somebody is away, how many conversations a week fit, with whom somebody does not sit in one "
                    "room yet, who is spoken with alone first; of the facilitator also why. What the facilitator "
                    "records of this, and that somebody would rather not meet another, that other does not read",
                ),
                Text("gesprekken plannen", "planning conversations"),
            ),
            (
                Text("wie voor een gesprek gevraagd is", "who is asked for a conversation"),
                Text(
                    "de uitnodiging en het antwoord; alleen als iemand zelf het adres van een agenda geeft: de uren "
                    "waarop die bezet is",
                    "the invitation and the answer; only when somebody gives the address of a calendar themselves: "
                    "the hours at which it is busy",
                ),
                Text("een moment kiezen", "choosing a moment"),
            ),
            (
                Text("begeleider, beslisser, opdrachtgever", "facilitator, decider, sponsor"),
                Text("welke bladzijde zij op welke dag openden", "which page they opened on which day"),
                Text("verantwoording aan de deelnemers", "accounting for it to the participants"),
            ),
        ],
        widths=(4.2, 7, 5),
    )
    page.text(
        Text(
            "Beforehand leest geen mail of chat, en een agenda alleen als iemand zelf het adres ervan geeft: dan alleen "
            "de uren. Het meet geen gedrag en vraagt niet naar gezondheid, geloof, "
            "lidmaatschap van een vakbond of andere bijzondere gegevens. In eigen woorden kan iemand zoiets toch "
            "schrijven; ook dat is verzegeld, en de schrijver haalt het weg wanneer hij of zij wil.",
            "Beforehand reads no mail or chat, and a calendar only when somebody gives its address themselves: then the "
            "hours alone. It measures no behaviour, and does not ask for health, religion, "
            "union membership or other special data. In their own words people may write such things all the same; "
            "that is sealed as well, and the writer takes it away at any time.",
        )
    )
    page.heading(Text("Wie ziet wat", "Who sees what"), 2)
    parts.who_sees(page)
    page.text(
        Text(
            "De schrijver kiest per zin wie die mag lezen:",
            "The writer chooses for each sentence who may read it:",
        )
    )
    parts.levels(page)
    page.text(Text("Wat aan niemand getoond wordt:", "What is never shown:"))
    parts.never(page)
    page.heading(Text("Hoe het is ingericht", "How it is set up"), 2)
    parts.set_up(page, facts)
    page.heading(Text("Hoe lang het blijft", "How long it stays"), 2)
    parts.terms(page, facts)


def _necessity(page: Page) -> None:
    page.heading(Text("3. Noodzaak en evenredigheid", "3. Necessity and proportionality"))
    page.points(
        [
            Text(
                "Elke vraag mag overgeslagen worden. Dat iemand niet antwoordt, ziet niemand.",
                "Every question may be skipped. Nobody sees that somebody does not answer.",
            ),
            Text(
                "Een minder ingrijpend middel is een gesprek zonder hulpmiddel. Dat kan altijd: wie liever belt, "
                "belt. Wat daarin ontbreekt, is dat vragen van verschillende kanten naast elkaar komen te staan "
                "voordat er iets vastligt.",
                "A less far-reaching means is a conversation without a tool. That is always possible: who rather "
                "calls, calls. What it lacks is that questions of different sides come to stand next to each other "
                "before anything is fixed.",
            ),
            Text(
                "Getallen bestaan pas vanaf vijf antwoorden, voor gevoelige vragen vanaf zeven.",
                "Figures exist from five answers only, for sensitive questions from seven.",
            ),
            Text(
                "Er is geen score, rangorde of trend per persoon, en geen weg om die te maken.",
                "There is no score, ranking or trend per person, and no way to make one.",
            ),
        ]
    )
    page.text(
        Text("Over de grondslag en het recht op inzage:", "About the legal basis and the right of access:")
    )
    parts.law(page, "L6", "L7")


def _risks(page: Page, facts: Facts) -> None:
    page.heading(Text("4. Risico’s voor mensen", "4. Risks for people"))
    rules = load().confidentiality
    page.text(rules.principle)
    rows: list[tuple[Said, Said]] = [(row.risk, row.rule) for row in rules.weaponising]
    rows += [
        (
            Text(
                "wie de computer beheert waarop het programma draait, leest mee",
                "whoever administers the computer on which the program runs reads along",
            ),
            Text(
                "Hiertegen beschermt het product niet. Antwoorden liggen verzegeld op de schijf en in reservekopieën, "
                "maar zolang het programma draait staan de sleutels in het geheugen: wie op die computer alle rechten "
                "heeft, kan ze lezen. Beperk dat tot zo weinig mogelijk mensen, leg vast wie dat zijn, en laat hen "
                "geen deelnemer, beslisser of leidinggevende in het besluit zijn.",
                "The product does not protect against this. Answers lie sealed on the disk and in backups, but while "
                "the program runs the keys are in memory: whoever has all rights on that computer can read them. Limit "
                "that to as few people as possible, write down who they are, and let them be no participant, decider "
                "or manager in the decision.",
            ),
        ),
        (
            Text(
                "een reservekopie bewaart wat al gewist was",
                "a backup keeps what was deleted already",
            ),
            Text(
                "Bewaar reservekopieën niet langer dan 14 dagen, en het sleutelbestand op een andere plaats dan de "
                "kopie. Wordt er een kopie teruggezet, dan komt terug wat sindsdien is gewist: laat daarna eerst het "
                "opruimen lopen en doe wat mensen sinds die kopie lieten wissen opnieuw.",
                "Keep backups no longer than 14 days, and the key file in another place than the copy. When a copy is "
                "put back, what was deleted since comes back: run retention first and repeat what people had deleted "
                "since that copy.",
            ),
        ),
        (
            Text(
                "in een kleine groep wordt iemand aan de inhoud herkend",
                "in a small group somebody is recognised by the content",
            ),
            Text(
                "Bij de keuze staat wat elk niveau betekent in een groep van deze grootte; niets gaat buiten de "
                "begeleider zonder dat de schrijver dat koos.",
                "With the choice stands what each level means in a group of this size; nothing goes beyond the "
                "facilitator unless the writer chose so.",
            ),
        ),
    ]
    page.table(
        (Text("Risico", "Risk"), Text("Wat ertegen gedaan is", "What is done about it")),
        rows,
        widths=(5.2, 11),
    )
    _settings_at_risk(page, facts)


def _settings_at_risk(page: Page, facts: Facts) -> None:
    """Say which settings of this installation need attention; nothing when none does."""
    here, open_points = facts.here, []
    if not here.encrypted:
        open_points.append(
            Text(
                "De verbinding is niet versleuteld: links en antwoorden gaan leesbaar over het netwerk. Zet https aan "
                "voordat er iemand wordt uitgenodigd.",
                "The connection is not encrypted: links and answers travel readable over the network. Turn https on "
                "before anybody is invited.",
            )
        )
    if not here.key_apart:
        open_points.append(
            Text(
                "Het sleutelbestand ligt in dezelfde map als de gegevens. Wie die map kopieert, heeft beide. Leg het "
                "ergens anders en maak er apart een kopie van.",
                "The key file lies in the same folder as the data. Whoever copies that folder has both. Put it "
                "elsewhere and keep a copy of it apart.",
            )
        )
    if here.mail_host and not here.mail_encrypted:
        open_points.append(
            Text(
                "Mail gaat zonder versleuteling naar de mailserver, met persoonlijke links erin.",
                "Mail goes to the mail server without encryption, with personal links in it.",
            )
        )
    if not facts.frame.complaint_route:
        open_points.append(
            Text("Er is nog geen weg voor klachten ingevuld.", "No way to complain has been filled in yet.")
        )
    if not facts.councils and not facts.confidants:
        open_points.append(
            Text(
                "Niemand heeft de rol van ondernemingsraad, werknemerszijde of vertrouwenspersoon.",
                "Nobody has the role of works council, workers’ side or confidant.",
            )
        )
    if open_points:
        page.heading(Text("Aandacht nodig in deze installatie", "Needs attention in this installation"), 2)
        page.points(open_points)


def _measures(page: Page, facts: Facts) -> None:
    page.heading(Text("5. Maatregelen in de techniek", "5. Measures in the technology"))
    page.points(
        [
            Text(
                "Wat iemand zegt wordt verzegeld (AES-GCM), met een eigen sleutel per deelnemer. De databank of een "
                "kopie daarvan zegt zonder het sleutelbestand niets.",
                "What somebody says is sealed (AES-GCM), with a key of its own for every participant. The database or "
                "a copy of it says nothing without the key file.",
            ),
            Text(
                "Er is één deur waardoor een antwoord geopend wordt; zij kijkt bij elke lezer naar wat de schrijver "
                "koos. Er is geen lezer die alles ziet, ook de beheerder niet.",
                "There is one door through which an answer is opened; for each reader it looks at what the writer "
                "chose. There is no reader who sees everything, nor does the administrator.",
            ),
            Text(
                "Niets van wat iemand zei staat in logregels, adressen, mail of wachtrijen.",
                "Nothing anybody said is in log lines, addresses, mail or queues.",
            ),
            Text(
                "Begeleiders en ondernemingsraad melden zich aan met een account; een persoonlijke link is daarvoor "
                "niet genoeg.",
                "Facilitators and works council sign in with an account; a personal link is not enough for that.",
            ),
            Text(
                "Een deelnemer ziet de eigen kaart zoals de begeleider die ziet, verbetert, trekt in, maakt bezwaar, "
                "neemt alles mee en laat zich wissen: met de link, zonder account.",
                "Participants see their own card as the facilitator does, correct, withdraw, contest, take everything "
                "along and have themselves deleted: with the link, without an account.",
            ),
            Text(
                "Wie gewist wordt, verdwijnt met antwoorden en sleutel. Een functie zonder naam blijft alleen staan "
                "waar het besluit die nodig heeft.",
                "Whoever is deleted disappears with answers and key. A function without a name stays only where the "
                "decision needs it.",
            ),
        ]
    )
