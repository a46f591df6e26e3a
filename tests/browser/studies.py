"""The studies that the browser is shown besides the bundled ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

import netmap

HOSTILE = (
    "<b>x</b>",
    "=A1",
    "a,b",
    "Č-12",
    "javascript:alert(1)",
    '"><img src=x onerror=alert(1)>',
    "1",
    "agency_1",
)
"""Ids and names that break whatever joins, parses or inserts them."""

EVENT = "<script>alert(1)</script>"


def hostile_tables() -> dict[str, pd.DataFrame]:
    """A partnership in which every id, name, sector, role and event is hostile; a person for each agency."""
    names = list(HOSTILE)
    people = [f"{name} p" for name in names]
    zones = [f"{name} z" for name in names[:3] + names[5:6]]
    meetings = [f"{name} m{month}" for month in range(1, 13) for name in names[:2]]
    dates = [f"2023-{month:02}-{day}" for month in range(1, 13) for day in ("05", "19")]
    sat = [
        (meeting, person)
        for place, meeting in enumerate(meetings)
        for person in people[place % 3 :: 1 + place % 2]
    ]
    return {
        "levels": pd.DataFrame({"level": names[:3], "rank": [0, 1, 2], "name": names[:3]}),
        "partnerships": pd.DataFrame(
            {
                "partnership": names[:1],
                "name": names[5:6],
                "baseline": ["2023-06-01"],
                "observed_from": ["2023-01-01"],
            }
        ),
        "agencies": pd.DataFrame(
            {"agency": names, "name": names, "sector": names[::-1], "partnership": names[0]}
        ),
        "practitioners": pd.DataFrame(
            {
                "practitioner": people,
                "name": names,
                "agency": names,
                "profession": names[::-1],
                "level": [names[place % 3] for place in range(len(names))],
                "partnership": names[0],
            }
        ),
        "services": pd.DataFrame(
            {
                "service": [f"{n} s" for n in names],
                "name": names,
                "agency": names,
                "need": names[0],
                "area": names[5],
            }
        ),
        "zones": pd.DataFrame(
            {
                "zone": zones,
                "name": zones,
                "form": names[5],
                "purpose": names[4],
                "level": names[0],
                "partnership": names[0],
            }
        ),
        "meetings": pd.DataFrame(
            {"meeting": meetings, "zone": [zones[n % 4] for n in range(24)], "date": dates, "title": names[5]}
        ),
        "attendance": pd.DataFrame(sat, columns=["meeting", "practitioner"]).assign(
            status="present", role=names[5]
        ),
        "contacts": pd.DataFrame(
            {
                "contact": names[:6],
                "date": [f"2023-0{n}-11" for n in range(3, 9)],
                "source": people[:6],
                "target": people[2:],
                "channel": names[5],
            }
        ),
        "events": pd.DataFrame(
            {"event": [EVENT], "date": ["2023-06-01"], "name": [EVENT], "partnership": names[0]}
        ),
    }


def write_hostile(folder: Path) -> Path:
    netmap.write_study(netmap.from_tables(**hostile_tables()), folder)
    return folder


def write_empty(folder: Path) -> Path:
    """A folder with headings and no rows."""
    return write_csv(folder, agencies="agency,name\n", practitioners="practitioner,name,agency\n")


def write_broken(folder: Path) -> Path:
    """A study with three dozen problems of several sorts, some of them in hostile cells."""
    unknown = "".join(f"p{n},P{n},missing{n}\n" for n in range(30))
    return write_csv(
        folder,
        agencies="agency,name\na,A\na,A again\n",
        practitioners=f"practitioner,name,agency\n{unknown}x,<b>x</b>,<img src=x onerror=alert(1)>\n",
        zones="zone,name\nz,Z\n",
        meetings="meeting,zone,date\nm1,z,2011-02-30\nm2,z,31/12\nm3,nowhere,2011-01-01\n",
        attendance="meeting,practitioner,status\nm3,p1,there\n",
    )


def write_csv(folder: Path, **tables: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def write_big(folder: Path, **size: Any) -> Path:
    """A simulated partnership of any size."""
    from tests.big_partnership import partnership

    netmap.write_study(netmap.from_tables(**partnership(**size)), folder)
    return folder
