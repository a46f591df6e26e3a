"""Every id of the pages that record."""

from __future__ import annotations

ROOT = "desk"
GIVEN = "desk-given"
