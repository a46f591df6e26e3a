"""Kernels are plain Python over arrays; numba compiles them when there is enough work for it.

What is compiled for the first time is waited for, so a kernel copies a row by a loop: an array assigned to a
row or slice makes numba compile how its error message is put together, 2.5 seconds. For the same reason a
kernel is given arrays of one layout (`np.ascontiguousarray`): for another one it is compiled again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, update_wrapper
from types import FunctionType
from typing import Any, TypeVar

T = TypeVar("T")
U = TypeVar("U")

TINY = 50_000
"""Up to so many steps plain Python is done before numba is imported."""


READY_AT = 100
"""A kernel that is compiled already is worth its while from a so much smaller piece of work on."""

MOST_CORES = 4
"""So many cores at most are kept busy at once."""

ROOM = f"{__name__.rpartition('.')[0]}."

_ready: set[Callable[..., Any]] = set()


def for_work(kernel: Callable[..., Any], steps: int) -> Callable[..., Any]:
    """The kernel itself for a tiny piece of work, else its compiled twin."""
    tiny = TINY // READY_AT if kernel in _ready else TINY
    return kernel if steps <= tiny else compiled(kernel)


@cache
def compiled(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """A kernel compiled by numba; kept on disk where that can be written to.

    Words that lie side by side become one wide instruction, which numba leaves out unless told: rows of bits
    then take half the time.
    """
    import numba

    numba.config.SLP_VECTORIZE = 1  # type: ignore[attr-defined]
    _ready.add(kernel)
    return _twin(numba, _with_helpers(numba, kernel))


def _with_helpers(numba: Any, kernel: Callable[..., Any]) -> Callable[..., Any]:
    """The same kernel, calling compiled twins of the functions of its file or of this room that it calls."""
    own = kernel.__globals__
    called = [own[name] for name in kernel.__code__.co_names if isinstance(own.get(name), FunctionType)]
    rooms = (kernel.__module__, ROOM)
    helpers = {each.__name__: each for each in called if each.__module__.startswith(rooms)}
    if not helpers:
        return kernel
    twins = {name: _twin(numba, _with_helpers(numba, each)) for name, each in helpers.items()}
    copy = FunctionType(kernel.__code__, own | twins, kernel.__name__, kernel.__defaults__)
    return update_wrapper(copy, kernel)


def _twin(numba: Any, function: Callable[..., Any]) -> Callable[..., Any]:
    try:
        twin: Callable[..., Any] = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # no folder to keep it in
        twin = numba.njit(nogil=True)(function)
    return twin


def side_by_side(work: Callable[[T], U], pieces: Iterable[T]) -> Iterator[tuple[T, U]]:
    """Each piece with what is worked out of it, in order, on several cores: a kernel lets others run."""
    cores = min(os.cpu_count() or 1, MOST_CORES)
    with ThreadPoolExecutor(cores, "netmap-kernels") as pool:
        yield from pool.map(lambda piece: (piece, work(piece)), pieces)
