"""By which columns a row of a table is found again."""

from __future__ import annotations

from netmap.model.schema import TABLES

NATURAL: dict[str, tuple[str, ...]] = {
    "attendance": ("meeting", "practitioner"),
    "posts": ("practitioner", "zone", "role"),
    "seats": ("zone", "agency"),
    "members": ("partnership", "actor"),
    "employments": ("practitioner", "agency", "joined"),
    "responses": ("wave", "actor"),
    "involvement": ("object", "actor", "role"),
    "agency_changes": ("agency", "successor", "date"),
    "ties": ("source", "target", "relation", "wave", "kind", "coder", "start"),
}
"""Tables without a key of their own; every other such table is compared by whole rows."""


def natural_key(table: str) -> tuple[str, ...]:
    """The columns by which a row is found again; empty where only the same row is the same.

    Example:
        >>> natural_key("zones"), natural_key("attendance"), natural_key("trajectories")
        (('zone',), ('meeting', 'practitioner'), ())
    """
    return TABLES[table].key or NATURAL.get(table, ())
