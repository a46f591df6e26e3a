"""The words of the overview's page and of the choice of a study; translated where they are shown."""

from __future__ import annotations

from netmap.library import wording
from netmap.model.i18n import N_, Translator

SIMULATED, DOCUMENTED = N_("simulated"), N_("documented")
HAS_SISTER, IS_SISTER = N_("Its simulated sister: {title}"), N_("Simulated sister of: {title}")
READING, READING_MORE = (
    N_("{title} is being read and checked"),
    N_("This page opens as soon as that is done."),
)
REFUSED, REFUSED_MORE = N_("{title} does not pass its checks yet"), N_("See every row that has to be mended")
IMPOSSIBLE, AGAIN = N_("This cannot be shown"), N_("Begin again with this study")
WORKING, WORKING_MORE = (
    N_("The answer is being worked out…"),
    N_("In a large study this takes a minute; the map opens at once."),
)
NOWHERE, NOWHERE_MORE = N_("There is no such page"), N_("The address may be mistyped, or a page has moved.")
ALL_STUDIES = N_("To the studies that are open")
CHOOSE, ABOUT_STUDIES = N_("Which partnership?"), N_("What each of them is")

LAST, LATEST, LAUNCH = N_("Last year with answers"), N_("Latest year"), N_("Since launch")
FROM, TO, APPLY = N_("From"), N_("Up to and including"), N_("Show")
METHOD, WORDS = N_("Method"), N_("What the words mean")
FIGURES, PAIRS = N_("All figures"), N_("Every pair of agencies")

MAP_TITLE, MAP_UNDATED = N_("Who works with whom on {day}"), N_("Who says that they work together")
OPEN_MAP = N_("Open the map")
PAIRS_UNKNOWN = N_("Who works with whom is not on record.")
NO_PAIRS = N_("No pair of agencies has an active tie.")
UNCOUNTED = N_("cognitive trail, not counted above")
STRONGEST = N_("old: worked together before the launch, and still do")
THICKER = N_("thicker: more ties")
SIDE_BY_SIDE = N_("Two periods side by side")
EARLIER, LATER = N_("Earlier period"), N_("Later period")
CHOOSE_EARLIER = N_("Choose an earlier period to compare with.")
BETWEEN = N_("{became}.")
DAYS_COMPARED = N_("Pairs of agencies that work together on {then} and on {now}.")
ONLY_OLD = N_("Before the launch, on {date}, only old networks can be told.")
OWN_MONTHS = N_("Each figure stands for its own period and the months in it.")
UNLIKE = N_("The earlier period has {then}, the later one {now}: what reaches the board is not compared.")
TOO_FEW_MONTHS = N_("Figures for the board in both periods: {n} of {of}, so no change is given.")
SAME_MONTHS_TOLD = N_("What reaches the board is told over the same months; all else over its own period.")
MEAN_OF = N_("This is the mean of {n} of {of}.")
MEAN_OF_BOTH = N_("This is the mean of the {n} that both have; over all {of} it is {share}.")
OVER_ALL = N_("This is over all {of} that have a figure.")
SAME_MONTHS = N_("{years}, {first} to {last}")
RECORD = N_("The record")
MEETINGS, AGENCIES, OTHERS = N_("Our meetings"), N_("Agencies"), N_("All the others")
HOW, TAKE_AWAY = N_("How we know"), N_("Download the table (CSV)")
CHECKS = N_("See the list")
BARS_SAID, LINE_SAID = (
    N_("Pairs of agencies since the launch, by kind"),
    N_("Month by month; in colour the months that are shown, and their mean"),
)
MEAN, MONTH_FIGURE = N_("the period shown, on average {n}"), N_("{month}: {n}")
SINCE_DAY = N_("since {date}")
SINCE_BEFORE, SINCE_FIRST = N_("points on the period before"), N_("points on the first year")
MORE_OF, LESS_OF = N_("{n} more than before"), N_("{n} less than before")
PRINTED = N_("{study}. {period} {drawn} Made by netmap under: {rule}")

PAIRS_ON = N_("{date}: {pairs}")
STANDS_OUT = N_("What stands out is gone in the first map, and new in the second.")


def pairs(translator: Translator, n: int) -> str:
    """How many pairs work together."""
    template = translator.ngettext("{n} pair works together", "{n} pairs work together", n)
    return template.format(n=wording.whole(translator, n))


def few_months(translator: Translator, n: int) -> str:
    """Of how many months a change is told, where it is not all of them."""
    return translator.ngettext(
        "Only {n} of {of} has a figure for the board in both periods.",
        "Only {n} of {of} have a figure for the board in both periods.",
        n,
    )


def more_pairs(translator: Translator, n: int) -> str:
    """What opens the rest of a list."""
    return translator.ngettext("Show {n} more pair", "Show {n} more pairs", n)


def pairs_changed(translator: Translator, n: int) -> str:
    """A change of the pairs that work together, beside their number."""
    return translator.ngettext("{n} pair", "{n} pairs", n)


def points_changed(translator: Translator, n: int) -> str:
    """A change of a share, beside it."""
    return translator.ngettext("{n} point", "{n} points", n)
