"""One sheet for participants: short, and in words everybody reads."""

from beforehand.knowledge import Text, load
from beforehand.stewardship.papers import parts
from beforehand.stewardship.papers.facts import Facts
from beforehand.stewardship.papers.page import Page

TITLE = Text("Jouw kijk telt, voordat er besloten is", "Your view counts, before it is decided")


def leaflet(facts: Facts, lang: str) -> bytes:
    """Return the document."""
    frame = facts.frame
    page = Page(TITLE, lang=lang, about=frame.title or frame.sentence)
    page.text(
        Text(
            "{organisation} staat voor een besluit: {sentence} Voordat het vastligt, vragen we hoe het er van jouw "
            "kant uitziet. Meedoen duurt vijf minuten, en je kiest zelf of je meedoet.",
            "{organisation} has a decision to make: {sentence} Before it is fixed, we ask how it looks from your side. "
            "Taking part takes five minutes, and you choose whether you do.",
        ),
        organisation=facts.organisation,
        sentence=frame.sentence,
    )
    page.notice(load().form.promise)
    page.heading(Text("Hoe het gaat", "How it goes"))
    page.points(
        [
            Text("Je krijgt een eigen link. Een account is niet nodig.", "You get your own link. No account is needed."),
            Text("Sla over wat je wilt overslaan. Niemand ziet dat.", "Skip what you want to skip. Nobody sees that."),
            Text(
                "Liever vertellen dan typen? Laat je bellen. De begeleider typt mee, jij zegt van elke zin of hij klopt.",
                "Rather tell than type? Ask to be called. The facilitator types, you say of each sentence whether it is "
                "right.",
            ),
            Text(
                "Je kiest wie jouw zinnen leest, en je kunt dat later per zin veranderen.",
                "You choose who reads your sentences, and you can change that later for each sentence.",
            ),
        ]
    )  # fmt: skip
    page.heading(Text("Wie mag dit lezen", "Who may read this"))
    parts.levels(page)
    page.text(
        Text(
            "In een kleine groep is ‘zonder naam’ niet hetzelfde als anoniem: wie je kent, kan je aan je woorden "
            "herkennen. Daarom kies jij.",
            "In a small group ‘without name’ is not the same as anonymous: who knows you may recognise you by your "
            "words. That is why you choose.",
        )
    )
    page.heading(Text("Wat van jou blijft", "What stays yours"))
    page.points(
        [
            Text(
                "Je ziet je kaart zoals de begeleider die ziet. Klopt er iets niet, dan verander je het of maak je "
                "bezwaar.",
                "You see your card as the facilitator sees it. If something is wrong, you change it or contest it.",
            ),
            Text(
                "Je kunt alles meenemen in één bestand, en alles laten wissen. Een reden hoeft niet.",
                "You can take everything along in one file, and have everything deleted. You need no reason.",
            ),
            Text(
                "Je ziet wie de bladzijden met antwoorden opende: begeleider, beslisser en opdrachtgever.",
                "You see who opened the pages with answers: facilitator, decider and sponsor.",
            ),
            _gone(page),
        ]
    )
    page.heading(Text("Bij wie je terechtkunt", "Whom to turn to"))
    page.facts(
        (Text("Waarvoor", "What for"), Text("Bij wie", "Whom")),
        [
            (Text("Vragen over meedoen", "Questions about taking part"), page.listed(facts.facilitators) or parts.NOBODY),
            (Text("Het besluit zelf", "The decision itself"), page.listed(frame.deciders) or parts.NOBODY),
            (
                Text("Klachten", "Complaints"),
                frame.complaint_route or Text("wordt nog ingevuld", "still to be filled in"),
            ),
            (
                Text("Meekijken of het eerlijk gaat", "Watching that it is fair"),
                page.listed((*facts.councils, *facts.confidants)) or parts.NOBODY,
            ),
        ],
    )  # fmt: skip
    return page.bytes()


def _gone(page: Page) -> str:
    days = next(term.days for term in load().confidentiality.retention if term.id == "answers")
    return page.say(
        Text(
            "Wat je zei gaat weg, uiterlijk {days} dagen na het besluit.",
            "What you said goes, {days} days after the decision at the latest.",
        ),
        days=days,
    )
