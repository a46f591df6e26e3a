"""Runs every benchmark and keeps what they print, with the machine named, in benchmarks/results/.

Run from the project's folder: python -m tools.bench [name ...]
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
PACKAGES = ("numpy", "pandas", "networkx", "dash")


def machine() -> str:
    """The machine in one line: processor, cores, memory, Python and the packages that matter."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, {packages}"


def benchmarks(names: list[str]) -> list[str]:
    """The benchmarks asked for, else all of them in the order of their names."""
    return names or sorted(path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py"))


def run(name: str) -> int:
    """Run one benchmark, show what it prints, keep it where it ended well."""
    print(f"== {name}", flush=True)
    load = os.getloadavg()[0]
    done = subprocess.run(  # noqa: S603  (a module of ours)
        [sys.executable, "-m", f"benchmarks.{name}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    print(done.stdout, done.stderr, sep="", flush=True)
    if done.returncode == 0:
        RESULTS.mkdir(exist_ok=True)
        head = f"{machine()}; load {load:.1f} at the start\n\n"
        (RESULTS / f"{name}.txt").write_text(head + done.stdout, encoding="utf-8")
    return done.returncode


def main(names: list[str]) -> int:
    """Run the benchmarks one after the other; the worst of their exit codes."""
    return max((run(name) for name in benchmarks(names)), default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
