"""The shapes in which people keep who met whom."""

from __future__ import annotations

from netmap.model.i18n import N_

TABLE, ATTENDANCE, MATRIX, CONTACTS, EVENTS = "table", "attendance", "attendance_matrix", "contacts", "events"
SITTINGS, PEOPLE, AGENCIES, NODES = "sittings", "people", "agencies", "nodes"
EDGES, WAVES, WAVE_MATRIX = "edges", "waves", "wave_matrix"

SHAPE_TITLES = {
    TABLE: N_("a table of a study"),
    ATTENDANCE: N_("attendance, a line for each person and sitting"),
    MATRIX: N_("attendance, a column for each sitting"),
    CONTACTS: N_("contacts, a line for each"),
    EVENTS: N_("contacts in seconds"),
    SITTINGS: N_("sittings"),
    PEOPLE: N_("people"),
    AGENCIES: N_("agencies"),
    NODES: N_("people or agencies"),
    EDGES: N_("ties, a line for each"),
    WAVES: N_("ties of several rounds of asking"),
    WAVE_MATRIX: N_("ties of a round of asking, a line and a column for each"),
}
"""Every shape with what a reader sees."""

SHAPE_NAMES = tuple(SHAPE_TITLES)
