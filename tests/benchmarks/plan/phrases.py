"""The phrases by which an expert's own words for a kind of conversation are recognised; read by ``kinds``.

One line of text per language or meaning, phrases apart by a bar, hyphens written as spaces, ``*`` for any ending.
"""

FORMS: tuple[tuple[str, str], ...] = (
    (
        "een_op_een",
        """
        one to one* | one on one* | 1:1* | 1 on 1 | 1 to 1 | bilateral* | private talk | private
        conversation | individual talk* | individual interview* | individual conversation* |
        coaching | een op een* | 1 op 1 | bilatera* | onder vier ogen | tweegesprek* |
        individueel gesprek
        """,
    ),
    (
        "premortem",
        """
        premortem* | pre mortem* | what could go wrong | what can go wrong | imagine it failed |
        assume it failed | suppose it failed | failure rehearsal | prospective hindsight | stel
        dat het mis* | wat kan er mis* | wat kan misgaan
        """,
    ),
    (
        "meelopen",
        """
        site visit* | work visit* | field visit* | floor visit* | workplace visit* | work along
        | working along | shadow | shadowing | job shadow* | gemba* | ride along* | walk along |
        go and see | sit in | meelopen | meeloopdag* | meeloop* | werkbezoek* | op de werkvloer
        kijken | dienst meedraaien
        """,
    ),
    (
        "wettelijk",
        """
        works council* | union | unions | trade union* | statutory | staff representation |
        legal consultation | consent request | advice request | employee representati* | works
        committee | ondernemingsra* | medezeggenschap* | vakbond* | instemming* | adviesaanvraag
        | wettelijk* | wor | cao 39 | personeelsvertegenwoordiging | medezeggenschapsra*
        """,
    ),
)
"""How people meet, in the order in which they are looked for."""

SUBJECTS: tuple[tuple[str, str], ...] = (
    (
        "beslisrechtengesprek",
        """
        who decides | decision right* | decision maker* | decider* | mandate* | decision
        authority | raci | who owns the decision | who signs | governance | wie beslist* |
        beslisrecht* | beslisser* | mandaat* | mandaten | besluitrecht* | wie gaat erover
        """,
    ),
    (
        "eerlijkheidsgesprek",
        """
        already promised | what was promised | promises | promised | what is fixed | already
        fixed | what is already* | what is still open | what is open | still open | honest* |
        candid* | reality check | commitments made | room left | clear the air about promises |
        eerlijk* | ligt al vast | ligt vast | vastligt | al beloofd | beloofd | toegezegd |
        toezeggingen | nog open
        """,
    ),
    (
        "klaargesprek",
        """
        done | definition of done | acceptance* | benefit | benefits | success criteria | when
        finished | klaar* | baten* | acceptatie* | succescriteri* | oplevercriteri*
        """,
    ),
    (
        "afruilgesprek",
        """
        trade off* | tradeoff* | trading | give and take | give up | give ups | bargain* |
        negotiat* | concession* | package deal | exchange of interests | afruil* | ruil* |
        uitruil* | geven en nemen | onderhandel* | waarvoor op
        """,
    ),
    (
        "aannamegesprek",
        """
        assumption* | fact finding | joint fact finding | facts | find out | verify |
        verification | evidence | hypothes* | what do we know | unknowns | aanname* | uitzoek* |
        zoeken we uit | feiten* | achterkomen | erachter | veronderstelling*
        """,
    ),
    (
        "zorggesprek",
        """
        protect* | guard* | safeguard* | concern | concerns | worries | acknowledge* |
        acknowledgement | bescherm* | bewak* | zorgen | zorggesprek* | behoed* | erkenning |
        erkennen
        """,
    ),
    (
        "betekenisgesprek",
        """
        meaning* | stake | stakes | at stake | mutual understanding | dialogue | perspective* |
        relation* | what we need from each other | restore contact | reconcil* | betekenis* | op
        het spel | dialoog* | wederzijds begrip | relatie* | van elkaar nodig | perspectie*
        """,
    ),
    (
        "vraaggesprek",
        """
        frame | framing | reframe | reframing | which question | what question | the question |
        right question | purpose | problem definition | problem statement | one decision or two
        | vraaggesprek* | vraagstelling* | welke vraag | waartoe* | probleemstelling* | kader*
        """,
    ),
)
"""What they meet about; the one named first counts."""

LAST: tuple[tuple[str, str], ...] = (
    (
        "eerlijkheidsgesprek",
        """
        expectation* | verwachting*
        """,
    ),
    (
        "zorggesprek",
        """
        zorg | care
        """,
    ),
    (
        "vraaggesprek",
        """
        vraag | vragen | question | questions
        """,
    ),
)
"""Words that often stand for something else; only when no subject was found."""

NAMES = {
    "een op eengesprek": "een_op_een",
    "work visit": "meelopen",
    "wat ligt al vast": "eerlijkheidsgesprek",
    "what is already fixed": "eerlijkheidsgesprek",
    "gesprek over de vraag": "vraaggesprek",
    "which question talk": "vraaggesprek",
    "meaning conversation": "betekenisgesprek",
    "wat moeten we beschermen": "zorggesprek",
    "what to protect": "zorggesprek",
    "hoe komen we erachter": "aannamegesprek",
    "how do we find out": "aannamegesprek",
    "wat geven we waarvoor op": "afruilgesprek",
    "what we give up for what": "afruilgesprek",
    "wanneer noemen we het klaar": "klaargesprek",
    "when we call it done": "klaargesprek",
    "stel dat het misging": "premortem",
    "wettelijk overleg": "wettelijk",
    "statutory consultation": "wettelijk",
    "wie beslist wat": "beslisrechtengesprek",
    "who decides what": "beslisrechtengesprek",
}
"""The catalogue's own names, as ``kinds.plain`` writes them."""
