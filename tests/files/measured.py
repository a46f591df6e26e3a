"""Runs a program and says what it took, from a small process, so that nobody else's memory is counted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

MEASURE = """
import json, os, subprocess, sys
told, pipe = json.load(sys.stdin), subprocess.PIPE
for request in told["requests"]:
    child = subprocess.Popen(told["program"], stdin=pipe, stdout=pipe, stderr=pipe)
    child.stdin.write(request.encode())
    child.stdin.close()
    said = {"answer": child.stdout.read().decode(), "complaint": child.stderr.read().decode()}
    _, child.returncode, used = os.wait4(child.pid, 0)
    took = {"megabytes": used.ru_maxrss / 1000, "seconds": used.ru_utime + used.ru_stime}
    print(json.dumps({**said, **took}))
"""


def measured(program: list[str], requests: list[str]) -> list[dict[str, Any]]:
    """For each request the answer, complaints, most memory (MB) and processor seconds of the program."""
    said = json.dumps({"program": program, "requests": requests})
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", MEASURE], input=said, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def program_of(template: str, root: Path) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", template.format(root=os.fspath(root))]
