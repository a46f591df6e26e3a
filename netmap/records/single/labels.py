"""The words for tables and columns, where people fill them in."""

from __future__ import annotations

from netmap.model.i18n import N_, Translator

TABLE_WORDS = {
    "levels": N_("Levels"),
    "partnerships": N_("Partnerships"),
    "agencies": N_("Agencies"),
    "agency_changes": N_("Changes of agencies"),
    "practitioners": N_("People"),
    "employments": N_("Employments"),
    "members": N_("Members of partnerships"),
    "services": N_("Services"),
    "zones": N_("Boundary zones"),
    "posts": N_("Posts"),
    "seats": N_("Seats of agencies"),
    "meetings": N_("Sittings"),
    "attendance": N_("Attendance"),
    "contacts": N_("Contacts"),
    "ties": N_("Declared ties"),
    "waves": N_("Waves of a survey"),
    "responses": N_("Responses"),
    "objects": N_("Objects"),
    "involvement": N_("Involvement"),
    "trajectories": N_("Pathways"),
    "events": N_("Events"),
    "notes": N_("Notes"),
    "sources": N_("Sources"),
}
"""What each table is called."""

COLUMN_WORDS = {
    "agency": N_("Agency"),
    "area": N_("Area"),
    "audience": N_("For whom"),
    "baseline": N_("Baseline"),
    "channel": N_("How"),
    "citation": N_("Citation"),
    "closed": N_("Last day"),
    "contact": N_("Contact"),
    "convenor": N_("Convenor"),
    "date": N_("Date"),
    "direction": N_("Direction"),
    "form": N_("Form"),
    "formal": N_("Formal standing"),
    "joined": N_("First day"),
    "left": N_("Last day"),
    "level": N_("Level"),
    "meeting": N_("Sitting"),
    "name": N_("Name"),
    "need": N_("Need"),
    "object": N_("About"),
    "opened": N_("First day"),
    "partnership": N_("Partnership"),
    "practitioner": N_("Person"),
    "profession": N_("Profession"),
    "provenance": N_("How it came to be known"),
    "purpose": N_("Purpose"),
    "rank": N_("Rank"),
    "role": N_("Role"),
    "sector": N_("Sector"),
    "service": N_("Service"),
    "source": N_("Who"),
    "status": N_("Status"),
    "strength": N_("Weight"),
    "target": N_("With whom"),
    "title": N_("Title"),
    "zone": N_("Zone"),
}
"""What each column is called, where it has a name for people."""

VALUE_WORDS = {
    "mutual": N_("mutual"),
    "directed": N_("one way"),
    "documented": N_("documented"),
    "reported": N_("reported"),
    "simulated": N_("simulated"),
    "present": N_("present"),
    "apologies": N_("apologies"),
    "absent": N_("absent"),
    "unclear": N_("unclear"),
    "true": N_("yes"),
    "false": N_("no"),
}
"""The words of closed vocabularies."""


def table_word(table: str, t: Translator) -> str:
    """What a table is called."""
    return t.gettext(TABLE_WORDS.get(table, table))


def column_word(column: str, t: Translator) -> str:
    """What a column is called; its own name where it has none for people."""
    return t.gettext(COLUMN_WORDS.get(column, column))


def value_word(value: str, t: Translator) -> str:
    """A word of a closed vocabulary."""
    return t.gettext(VALUE_WORDS.get(value, value))
