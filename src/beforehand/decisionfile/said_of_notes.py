"""What is said about a decision that can be read. A note stops nothing."""

TABLE: dict[str, tuple[str, str, str, str]] = {
    "no_peildatum": (
        "Het bestand noemt geen peildatum.",
        "Zet 'peildatum: jaar-maand-dag' in het bestand, of geef een dag mee.",
        "The file names no reference date ('peildatum').",
        "Put 'peildatum: year-month-day' in the file, or give a day.",
    ),
    "no_sentence": (
        "Het besluit staat nog niet in een zin.",
        "Zet onder 'decision' bij 'posed_as' hoe de vraag nu wordt gesteld.",
        "The decision is not in one sentence yet.",
        "Put the question as it is posed now under 'decision', 'posed_as'.",
    ),
    "no_sponsor": (
        "Er is geen opdrachtgever genoemd.",
        "Weet je wie erom vroeg, zet die onder 'decision' bij 'sponsor'.",
        "No sponsor is named.",
        "If you know who asked for it, put that person under 'decision', 'sponsor'.",
    ),
    "one_side": (
        "Alle deelnemers staan aan dezelfde kant.",
        "Kijk wie dit besluit ook raakt en van een andere plek kijkt.",
        "All participants are on the same side.",
        "See whom this decision touches as well, and who looks from another place.",
    ),
    "empty_side": (
        "Aan de kant '{word}' staat nog niemand.",
        "Voeg iemand van die kant toe, of laat de kant weg.",
        "Nobody is on side '{word}' yet.",
        "Add somebody from that side, or leave the side out.",
    ),
    "no_people": (
        "Er zijn nog geen deelnemers.",
        "Zet onder 'people' wie dit besluit raakt; een id en een kant zijn genoeg.",
        "There are no participants yet.",
        "Put under 'people' whom this decision touches; an id and a side are enough.",
    ),
    "no_decider": (
        "Niemand beslist dit volgens het bestand.",
        "Is het bekend, zet dan 'decides: true' bij die persoon; anders is dat een gesprek waard.",
        "According to the file nobody decides this.",
        "If it is known, put 'decides: true' at that person; if not, it is worth a conversation.",
    ),
    "several_deciders": (
        "Volgens het bestand beslissen {count} mensen dit.",
        "Klopt dat, dan is wie wat beslist een gesprek waard.",
        "According to the file {count} people decide this.",
        "If that is so, who decides what is worth a conversation.",
    ),
    "nobody_answered": (
        "Niemand heeft nog iets ingevuld.",
        "Je ziet nu alleen wat uit datums, beslissers en tekens volgt.",
        "Nobody has answered anything yet.",
        "For now you see what follows from dates, deciders and marks only.",
    ),
    "some_answered": (
        "{count} van de {of} deelnemers vulden iets in.",
        "Dat mag zo blijven; het beeld is dan zonder de andere gemaakt.",
        "{count} of the {of} participants answered something.",
        "It may stay so; the picture is then made without the others.",
    ),
    "same_name": (
        "Deze naam staat ook aan een andere kant. Ze tellen als twee deelnemers, elk met eigen antwoorden.",
        "Is het dezelfde persoon, kies dan de kant van waaruit die het meest kijkt.",
        "This name is on another side as well. They count as two participants, each with answers of their own.",
        "If it is the same person, choose the side from where that person looks most.",
    ),
    "same_sentence": (
        "Hier staat twee keer dezelfde zin; die telt een keer, met het laagste leesniveau van de twee.",
        "Houd er een over, of geef ze een eigen 'id'.",
        "The same sentence stands here twice; it counts once, with the lower reading level of the two.",
        "Keep one, or give them an 'id' of their own.",
    ),
    "no_commitments": (
        "Er staan nog geen vastlegmomenten in.",
        "Zet onder 'commitments' welk moment het besluit vastlegt; een id en een datum zijn genoeg.",
        "There are no commitments yet.",
        "Put under 'commitments' which moment hardens the decision; an id and a date are enough.",
    ),
    "past_commitment": (
        "Vastlegmoment '{word}' ({day}) ligt voor de peildatum.",
        "Is het gebeurd, zet dan 'done_already: true'; is het verschoven, verander de datum.",
        "Commitment '{word}' ({day}) lies before the reference date.",
        "If it happened, put 'done_already: true'; if it was moved, change the date.",
    ),
    "no_commitment_decider": (
        "Vastlegmoment '{word}' heeft geen beslisser.",
        "Zet bij 'decider' wie dit moment beslist; een persoon.",
        "Commitment '{word}' has no decider.",
        "Put at 'decider' who decides this moment; one person.",
    ),
}
