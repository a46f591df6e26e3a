"""Every text of the page of learning paths, in English; translated where it is shown."""

from __future__ import annotations

from netmap.model.i18n import N_
from netmap.questions.learning.stops import CARRIED, MOSTLY, NOTHING, SELDOM, UNSEEN

HEADING = N_("How far what people learn travels")
LAST_SEEN = N_("Show that time: {start} to {end}")
CURVE = N_("How it changes with the chance that something is passed on")
CHART = N_("Reach, month by month")
SWITCH_ON = N_("Press a name below the chart to draw what would be if every encounter passed something on.")
CHART_MORE = N_(
    "Each point is the share of people who get there within the time chosen, from the first of that month. "
    "So the last point stands as long before the end of the record. Where nothing is known there is no "
    "point. The window is shaded."
)
MONTH_SAID = N_("{month}: {share} of {people}, typically in {days}")
MONTH_NONE = N_("{month}: no figure")
MONTH_ZERO = N_("{month}: nobody of {people}")
SERIES_SAID = N_(
    "{label}: lowest {low} ({low_month}), highest {high} ({high_month}), in {n} of {all} months."
)
SERIES_SAME = N_("{label}: always {low}, in {n} of {all} months.")
SERIES_NONE = N_("{label}: no month has a figure.")
MONTH = N_("Month")
SHARE = N_("Share")
PEOPLE = N_("People")
TYPICAL = N_("Typical days")
THE_SAME = N_("The same as a table")
EVENT = N_("{name} ({day})")
EVENTS = N_("Events marked: {events}.")

ROUTES = N_("The routes between the levels")
ROUTE_FROM = N_("From")
ROUTE_TO = N_("To")
ROUTE_PATHS = N_("People whose first path goes along it")
LEVEL = N_("Level")
NO_ROUTES = N_("Choose a level to be reached, and the routes to it are drawn here.")

BACK = N_("What comes back")
LOOPS = N_("Who hears back")
STOPS = N_("Where it stops")
OF_THOSE = N_("How many get to each level, or sit there too")
AGENCY_BY_AGENCY = N_("Agency by agency")
BECOMES = N_("What becomes of it in the whole period")
BECAME = {
    NOTHING: N_("nothing gets through"),
    SELDOM: N_("it stops more often than it arrives"),
    CARRIED: N_("somebody at both levels carries it there"),
    MOSTLY: N_("it gets through about half of the time or more"),
    UNSEEN: N_("nobody was seen, so it is not known"),
}

SPREAD = N_("Follow what one agency knows")
AGENCY = N_("Agency")
PERSON = N_("Person")
CHOOSE_AGENCY = N_("Choose an agency to see where what it knows gets to, and where it stops.")
CHOOSE_PERSON = N_("Choose a person to see where what they know gets to, and where it stops.")
AS_AGENCIES = N_("Speak of agencies only")
NAMES = N_("This view names people. It is the coordinator's; leave it before you show the page to others.")
REACHED_ON = N_("Reached on")
AFTER = N_("After")
NOT_REACHED = N_("not reached in this window")
AGENCIES_REACHED = N_("Other agencies at the level “{level}”")
LEVELS_REACHED = N_("Other levels")

TOWARDS = N_("The path to a person")
CHOOSE_NAME = N_("Choose the name of what is reached to see the path that gets there first.")
TO_THE_LEVEL = N_("Back to the path to the level “{level}”")
PREVIOUS = N_("Previous step")
NEXT = N_("Next step")
PLAY = N_("Play")
PAUSE = N_("Pause")
STEP = N_("Step {n} of {all}: {date}, from {giver} to {taker}, {where}.")
NO_TIE = N_("no tie yet")
