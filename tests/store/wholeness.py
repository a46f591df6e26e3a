"""Whether what lies in a SQLite store is whole: asked of the file by plain SQL, with no code of the store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from netmap.model.schema import NAMES


def faults(path: Path, acknowledged: Collection[int]) -> list[str]:
    """What is wrong with a store: pages, halves of changes, changes that were acknowledged and are gone.

    A change is whole if as many versions were born and ended by it as it says that it added, changed and
    removed, and if it is the only thing that says so.
    """
    try:
        return _faults(path, acknowledged)
    except (sqlite3.DatabaseError, TypeError) as error:  # damaged; or empty where no cell may be
        return [f"not readable: {error}"]


def _faults(path: Path, acknowledged: Collection[int]) -> list[str]:
    with closing(sqlite3.connect(path)) as conn:
        found = [str(row[0]) for row in conn.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"broken reference {row}" for row in conn.execute("PRAGMA foreign_key_check")]
        changes = conn.execute("SELECT number, study, counts, undoes FROM changes").fetchall()
        found += halves(conn, {number: json.loads(counts) for number, _, counts, _ in changes})
        lost = set(acknowledged) - {number for number, *_ in changes}
        found += [f"lost {number}" for number in sorted(lost)]
        versions = dict(conn.execute("SELECT id, version FROM studies").fetchall())
        last = {study: number for number, study, *_ in sorted(changes)}
        found += [
            f"study {study} says {versions.get(study)}"
            for study, n in last.items()
            if versions.get(study) != n
        ]
    return found


def halves(conn: sqlite3.Connection, counts: dict[int, dict[str, dict[str, int]]]) -> list[str]:
    """Changes whose versions are not those that they count."""
    found = []
    for table in NAMES:
        born = dict(conn.execute(f"SELECT born, count(*) FROM {table} GROUP BY born"))  # noqa: S608
        gone = dict(conn.execute(f"SELECT gone, count(*) FROM {table} WHERE gone IS NOT NULL GROUP BY gone"))  # noqa: S608
        for number in {*counts, *born, *gone}:
            told = counts.get(number, {}).get(table, {"added": 0, "changed": 0, "removed": 0})
            expected = (told["added"] + told["changed"], told["removed"] + told["changed"])
            if (there := (born.get(number, 0), gone.get(number, 0))) != expected:
                found.append(f"half of {number} in {table}: {there}, not {expected}")
    return found
