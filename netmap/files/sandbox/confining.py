"""Limits that the child process puts on itself before it looks at the file."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType

from netmap.files.sandbox.limits import Limits

STATUS = Path("/proc/self/statm")


class TooLongError(Exception):
    """The time for the file is over."""


def confine(limits: Limits, seconds: float, file_bytes: int) -> None:
    """Allow this process so much more memory and time, and no more.

    Where the system knows no such limits (Windows), the parent's clock still ends the process.

    Args:
        limits: how much memory.
        seconds: of processor time.
        file_bytes: how large a file it may write.
    """
    if sys.platform == "win32":
        return
    import resource

    signal.signal(signal.SIGXCPU, _stop)
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    whole = max(1, round(seconds))
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
    most = _used() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError


def _used() -> int:
    """The bytes that this process has mapped; where that cannot be known, as many as it may well need."""
    import resource

    if not STATUS.exists():
        return 500_000_000
    return int(STATUS.read_text().split()[0]) * resource.getpagesize()
