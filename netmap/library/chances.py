"""A chance in words: one encounter in five, 17 of 20 people."""

from __future__ import annotations

import math
from fractions import Fraction

from netmap.library import wording
from netmap.model.i18n import N_, Translator

WORDS = {
    1: N_("one"),
    2: N_("two"),
    3: N_("three"),
    4: N_("four"),
    5: N_("five"),
    6: N_("six"),
    7: N_("seven"),
    8: N_("eight"),
    9: N_("nine"),
    10: N_("ten"),
    11: N_("eleven"),
    12: N_("twelve"),
    13: N_("thirteen"),
    14: N_("fourteen"),
    15: N_("fifteen"),
    16: N_("sixteen"),
    17: N_("seventeen"),
    18: N_("eighteen"),
    19: N_("nineteen"),
    20: N_("twenty"),
    50: N_("fifty"),
}
"""Numbers that a sentence writes out; of every other the digits are written."""

FEW_PARTS = 10
"""Parts of at most ten are told as they are, two in three or seven in ten; others as so many of 100."""

COMMON_PARTS = (3, 4, 5, 10)
"""Parts of these are told of a chance that was found; two in nine tells nobody much."""

NEAR = Fraction(4, 100)
"""A chance that was found is told as a plain part where that is no further off, as a part of the chance."""

ENOUGH_FOR_HUNDREDS = 20
"""Of at least so many people a share is told as so many of 100, of fewer as so many of them."""

SMALL_ERROR = 0.05
"""A smaller standard error is told with two decimals, so that it is not rounded to nothing."""

PASSES_NONE = N_("if no encounter passes anything on")
PASSES_ALL = N_("if every encounter passes something on")
PASSES_ONE = N_("if one encounter in {n} passes something on")
PASSES_SOME = N_("if {k} encounters in {n} pass something on")
YARDSTICK_SAID = N_("That chance is a yardstick to compare with, not an estimate.")

HALF_ONE = N_("Half would arrive even if only one encounter in {n} passed something on.")
HALF_SOME = N_("Half would arrive even if only {k} encounters in {n} passed something on.")
HALF_MANY = N_("Half would arrive only if at least {k} encounters in {n} passed something on.")
HALF_ALL = N_("Half would arrive only if every encounter passed something on.")
HALF_NEVER = N_("Half would not arrive, not even if every encounter passed something on.")
"""The least chance at which half arrive, in words."""


def number_word(t: Translator, n: int) -> str:
    """A number as a sentence writes it: in letters where it is small or round."""
    return t.gettext(WORDS[n]) if n in WORDS else wording.whole(t, n)


def condition(t: Translator, probability: float) -> str:
    """Under what chance something is said.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> [condition(ENGLISH, chance) for chance in (0.2, 0.63)]
        ['if one encounter in five passes something on', 'if 63 encounters in 100 pass something on']
    """
    if probability <= 0:
        return t.gettext(PASSES_NONE)
    if probability >= 1:
        return t.gettext(PASSES_ALL)
    part = Fraction(str(probability))
    template = t.gettext(PASSES_ONE if part.numerator == 1 else PASSES_SOME)
    return template.format(**_parts(t, part))


def chance_words(t: Translator, probability: float) -> str:
    """A chance as the mark of an axis: 1 in 5.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> [chance_words(ENGLISH, chance) for chance in (0.2, 0.75, 1.0)]
        ['1 in 5', '3 in 4', 'all']
    """
    if probability >= 1:
        return t.gettext("all")
    part = Fraction(str(probability))
    return t.gettext("{k} in {n}").format(
        k=wording.whole(t, part.numerator), n=wording.whole(t, part.denominator)
    )


def half_way_text(t: Translator, half_way: float) -> str:
    """From which chance on half arrive; NaN stands for not even where everything is passed on.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> half_way_text(ENGLISH, 0.122)
        'Half would arrive even if only one encounter in eight passed something on.'
    """
    if math.isnan(half_way):
        return t.gettext(HALF_NEVER)
    if half_way >= 1:
        return t.gettext(HALF_ALL)
    part = _plain(Fraction(str(half_way)))
    few = HALF_ONE if part.numerator == 1 else HALF_SOME
    template = t.gettext(few if 2 * part <= 1 else HALF_MANY)
    return template.format(**_parts(t, part))


def out_of(t: Translator, share: float, n: int, least: int | None = None) -> str:
    """A share of so many people as so many of them, or of 100 where they are at least twenty.

    One that is neither nothing nor everything is not rounded to either. `least` are the fewest people of any
    share that it stands beside: hundreds are told of all of them or of none.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> [out_of(ENGLISH, 0.83, n) for n in (17, 20)]
        ['14 of 17', '83 of 100']
        >>> out_of(ENGLISH, 0.5, 30, least=6)
        '15 of 30'
    """
    of = n if (n if least is None else least) < ENOUGH_FOR_HUNDREDS else 100
    count, template = round(share * of), t.gettext("{k} of {n}")
    if share > 0 and count == 0:
        count, template = 1, t.gettext("fewer than {k} of {n}")
    elif share < 1 and count == of:
        count, template = of - 1, t.gettext("more than {k} of {n}")
    return template.format(k=wording.whole(t, count), n=wording.whole(t, of))


def expected(t: Translator, count: float) -> str:
    """How many are expected, the mean of a count over random worlds, which is seldom whole."""
    return t.gettext("fewer than {n}").format(n=1) if 0 < count < 0.5 else wording.whole(t, round(count))


def with_error(t: Translator, value: float, error: float) -> tuple[str, str]:
    """A figure and its standard error, both with as many decimals as the error asks for, one or two."""
    digits = 1 if error >= SMALL_ERROR else 2
    return t.number(value, digits), t.number(error, digits)


def _plain(part: Fraction) -> Fraction:
    """The nearest one in so many or part of at most ten, if one is near enough; else the next hundredth."""
    so_many = math.floor(1 / part)
    ones = (Fraction(1, so_many), Fraction(1, so_many + 1))
    parts = (Fraction(k, n) for n in COMMON_PARTS for k in range(1, n))
    found = min((*ones, *parts), key=lambda each: abs(each - part))
    if found < 1 and abs(found - part) <= NEAR * part:
        return found
    hundredth = Fraction(math.ceil(part * 100), 100)
    return hundredth if hundredth < 1 else part


def _parts(t: Translator, part: Fraction) -> dict[str, str]:
    """So many encounters in how many: one in so many, a few in ten, else so many in 100, in 1,000..."""
    if part.numerator == 1 or part.denominator <= FEW_PARTS:
        return {"k": number_word(t, part.numerator), "n": number_word(t, part.denominator)}
    of = 100
    while (part * of).denominator != 1:
        of *= 10
    return {"k": wording.whole(t, int(part * of)), "n": wording.whole(t, of)}
