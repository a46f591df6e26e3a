"""Change a threshold, a constant or an order here and there, and see that a test notices: `make mutants`.

From all comparisons, numbers, truth values and orders of the rooms in `ROOMS` a committed seed draws `DRAWN`
places; a place keeps its turn when code around it changes. Each is changed by itself in a copy of the
project. The tests that run its line follow one another, the quickest first, so many as take `MOST_SECONDS`,
then the examples of the module and the checks that look at everything (`CHECKS`); for a line that runs when
its module is read these come first, and then tests that import the module. What no test notices has survived;
such as change nothing that anybody could see are left out by a rule (`_unseen`), or named in `EQUIVALENT`
with the reason. Texts are never changed: the check of the catalogues knows them all.

The run can be stopped and goes on where it was, with the same places. `python -m tools.mutants 1` takes one
core alone, `python -m tools.mutants again [FILE...] TEST...` tries what survived with tests written since,
`python -m tools.mutants list` only writes the counts and the list to benchmarks/results/mutants.txt.
"""

from __future__ import annotations

import ast
import compileall
import gc
import hashlib
import importlib
import json
import math
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import NoReturn

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("netmap/questions", "netmap/records", "netmap/store/rights.py", "netmap/files/importer")
TESTS = (
    *("tests/questions", "tests/records", "tests/imports", "tests/files", "tests/api", "tests/cli"),
    *("tests/dashboards", "tests/store", "tests/contributing"),
)
DEFAULTS = "tests/project/test_defaults.py"
CHECKS = (
    "tests/questions/test_limits_of_requests.py",
    "tests/questions/test_decimals.py::test_every_number_has_the_decimals_of_its_unit",
    "tests/project/test_documentation.py::test_the_page_of_questions_is_made_from_their_list",
)
"""Tests that look at everything at once, the latter at every question."""

EXAMPLES = "tests/project/test_documentation.py::test_examples_run"
COPIED = ("netmap", "dashboards", "datasets", "tests", "tools", "docs", "benchmarks")
KEPT = ROOT / "build" / "mutants"
RESULT = ROOT / "benchmarks" / "results" / "mutants.txt"
EQUIVALENT = ROOT / "tests" / "equivalent_mutants.json"
"""Places by file, line's text and change, each with the reason why nobody could see it."""

SEED, DRAWN = 20261128, 300
MOST_SECONDS, LONGEST = 20, 120
"""How long the tests of one place usually take in all, and when they are taken to run on without end."""

PACKAGES = ("pandas", "networkx", "plotly.graph_objects", "dash", "hypothesis")
"""What every run of tests would read again."""

ALONE = ("-p", "no:randomly", "-p", "no:cacheprovider", "--assert=plain")
"""Nothing is kept, and no message of an assertion is worked out: only whether a test fails."""

FIRST = 4
"""So many tests run by themselves first: most changes are noticed by the nearest few."""

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


KEEPERS = ("derived", "cache", "lru_cache")
"""What keeps answers: how many it keeps is told by no answer."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of a file: the text from `start` to `end` becomes `new`.

    `line` is for readers, `text` is what stands in it; `nth` tells it from the same change of such a text.
    """

    file: str
    line: int
    text: str
    nth: int
    start: int
    end: int
    old: str
    new: str

    @property
    def key(self) -> str:
        """What names it in the list of equivalent ones, whatever is moved above it."""
        more = f" ({self.nth})" if self.nth > 1 else ""
        return f"{self.file}: {self.text}: {self.old} -> {self.new}{more}"

    @property
    def module(self) -> str:
        """Its file as a module."""
        return self.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


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
    unseen = {id(each) for node in ast.walk(tree) for each in _unseen(node)}
    seen = [node for node in ast.walk(tree) if id(node) not in unseen]
    times: Counter[tuple[str, str, str]] = Counter()
    for start, end, new in sorted({each for node in seen for each in _changes(node, source, at)}):
        row = source.count("\n", 0, start) + 1
        text, old = lines[row - 1].strip(), source[start:end]
        times[text, old, new] += 1
        yield Mutant(name, row, text, times[text, old, new], start, end, old, new)


def _unseen(node: ast.AST) -> Iterator[ast.AST]:
    """What may be anything for all that anybody can see, by rule.

    Guards against mistakes of ours (`strict=True`); how many answers are kept; how often a text is split of
    which the first part alone is taken.
    """
    for each in getattr(node, "keywords", []):
        if each.arg in NOT_DRAWN:
            yield each.value
    if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in KEEPERS:
        yield from (each.value for each in node.keywords)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and node.slice.value == 0:
        of = node.value
        if isinstance(of, ast.Call) and isinstance(of.func, ast.Attribute) and of.func.attr == "split":
            yield from (each.value for each in of.keywords if each.arg == "maxsplit")


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


