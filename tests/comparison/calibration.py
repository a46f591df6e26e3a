"""How often each test finds something where there is nothing, and where there is.

python -m tests.comparison.calibration [SHARE] [MINUTES] goes on until each cell without effect has that share
of 1,000 runs, and each with one a third of them, or so many minutes are over (360). It keeps the counts in
benchmarks/results/comparison_calibration.csv, from where the next call goes on. Run k of a cell always has
the same numbers.
"""

from __future__ import annotations

import sys
import time
import warnings
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import binom, chi2, norm

import netmap
from netmap.comparison.result import Result
from tests.comparison.null_worlds import (
    ATTENDANCE_DESIGNS,
    NETWORK_DESIGNS,
    TRAIL_DESIGNS,
    attended,
    tied,
    trodden,
)

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results" / "comparison_calibration.csv"
PAGE = Path(__file__).parents[2] / "docs" / "comparison.md"
BEGIN, END = "<!-- made by tests.comparison.calibration -->", "<!-- end -->"
LEVELS = (0.01, 0.05, 0.10)
KEY = ["what", "null", "design", "planted"]
COUNTS = ["asked", "runs", "at_01", "at_05", "at_10"]
RUNS, DRAWS, STEP = 1000, 199, 20
DAYS = 120
BAND = norm.sf(3)
"""A count is out of its band where chance gives as extreme a one less often than three standard errors."""

