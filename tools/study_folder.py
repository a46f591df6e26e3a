"""A study written as a folder: one CSV per table, a data package and nothing else."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]


def write_folder(target: Path, about: Mapping[str, Any], tables: Mapping[str, Sequence[Row]]) -> None:
    """Write the tables and `datapackage.json`; the same rows always give the same bytes.

    Files already in the folder (a README, say) stay. A table's columns are those of its first row.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        _write_table(target / f"{name}.csv", rows)
    resources = [{"name": name, "path": f"{name}.csv"} for name in tables]
    package = json.dumps({**about, "resources": resources}, indent=2, ensure_ascii=False)
    (target / "datapackage.json").write_text(package + "\n", encoding="utf-8")


def _write_table(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
