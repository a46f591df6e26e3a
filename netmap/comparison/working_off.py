"""The work of many partnerships: here, on processes of this machine, or on those of a Dask scheduler."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from netmap.comparison.kept_draws import KeptDraws
from netmap.comparison.memory import NO_BOUND, bound_this_process, can_bound, most_held, usual_bound
from netmap.comparison.partnership_draws import Drawn, Task, draws_of
from netmap.comparison.sources import Source
from netmap.model.errors import ArgumentError
from netmap.model.i18n import ENGLISH, N_

Results = Generator["tuple[int, Done | None]", None, None]
"""What is done as soon as it is, with the place of its task; None: its worker had not enough memory."""

Progress = Callable[[int, int, str], None]

NO_DASK = N_("A scheduler needs the package distributed; install netmap-zones[dask], or leave scheduler out")
TWO_WAYS = N_("workers and scheduler exclude each other; take one")
NOT_ALONE = N_("memory bounds workers; name two of them, or a scheduler")
NO_MEMORY = N_("memory is {value}; it takes a whole number of megabytes from 1 upwards")
OVER = N_(
    "{n} of {total} partnerships could not be worked off with {limit} MB for each worker: {names}. The "
    "others are done, and kept where keep names a folder. Do it again with more memory or fewer workers."
)
UNBOUNDED = N_(
    "The worker {worker} of the scheduler may take {held}, more than {limit} MB; start it with "
    "--memory-limit {limit}MB"
)
ANY_MEMORY = N_("any memory")
EACH_MAY = N_("{workers} workers, each may take {limit} MB")
MEGA = 1_000_000
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Hands:
    """By what means work is done.

    `workers`: so many processes of this machine; None: this one alone. `scheduler`: the address of a Dask
    scheduler instead. `keep`: a folder in which each partnership is kept as soon as it is done, and where the
    same work goes on. `progress` is called with (done, total, what). `memory`: so many megabytes each worker
    may take beyond what it begins with; None: a share of the machine's.
    """

    workers: int | None = None
    scheduler: str | None = None
    keep: str | os.PathLike[str] | None = None
    progress: Progress | None = None
    memory: int | None = None

    def __post_init__(self) -> None:
        if self.scheduler is not None and self.workers is not None:
            raise ArgumentError(TWO_WAYS)
        if self.memory is not None and self.scheduler is None and not self.shared:
            raise ArgumentError(NOT_ALONE)
        if self.memory is not None and self.memory < 1:
            raise ArgumentError(NO_MEMORY, value=self.memory)
        if self.memory is not None and self.shared and not can_bound():
            raise ArgumentError(NO_BOUND)

    @property
    def shared(self) -> bool:
        """Whether several processes of this machine work."""
        return self.workers is not None and self.workers > 1

    @property
    def bound(self) -> int | None:
        """The bytes that each process of this machine may take; None: as many as there are."""
        if self.memory is not None:
            return self.memory * MEGA
        return usual_bound(self.workers) if self.workers is not None and self.shared else None


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
    _tell(hands, len(found), tasks, _bound_said(hands))
    over: list[int] = []
    with closing(_workers(sources, left, hands)) as results:
        for place, done in results:
            task = tasks[place]
            if done is None:
                over.append(place)
                continue
            found[place] = done.found
            if kept:
                kept.keep(task, *origins[task.source], done.found)
            _tell(hands, len(found), tasks, f"{task.partnership or ''} ({done.memory / 1e6:,.0f} MB)")
    if over:
        raise _too_large([str(tasks[place].partnership or "–") for place in sorted(over)], len(tasks), hands)
    return [found[place] for place in range(len(tasks))]


def _bound_said(hands: Hands) -> str:
    if hands.bound is None or not hands.shared:
        return ""
    return ENGLISH.gettext(EACH_MAY).format(workers=hands.workers, limit=f"{hands.bound / MEGA:,.0f}")


def _too_large(names: Sequence[str], total: int, hands: Hands) -> ArgumentError:
    more = ", …" if len(names) > MOST_NAMED else ""
    limit = "–" if hands.bound is None else f"{hands.bound // MEGA}"
    listed = ", ".join(names[:MOST_NAMED]) + more
    return ArgumentError(OVER, n=len(names), total=total, limit=limit, names=listed)


def _tell(hands: Hands, done: int, tasks: Sequence[Task], what: str) -> None:
    if hands.progress is not None:
        hands.progress(done, len(tasks), what)


def _workers(sources: Sequence[Source], tasks: Mapping[int, Task], hands: Hands) -> Results:
    if hands.scheduler is not None:
        return _on_scheduler(hands, sources, tasks)
    if not hands.shared or (len(tasks) < 2 and hands.memory is None):
        return ((place, work(sources[task.source], task)) for place, task in tasks.items())
    return _on_processes(hands, sources, tasks)


def work(source: Source, task: Task) -> Done:
    """One task, whose partnership is read, worked off and let go."""
    return Done(draws_of(source.study(task.partnership), task), most_held())


_held: list[Source] = []
"""The sources of a process that works for another: they are sent to it once, and not with every task."""


def _hold(sources: Sequence[Source], bound: int | None) -> None:
    _held[:] = sources
    bound_this_process(bound)


def _work_held(task: Task) -> Done:
    return work(_held[task.source], task)


def _on_processes(hands: Hands, sources: Sequence[Source], tasks: Mapping[int, Task]) -> Results:
    """Several processes at once; when one is killed, the rest one by one, to see whose work it was."""
    left = dict(tasks)
    for place, done in _in_pool(min(hands.workers or 1, len(tasks)), hands.bound, sources, tasks):
        del left[place]
        yield place, done
    for place, task in left.items():
        alone = list(_in_pool(1, hands.bound, sources, {place: task}))
        yield alone[0] if alone else (place, None)


def _in_pool(
    workers: int, bound: int | None, sources: Sequence[Source], tasks: Mapping[int, Task]
) -> Results:
    """What a pool of processes gives until one of them is killed, if one is."""
    pool = ProcessPoolExecutor(workers, initializer=_hold, initargs=(list(sources), bound))
    try:
        places = {pool.submit(_work_held, task): place for place, task in tasks.items()}
        for future in as_completed(places):
            try:
                done = future.result()
            except MemoryError:
                done = None
            except BrokenProcessPool:
                return
            yield places.pop(future), done
    finally:
        pool.shutdown(cancel_futures=True)


def _on_scheduler(hands: Hands, sources: Sequence[Source], tasks: Mapping[int, Task]) -> Results:
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise ArgumentError(NO_DASK) from error
    with distributed.Client(hands.scheduler) as client:
        _check_bounds(client, hands, len(tasks))
        left = dict(tasks)
        while left:
            for place, done in _on_workers(distributed, client, sources, left):
                del left[place]
                yield place, done


def _on_workers(
    distributed: Any, client: Any, sources: Sequence[Source], tasks: Mapping[int, Task]
) -> Results:
    """What the workers give until one is ended by its nanny; what it held is sent to them anew then."""
    held = [client.scatter(source, hash=False, broadcast=True) for source in sources]
    places = {
        client.submit(work, held[task.source], task, pure=False): place for place, task in tasks.items()
    }
    try:
        for future in distributed.as_completed(list(places)):
            place = places.pop(future)
            try:
                done = future.result()
            except MemoryError:
                done = None
            except distributed.scheduler.KilledWorker:
                yield place, None
                return
            yield place, done
            future.release()
    finally:
        client.cancel(list(places))


def _check_bounds(client: Any, hands: Hands, total: int) -> None:
    """Say what each worker may take, to which its nanny holds it; none may take more than what is told."""
    limits = {name: told["memory_limit"] for name, told in client.scheduler_info(-1)["workers"].items()}
    for name, limit in limits.items():
        if hands.memory is not None and (not limit or limit > hands.memory * MEGA):
            held = f"{limit // MEGA} MB" if limit else ANY_MEMORY
            raise ArgumentError(UNBOUNDED, worker=name, held=held, limit=hands.memory)
    if hands.progress is not None and limits and min(limits.values()):
        most = f"{max(limits.values()) / MEGA:,.0f}"
        hands.progress(0, total, ENGLISH.gettext(EACH_MAY).format(workers=len(limits), limit=most))
