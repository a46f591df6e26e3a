"""Real data and other people's answers that lie beside the project: licences forbid to copy them.

A test that reads them is marked `shared`: where they are missing it is skipped with that reason, and fails
under CI, where they must be.
"""

from __future__ import annotations

from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"
DATA, ORACLES = SHARED / "data", SHARED / "oracles"
PANELS = DATA / "uk-transparency-panels"

MISSING = "real data that may not be copied into the project is not beside it, in ../shared"
