"""Dirty files: in = kept + rejected + duplicate in each, and nobody is taken for somebody else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from netmap.files.importer.applying import Applied, apply
from netmap.files.importer.questions import Answer, Answers
from netmap.files.importer.understanding import understand
from netmap.files.sandbox.cells import read_cells
from netmap.model.study import Study
from tests.imports.dirty_files import GROUPS, Dirty, dirty_list, dirty_matrix

SAID = Answers(
    {
        ("blank", ()): Answer("is", "present"),
        ("century", ()): Answer("is", "2000"),
        ("dates", ()): Answer("is", "dmy"),
        ("group", ()): Answer("is", GROUPS[0]),
    }
)

LISTS, MATRICES = range(76), range(1000, 1026)


def taken(dirty: Dirty, study: Study, folder: Path) -> Applied:
    path = folder / dirty.name
    path.write_bytes(dirty.data)
    file = read_cells(path)
    return apply(understand(file).mapping, file, study, SAID)


def rows_made(applied: Applied) -> Counter[tuple[str, ...]]:
    """The attendances that were made, with the day and group of their sittings."""
    if "attendance" not in applied.tables:
        return Counter()
    sittings = {row.meeting: (row.date, row.zone) for row in applied.tables["meetings"].itertuples()}
    return Counter(
        (row.practitioner, *sittings[row.meeting], row.status)
        for row in applied.tables["attendance"].itertuples()
    )


def rows_meant(dirty: Dirty) -> Counter[tuple[str, ...]]:
    return Counter(
        (record.person, record.day.isoformat(), record.group, record.status)
        for record in dirty.records
        if record.fate == "kept"
    )


def check(dirty: Dirty, applied: Applied) -> None:
    (count,) = applied.counts
    assert count.records == count.kept + count.rejected + count.duplicate
    assert count.records == len(dirty.records) + dirty.sums
    fates = Counter(record.fate for record in dirty.records)
    assert count.duplicate == fates["twice"]
    assert rows_made(applied) == rows_meant(dirty)
    assert count.rejected == fates["bad"] + fates["asked"] + dirty.sums
    assert count.kept == fates["kept"]
    assert len(applied.problems) == count.rejected + count.duplicate
    assert "practitioners" not in applied.tables
    assert "agencies" not in applied.tables


@pytest.mark.parametrize("seed", LISTS)
def test_a_dirty_list(seed: int, tmp_path: Path) -> None:
    dirty, study = dirty_list(seed)
    check(dirty, taken(dirty, study, tmp_path))


@pytest.mark.parametrize("seed", MATRICES)
def test_a_dirty_matrix(seed: int, tmp_path: Path) -> None:
    dirty, study = dirty_matrix(seed)
    check(dirty, taken(dirty, study, tmp_path))


def test_the_corpus_holds_what_it_should() -> None:
    files = [*(dirty_list(seed)[0] for seed in LISTS), *(dirty_matrix(seed)[0] for seed in MATRICES)]
    assert len(files) >= 100
    fates = Counter(record.fate for dirty in files for record in dirty.records)
    assert min(fates[fate] for fate in ("kept", "asked", "bad", "twice")) > 100
    assert len({dirty.name.rpartition(".")[2] for dirty in files}) == 3
