"""Whether memory grows with every baseline and every window that somebody asks about."""

from __future__ import annotations

import datetime as dt
import gc
import sys
from pathlib import Path
from typing import Any

from netmap.api import build_api
from netmap.library.study_library import StudyLibrary
from netmap.model.bundled import bundled_studies
from tests.api.calls import call

MOST_GROWN = 100
"""Megabytes that the process may grow by, whatever is asked."""

WARMED = 40
"""So many of each are asked before anything is measured."""

FIRST = dt.date(2021, 6, 1)


def run(count: int) -> dict[str, Any]:
    """Ask about so many baselines, then so many windows of zones, each another one."""
    app = build_api(StudyLibrary([bundled_studies()["riverside"]]))
    here, grown, faults = "/api/v1/studies/riverside", {}, []
    for name, address in (("baselines", f"{here}/board?baseline="), ("zone windows", f"{here}/zones?from=")):
        before = 0.0
        for turn in range(-WARMED, count):
            if turn == 0:
                gc.collect()
                before = megabytes()
            answer = call(
                app, address + (FIRST + dt.timedelta(days=turn % 800)).isoformat() + _rest(name, turn)
            )
            if answer.status_code != 200:
                faults.append(f"{name} {turn}: {answer.status_code}")
        gc.collect()
        grown[f"MB for {count} {name}"] = round(megabytes() - before, 1)
        if grown[f"MB for {count} {name}"] > MOST_GROWN:
            faults.append(f"{name}: {grown}")
    return {**grown, "faults": faults}


def _rest(name: str, turn: int) -> str:
    """What makes days that come again another question."""
    end = dt.date(2023, 9, 1) + dt.timedelta(days=turn // 800)
    return f"&to={end.isoformat()}" if name == "zone windows" else f"&quiet-days={90 + turn // 800}"


def megabytes() -> float:
    """What this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    print(run(int(sys.argv[1])))