Shares = dict[str, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of study, and what is asked of it: the p of every figure, by name."""

    test: str
    null: str
    design: str
    planted: float
    ask: Callable[[np.random.Generator, str, float], Shares]

    def run(self, place: int) -> Shares:
        """The p of one run, the same whenever it is run."""
        name = f"{self.test} {self.null} {self.design} {self.planted}"
        return self.ask(np.random.default_rng([zlib.crc32(name.encode()), place]), self.design, self.planted)


def ask_attendance(rng: np.random.Generator, design: str, planted: float) -> Shares:
    """Two windows of a study: every figure of the first, every change, and the least p over the family."""
    spans = [("one", "2011", "2011"), ("two", "2012", "2012")]
    found = netmap.compare(attended(rng, design, planted), spans, draws=DRAWS, seed=int(rng.integers(2**31)))
    table, changes = found.table(), found.table("changes")
    own = table[table["window"] == "one"].set_index("measure")["p"]
    return {
        **own.to_dict(),
        **{f"change of {name}": p for name, p in changes.set_index("measure")["p"].items()},
        "any of the family": float(table["p_adjusted"].min()),
    }


def ask_trails(rng: np.random.Generator, design: str, planted: float) -> Shares:
    """Both tests of a label tossed for each sitting, and what a log-rank over ties would say."""
    study = trodden(rng, design, planted)
    tests = netmap.trail_survival(study, "label", draws=DRAWS, seed=int(rng.integers(2**31))).table("tests")
    found = {f"{row.statistic}, {row.event}": row.p for row in tests.itertuples()}
    value = tests.query("event == 'consolidated' and statistic == 'log-rank'")["value"].iloc[0]
    return {**found, "log-rank over ties (not offered)": float(chi2.sf(value, 1))}


def ask_intervals(rng: np.random.Generator, design: str, planted: float) -> Shares:
    """Whether 95 % intervals miss the share that consolidates, or fades, in the long run: .05 if so."""
    study, seed = trodden(rng, design, planted), int(rng.integers(2**31))
    row = _at(netmap.trail_survival(study, draws=DRAWS, seed=seed))
    found = {}
    for name, low, high, truth in zip(
        ("consolidated", "faded"), ("low", "low_faded"), ("high", "high_faded"), _truth(design), strict=True
    ):
        missed = 0.05 if not row[low] <= truth <= row[high] else 1.0
        found[f"95 % interval of the share {name}"] = missed if row[low] == row[low] else np.nan
    return found


def _at(result: Result) -> pd.Series:
    table = result.table()
    return table[table["time"] <= DAYS].iloc[-1]


@cache
def _truth(design: str) -> tuple[float, float]:
    """The mean shares by spells over many studies of a design."""
    rows = []
    for place in range(150):
        study = trodden(np.random.default_rng([7, zlib.crc32(design.encode()), place]), design)
        row = _at(netmap.trail_survival(study, draws=2))
        rows.append((row["incidence_consolidated"], row["incidence_faded"]))
    consolidated, faded = np.mean(rows, axis=0)
    return float(consolidated), float(faded)


def ask_qap(rng: np.random.Generator, design: str, planted: float) -> Shares:
    """A correlation."""
    outcome, predictor, other = tied(rng, design, planted)
    alone = predictor - 0.5 * other
    seed = int(rng.integers(2**31))
    row = netmap.qap_correlation(outcome, alone, DRAWS, seed).table().iloc[0]
    return {"correlation": row["p"], "correlation, greater": row["p_greater"]}


def ask_mrqap(rng: np.random.Generator, design: str, planted: float) -> Shares:
    """A predictor beside another that goes with it and with the outcome."""
    outcome, predictor, other = tied(rng, design, planted)
    seed = int(rng.integers(2**31))
    table = netmap.mrqap(outcome, {"x": predictor, "z": other}, DRAWS, seed).table()
    return {"coefficient": float(table["p"].iloc[1])}


def cells() -> Iterator[Cell]:
    """Every cell: without effect under each design, and with one of three sizes under the first."""
    kinds = (
        ("compare", "attendance within zone", ATTENDANCE_DESIGNS, (0.2, 0.4, 0.8), ask_attendance),
        ("trail_survival", "labels of sittings", TRAIL_DESIGNS, (1.0, 2.0, 4.0), ask_trails),
        ("trail_survival", "resampled sittings", TRAIL_DESIGNS, (), ask_intervals),
        ("qap_correlation", "relabelling", NETWORK_DESIGNS, (0.1, 0.2, 0.4), ask_qap),
        ("mrqap", "double semi-partialling", NETWORK_DESIGNS, (0.1, 0.2, 0.4), ask_mrqap),
    )
    for test, null, designs, sizes, ask in kinds:
        for design in designs:
            yield Cell(test, null, design, 0.0, ask)
        for planted in sizes:
            yield Cell(test, null, designs[0], planted, ask)


def counted(cell: Cell, places: range) -> pd.DataFrame:
    """How many of some runs gave a p of at most each level, for every figure of a cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        runs = [cell.run(place) for place in places]
    rows = []
    for name in runs[0]:
        p = np.array([run.get(name, np.nan) for run in runs])
        known = p[~np.isnan(p)]
        counts = [int((known <= level + 1e-12).sum()) for level in LEVELS]
        rows.append(
            (f"{cell.test}: {name}", cell.null, cell.design, cell.planted, len(p), len(known), *counts)
        )
    return pd.DataFrame(rows, columns=[*KEY, *COUNTS])


def verdict(row: pd.Series) -> str:
    """Above, within or below the band of three standard errors (exact, as runs may be few); or the power."""
    if row["planted"]:
        return f"power {row['at_05'] / row['runs']:.2f}"
    if "not offered" in row["what"]:
        return "not offered"
    found = []
    levels = zip(LEVELS, COUNTS[2:], strict=True)
    for level, name in levels if "interval" not in row["what"] else [(0.05, "at_05")]:
        chance = binom(int(row["runs"]), level)
        above, below = chance.sf(row[name] - 1), chance.cdf(row[name])
        found.append("above" if above < BAND else "conservative" if below < BAND else "within")
    return "above" if "above" in found else "conservative" if "conservative" in found else "within"


def go_on(runs: int, minutes: float) -> pd.DataFrame:
    """Add runs to every cell, the one with the fewest first, until all have enough or the time is over."""
    done = pd.read_csv(RESULTS) if RESULTS.exists() else pd.DataFrame(columns=[*KEY, *COUNTS])
    done = done[[*KEY, *COUNTS]]
    listed = list(cells())
    place = dict.fromkeys(listed, 0)
    for each in listed:
        mine = done[done["what"].str.startswith(f"{each.test}: ")] if len(done) else done
        same = (mine["null"] == each.null) & (mine["design"] == each.design)
        mine = mine[same & (mine["planted"] == each.planted)]
        place[each] = int(mine["asked"].max()) if len(mine) else 0
    end = time.monotonic() + 60 * minutes

    def weighed(cell: Cell) -> int:
        return place[cell] * (3 if cell.planted else 1)

    while time.monotonic() < end and min(map(weighed, listed)) < runs:
        cell = min(listed, key=weighed)
        more = counted(cell, range(place[cell], place[cell] + STEP))
        done = pd.concat([done, more]).groupby(KEY, sort=False, as_index=False)[COUNTS].sum()
        place[cell] += STEP
        done.assign(verdict=done.apply(verdict, axis=1)).to_csv(RESULTS, index=False)
    return done


def table_in_words() -> str:
    """The counts as tables of Markdown: without effect, then the power by the size of a planted effect."""
    done = pd.read_csv(RESULTS)
    shares = {name: done[name] / done["runs"] for name in COUNTS[2:]}
    done = done.assign(**shares).fillna(0.0)
    lines = [
        "| what | null | design | runs | at .01 | at .05 | at .10 | verdict |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in done[done["planted"] == 0].itertuples():
        figures = " | ".join(f"{getattr(row, name):.3f}" for name in COUNTS[2:])
        lines.append(f"| {row.what} | {row.null} | {row.design} | {row.runs} | {figures} | {row.verdict} |")
    lines += ["", "| what | null | planted | runs | power at .05 |", "|---|---|---|---|---|"]
    for row in done[done["planted"] > 0].itertuples():
        lines.append(f"| {row.what} | {row.null} | {row.planted:g} | {row.runs} | {row.at_05:.2f} |")
    return "\n".join(lines)


def write_page() -> None:
    """Put the tables into the docs."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table_in_words()}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Go on, print every row, and put the tables into the docs."""
    runs = round(RUNS * float(sys.argv[1])) if len(sys.argv) > 1 else RUNS
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else 360.0
    done = go_on(runs, minutes)
    print(done.assign(verdict=done.apply(verdict, axis=1)).to_string(index=False))
    write_page()


if __name__ == "__main__":
    main()
