"""Every text of the page of boundary zones, in English; translated where it is shown."""

from __future__ import annotations

from netmap.model.i18n import N_

HEADING = N_("The boundary zones: where agencies meet")
ALL = N_("All boundary zones in this window")
BACK = N_("All boundary zones")
ZONE = N_("Boundary zone")
COLUMNS = (
    N_("Zone"),
    N_("Most lost without it, {condition}"),
    N_("If every one did"),
    N_("Form"),
    N_("Sittings"),
    N_("Days apart"),
    N_("Days since the last"),
    N_("People"),
    N_("Agencies"),
    N_("Balance"),
    N_("Ties born"),
)
SAT = N_("{n} (who came: {known})")
LOST = N_("{points}: “{from_level}” to “{to_level}”")
LOST_SIDEWAYS = N_("{points}: sideways at “{level}”")
NOTHING = N_("nothing")
NOTHING_THROUGH = N_("nothing gets through that could be lost")
CANNOT = N_("cannot be said")
FACTS = N_("What it is")
CAME_AGENCIES = N_("Who comes, by agency")
CAME_PEOPLE = N_("Who comes, by name")
AGENCY = N_("Agency")
PERSON = N_("Person")
PEOPLE = N_("People")
ATTENDANCES = N_("Attendances")
AS_AGENCIES = N_("Speak of agencies only")
AS_PEOPLE = N_("Speak of people by name")
NAMES = N_("This view names people. It is the coordinator's; leave it before you show the page to others.")
BORN = N_("Ties born there in this window")
KIND = N_("Kind")
STATE = N_("State on the last day")
TIES = N_("Ties")
LOSSES = N_("What would be lost without it")
LOSSES_MORE = N_(
    "Its sittings and the contacts marked with it are taken away; its posts, and so everybody's levels, stay."
)
FROM_LEVEL = N_("From the level")
TO_LEVEL = N_("To the level")
SIDEWAYS = N_("other agencies at the same level")
REACH = N_("Reach")
WITHOUT = N_("Without it")
POINTS = N_("Points lost")
CERTAIN = N_("Points lost if every one did")
POINTS_SAID = N_("{points} ± {error}")
ERROR_MORE = N_(
    "Counted {condition}: a yardstick to compare with, not an estimate. A loss is told where it is more than "
    "twice its standard error (±), which speaks of the random worlds alone."
)
MONTHS = N_("Months")
SITTINGS = N_("Sittings in this window")
DATE = N_("Date")
AGENCIES = N_("Agencies")
