"""What comparing costs: draws of the attendance null, and how the whole grows with partnerships and windows.

Run: python benchmarks/comparison.py [partnerships ...]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np

import netmap
from netmap.comparison.attendance_null import attendance_null
from netmap.comparison.attendances import attendances_of
from netmap.comparison.co_attendance import figures_of_draws

DRAWS = 1000


def cpu(work: Callable[[], object]) -> float:
    """The CPU seconds of the better of two runs."""
    found = []
    for _ in range(2):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def main() -> None:
    """Print the seconds."""
    counts = [int(each) for each in sys.argv[1:]] or [1, 4]
    for count in counts:
        study = netmap.simulate(partnerships=count, seed=1)
        spans = netmap.windows(study, months=12, cycles=1)
        first, last = (
            int(spans[name].astype("datetime64[s]").astype("int64").iloc[0] // 86_400)
            for name in ("start", "end")
        )
        name = study.partnerships["partnership"].iloc[0]
        sat = attendances_of(study, first, last, netmap.TiePolicy(), name)
        rng = np.random.default_rng(0)
        alone = cpu(lambda sat=sat, rng=rng: figures_of_draws(sat, attendance_null(sat, DRAWS, rng).members))
        whole = cpu(lambda study=study, spans=spans: netmap.compare(study, spans, draws=DRAWS))
        print(f"{count} partnerships; one year of one: {len(sat)} sittings, {len(sat.people)} people")
        print(f"{DRAWS:,} draws of its null with their figures {alone:.2f} s")
        print(f"all of them {whole:.2f} s, {whole / count:.2f} s each")


if __name__ == "__main__":
    main()
