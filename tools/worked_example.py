"""Bring docs/worked-example.md up to date: `python -m tools.worked_example`.

The page is the template beside this file; every number in it is worked out here from the real panels, and
a test holds the page against what this makes. Without the panels nothing is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

import netmap
from tools.panels import PANELS

PAGE = Path(__file__).parent.parent / "docs" / "worked-example.md"
TEMPLATE = Path(__file__).with_suffix(".md")
BASELINE, YEAR_END = "2011-08-01", "2011-12-31"
FROM, TO = "2011-08-01", "2012-07-31"


def page() -> str:
    """The page with every number worked out anew.

    Raises `FileNotFoundError` where the panels are not there.
    """
    if not PANELS.is_dir():
        raise FileNotFoundError(PANELS)
    study = netmap.read_study(PANELS)
    parts = (_study(study), _ties(study), _reach(study), _path(study), _reliance(study), _zones(study))
    facts: dict[str, Any] = {key: value for part in parts for key, value in part.items()}
    return TEMPLATE.read_text("utf-8").format(
        baseline=BASELINE, year_end=YEAR_END, start=FROM, end=TO, **facts
    )


def _study(study: netmap.Study) -> dict[str, Any]:
    seated = study.posts["practitioner"].nunique()
    people = len(study.practitioners)
    zones = netmap.zones(study).set_index("zone")
    named = study.levels.set_index("level")
    rows = [
        (named.loc[row["level"], "name"], row["name"], row["sittings"], row["people"], row["agencies"])
        for zone, row in zones.iterrows()
    ]
    ranks = study.levels.sort_values("rank")["name"].tolist()
    return {
        "levels": len(study.levels),
        "zones": len(study.zones),
        "agencies": len(study.agencies),
        "people": people,
        "meetings": len(study.meetings),
        "attendance": f"{len(study.attendance):,}",
        "seated": seated,
        "unseated": people - seated,
        "zone_rows": _rows(sorted(rows, key=lambda row: ranks.index(row[0]))),
        "local_first": f"{zones.loc['LPDP', 'first']:%Y-%m-%d}",
        "sector_first": f"{zones.loc['CJSP', 'first']:%Y-%m-%d}",
    }


def _ties(study: netmap.Study) -> dict[str, Any]:
    ties = netmap.ties(study, as_of=YEAR_END, baseline=BASELINE)
    counts = ties.groupby(["kind", "state"]).size()
    labels = {
        "old_network": "old network",
        "new_network": "new network",
        "cognitive_trail": "cognitive trail",
    }
    states = ("active", "dormant", "faded")
    rows = [(label, *(counts.get((kind, state), "–") for state in states)) for kind, label in labels.items()]
    return {"kind_rows": _rows(rows)}


def _reach(study: netmap.Study) -> dict[str, Any]:
    months = netmap.reach_over_time(study, "local", "board")
    sector = netmap.reach_over_time(study, "sector", "board")
    known = months["share"].notna()
    first, last = months.loc[known, "month"].iloc[[0, -1]]
    shown = months[(months["month"] >= first) & (months["month"] <= last)]
    rows = [
        (f"{row.month:%Y-%m-%d}", f"{row.share:.2f}", row.n, f"{row.median_days:.0f} days")
        for row in shown.itertuples()
    ]
    return {
        "month_rows": _rows(rows),
        "seen": int(known.sum()),
        "asked": len(months),
        "mean": f"{months['share'].mean():.2f}",
        "before": int((months["month"] < first).sum()),
        "unseen": f"{months.loc[months['month'] > last, 'month'].iloc[0]:%Y-%m-%d}",
        "sector": "sector",
        "sector_seen": int(sector["share"].notna().sum()),
        "sector_mean": f"{sector['share'].mean():.2f}",
    }


def _path(study: netmap.Study) -> dict[str, Any]:
    reach = netmap.vertical_reach(study, "local", "board", start=FROM, end=TO)
    source = reach.loc[reach["reached"], "practitioner"].min()
    path = netmap.learning_path(study, source, to_level="board", start=FROM, end=TO)
    hop = path.iloc[-1]
    crossings = netmap.crossings(study, "local", "board", start=FROM, end=TO)
    found = crossings[crossings["n"] > 0]
    said = ", ".join(f"{row.n} crossings are of the class *{row.crossing}*" for row in found.itertuples())
    return {
        "source": source,
        "carrier": hop["to"],
        "path_date": f"{hop['date']:%Y-%m-%d}",
        "path_zone": hop["zone"],
        "path_kind": {"new_network": "a new network"}.get(hop["kind"], hop["kind"]),
        "path_class": hop["crossing"],
        "hops": len(path),
        "path_from": hop["from_level"],
        "path_to": hop["to_level"],
        "paths": int(reach["reached"].sum()),
        "class_said": said,
    }


def _reliance(study: netmap.Study) -> dict[str, Any]:
    rows = []
    for start in ("sector", "local"):
        for who, said in (("simultaneous", "seats at two levels at once"), ("ever", "ever at two levels")):
            found = netmap.class_reliance(study, start, "board", start=FROM, end=TO, who=who).iloc[0]
            people = (int(found[name]) for name in ("cross_represented", "reached", "lost"))
            rows.append((start, "board", said, *people, f"{found['reliance']:.2f}"))
    everybody = netmap.champions(study, "local", "board", start=FROM, end=TO)
    most = everybody.sort_values(["reliance", "practitioner"], ascending=[False, True]).iloc[0]
    return {
        "reliance_rows": _rows(rows),
        "single": f"{most['reliance']:.2f}",
        "single_of": int(most["sources_reaching"]),
    }


def _zones(study: netmap.Study) -> dict[str, Any]:
    zones = netmap.zones(study)
    rows = [
        (
            row.zone,
            f"{row.regularity_days:.0f}",
            f"{row.balance:.2f}",
            row.born,
            row.consolidated,
            f"{row.lost_most:.0f}",
            row.lost_from,
            row.lost_to,
        )
        for row in zones.itertuples()
    ]
    least = zones.sort_values("balance").iloc[0]
    came = study.attendance.merge(study.meetings, on="meeting").merge(study.practitioners, on="practitioner")
    there = came[(came["zone"] == least["zone"]) & (came["status"] == "present")]
    return {
        "loss_rows": _rows(rows),
        "dominated": least["name"],
        "dominated_agencies": int(least["agencies"]),
        "dominant_share": f"{there['agency'].value_counts(normalize=True).iloc[0]:.0%}",
    }


def _rows(rows: list[tuple[Any, ...]]) -> str:
    lines = (" | ".join("–" if pd.isna(cell) else str(cell) for cell in row) for row in rows)
    return "\n".join(f"| {line} |" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
