"""The page of duplicates: two people, agencies or groups are made one, and undone at any time."""

from __future__ import annotations

from dashboards.record_page import RecordPage
from netmap.model.i18n import N_

HEADING = N_("Who stands twice on record?")
WORDS = {
    "near": N_("Names that are near: {n}"),
    "near_more": N_("A near name is no proof. Look at both before you make them one."),
    "none_near": N_("No two names are near."),
    "look": N_("Look at both"),
    "look_of": N_("Look at both: {one} and {other}"),
    "by_hand": N_("Choose two yourself"),
    "kind": N_("Kind of record"),
    "practitioners": N_("People"),
    "agencies": N_("Agencies"),
    "zones": N_("Groups"),
    "find": N_("Find a name"),
    "find_hint": N_("Type a part of the name"),
    "none_found": N_("Nobody on record is called that."),
    "chosen": N_("Chosen: {name}. Now find the other one."),
    "choose": N_("Choose {name}"),
    "are_they": N_("Are these two one?"),
    "stays": N_("This record stays"),
    "goes": N_("This record goes"),
    "swap": N_("Keep the other one instead"),
    "leave_two": N_("Leave them as two"),
    "first_say": N_("Say this first"),
    "jobs_employments": N_("Keep both as jobs, one after or beside the other"),
    "jobs_keep": N_("Keep only what the record that stays says"),
    "sittings_one": N_("It was one sitting"),
    "sittings_two": N_("They were two sittings"),
    "would": N_("What would happen"),
    "lost": N_("What stood between the two, and goes: {n}"),
    "make_one": N_("Make them one"),
    "all_stays": N_("It can be undone at any time, from here or from the list of changes."),
}

PAGE = RecordPage("merge", HEADING, WORDS, ("page", "merge-suggestions"))