def drawn(places_drawn: int | None = DRAWN) -> list[Mutant]:
    """The places of this run, the same for the same source; all there are where no number is told."""
    found: list[Mutant] = []
    for room in ROOMS:
        whole = ROOT / room
        files = sorted(whole.rglob("*.py")) if whole.is_dir() else [whole]
        for file in files:
            found += places(file)
    return sorted(found, key=_turn)[:places_drawn]


def _turn(mutant: Mutant) -> str:
    """When a place has its turn: by chance, and the same whatever changes elsewhere."""
    return hashlib.sha256(f"{SEED} {mutant.key}".encode()).hexdigest()


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
    for name in ("netmap", "tests", "tools"):
        compileall.compile_dir(copy / name, quiet=2)
    return copy


Lines = dict[str, dict[str, dict[str, float]]]
"""File, line, test, and the seconds that the test takes."""


class Runner:
    """A process of the copy that has read the packages, and parts for each run of tests.

    Most of what a run costs is to read them; of the project itself it has read nothing.
    """

    def __init__(self, copy: Path) -> None:
        """Start it."""
        self.copy = copy
        environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "tools.mutants", "serve"]
        self._process = subprocess.Popen(  # noqa: S603  (our own tests)
            command, cwd=copy, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def code(self, tests: Sequence[str], seconds: float) -> int:
        """The exit code of some tests in the copy; -1 where they took more seconds of the processor."""
        asked, told = self._process.stdin, self._process.stdout
        if asked is None or told is None:
            raise RuntimeError(self.copy)
        asked.write(json.dumps([list(tests), seconds]) + "\n")
        asked.flush()
        return int(told.readline())

    def end(self) -> None:
        """End it."""
        self._process.communicate()


def serve() -> None:
    """Run the tests that each line of the input names, each time in a child, and print the exit code."""
    for package in PACKAGES:
        importlib.import_module(package)
    gc.freeze()
    for line in sys.stdin:
        tests, seconds = json.loads(line)
        child = os.fork()
        if not child:
            _child(tests, seconds)
        handle = os.pidfd_open(child)
        if not select.select([handle], [], [], 10 * seconds)[0]:
            os.killpg(child, signal.SIGKILL)
        os.close(handle)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(max(code, -1), flush=True)


def _child(tests: Sequence[str], seconds: float) -> NoReturn:
    """Run some tests and end with their exit code; nothing is printed."""
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(seconds), math.ceil(seconds)))
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    code = 1
    try:
        code = pytest.main(["-q", "-x", *ALONE, *tests])
    finally:
        os._exit(int(code))


def tests_by_line(copies: Sequence[Path]) -> Lines:
    """For every file and line of the rooms the tests that pass and run it; made once for a folder of tests.

    Tests that drive a browser are left out: what they run is run in another process.
    """
    lines: Lines = {}
    with ThreadPoolExecutor(len(copies)) as pool:
        for part in pool.map(_lines_of, TESTS, [copies[n % len(copies)] for n in range(len(TESTS))]):
            for name, by_line in part.items():
                mine = lines.setdefault(name, {})
                for line, tests in by_line.items():
                    mine.setdefault(line, {}).update(tests)
    return lines


