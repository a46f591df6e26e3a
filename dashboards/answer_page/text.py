"""The texts that these pages share, in English; translated where they are shown."""

from __future__ import annotations

from netmap.library import wording
from netmap.model.i18n import N_, Translator

SKIP = N_("Skip to the answer")

IMPOSSIBLE = N_("This cannot be shown")
AGAIN = N_("Begin again with this study")
WORKING = N_("The answer is being worked out…")
READING = N_("{title} is being read and checked")
REFUSED = N_("{title} does not pass its checks yet")
REFUSED_MORE = N_("The page of the map lists every row that has to be mended.")

METHOD, PERIOD = N_("Method"), N_("Period")
PARTNERSHIP = N_("Partnership")
ALL_PARTNERSHIPS = N_("All partnerships")
FROM = N_("From")
TO = N_("Up to and including")
PRESETS = N_("Periods to choose")
FROM_LEVEL = N_("From the level")
TO_LEVEL = N_("To the level")
SIDEWAYS = N_("other agencies at the same level")
HORIZON = N_("Within")
RULE = N_("Passing on")
LATER = N_("on later days only")
SAME_DAY = N_("also on the same day")
WAITING = N_("Waiting at most")
NO_LIMIT = N_("no limit")
CHANCE = N_("Encounters that pass something on")
ARRIVES = N_("Arrives")
ARRIVE_AT = {
    "person": N_("with anybody at the level"),
    "zone": N_("at its own sittings and staff"),
}
YARDSTICK_MORE = N_(
    "Counted {condition}: a yardstick to compare with, not an estimate. A loss is told where it is more than "
    "twice its standard error (±). That error speaks of the random worlds alone."
)
CONTROLS = N_("What is asked")
ANSWER = N_("The answer")
MORE_SAID = N_("What else there is to say")
CSV = N_("Download as a table (CSV)")
CSV_CERTAIN = N_("The same if every one did")
COPIED = N_("Copied")
HOW = N_("How this is worked out")
LEVEL_PEOPLE = N_("{level} ({people})")
HOLD = N_("Choose…")
NONE_FOUND = N_("Nothing in this study has that name.")
WAVE, LATEST_WAVE = N_("Wave of declared ties"), N_("the latest")
RELATION, FIRST_RELATION = N_("What declared ties are about"), N_("the first on record")
ROSTER, USUAL_ROSTER = N_("Everybody means those"), N_("as the record allows")
NO, YES, ANY = N_("no"), N_("yes"), N_("any")
THRESHOLDS = N_("Every threshold of the rule")
AGAIN_AS_TABLES = N_("Also as tables")
EMPTY_TABLES = N_("Tables without a row")
NO_ROWS = N_("There is no row in this table.")
FIRST_ROWS = N_("The first {shown} of {n} rows; the file holds them all.")


def rows(t: Translator, n: int) -> str:
    """How many rows a table has."""
    return t.ngettext("{n} row.", "{n} rows.", n).format(n=wording.whole(t, n))


def notes(t: Translator, n: int) -> str:
    """The way to what the groups said about a thing."""
    text = t.ngettext("{n} note about it", "{n} notes about it", n)
    return text.format(n=wording.whole(t, n))
