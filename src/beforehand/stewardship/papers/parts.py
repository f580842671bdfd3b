"""Parts that several papers share: made from the knowledge and from how things are really set up."""

from collections.abc import Iterable

from beforehand.knowledge import Text, load
from beforehand.knowledge.confidentiality import Law
from beforehand.knowledge.sources import STATUSES
from beforehand.stewardship.papers.facts import Facts
from beforehand.stewardship.papers.page import Page, Said

YES, NO = Text("ja", "yes"), Text("nee", "no")
NOBODY = Text("nog niemand", "nobody yet")
WHAT, HOW = Text("Onderwerp", "Subject"), Text("Zoals het nu is ingericht", "As it is set up now")


def opening(page: Page, facts: Facts) -> None:
    """Say what this is and what it is not."""
    page.notice(
        Text(
            "Dit is een concept. Het is op {day} gemaakt uit hoe deze installatie en dit besluit op dat moment echt "
            "zijn ingericht. Het is geen juridisch advies: laat het toetsen door een jurist en, waar die er is, de "
            "functionaris gegevensbescherming. Wat tussen vierkante haken staat, vult de organisatie in.",
            "This is a draft. It was made on {day} from how this installation and this decision were really set up at "
            "that moment. It is not legal advice: have it checked by a lawyer and, where there is one, the data "
            "protection officer. What stands between square brackets is for the organisation to fill in.",
        ),
        day=page.day(facts.today),
    )
    if facts.here.demo:
        page.notice(
            Text(
                "Deze installatie staat in de proefstand: ze is alleen op de eigen computer te bereiken, verstuurt "
                "geen mail en laat iedereen op die computer alle persoonlijke links zien. Gebruik haar niet voor "
                "echte antwoorden.",
                "This installation is in demo mode: it can be reached on its own computer only, sends no mail, and "
                "shows all personal links to anybody at that computer. Do not use it for real answers.",
            )
        )


def decision(page: Page, facts: Facts) -> None:
    """Say which decision this is about and who has which role."""
    frame = facts.frame
    rows: list[tuple[Said, Said]] = [
        (Text("Organisatie", "Organisation"), facts.organisation),
        (Text("Besluit", "Decision"), frame.title or frame.sentence),
        (Text("De vraag", "The question"), frame.sentence),
        (
            Text("Dag van het besluit", "Day of the decision"),
            page.day(frame.day) if frame.day else Text("nog niet gekozen", "not chosen yet"),
        ),
        (Text("Doel", "Purpose"), frame.purpose or purpose(page)),
        (Text("Eigenaar", "Owner"), _names(page, frame.owners)),
        (Text("Beslist", "Decides"), _names(page, frame.deciders)),
        (Text("Opdrachtgever", "Sponsor"), _names(page, frame.sponsors)),
        (Text("Begeleidt", "Facilitates"), _names(page, facts.facilitators)),
        (
            Text("Kanten", "Sides"),
            page.listed(f"{s.name} ({s.people})" for s in frame.sides) or page.say(NOBODY),
        ),
        (Text("Deelnemers", "Participants"), str(facts.participants)),
        (
            Text("Klachten", "Complaints"),
            frame.complaint_route
            or Text("nog niet ingevuld in het besluit", "not filled in yet in the decision"),
        ),
    ]
    page.facts((WHAT, HOW), rows)


def purpose(page: Page) -> str:
    """Return the purpose when the decision names none of its own."""
    return page.say(
        Text(
            "Zien welke gesprekken er moeten zijn, tussen wie en waarover, voordat dit besluit niet meer terug te "
            "draaien is.",
            "To see which conversations have to happen, between whom and about what, before this decision can no "
            "longer be reversed.",
        )
    )


def set_up(page: Page, facts: Facts) -> None:
    """Say how the installation is set up: address, database, keys, mail, sign-in."""
    here = facts.here
    database = {
        "sqlite": Text("SQLite, een bestand op dezelfde computer", "SQLite, a file on the same computer"),
        "postgresql": Text("PostgreSQL op een andere computer", "PostgreSQL on another computer")
        if here.database_apart
        else Text("PostgreSQL op dezelfde computer", "PostgreSQL on the same computer"),
    }
    mail: Said = Text("er gaat geen mail uit", "no mail goes out")
    if here.mail_host:
        safe = Text(", versleuteld", ", encrypted") if here.mail_encrypted else Text(
            ", zonder versleuteling", ", without encryption"
        )  # fmt: skip
        mail = f"{here.mail_host}{page.say(safe)}"
    rows: list[tuple[Said, Said]] = [
        (Text("Adres", "Address"), here.address),
        (
            Text("Versleutelde verbinding (https)", "Encrypted connection (https)"),
            YES if here.encrypted else NO,
        ),
        (Text("Proefstand", "Demo mode"), YES if here.demo else NO),
        (Text("Databank", "Database"), database.get(here.database, here.database)),
        (
            Text("Sleutelbestand buiten de map met gegevens", "Key file outside the folder with the data"),
            YES if here.key_apart else NO,
        ),
        (Text("Mailserver", "Mail server"), mail),
        (
            Text("Aanmelden via de organisatie (OIDC)", "Sign-in through the organisation (OIDC)"),
            here.single_sign_on or NO,
        ),
        (
            Text("Persoonlijke link vervalt na", "A personal link expires after"),
            page.say(Text("{n} dagen", "{n} days"), n=here.link_days),
        ),
    ]
    if here.synchronous:
        rows.insert(
            4, (Text("Wacht op de schijf", "Waits for the disk"), _synchronous(page, here.synchronous))
        )
    page.facts((WHAT, HOW), rows)


