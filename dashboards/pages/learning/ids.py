"""Every id of the page of learning paths besides those that it shares."""

from __future__ import annotations

CHART = "reach-chart"
LEVELS = "level-view"
LEVEL_DATA = "level-data"
STEPS = "steps"
STEP_SAID = "step-said"
PLAYER = "player"
