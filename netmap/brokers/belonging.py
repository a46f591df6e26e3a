"""To which agency people belong in a window."""

from __future__ import annotations

from netmap.learning.effective_changes import present_codes
from netmap.learning.window import Window
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.stays import agency_names


def agencies_of(window: Window, people: Ints) -> list[str | None]:
    """The agency of people on their last day in service in a window, as its end calls it; None unknown."""
    if not len(agency_names(window.study)):
        return [None] * len(people)
    names, _ = present_codes(window.study, window.end)
    last = window.days - 1 - window.in_service()[people, ::-1].argmax(axis=1)
    return [names[code] if code >= 0 else None for code in window.agencies_on(people, window.start + last)]
