"""The page of attendance: who was at a sitting, ticked on a phone in seconds."""

from __future__ import annotations

from dashboards.answer_page.page import fail
from dashboards.record_page import RecordPage
from netmap.model.i18n import N_

__all__ = ["fail", "register", "show"]

HEADING = N_("Who was there?")
WORDS = {
    "zone": N_("Boundary zone"),
    "choose_zone": N_("Choose a zone…"),
    "no_zones": N_("There is no boundary zone on record yet."),
    "add_zone": N_("Add one"),
    "day": N_("Day of the sitting"),
    "title": N_("What it was called (may stay blank)"),
    "as_last_time": N_("Same as last time ({day})"),
    "nobody": N_("Untick all"),
    "ticked": N_("Ticked as at the last sitting, {day}. Untick who was not there."),
    "unticked": N_("Tick who was there."),
    "draft": N_("This is a draft that was kept on this device."),
    "start_over": N_("Begin anew"),
    "roster": N_("Who is expected"),
    "apologies": N_("Apologies"),
    "apologies_of": N_("Apologies from {name}"),
    "absent": N_("Absent"),
    "absent_of": N_("{name} was absent"),
    "other": N_("Somebody else on record"),
    "other_hint": N_("Type a part of the name"),
    "add_person": N_("Add {name} ({agency})"),
    "none_found": N_("Nobody on record is called that."),
    "newcomer": N_("Somebody new"),
    "name": N_("Name"),
    "agency": N_("Agency"),
    "other_agency": N_("an agency that is not on record"),
    "agency_name": N_("Name of the agency"),
    "add": N_("Add"),
    "name_missing": N_("Write the name first."),
    "same_name": N_("Somebody of that name is on record already: {name} ({agency})."),
    "tick_that": N_("Tick that person"),
    "add_anyway": N_("It is somebody else: add"),
    "new_mark": N_("new"),
    "take_away": N_("Take {name} off the list"),
    "counts": N_("Present: {present} · Apologies: {apologies} · Absent: {absent}"),
    "save": N_("Save"),
    "save_correction": N_("Save the correction"),
    "nobody_ticked": N_("Nobody is ticked."),
    "kept": N_("Kept on this device, not saved yet: {zone}, {day}."),
    "kept_more": N_("It is sent by itself as soon as there is a connection."),
    "send_now": N_("Send now"),
    "cannot_keep": N_("This browser keeps nothing on the device: do not close the page before it is saved."),
    "refused": N_("Not saved: {zone}, {day}."),
    "drop_mine": N_("Drop mine"),
    "open_again": N_("Open it again"),
    "mine_instead": N_("Put mine in its place"),
    "correct_with_mine": N_("Correct that one with mine"),
    "sat_twice": N_("It sat twice: record mine too"),
    "keep_theirs": N_("Keep what is on record"),
    "record_anew": N_("Record mine anew"),
    "on_record": N_("On record now"),
    "mine": N_("What you recorded"),
    "gone": N_("The sitting is no longer on record."),
    "day_taken": N_("A sitting of that day is on record already."),
    "correct_it": N_("Correct it"),
    "correcting": N_("You are correcting the sitting of {day}."),
    "leave_as_is": N_("Leave it as it was"),
    "sittings": N_("Sittings on record"),
    "no_sittings": N_("No sitting of this zone is on record yet."),
    "correct": N_("Correct"),
    "correct_of": N_("Correct the sitting of {day}"),
    "history": N_("History"),
    "history_of": N_("History of the sitting of {day}"),
    "history_line": N_("{at}, {by}: {what}"),
    "was_undone": N_("undone since"),
    "present": N_("present"),
    "unclear": N_("unclear"),
}

PAGE = RecordPage("attendance", HEADING, WORDS)
show, register = PAGE.answer_page().show, PAGE.register
