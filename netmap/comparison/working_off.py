"""The work of many partnerships: here, on processes of this machine, or on those of a Dask scheduler."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from netmap.comparison.kept_draws import KeptDraws
from netmap.comparison.partnership_draws import Drawn, Task, draws_of
from netmap.comparison.sources import Source
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

Results = Generator["tuple[int, Done]", None, None]
"""What is done as soon as it is, with the place of its task."""

Progress = Callable[[int, int, str], None]

NO_DASK = N_("A scheduler needs the package distributed; install netmap-zones[dask], or leave scheduler out")
TWO_WAYS = N_("workers and scheduler exclude each other; take one")


@dataclass(frozen=True, slots=True)
class Hands:
    """By what means work is done.

    `workers`: so many processes of this machine; None: this one alone. `scheduler`: the address of a Dask
    scheduler instead. `keep`: a folder in which each partnership is kept as soon as it is done, and where the
    same work goes on. `progress` is called with (done, total, what).
    """

    workers: int | None = None
    scheduler: str | None = None
    keep: str | os.PathLike[str] | None = None
    progress: Progress | None = None

    def __post_init__(self) -> None:
        if self.scheduler is not None and self.workers is not None:
            raise ArgumentError(TWO_WAYS)


ALONE = Hands()
"""This process, and nothing kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """What one partnership gave, and the most memory (bytes) that the process that did it ever held."""

    found: list[Drawn]
    memory: int


def worked(sources: Sequence[Source], tasks: Sequence[Task], hands: Hands) -> list[list[Drawn]]:
    """The work of each task, in the order of the tasks, whoever did it and in whatever order it was done.

    A process holds one partnership at a time. Broken off (Ctrl-C), what has not begun is dropped, and what is
    done is kept where `hands` say so.

    Raises `ArgumentError` where a scheduler is named and distributed is not installed.
    """
    kept = None if hands.keep is None else KeptDraws(hands.keep)
    origins = [(source.origin(), source.fingerprint()) for source in sources] if kept else []
    found: dict[int, list[Drawn]] = {}
    for place, task in enumerate(tasks):
        known = kept.find(task, *origins[task.source]) if kept else None
        if known is not None:
            found[place] = known
    left = {place: task for place, task in enumerate(tasks) if place not in found}
    _tell(hands, len(found), tasks, "")
    with closing(_workers(sources, left, hands)) as results:
        for place, done in results:
            task = tasks[place]
            found[place] = done.found
            if kept:
                kept.keep(task, *origins[task.source], done.found)
            _tell(hands, len(found), tasks, f"{task.partnership or ''} ({done.memory / 1e6:,.0f} MB)")
    return [found[place] for place in range(len(tasks))]


def _tell(hands: Hands, done: int, tasks: Sequence[Task], what: str) -> None:
    if hands.progress is not None:
        hands.progress(done, len(tasks), what)


def _workers(sources: Sequence[Source], tasks: Mapping[int, Task], hands: Hands) -> Results:
    if hands.scheduler is not None:
        return _on_scheduler(hands.scheduler, sources, tasks)
    if hands.workers is None or hands.workers < 2 or len(tasks) < 2:
        return ((place, work(sources[task.source], task)) for place, task in tasks.items())
    return _on_processes(min(hands.workers, len(tasks)), sources, tasks)


def work(source: Source, task: Task) -> Done:
    """One task, whose partnership is read, worked off and let go."""
    return Done(draws_of(source.study(task.partnership), task), _most_memory())


def _most_memory() -> int:
    """The most bytes that this process ever held; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


_held: list[Source] = []
"""The sources of a process that works for another: they are sent to it once, and not with every task."""


def _hold(sources: Sequence[Source]) -> None:
    _held[:] = sources


def _work_held(task: Task) -> Done:
    return work(_held[task.source], task)


def _on_processes(workers: int, sources: Sequence[Source], tasks: Mapping[int, Task]) -> Results:
    pool = ProcessPoolExecutor(workers, initializer=_hold, initargs=(list(sources),))
    try:
        places = {pool.submit(_work_held, task): place for place, task in tasks.items()}
        for future in as_completed(places):
            yield places.pop(future), future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _on_scheduler(address: str, sources: Sequence[Source], tasks: Mapping[int, Task]) -> Results:
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise ArgumentError(NO_DASK) from error
    with distributed.Client(address) as client:
        held = [client.scatter(source, hash=False) for source in sources]
        places = {
            client.submit(work, held[task.source], task, pure=False): place for place, task in tasks.items()
        }
        try:
            for future in distributed.as_completed(list(places)):
                place = places.pop(future)
                yield place, future.result()
                future.release()
        finally:
            client.cancel(list(places))
