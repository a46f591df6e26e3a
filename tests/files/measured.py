"""Does a piece of work on each of many files, in a process of its own, and says what it printed and took."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEASURE = """
import json, os, sys, time
told = json.load(sys.stdin)
exec(told["work"])
for path in told["paths"]:
    out, into = os.pipe()
    begun, child = time.monotonic(), os.fork()
    if not child:
        os.dup2(into, 1), os.dup2(into, 2), os.close(out)
        code = 1
        try:
            code = work(path) or 0
        finally:
            sys.stdout.flush()
            os._exit(code)
    os.close(into)
    with open(out, "rb") as pipe:
        printed = pipe.read()
    _, status, used = os.wait4(child, 0)
    print(json.dumps({
        "printed": printed[:100_000].decode("utf-8", "replace"),
        "code": os.waitstatus_to_exitcode(status),
        "megabytes": used.ru_maxrss / 1000,
        "seconds": used.ru_utime + used.ru_stime,
    }), flush=True)
"""


@dataclass(frozen=True)
class Measured:
    """What work on a file printed, how it ended, and the memory (MB) and processor seconds that it took,
    those of the processes that it started among them."""

    printed: str
    code: int
    megabytes: float
    seconds: float


def measured(work: str, paths: Iterable[Path]) -> list[Measured]:
    """What `work(path)`, as defined in some lines of Python, did with each path.

    The lines are run once, before the work; the first path should be one of an ordinary file, which the
    others are compared with.
    """
    told: dict[str, Any] = {"work": work, "paths": [str(path) for path in paths]}
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], input=json.dumps(told), capture_output=True, text=True, check=True
    )
    return [Measured(**json.loads(line)) for line in done.stdout.splitlines()]
