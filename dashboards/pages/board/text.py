"""Every text of the board's page, in English; translated where it is shown."""

from __future__ import annotations

from dashboards.pages.board import ids
from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.map.captions import QUIET

SKIP = N_("Skip to the map")
CHOOSE_STUDY = N_("Choose a study")
PARTNERSHIP = N_("Partnership")
ALL_PARTNERSHIPS = N_("All partnerships")

SENTENCES = N_("What the map says")
LEARNED = N_("How far what people learn travels")
LEARNED_MORE = N_("All about learning paths")
LEARNED_SOON = N_("Working out how far learning travels…")
TIME = N_("Time")
FROM = N_("From")
TO = N_("Up to and including")
BASELINE = N_("Old networks: before")
BASELINE_MORE = N_("The baseline: a pair that met again and again before this day is an old network.")
CURE = N_("Use {day} as the baseline")
STEP = N_("Step")
STEP_SIZES = (("week", N_("Week")), ("month", N_("Month")), ("quarter", N_("Quarter")), ("year", N_("Year")))
BACK = N_("Step back")
FORWARD = N_("Step forward")
PLAY = N_("Play")
PAUSE = N_("Pause")
SLIDER_FROM = N_("First day of the window")
SLIDER_TO = N_("Last day of the window")
AXIS = N_("Encounters in each week")
AXIS_SAID = N_("Encounters on record from {first} to {last}. The busiest week begins on {day}.")
EVENTS_SAID = N_("Events marked: {events}.")
EVENT = N_("{name} ({day})")
UNDATED = N_("The ties of this study carry no dates, so there is no time to step through.")

FILTERS = N_("Filters in force")
TAKE_AWAY = N_("Take away the filter: {filter}")
CLEAR = N_("Clear all")

MAP = N_("Network map")
MAP_OPEN, MAP_CLOSE = N_("Open the map"), N_("Close the map")
MAP_HELP = N_(
    "Arrow keys move from node to node; Enter opens or closes an agency. F focuses on what is chosen, "
    "Escape lets go. Plus and minus zoom, zero fits the map. The tables beside the map hold the same."
)
VIEW = N_("View")
LAYOUT = N_("Arrange by")
LAYOUTS = (("force", N_("Ties")), ("levels", N_("Level")))
LAYERS = N_("Show also")
LAYER_NAMES = (
    ("people", N_("People, by name")),
    ("services", N_("Services")),
    ("zones", N_("Boundary zones")),
    ("quiet", QUIET),
)
SIZE = N_("Size by")
STEPS = N_("Focus on what is chosen")
STEPS_OFF = N_("Off")
STEPS_NONE = N_("Choose something on the map first, then say how many steps around it to show.")
FIND = N_("Find")
FIND_HOLD = N_("Find by name…")
FIND_NONE = N_("Nothing in this study has that name.")
SORT_NAMES = {
    "agency": N_("Agencies"),
    "person": N_("People"),
    "service": N_("Services"),
    "zone": N_("Boundary zones"),
}
ZOOM_IN = N_("Zoom in")
ZOOM_OUT = N_("Zoom out")
FIT = N_("Show the whole map")
LEGEND = N_("Legend and filter")
LEGEND_HIDE = N_("{label}: shown. Press to draw it pale.")
LEGEND_SHOW = N_("{label}: drawn pale. Press to show it.")
DOWNLOADS = (
    (ids.HTML_FILE, "map.html", ""),
    (ids.SVG_FILE, "map.svg", ""),
    (ids.BOOK_FILE, "board.xlsx", ""),
    (ids.TIES_FILE, "ties.csv", N_("Ties")),
    (ids.ACTORS_FILE, "actors.csv", N_("Agencies")),
    (ids.WEEK_CSV, "weeks.csv", N_("Encounters in each week")),
    (ids.STUDY_FILE, "study.zip", ""),
)
"""The id of an entry in “Share this”, the last part of its address, and which table a CSV file holds."""

WHOLE_STUDY = N_("Save the whole study (ZIP)")
NARROWED = N_("Pictures, ties and agencies hold what the map shows: {what}.")
NEVER_NARROWED = N_("The weeks and the whole study are never narrowed.")
NOT_NARROWED = N_("No filter is on: the files hold the whole map.")
CHOSEN_TOO = N_("A picture of a choice holds it and its neighbours alone.")

BESIDE = N_("Details and tables")
PANEL = N_("Details")
TIES = N_("Ties")
ACTORS = N_("Agencies")
ZONES = N_("Zones")
BUSIEST_PAIRS = N_("Who works together most")
PARTNERS = N_("Ties to other agencies")
BUSIEST_AGENCIES = N_("Most connected agencies")
BUSIEST_ZONES = N_("Most active zones")
NOTHING_CHOSEN = N_("Choose an agency, a person, a service or a zone to read about it.")
NOTHING_MORE = N_("A double click, a double tap or Enter opens an agency and shows its people and services.")
FOCUS_HERE = N_("Focus on it")
MORE_OF = {
    "agency": N_("Where what it knows gets to, and where it stops"),
    "person": N_("Where what they know gets to, and where it stops"),
    "zone": N_("How it is doing, and what would be lost without it"),
}
OPEN_HERE = N_("Show its people and services")
CLOSE_HERE = N_("Hide its people and services")