WITHHELD_FROM_THE_PERSON = Text(
    "voor de jurist: mag uit de inzage blijven wat een begeleider over iemands tijd vastlegt (weg, hoeveel gesprekken "
    "per week, eerst alleen gesproken, met wie niet samen aan tafel, en waarom), en dat een ander vroeg niet met die "
    "persoon aan tafel te zitten? Het product laat het die persoon niet zien, omdat daaruit blijkt wie van wie uit "
    "elkaar wordt gehouden (art. 15 lid 4 AVG). Wie dat anders weegt, geeft het met de hand",
    "for the lawyer: may what a facilitator records of somebody’s time (away, how many conversations a week, spoken with "
    "alone first, with whom not in one room, and why), and that another asked not to sit in one room with them, stay out "
    "of an access request? The product does not show it to that person, because it would tell who is kept apart from "
    "whom (art. 15(4) GDPR). Who weighs this differently gives it by hand",
)
"""A question the product cannot answer: what is kept of somebody and withheld from that same person."""


def who_sees(page: Page) -> None:
    """Say who sees what, and what is shown to nobody."""
    rules = load().confidentiality
    page.table(
        (Text("Wie", "Who"), Text("Ziet", "Sees")),
        [(access.name, access.sees) for access in rules.roles_access],
        widths=(4.2, 12),
    )


def levels(page: Page) -> None:
    """Say what each level of release means."""
    page.table(
        (Text("Niveau", "Level"), Text("Wie mag dit lezen", "Who may read this")),
        [(str(n), text) for n, text in sorted(load().confidentiality.release_levels.items())],
        widths=(2.2, 14),
    )


def never(page: Page) -> None:
    """Say what is never shown."""
    page.points(rule.text for rule in load().confidentiality.never_show)


def terms(page: Page, facts: Facts) -> None:
    """Say how long everything stays."""
    page.points(
        [
            *(term.text for term in load().confidentiality.retention),
            page.say(
                Text(
                    "wens om gebeld te worden, met nummer: tot 14 dagen na het gesprek",
                    "wish to be called, with a number: until 14 days after the call",
                )
            ),
            page.say(
                Text(
                    "persoonlijke link: {n} dagen, of korter als hij wordt ingetrokken",
                    "personal link: {n} days, or shorter when it is withdrawn",
                ),
                n=facts.here.link_days,
            ),
            page.say(
                Text(
                    "dat er mail is gestuurd (soort, ontvanger, tijdstip): {n} dagen; de tekst wordt nergens bewaard",
                    "that mail was sent (kind, recipient, time): {n} days; the text is kept nowhere",
                )
                if not facts.here.demo
                else Text(
                    "berichten die in de proefstand te lezen zijn: {n} dagen",
                    "messages that can be read in demo mode: {n} days",
                ),
                n=facts.here.message_days,
            ),
            Text(
                "logboek van wie wat opende: zo lang als de antwoorden",
                "log of who opened what: as long as the answers",
            ),
            Text(
                "naam en adres van een deelnemer zonder account: zo lang als de antwoorden van het laatste besluit",
                "name and address of a participant without an account: as long as the answers of the last decision",
            ),
        ]
    )
    page.text(
        Text(
            "Het opruimen gebeurt elke nacht vanzelf. De termijnen lopen vanaf het moment waarop in Beforehand staat "
            "dat er besloten of gestopt is. Zegt niemand dat, dan lopen ze niet; de eigenaar ziet daarop toe.",
            "Deleting happens by itself every night. The terms run from the moment at which Beforehand is told that "
            "it was decided or stopped. If nobody says so, they do not run; the owner sees to that.",
        )
    )


def law(page: Page, *ids: str) -> tuple[Law, ...]:
    """Set legal sentences exactly as the knowledge holds them, and return them for the sources."""
    found = tuple(rule for id_ in ids for rule in load().confidentiality.law if rule.id == id_)
    for rule in found:
        page.points([f"{page.say(rule.text)} [{', '.join(rule.sources)}]"])
    return found


def sources(page: Page, rules: Iterable[Law]) -> None:
    """List the sources with how far each was checked."""
    known = load().sources
    ids = list(dict.fromkeys(source for rule in rules for source in rule.sources))
    page.heading(Text("Bronnen, en hoe ver ze zijn nagegaan", "Sources, and how far they were checked"))
    page.text(
        Text(
            "Deze bronnen vervangen de wettekst niet. Ga na of ze nog actueel zijn.",
            "These sources do not replace the text of the law. Check that they are still current.",
        )
    )
    page.table(
        (Text("Bron", "Source"), Text("Omschrijving", "Description"), Text("Nagegaan", "Checked")),
        [
            (id_, f"{known[id_].cite} {known[id_].url or ''}".strip(), STATUSES[known[id_].status])
            for id_ in ids
        ],
        widths=(2.9, 9.9, 3.4),
    )


def _names(page: Page, names: tuple[str, ...]) -> str:
    return page.listed(names) or page.say(NOBODY)


def _synchronous(page: Page, mode: str) -> str:
    full = Text(
        "FULL: elk opgeslagen antwoord overleeft ook een stroomstoring",
        "FULL: every stored answer survives a power cut too",
    )
    normal = Text(
        "NORMAL: een opgeslagen antwoord overleeft een gestopt programma; bij een stroomstoring kan het laatste "
        "antwoord verloren gaan",
        "NORMAL: a stored answer survives a stopped program; in a power cut the last answer may be lost",
    )
    known = {"FULL": full, "NORMAL": normal}
    return page.say(known[mode]) if mode in known else mode