def _lines_of(folder: str, copy: Path) -> Lines:
    """The same of one folder of tests, with the seconds that each took."""
    kept = KEPT / f"{folder.replace('/', '_')}.json"
    if kept.exists():
        known: Lines = json.loads(kept.read_text(encoding="utf-8"))
        return known
    data, config = kept.with_suffix(".coverage"), kept.with_suffix(".ini")
    rooms = "".join(f"\n  */{room}/*" if (ROOT / room).is_dir() else f"\n  */{room}" for room in ROOMS)
    config.write_text(
        f"[run]\ndata_file = {data}\ndynamic_context = test_function\ninclude ={rooms}\n", encoding="utf-8"
    )
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    command = [sys.executable, "-m", "coverage", "run", f"--rcfile={config}", "-m", "pytest", "-q"]
    told = ["--durations=0", "--durations-min=0", "-vv", "-rA"]
    more = ["-p", "no:randomly", "-m", "not browser", *told, folder]
    done = subprocess.run(  # noqa: S603  (our own tests)
        [*command, *more], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    kept.with_suffix(".log").write_text(done.stdout + done.stderr, encoding="utf-8")
    lines = _lines_in(data, done.stdout, copy)
    kept.write_text(json.dumps(lines), encoding="utf-8")
    return lines


def _lines_in(data: Path, printed: str, copy: Path) -> Lines:
    """Lines with their tests out of what coverage measured and pytest printed."""
    from coverage import CoverageData

    broken = set(_named(printed, ("FAILED", "ERROR")))
    took: dict[str, float] = {}
    for name, seconds in _durations(printed):
        took[name] = took.get(name, 0.0) + seconds
    ids = {_context(name): name for name in took if name not in broken}
    read = CoverageData(str(data))
    read.read()
    lines: Lines = {}
    for file in read.measured_files():
        by_line = read.contexts_by_lineno(file)
        lines[Path(file).resolve().relative_to(copy.resolve()).as_posix()] = {
            str(line): {ids[each]: took[ids[each]] for each in contexts if each in ids}
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


def run(cores: int) -> None:
    """Try every place that was not tried yet, on each core one at a time."""
    KEPT.mkdir(parents=True, exist_ok=True)
    known = _known()
    copies = [_copy(number) for number in range(cores)]
    lines, places_now = tests_by_line(copies), {each.key: each for each in drawn(None)}
    mutants = [places_now[key] for key, told in known.items() if not told["outcome"] and key in places_now]
    runners: SimpleQueue[Runner] = SimpleQueue()
    all_runners = [Runner(copy) for copy in copies]
    for each in all_runners:
        runners.put(each)
    first = sorted({check for each in mutants for check in _checks(each)})
    if all_runners[0].code(first, 10 * LONGEST) != 0:
        raise SystemExit("A check that runs for every place fails without any change; see to it first.")

    def try_one(mutant: Mutant) -> tuple[Mutant, str, float]:
        runner, begin = runners.get(), time.monotonic()
        try:
            return mutant, outcome_of(runner, mutant, lines), time.monotonic() - begin
        finally:
            runners.put(runner)

    with ThreadPoolExecutor(cores) as pool:
        for mutant, outcome, took in pool.map(try_one, mutants):
            known[mutant.key]["outcome"] = outcome
            _keep(known)
            left = sum(not each["outcome"] for each in known.values())
            print(f"{left} left; {outcome} {took:.0f} s {mutant.key}", flush=True)
    for each in all_runners:
        each.end()


def again(told_of: list[str]) -> None:
    """Try what survived once more, with tests that were written since; they pass without a change.

    Where files or folders of the project are named too, only what survived in these.
    """
    tests = [each for each in told_of if each.startswith("tests/")]
    within = tuple(each for each in told_of if each not in tests) or ROOMS
    known, copy = _known(), _copy()
    runner, places_now = Runner(copy), {each.key: each for each in drawn(None)}
    if runner.code(tests, LONGEST) != 0:
        raise SystemExit("These tests do not pass without any change.")
    for key, told in known.items():
        left = told["outcome"] in SURVIVED and not told.get("since") and key.startswith(within)
        if left and key in places_now:
            code = _changed(runner, places_now[key], (tests,))
            if code:
                told["since"] = f"{OUTCOMES.get(code, 'noticed')} by tests written since"
                _keep(known)
            print(f"{OUTCOMES.get(code, 'noticed')}: {key}", flush=True)
    runner.end()


def _known() -> dict[str, dict[str, str]]:
    """What became of each place drawn; the draw of the first run holds for those after it."""
    tried = KEPT / "tried.json"
    if tried.exists():
        known: dict[str, dict[str, str]] = json.loads(tried.read_text(encoding="utf-8"))
        return known
    return {each.key: {"outcome": ""} for each in drawn()}


def _keep(known: dict[str, dict[str, str]]) -> None:
    (KEPT / "tried.json").write_text(json.dumps(known, indent=1), encoding="utf-8")


OUTCOMES = {0: "survived", -1: "ran on without end"}
SURVIVED, AT_FIRST = ("survived", "no test runs it"), "survived at first, "


def outcome_of(runner: Runner, mutant: Mutant, lines: Lines) -> str:
    """What became of one place: noticed, survived, or such tests as ran on without end."""
    runs = str(mutant.line) in lines.get(mutant.file, {})
    tests, checks = _nearest(runner.copy, mutant, lines), _checks(mutant)
    rounds = (tests[:FIRST], [*checks, *tests[FIRST:]]) if runs else (checks, tests)
    code = _changed(runner, mutant, rounds)
    return "no test runs it" if code == 0 and not tests else OUTCOMES.get(code, "noticed")


def _changed(runner: Runner, mutant: Mutant, rounds: Sequence[Sequence[str]]) -> int:
    """The first exit code that is not 0, of some rounds of tests with the change made; else 0."""
    file = runner.copy / mutant.file
    source = file.read_text(encoding="utf-8")
    file.write_text(source[: mutant.start] + mutant.new + source[mutant.end :], encoding="utf-8")
    try:
        return next((code for each in rounds if each and (code := runner.code(each, LONGEST))), 0)
    finally:
        file.write_text(source, encoding="utf-8")


def _checks(mutant: Mutant) -> list[str]:
    """What looks at everything at once; it runs first where a line runs when its module is read."""
    asked = CHECKS if mutant.file.startswith("netmap/questions/") else ()
    return [f"{EXAMPLES}[{mutant.module}]", DEFAULTS, *asked]


def _nearest(copy: Path, mutant: Mutant, lines: Lines) -> list[str]:
    """The tests that run its line, the quickest first; or of its module, those that import it first."""
    tests, direct = lines.get(mutant.file, {}).get(str(mutant.line), {}), set[str]()
    if not tests:
        tests = {test: took for each in lines.get(mutant.file, {}).values() for test, took in each.items()}
        named = {each.partition("::")[0] for each in tests}
        direct = {file for file in named if _imports(copy / file, mutant.module)}
    chosen: list[str] = []
    left = float(MOST_SECONDS)
    for test in sorted(tests, key=lambda each: (each.partition("::")[0] not in direct, tests[each])):
        if not _stands(copy, test):
            continue
        left -= tests[test] + 0.02
        if chosen and left < 0:
            break
        chosen.append(test)
    return chosen


@cache
def _stands(copy: Path, test: str) -> bool:
    """Whether a test is still there: one that pytest cannot find would pass for one that fails."""
    file, _, name = test.partition("::")
    source = copy / file
    return source.exists() and f"def {name.rpartition('::')[2]}(" in source.read_text(encoding="utf-8")


def _imports(file: Path, module: str) -> bool:
    """Whether a file of tests names a module in one of its imports."""
    package, _, name = module.rpartition(".")
    return any(
        (isinstance(node, ast.ImportFrom) and node.module == module)
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == package
            and name in {each.name for each in node.names}
        )
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    )


def told() -> str:
    """Counts and the list, for the committed file."""
    known, there = _known(), {each.key for each in drawn(None)}
    equivalent = json.loads(EQUIVALENT.read_text(encoding="utf-8")) if EQUIVALENT.exists() else {}
    now = {key: _now(key, told, there, equivalent) for key, told in known.items()}
    first = Counter(told["outcome"] for told in known.values() if told["outcome"])
    after = Counter(now[key] for key, told in known.items() if told["outcome"] in SURVIVED)
    listed = sorted((outcome, key) for key, outcome in now.items())
    reasons = [f"  {key}: {equivalent[key]}" for key in sorted(equivalent) if key in known]
    head = [
        f"Seed {SEED}, {first.total()} of {len(known)} places tried.",
        "By the tests as they stood: " + ", ".join(f"{n} {name}" for name, n in first.most_common()) + ".",
        f"Of the {after.total()} that survived: "
        + ", ".join(f"{n} {name.removeprefix(AT_FIRST)}" for name, n in after.most_common())
        + f". So {sum(after[name] for name in SURVIVED)} of {first.total()} survive.",
    ]
    rows = [f"{outcome}: {key}" for outcome, key in listed]
    return "\n".join([*head, "", *rows, "", "Equivalent, because:", *reasons, ""])


def _now(key: str, told: dict[str, str], there: Collection[str], equivalent: Collection[str]) -> str:
    """What has become of a place by now: noticed at once, or by what was done since."""
    if told["outcome"] not in SURVIVED:
        return told["outcome"] or "not tried"
    if key in equivalent:
        return f"{AT_FIRST}equivalent"
    if told.get("since"):
        return f"{AT_FIRST}{told['since']}"
    return told["outcome"] if key in there else f"{AT_FIRST}not there any more"


def main(arguments: list[str]) -> int:
    """Run, or write the list."""
    match arguments:
        case ["serve"]:
            serve()
            return 0
        case ["list"]:
            pass
        case ["again", *tests]:
            again(tests)
        case _:
            run(int(arguments[0]) if arguments else os.cpu_count() or 1)
    text = told()
    RESULT.write_text(text, encoding="utf-8")
    print("\n".join(text.splitlines()[:3]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
