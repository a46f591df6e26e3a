"""A simulated study written as it is made, one partnership after the other, by one process or several."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from shutil import rmtree
from typing import IO

from netmap.files.packages import package_of
from netmap.files.sandbox.kinds import PACKAGE
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.schema import NAMES
from netmap.model.study_building import Progress
from netmap.simulation.made_tables import made_tables, marked
from netmap.simulation.plan import SimulationPlan
from netmap.simulation.roster_tables import levels
from netmap.simulation.simulating import about, checked_seed
from netmap.simulation.sites import Site, sites_of
from netmap.simulation.table_columns import Columns
from netmap.simulation.truth_tables import true_effects

TRUTH_FOLDER = "truth"
AHEAD = 2
"""Partnerships in hand for each process: what is made and not yet written is kept in memory."""

Texts = dict[str, tuple[list[str], str, int]]
"""For each file the names of its columns, its rows as CSV, and how many there are."""


def write_simulation(
    path: str | os.PathLike[str],
    plan: SimulationPlan | None = None,
    seed: int = 0,
    *,
    processes: int = 1,
    progress: Progress | None = None,
) -> dict[str, int]:
    """Write a simulated study to a new folder while it is made, and its truth to the folder `truth` in it.

    Nothing but a few partnerships is ever held in memory, and the files have the same bytes whatever
    the number of processes. The folder appears when all is written.

    Args:
        path: a folder that is not there yet, or is empty.
        plan: what the world is like, `SimulationPlan()` unless given.
        seed: a whole number from 0.
        processes: how many partnerships are made at once.
        progress: told how many partnerships are written.

    Returns:
        The rows of each table of the study.

    Raises:
        ArgumentError: the folder holds something, the one around it is not there, or an argument is none.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     rows = write_simulation(Path(folder, "study"), SimulationPlan(months=7), seed=1)
        ...     rows["partnerships"], Path(folder, "study", "truth", "gaps.csv").exists()
        (1, True)
    """
    folder, chosen = _new_folder(Path(path)), plan or SimulationPlan()
    sites = sites_of(chosen, checked_seed(seed))
    waiting = folder.with_name(f".{folder.name}.part")
    rmtree(waiting, ignore_errors=True)
    (waiting / TRUTH_FOLDER).mkdir(parents=True)
    try:
        rows = _write_all(waiting, chosen, seed, _made(sites, processes), progress)
        if folder.exists():
            folder.rmdir()
        waiting.replace(folder)
    finally:
        rmtree(waiting, ignore_errors=True)
    return rows


def _new_folder(folder: Path) -> Path:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ArgumentError(N_("{path} is not empty; give the name of a new folder"), path=folder)
    if not folder.absolute().parent.is_dir():
        raise ArgumentError(N_("{path}: the folder around it is not there"), path=folder)
    return folder


def _write_all(
    folder: Path, plan: SimulationPlan, seed: int, made: Iterator[Texts], progress: Progress | None
) -> dict[str, int]:
    rows: dict[str, int] = {}
    headers: dict[str, list[str]] = {}
    with ExitStack() as stack:
        files: dict[str, IO[str]] = {}
        for done, texts in enumerate(made, start=1):
            for name, (header, text, count) in texts.items():
                if name not in files:
                    headers[name] = header
                    files[name] = stack.enter_context(_opened(folder / name, header))
                files[name].write(text)
                rows[name] = rows.get(name, 0) + count
            if progress is not None:
                progress(done, plan.partnerships, N_("Simulating partnerships"))
    for name, (header, text, count) in _of_all(plan).items():
        headers[name], rows[name] = header, count
        with _opened(folder / name, header) as file:
            file.write(text)
    tables = {name: headers[f"{name}.csv"] for name in NAMES if f"{name}.csv" in headers}
    (folder / PACKAGE).write_text(package_of(about(plan, seed), tables), encoding="utf-8")
    return {name: rows[f"{name}.csv"] for name in tables}


def _opened(path: Path, header: Sequence[str]) -> IO[str]:
    file = path.open("w", encoding="utf-8", newline="")
    file.write(_csv([header]))
    return file


def _made(sites: Sequence[Site], processes: int) -> Iterator[Texts]:
    """The files of every partnership in order, made by one process or several."""
    if processes < 1:
        raise ArgumentError(N_("processes is {value}; it takes a whole number from 1"), value=processes)
    if processes == 1 or len(sites) == 1:
        yield from map(texts_of, sites)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    waiting = iter(sites)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        begun = [pool.submit(texts_of, site) for site in islice(waiting, AHEAD * processes)]
        while begun:
            yield begun.pop(0).result()
            begun += [pool.submit(texts_of, site) for site in islice(waiting, 1)]


def texts_of(site: Site) -> Texts:
    """Every table of one partnership, and of its truth, as CSV without a header."""
    study, truth = made_tables(site)
    return {
        **{f"{name}.csv": _text(cells) for name, cells in study.items()},
        **{f"{TRUTH_FOLDER}/{name}.csv": _text(cells) for name, cells in truth.items()},
    }


def _of_all(plan: SimulationPlan) -> Texts:
    """The tables that are the same for all partnerships."""
    effects = f"{TRUTH_FOLDER}/effects.csv"
    return {"levels.csv": _text(marked(levels())), effects: _text(true_effects(plan))}


def _text(cells: Columns) -> tuple[list[str], str, int]:
    return list(cells), _csv(zip(*cells.values(), strict=True)), len(next(iter(cells.values())))


def _csv(rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