HOW_WINDOW = N_("Window")
HOW_RULE = N_("Rule")
HOW_N = N_("Counted")
HOW_CHECKS = N_("Checks")
HOW_SHOWN = N_("What is shown")
HOW_WORDS, WORDS = N_("What the words mean"), N_("Words:")

READING = N_("{title} is being read and checked")
READING_STEPS = (
    N_("Its tables are read."),
    N_("Every row is checked: ids, dates, and what refers to what."),
    N_("Then the agencies are placed and the first map is drawn."),
)
READING_MORE = N_("The page opens by itself as soon as the study is ready; 100,000 rows take about a second.")
REFUSED = N_("{title} does not pass its checks yet")
REFUSED_DO = N_("What to do")
REFUSED_STEPS = (
    N_("Mend each row in your own file; the table says the line, the value and the cure."),
    N_("Run “netmap check” on the file as often as you like: it lists the same problems."),
    N_("Start the service again, and the study opens."),
)
PROBLEM_CSV = N_("Download the list (CSV)")
PROBLEM_COLUMNS = (
    ("table", N_("Table")),
    ("line", N_("Line")),
    ("column", N_("Column")),
    ("value", N_("Value")),
    ("reason", N_("What is wrong")),
    ("cure", N_("What mends it")),
    ("severity", N_("Weight")),
)

GRID = {
    "noRowsToShow": N_("No rows to show"),
    "filterOoo": N_("Filter…"),
    "contains": N_("Contains"),
    "notContains": N_("Does not contain"),
    "equals": N_("Equals"),
    "notEqual": N_("Does not equal"),
    "startsWith": N_("Begins with"),
    "endsWith": N_("Ends with"),
    "blank": N_("Blank"),
    "notBlank": N_("Not blank"),
    "lessThan": N_("Less than"),
    "greaterThan": N_("Greater than"),
    "lessThanOrEqual": N_("Less than or equal"),
    "greaterThanOrEqual": N_("Greater than or equal"),
    "inRange": N_("Between"),
    "inRangeStart": N_("from"),
    "inRangeEnd": N_("to"),
    "andCondition": N_("and"),
    "orCondition": N_("or"),
    "ariaFilterInput": N_("Filter input"),
    "ariaFilteringOperator": N_("Filtering operator"),
    "ariaFilterValue": N_("Filter value"),
    "ariaFilterColumn": N_("Press Control and Enter to open the filter"),
    "ariaFilterFromValue": N_("Filter from value"),
    "ariaFilterToValue": N_("Filter to value"),
    "ariaSortableColumn": N_("Press Enter to sort"),
    "ariaMenuColumn": N_("Press Alt and Down to open the column menu"),
    "ariaRowSelect": N_("Press Space to choose this row"),
    "ariaRowDeselect": N_("Press Space to let this row go"),
    "ariaInputEditor": N_("Input editor"),
    "ariaLabelColumnFilter": N_("Column filter"),
    "ariaLabelColumnMenu": N_("Column menu"),
}


def encounters(translator: Translator, n: int, day: str) -> str:
    """What a bar of the time axis stands for."""
    sentence = translator.ngettext(
        "{n} encounter in the week from {day}", "{n} encounters in the week from {day}", n
    )
    return sentence.format(n=translator.number(n), day=day)


def silent(translator: Translator, n: int) -> str:
    """How many agencies have no tie in the window, as the heading of their list."""
    sentence = translator.ngettext(
        "{n} agency without a tie on this map", "{n} agencies without a tie on this map", n
    )
    return sentence.format(n=wording.whole(translator, n))


def connected(translator: Translator, agencies: int, ties: int) -> str:
    """How an agency is connected."""
    said = translator.gettext("{agencies}, {ties}")
    return said.format(agencies=wording.agencies(translator, agencies), ties=wording.ties(translator, ties))


def studies_read(translator: Translator, n: int, of: int) -> str:
    """How many of the open studies have been read; empty where there is only one."""
    if of < 2:
        return ""
    sentence = translator.ngettext(
        "{n} of {of} studies has been read.", "{n} of {of} studies have been read.", n
    )
    return sentence.format(n=translator.number(n), of=translator.number(of))


def warned(translator: Translator, n: int) -> str:
    """That the checks gave warnings; empty where they gave none."""
    if n == 0:
        return ""
    sentence = translator.ngettext(
        "The checks of this study gave {n} warning; “netmap check” lists it.",
        "The checks of this study gave {n} warnings; “netmap check” lists them.",
        n,
    )
    return sentence.format(n=translator.number(n))


def refused(translator: Translator, n: int) -> str:
    """How many problems a refused study has."""
    sentence = translator.ngettext(
        "{n} problem was found. Nothing has been changed or left out.",
        "{n} problems were found. Nothing has been changed or left out.",
        n,
    )
    return sentence.format(n=translator.number(n))
