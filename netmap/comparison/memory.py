"""How much memory a process may take for its work, and how much it ever held."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from netmap.model.i18n import N_

NO_BOUND = N_("memory cannot be bounded on this system; leave it out")
SHARE = 0.8
"""So much of the machine's memory all workers together may take, unless told."""


def can_bound() -> bool:
    """Whether this system holds a process to a bound: Linux counts what a process takes for itself."""
    return sys.platform == "linux"


def usual_bound(workers: int) -> int | None:
    """The bytes that each of so many workers may take unless told; None where no bound can be set."""
    if not can_bound():
        return None
    return int(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * SHARE / workers)


def bound_this_process(most: int | None) -> None:
    """Let this process take so many bytes more than it holds; what asks for more gets a `MemoryError`."""
    if most is None or sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (_data_held() + most, resource.RLIM_INFINITY))


def _data_held() -> int:
    """The bytes that the system counts as this process' own: heap and what it mapped for itself."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return 1024 * int(next(line for line in lines if line.startswith("VmData:")).split()[1])


def most_held() -> int:
    """The most bytes that this process ever held; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
