"""Real data and other people's answers that lie beside the project: licences forbid to copy them.

A test that reads them is marked `shared`: where they are missing it is skipped with that reason, and fails
under CI, where they must be.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import netmap
from netmap.model.bundled import bundled_studies

SHARED = Path(__file__).parents[2] / "shared"
DATA, ORACLES = SHARED / "data", SHARED / "oracles"
PANELS = DATA / "uk-transparency-panels"

MISSING = "real data that may not be copied into the project is not beside it, in ../shared"


@cache
def panels() -> netmap.Study:
    """The four panels, for tests that are marked `shared`; like every service, read once.

    Nobody changes a study, and what was worked out of it stays with it for the tests that follow.
    """
    return netmap.read_study(PANELS)


@cache
def bundled(name: str) -> netmap.Study:
    """A study that comes along, read once in the same way."""
    return netmap.read_study(bundled_studies()[name])
