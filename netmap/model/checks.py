"""Every check of a study, in the order in which they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from netmap.model import checks_of_life, checks_of_links, checks_of_rows
from netmap.model.findings import Finding
from netmap.model.sheets import Draft

Check = Callable[[Draft], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    checks_of_links.somebody,
    checks_of_links.ties_of_any_sort,
    checks_of_rows.odd_characters,
    checks_of_rows.blank_keys,
    checks_of_rows.closed_vocabularies,
    checks_of_rows.duplicate_keys,
    checks_of_rows.two_of_a_kind,
    checks_of_rows.backward_periods,
    checks_of_links.ids_of_both,
    checks_of_links.unknown_ids,
    checks_of_links.unknown_actors,
    checks_of_links.unknown_citations,
    checks_of_links.unknown_subjects,
    checks_of_links.circular_changes,
    checks_of_rows.repeated_rows,
    checks_of_rows.twice_at_a_sitting,
    checks_of_life.unknown_agencies,
    checks_of_life.unknown_levels,
    checks_of_life.missing_days,
    checks_of_life.sittings_outside,
    checks_of_life.attendance_outside,
    checks_of_life.contacts_outside,
    checks_of_life.contacts_that_are_none,
)
"""The checks: each takes the draft of a study and yields what it finds."""
