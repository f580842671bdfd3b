"""Every way in which those not heard may still answer, one by one and in fractions."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from beforehand.engine.agreement.beta import Beta
from beforehand.engine.agreement.counted import Counted
from beforehand.engine.agreement.cuts import Cuts

CUTS = Cuts(apart=0.25, nearly=0.8, half=0.1, sure=0.9)
APART, NEARLY, HALF = Fraction(1, 4), Fraction(4, 5), Fraction(1, 10)


def drawn(members: int, answered: int, agree: int, prior: Beta) -> list[Fraction]:
    """Pólya's urn: whoever is asked next answers like one of those before, or like one of the prior."""
    chances = [Fraction(0)] * (members + 1)
    for rest in product((0, 1), repeat=members - answered):
        chance, yes, heard = Fraction(1), agree, answered
        for answer in rest:
            part = (Fraction(prior.agree) + yes) / (Fraction(prior.agree) + Fraction(prior.other) + heard)
            chance *= part if answer else 1 - part
            yes, heard = yes + answer, heard + 1
        chances[yes] += chance
    return chances


def agreeing(side: Counted, prior: Beta) -> Iterator[tuple[Fraction, Fraction]]:
    """Each share that can come out among those who do not say "I don't know", with its probability."""
    size = side.members - side.unknown
    for total, chance in enumerate(drawn(size, side.knowing, side.recognise, prior)):
        if size:
            yield Fraction(total, size), chance


def knowing(side: Counted, prior: Beta) -> Iterator[tuple[Fraction, Fraction]]:
    """Each share of all members that can turn out to know, with its probability."""
    for total, chance in enumerate(drawn(side.members, side.answered, side.knowing, prior)):
        yield Fraction(total, side.members), chance
