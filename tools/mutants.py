"""Change a threshold, a constant or an order here and there, and see that a test notices: `make mutants`.

From all comparisons, numbers, truth values and orders of the rooms in `ROOMS` a committed seed draws `DRAWN`
places. Each is changed by itself in a copy of the project, and the tests that run its line are run, the
quickest first. What no test notices has survived; such as change nothing that anybody could see are named in
`EQUIVALENT` with the reason. The run can be stopped and goes on where it was; `python -m tools.mutants list`
writes the counts and the list to benchmarks/results/mutants.txt.
"""

from __future__ import annotations

import ast
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).parent.parent
ROOMS = ("netmap/questions", "netmap/records", "netmap/store/rights.py", "netmap/files/importer")
TESTS = (
    *("tests/questions", "tests/records", "tests/imports", "tests/files", "tests/api", "tests/cli"),
    *("tests/dashboards", "tests/store", "tests/contributing"),
)
COPIED = ("netmap", "dashboards", "datasets", "tests", "tools", "docs", "benchmarks")
KEPT = ROOT / "build" / "mutants"
RESULT = ROOT / "benchmarks" / "results" / "mutants.txt"
EQUIVALENT = ROOT / "tests" / "equivalent_mutants.json"
"""Places by file, line's text and change, each with the reason why nobody could see it."""

SEED, DRAWN = 20261128, 300
MOST_TESTS, MOST_SECONDS = 30, 120

COMPARISONS = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}
ORDERS = ("sorted", "min", "max")
NOT_DRAWN = ("frozen", "slots", "strict", "eq", "repr", "compare")
"""Keywords that guard against mistakes of ours and change no answer."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of a file: the text from `start` to `end` becomes `new`; `line` is for readers."""

    file: str
    line: int
    text: str
    start: int
    end: int
    old: str
    new: str

    @property
    def key(self) -> str:
        """What names it in the list of equivalent ones, whatever is moved above it."""
        return f"{self.file}: {self.text}: {self.old} -> {self.new}"


def places(path: Path) -> Iterator[Mutant]:
    """Every place of a file that can be changed."""
    source = path.read_text(encoding="utf-8")
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    lines = source.splitlines()

    def at(row: int, column: int) -> int:
        return starts[row - 1] + len(lines[row - 1].encode()[:column].decode())

    name = path.relative_to(ROOT).as_posix()
    tree = ast.parse(source)
    guards = {
        id(each.value)
        for node in ast.walk(tree)
        for each in getattr(node, "keywords", [])
        if each.arg in NOT_DRAWN
    }
    for node in ast.walk(tree):
        for start, end, new in () if id(node) in guards else _changes(node, source, at):
            row = source.count("\n", 0, start) + 1
            yield Mutant(name, row, lines[row - 1].strip(), start, end, source[start:end], new)


def _changes(node: ast.AST, source: str, place: Callable[[int, int], int]) -> Iterator[tuple[int, int, str]]:
    """Where a node can be changed, and into what."""
    if isinstance(node, ast.Compare):
        left = node.left
        for operator, right in zip(node.ops, node.comparators, strict=True):
            if type(operator) in COMPARISONS:
                old, new = COMPARISONS[type(operator)]
                begin = place(left.end_lineno or 1, left.end_col_offset or 0)
                stop = place(right.lineno, right.col_offset)
                found = source.find(old, begin, stop)
                if found >= 0:
                    yield found, found + len(old), new
            left = right
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
        begin = place(node.lineno, node.col_offset)
        stop = place(node.end_lineno or 1, node.end_col_offset or 0)
        value = node.value
        yield begin, stop, repr(not value if isinstance(value, bool) else value + 1)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ORDERS:
        begin = place(node.lineno, node.col_offset)
        if node.func.id == "sorted":
            stop = place(node.end_lineno or 1, node.end_col_offset or 0)
            yield begin, stop, f"list(reversed({source[begin:stop]}))"
        else:
            yield begin, begin + 3, "min" if node.func.id == "max" else "max"


