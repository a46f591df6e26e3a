"""The texts of the page of comparison, in English; translated where they are shown."""

from __future__ import annotations

from netmap.model.i18n import N_

BESIDE, AMONG = N_("Compared with"), N_("Partnerships")
AROUND, NO_PIVOT = N_("Windows lie around"), N_("no day: they end with the record")
MONTHS, WINDOWS = N_("Months of each"), N_("How many windows")
MEASURES, DRAWS, SEED = N_("Which figures are tested"), N_("Draws of the null"), N_("Seed")
MEASURES_HINT = N_("all of who sat with whom")
BESIDE_HINT = N_("no other study")

SHOWN = N_("{partnerships}: {windows}.")
NO_WINDOWS = N_("{partnerships}: nothing carries a date, so no windows can be laid.")
SPAN = N_("{name} ({start} to {end})")
WARNED = N_("{window}: {warning}.")
SETTLED = N_(
    "What is chosen here sets the family of tests, and stands in the address. Choose before you look."
)

KEEP = N_("The address of this comparison, with its windows, tests and versions")
KEEPS = N_("The link keeps partnerships, windows, tests and seed, and says when the record has changed.")
MOVED_ON = N_("The record has changed since this address was kept, so figures may differ from then.")

WORKING = N_("This is being worked out, and may take a minute. The rest of the page can be used meanwhile.")
FINDINGS = N_("What differs from chance")
LINES = N_("Each figure beside its null")
LINES_MORE = N_(
    "A point is the figure of a window; its bar is the middle 95 % of chance. Chance is the same "
    "attendances, drawn anew. A dotted line is an event."
)
MAPS = N_("Who works together at the end of each window")
MAPS_MORE = N_("Agencies keep their places from window to window; a line is the strongest tie that stands.")
MAP_OF = N_("{partnership}, {window}")
CHANGES = N_("What became of ties")
CHANGES_MORE = N_(
    "Left: ties at the end of the first window; right: at the end of the last. What was no tie is new since."
)
TRAILS = N_("What becomes of trails")
TRAILS_MORE = N_(
    "Solid: the share that has become a new network; dotted: that has faded. Bands hold 95%. Fades pile up "
    "on one day by construction, so three thresholds of quiet are shown."
)
CONSOLIDATED = N_("consolidated, quiet after {days} days")
HAS_FADED = N_("faded, quiet after {days} days")
DAYS = N_("days since the trail began")
PROPOSITIONS = N_("Propositions")
PROPOSITIONS_MORE = N_(
    "Over the whole record; each effect with its 95 % interval, and what it has to lie beyond."
)
MATRICES = N_("Agency by agency")
MATRICES_MORE = N_("Ties that stand at the end of the first and of the last window, and the difference.")
MOST_SHOWN = N_("Drawn are the {n} agencies with most ties; the table holds all {all}.")
FIRST, LAST, DIFFERENCE = N_("First window"), N_("Last window"), N_("Difference")
FOREST = N_("Partnerships side by side")
FOREST_MORE = N_(
    "How far each partnership's change lies from chance, with 95 % intervals. The diamond pools them by "
    "random effects."
)
FOREST_ONE = N_("One partnership alone cannot be pooled; compare it with another study.")
HETEROGENEITY = N_("{measure}: {effect} ({low} to {high}); I² {share}, spread between them {tau}.")
POOLED = N_("All together")
NO_CHANGE = N_("One window alone has no change.")
NOTHING = N_("There is nothing to draw: no sittings lie in these windows.")
NO_CHANGE_TOLD = N_("No change can be told: a window holds no sitting, or the draws give what is on record.")
NO_TIES = N_("No ties stand on the days compared.")

BOUNDS = N_("Had the record been otherwise")
BOUNDS_MORE = N_(
    "A point is the figure as recorded, its bar what it could have been. Unclear attendance counts, one "
    "sitting is lost, or silent agencies are counted. These are bounds and no confidence interval."
)
HAND_OVER = N_("Take the network to another program")
HAND_OVER_MORE = N_("As it stands at the end of the last window. What each file cannot hold is in the table.")
NOT_HELD_TABLE = N_("What each file cannot hold (CSV)")

TABLE = N_("The same as a table")
METHOD = N_("Method to cite")
CODE = N_("The code that repeats it")
COPY = N_("Copy as code")
COPY_METHOD = N_("Copy the method")
FIGURE, CSV, XLSX = N_("Figure (SVG)"), N_("Table (CSV)"), N_("All tables (XLSX)")
CSV_OF = N_("{table} (CSV)")
CITED = N_("{how} netmap {netmap}; study {study}, version {version}.")
NO_TIE, FADED = N_("no tie"), N_("faded")
EVENTS = N_("{n}: {name}, {day}.")

SAVE_THIS = N_("Save this comparison")
NOT_OF_FILES = N_("This study is read from files, so this comparison cannot be saved; its address keeps it.")
SAVED = N_("Saved comparisons")
SAVED_BY = N_("Saved {when} by {by}, on version {version} of the record.")
ON_VERSION = N_("Saved on version {version} of the record.")
PUT_ASIDE_N = N_("Put aside: {n}")
RENAME, PUT_ASIDE, TAKE_UP = N_("Change title or note"), N_("Put aside"), N_("Take up again")
GO_ON = N_("Go on from here with other choices")
SINCE = N_("Changes since it was saved: {n}")
ALL_CHANGES = N_("All changes of the record")
