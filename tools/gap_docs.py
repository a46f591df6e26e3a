"""Make docs/gaps.md again: the rules from their docstrings, and the gaps of four real panels.

`python -m tools.gap_docs` makes the rules; with the folder of the panels as an argument, the gaps too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

import netmap
from netmap.gap_rules.rule import Rule
from netmap.gap_rules.rules import RULES

PAGE = Path(__file__).parent.parent / "docs" / "gaps.md"
DAY, YEAR = "2012-07-31", "2011-08-01"
"""The day on which the panels are looked at, and the first of the twelve months before."""


def page(text: str) -> str:
    """The page with its list of rules made anew."""
    return _between(text, "rules", "\n".join(line for rule in RULES for line in _section(rule)))


def with_panels(text: str, panels: Path) -> str:
    """The page with the gaps of the panels made anew."""
    return _between(text, "panels", "\n".join(_of_panels(netmap.read_study(panels))) + "\n")


def _between(text: str, name: str, told: str) -> str:
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, _, rest = text.partition(begin)
    return f"{before}{begin}\n{told}{end}{rest.partition(end)[2]}"


def _section(rule: Rule) -> Iterator[str]:
    yield f"### {rule.title}: `{rule.name}`"
    yield ""
    yield f"Severity {rule.severity}, version {rule.version}."
    yield ""
    yield rule.description
    yield ""
    if rule.thresholds:
        told = ", ".join(f"`{name}` {value}" for name, value in rule.thresholds.items())
        yield f"Thresholds: {told}."
        yield ""


def _of_panels(study: netmap.Study) -> Iterator[str]:
    """A list for each rule that finds anything: who takes part, and the sittings that show it."""
    found, sat = netmap.gaps(study, DAY), _sittings(study)
    yield f"{len(found)} gaps as of {DAY}."
    for rule in RULES:
        mine = found[found["rule"] == rule.name]
        if len(mine):
            yield ""
            yield f"**{rule.title}** (`{rule.name}`, {len(mine)})"
            yield ""
            for row in mine.itertuples():
                yield f"- {' and '.join(row.actors)}: {_shown(row, sat)}"


def _sittings(study: netmap.Study) -> pd.DataFrame:
    """Who was present at which sitting up to the day: zone, date, practitioner, agency."""
    there = study.attendance[study.attendance["status"].isna() | study.attendance["status"].eq("present")]
    rows = there.merge(study.meetings[["meeting", "zone", "date"]], on="meeting")
    agency = study.practitioners.set_index("practitioner")["agency"]
    rows = rows.assign(agency=rows["practitioner"].map(agency))
    return rows[rows["date"] <= DAY]


def _shown(row: Any, sat: pd.DataFrame) -> str:
    """The sittings that show one gap."""
    rows = _of_rule(row, sat)
    if row.rule == "silent-agency":
        return f"no sitting since {YEAR}" + (f", the last {_listed(rows, 1)}" if len(rows) else " nor before")
    if row.rule == "network-gone-dormant":
        last = row.since - pd.Timedelta(days=netmap.TiePolicy().quiet_days + 1)
        return _listed(rows[rows["date"] == f"{last:%Y-%m-%d}"], 1)
    if row.rule == "isolated":
        return f"last {_listed(rows, 1)}"
    if row.rule == "zone-gone-quiet":
        return f"last {_listed(rows, 3)}"
    return _listed(rows[rows["date"] >= YEAR], 99) or "no sitting"


def _of_rule(row: Any, sat: pd.DataFrame) -> pd.DataFrame:
    """The attendances that a gap is about."""
    first = row.sorts[0] if row.sorts else ""
    if first == "zone":
        return sat[sat["zone"] == row.actors[0]]
    if first == "practitioner":
        return sat[sat["practitioner"] == row.actors[0]]
    if first == "agency" and row.sorts[1:2] == ("agency",):
        both = [set(sat.loc[sat["agency"] == each, "meeting"]) for each in row.actors[:2]]
        return sat[sat["meeting"].isin(both[0] & both[1])]
    return sat[sat["agency"] == row.actors[0]] if first == "agency" else sat


def _listed(rows: pd.DataFrame, most: int) -> str:
    """The last of the sittings: zone and day."""
    held = rows.drop_duplicates(["date", "zone"]).sort_values(["date", "zone"]).tail(most)
    return ", ".join(f"{zone} {date}" for zone, date in zip(held["zone"], held["date"], strict=True))


if __name__ == "__main__":
    told = page(PAGE.read_text(encoding="utf-8"))
    for folder in sys.argv[1:]:
        told = with_panels(told, Path(folder))
    PAGE.write_text(told, encoding="utf-8")