def drawn() -> list[Mutant]:
    """The places of this run, the same for the same source."""
    found: list[Mutant] = []
    for room in ROOMS:
        whole = ROOT / room
        files = sorted(whole.rglob("*.py")) if whole.is_dir() else [whole]
        for file in files:
            found += sorted(set(places(file)), key=lambda each: (each.start, each.new))
    return random.Random(SEED).sample(found, min(DRAWN, len(found)))  # noqa: S311  (no secret)


def _copy(number: int = 0) -> Path:
    copy = KEPT / f"copy{number}"
    shutil.rmtree(copy, ignore_errors=True)
    for name in COPIED:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ROOT.glob("*.*"):
        if file.is_file():
            shutil.copy(file, copy)
    shutil.copy(ROOT / "Makefile", copy)
    (copy / ".venv").symlink_to(Path(sys.prefix))
    return copy


def _pytest(copy: Path, arguments: Sequence[str], seconds: float) -> int:
    """The exit code of some tests in the copy; -1 where they took too long."""
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:randomly", "-p", "no:cacheprovider"]
    try:
        done = subprocess.run(  # noqa: S603  (our own tests)
            [*command, *arguments],
            cwd=copy,
            env=environment,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return -1
    return done.returncode


def tests_by_line(copies: Sequence[Path]) -> dict[str, dict[str, list[str]]]:
    """For every file and line of the rooms the tests that pass and run it, the quickest first; made once.

    Tests that drive a browser are left out: what they run is run in another process.
    """
    kept = KEPT / "lines.json"
    if kept.exists():
        found: dict[str, dict[str, list[str]]] = json.loads(kept.read_text(encoding="utf-8"))
        return found
    lines: dict[str, dict[str, list[str]]] = {}
    with ThreadPoolExecutor(len(copies)) as pool:
        halves = [TESTS[number :: len(copies)] for number in range(len(copies))]
        for part in pool.map(_lines_of, copies, halves):
            for name, by_line in part.items():
                mine = lines.setdefault(name, {})
                for line, tests in by_line.items():
                    mine[line] = [*mine.get(line, []), *tests]
    kept.write_text(json.dumps(lines), encoding="utf-8")
    return lines


def _lines_of(copy: Path, folders: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    from coverage import CoverageData

    data, config = copy.with_suffix(".coverage"), copy.with_suffix(".ini")
    config.write_text(
        f"[run]\ndata_file = {data}\ndynamic_context = test_function\nsource = netmap\n", encoding="utf-8"
    )
    tests = [each for each in folders if (copy / each).exists()]
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    command = [sys.executable, "-m", "coverage", "run", f"--rcfile={config}", "-m", "pytest", "-q"]
    more = ["-p", "no:randomly", "-m", "not browser", "--durations=0", "-vv", "-rA", *tests]
    done = subprocess.run(  # noqa: S603  (our own tests)
        [*command, *more], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    copy.with_suffix(".log").write_text(done.stdout + done.stderr, encoding="utf-8")
    broken = set(_named(done.stdout, ("FAILED", "ERROR")))
    took = {name: each for name, each in _durations(done.stdout) if name not in broken}
    ids = {_context(name): name for name in took}
    read = CoverageData(str(data))
    read.read()
    lines: dict[str, dict[str, list[str]]] = {}
    for file in read.measured_files():
        name = Path(file).resolve().relative_to(copy.resolve()).as_posix()
        by_line = read.contexts_by_lineno(file)
        lines[name] = {
            str(line): sorted({ids[each] for each in contexts if each in ids}, key=lambda test: took[test])
            for line, contexts in by_line.items()
        }
    return lines


def _named(printed: str, outcomes: Sequence[str]) -> Iterator[str]:
    """The tests of which pytest's summary says so, by name without parameters."""
    for line in printed.splitlines():
        outcome, _, rest = line.partition(" ")
        if outcome in outcomes and "::" in rest:
            yield rest.partition(" ")[0].partition("[")[0]


def _durations(printed: str) -> Iterator[tuple[str, float]]:
    """How long each test took, by its name without parameters, out of what pytest prints."""
    for line in printed.splitlines():
        parts = line.split(maxsplit=2)
        if len(parts) == 3 and parts[0].endswith("s") and parts[1] == "call" and "::" in parts[2]:
            yield parts[2].partition("[")[0], float(parts[0][:-1])


def _context(name: str) -> str:
    """What coverage calls a test of pytest: its module and function."""
    file, _, function = name.partition("::")
    return f"{file.removesuffix('.py').replace('/', '.')}.{function.replace('::', '.')}"


def run() -> None:
    """Try every place that was not tried yet, on each core one at a time."""
    KEPT.mkdir(parents=True, exist_ok=True)
    tried = KEPT / "tried.json"
    known = json.loads(tried.read_text(encoding="utf-8")) if tried.exists() else {}
    copies = [_copy(number) for number in range(os.cpu_count() or 1)]
    lines, mutants = tests_by_line(copies), drawn()
    free: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def try_one(mutant: Mutant) -> tuple[Mutant, str, float]:
        copy, begin = free.get(), time.monotonic()
        try:
            return mutant, _outcome(copy, mutant, lines), time.monotonic() - begin
        finally:
            free.put(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        for mutant, outcome, took in pool.map(try_one, [each for each in mutants if each.key not in known]):
            known[mutant.key] = {**asdict(mutant), "outcome": outcome}
            tried.write_text(json.dumps(known), encoding="utf-8")
            print(f"{len(known)}/{len(mutants)} {outcome} {took:.0f} s {mutant.key}", flush=True)


def _outcome(copy: Path, mutant: Mutant, lines: dict[str, dict[str, list[str]]]) -> str:
    tests = lines.get(mutant.file, {}).get(str(mutant.line), [])
    if not tests:
        tests = _of_import(lines, mutant)
    if not tests:
        return "no test runs it"
    file = copy / mutant.file
    source = file.read_text(encoding="utf-8")
    file.write_text(source[: mutant.start] + mutant.new + source[mutant.end :], encoding="utf-8")
    try:
        code = _pytest(copy, tests[:MOST_TESTS], MOST_SECONDS)
    finally:
        file.write_text(source, encoding="utf-8")
    return {0: "survived", -1: "too slow"}.get(code, "noticed")


def _of_import(lines: dict[str, dict[str, list[str]]], mutant: Mutant) -> list[str]:
    """For a line that runs when its module is read: tests that run anything of the module."""
    whole: dict[str, None] = {}
    for tests in lines.get(mutant.file, {}).values():
        whole.update(dict.fromkeys(tests))
    return list(whole)


def told() -> str:
    """Counts and the list, for the committed file."""
    known = json.loads((KEPT / "tried.json").read_text(encoding="utf-8"))
    equivalent = json.loads(EQUIVALENT.read_text(encoding="utf-8")) if EQUIVALENT.exists() else {}
    outcomes = {key: "equivalent" if key in equivalent else each["outcome"] for key, each in known.items()}
    counts = {
        name: sum(value == name for value in outcomes.values()) for name in sorted(set(outcomes.values()))
    }
    rows = [
        f"{outcome}: {key}" for key, outcome in sorted(outcomes.items(), key=lambda item: (item[1], item[0]))
    ]
    reasons = [f"  {key}: {equivalent[key]}" for key in sorted(equivalent) if key in known]
    head = f"Seed {SEED}, {len(known)} of {DRAWN} places tried: " + ", ".join(
        f"{n} {name}" for name, n in sorted(counts.items())
    )
    return "\n".join([head, "", *rows, "", "Equivalent, because:", *reasons, ""])


def main(arguments: list[str]) -> int:
    """Run, or write the list."""
    if arguments == ["list"]:
        RESULT.write_text(told(), encoding="utf-8")
    else:
        run()
        RESULT.write_text(told(), encoding="utf-8")
    print(told().splitlines()[0])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
