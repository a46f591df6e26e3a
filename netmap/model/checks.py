"""Every check of a study, in the order in which they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from netmap.model import plausibility_checks, reference_checks, row_checks, translations
from netmap.model.findings import Finding
from netmap.model.raw_tables import Draft

Check = Callable[[Draft], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    reference_checks.somebody,
    reference_checks.ties_of_any_sort,
    row_checks.odd_characters,
    row_checks.blank_keys,
    row_checks.closed_vocabularies,
    row_checks.duplicate_keys,
    row_checks.two_of_a_kind,
    row_checks.backward_periods,
    reference_checks.ids_of_both,
    reference_checks.unknown_ids,
    reference_checks.unknown_actors,
    reference_checks.unknown_citations,
    reference_checks.unknown_subjects,
    reference_checks.circular_changes,
    row_checks.repeated_rows,
    row_checks.twice_at_a_sitting,
    row_checks.unreadable_gaps,
    row_checks.unreadable_comparisons,
    plausibility_checks.unknown_agencies,
    plausibility_checks.unknown_levels,
    plausibility_checks.missing_days,
    plausibility_checks.sittings_outside,
    plausibility_checks.sittings_without_attendance,
    plausibility_checks.attendance_outside,
    plausibility_checks.contacts_outside,
    plausibility_checks.contacts_that_are_none,
    plausibility_checks.ties_that_are_none,
    plausibility_checks.jobs_read_apart,
    plausibility_checks.people_of_split_agencies,
    translations.unknown_translations,
)
"""The checks: each takes the draft of a study and yields what it finds."""
