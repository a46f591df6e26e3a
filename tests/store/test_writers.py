"""Twenty people write at once: nobody is refused, nothing is lost, readers see whole changes only."""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd

from netmap.store.change_sets import ChangeSet, TableChange, one_edit
from netmap.store.errors import ConflictError
from netmap.store.keeping import Store
from netmap.store.opening import open_store
from tests.store.small import ME, NAME, cells, row_of, with_town
from tests.store.wholeness import faults

ROOT = Path(__file__).parents[2]
WRITERS, EACH = 20, 4


def write_some(store: Store, who: int) -> list[int]:
    """Add a zone and its sitting in one change, again and again; the numbers of the changes."""
    done = []
    for turn in range(EACH):
        name = f"={who},{turn}"
        zone = pd.DataFrame({"zone": [name]})
        sitting = pd.DataFrame({"meeting": [name], "zone": [name]})
        tables = {"zones": TableChange(added=zone), "meetings": TableChange(added=sitting)}
        done.append(store.write(ME, NAME, ChangeSet("attendance", tables)).number)
        read = store.read(ME, NAME)
        assert set(read.meetings["zone"]) <= set(read.zones["zone"])
        assert len(read.meetings) == len(read.zones)
    return done


def test_twenty_threads(store: Store, place: str) -> None:
    with_town(store)
    with ThreadPoolExecutor(WRITERS) as pool:
        numbers = [n for done in pool.map(lambda who: write_some(store, who), range(WRITERS)) for n in done]
    assert sorted(numbers) == list(range(2, 2 + WRITERS * EACH))
    assert len(store.read(ME, NAME).meetings) == 1 + WRITERS * EACH
    if "://" not in place:
        assert faults(Path(place), numbers) == []


def test_twenty_edits_of_one_record_one_wins(store: Store) -> None:
    with_town(store)
    row, version = row_of(store, "agencies", "north")

    def edit(who: int) -> str:
        try:
            change = TableChange(changed=one_edit(row, version, name=f"={who}"))
            store.write(ME, NAME, ChangeSet("edit", {"agencies": change}))
        except ConflictError as refused:
            theirs.append(refused.conflicts[0].yours == {"agency": "north", "name": f"={who}"})
            return "conflict"
        return f"={who}"

    theirs: list[bool] = []
    with ThreadPoolExecutor(WRITERS) as pool:
        outcomes = Counter(pool.map(edit, range(WRITERS)))
    assert outcomes.pop("conflict") == WRITERS - 1 == sum(theirs)
    (winner,) = outcomes
    assert cells(store, "agencies", "north") == {"agency": "north", "name": winner}


def test_four_processes(file: Path) -> None:
    with open_store(file) as store:
        with_town(store)
        program = [sys.executable, "-m", "tests.store.test_writers", str(file)]
        assert subprocess.run(program, cwd=ROOT, check=False).returncode == 0
        assert len(store.read(ME, NAME).meetings) == 1 + WRITERS * EACH
    assert faults(file, range(1, 2 + WRITERS * EACH)) == []


def in_one_process(place: str, number: int) -> None:
    """Five of twenty writers."""
    with open_store(place) as store, ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda who: write_some(store, who), range(5 * number, 5 * number + 5)))


def in_four_processes(place: str) -> int:
    """All twenty, in processes that were forked before anything was opened; 1 where one of them failed."""
    children = []
    for number in range(4):
        child = os.fork()
        if child == 0:
            try:
                in_one_process(place, number)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        children.append(child)
    return int(sum(os.waitpid(child, 0)[1] for child in children) > 0)


if __name__ == "__main__":
    sys.exit(in_four_processes(sys.argv[1]))
