"""The page of records: agencies, people, zones, posts, services and contacts, one by one."""

from __future__ import annotations

from dashboards.record_page import RecordPage
from netmap.model.i18n import N_

HEADING = N_("Who and what is on record")
WORDS = {
    "table": N_("Kind of record"),
    "find": N_("Find"),
    "find_hint": N_("Any text that a record holds"),
    "add": N_("Add one"),
    "adding": N_("A new record: {table}"),
    "editing": N_("Change: {name}"),
    "save": N_("Save"),
    "leave": N_("Leave it as it was"),
    "remove": N_("Take it out"),
    "sure": N_("Take “{name}” out for good? It can be undone."),
    "edit_of": N_("Change {name}"),
    "edit": N_("Change"),
    "none": N_("Nothing on record here."),
    "shown": N_("Shown: the latest {shown} of {n}"),
    "all_shown": N_("On record: {n}"),
    "blank_id": N_("left blank, a free one is given"),
    "any": N_("–"),
    "pick_day": N_("pick the day from a calendar"),
    "date_hint": N_("2011-12-31, or 2011-12, or 2011"),
    "conflict": N_("Somebody else changed this record meanwhile."),
    "conflict_gone": N_("Somebody else took this record out meanwhile."),
    "theirs": N_("On record now"),
    "mine": N_("What you wrote"),
    "take_theirs": N_("Keep what is on record"),
    "take_mine": N_("Put mine in its place"),
    "id": N_("Id of the record"),
    "seats": N_("Agencies that belong to it, whoever comes: {n}"),
    "seat_of": N_("An agency that belongs to it"),
    "seat_add": N_("Give it a seat"),
    "seat_out": N_("Take the seat of {name} out"),
}

PAGE = RecordPage("record", HEADING, WORDS, ("table", "records"))
