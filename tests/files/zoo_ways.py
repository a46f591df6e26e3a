"""The ways on which a file from outside comes in, each tried on the hostile zoo and held to its limits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from netmap.files.sandbox.limits import LIMITS
from tests.files.hostile_zoo import AGENCIES, tables, texts
from tests.files.measured import Measured, measured


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: its name, the work on a path as some lines of Python, the most lines that it may print, and
    whether it takes folders."""

    name: str
    work: str
    most_lines: int
    folders: bool


CHECK = Way(
    "check",
    """
import netmap.files.reading, netmap.library.opened_studies, netmap.questions.checks, pandas
from netmap.cli.program import run

def work(path):
    return run(["check", path])
""",
    24,
    folders=True,
)

READ = Way(
    "read_study",
    """
import netmap, netmap.files.reading, netmap.library.opened_studies, netmap.questions.checks, pandas
from netmap.model.errors import NetmapError

def work(path):
    try:
        netmap.read_study(path)
    except NetmapError as error:
        print(error)
        return 2
""",
    24,
    folders=True,
)

SERVE = Way(
    "serve",
    """
import asyncio, httpx, netmap.api, netmap.files.reading, netmap.library.opened_studies, pandas
import netmap.questions.checks, netmap.questions.map.facts
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import NetmapError

def work(path):
    try:
        app = netmap.api.build_api(StudyLibrary([path]))
    except NetmapError as error:  # said before anything is served
        print(error)
        return 2
    board, problems = asyncio.run(asked(app))
    assert board.status_code in (200, 400, 404, 422), board.text[:300]
    assert problems.status_code == 200, problems.text[:300]
    assert len(problems.content) < 20_000_000
    if board.status_code != 200:
        print(board.json()["error"]["message"])
        return 2

async def asked(app):
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        (study,) = (await client.get("/api/v1/studies")).json()["studies"]
        at = f"/api/v1/studies/{httpx.URL(path=study['name']).raw_path.decode()}"
        return [await client.get(f"{at}/{what}") for what in ("board", "problems.csv")]
""",
    24,
    folders=True,
)

UPLOAD = Way(
    "upload",
    """
import pandas
from netmap.files.sandbox.cells import read_cells
from netmap.files.sandbox.reasons import RefusedFileError

def work(path):
    try:
        read_cells(path)
    except RefusedFileError as error:
        print(error)
        return 2
""",
    1,
    folders=False,
)

WAYS = (CHECK, READ, SERVE, UPLOAD)

READ_RIGHTLY = {
    "composed",
    "dates",
    "errors.xlsx",
    "false-dim.xlsx",
    "far-row.xlsx",
    "formulas.xlsx",
    "json",
    "links.xlsx",
    "long-attribute.xlsx",
    "long-name.zip",
    "macro.xlsm",
    "missing",
    "mixed-ends",
    "noughts",
    "overlong",
    "package-big.zip",
    "ratio-99.xlsx",
    "returns",
    "right-to-left",
    "strings-bomb.xlsx",
    "style.xlsx",
    "surrogate",
    "utf-16",
    "utf-16-unmarked",
    "utf-32",
    "utf-7",
    "vertical-tab",
    "zero-width",
    "two-marks",
    "far-days.xlsx",
}
"""What holds a table after all; of some of it the check warns."""


def lists(place: Path, names: Collection[str] | None = None) -> list[Path]:
    """The hostile texts as single files, or those of some names."""
    place.mkdir()
    for name, made in texts().items():
        if names is None or f"{name}.csv" in names:
            (place / f"{name}.csv").write_bytes(made())
    return sorted(place.iterdir())


def tried(way: Way, paths: Sequence[Path], place: Path) -> list[str]:
    """What is wrong with how each of some files and folders came in on a way; none where all is well."""
    place.mkdir()
    if way.folders:
        usual = tables(place / "usual")
    else:
        usual = place / "usual.csv"
        usual.write_bytes(AGENCIES)
    mine = [path for path in paths if way.folders or path.is_file()]
    _, plain, *found = measured(way.work, [usual, usual, *mine])
    wrong = [] if plain.code == 0 else [f"{way.name}: what is usual fails: {plain.printed[-500:]}"]
    for path, took in zip(mine, found, strict=True):
        wrong += [f"{way.name} {path.name}: {fault}" for fault in faults(path, took, plain, way)]
    return wrong


def faults(path: Path, took: Measured, plain: Measured, way: Way) -> list[str]:
    """In what a piece of work on a hostile file is not as it must be."""
    lines = took.printed.splitlines()
    size = path.stat().st_size if path.is_file() else 0
    told = {
        f"ended with {took.code}: {took.printed[-500:]}": took.code not in (0, 2),
        "a traceback": "Traceback" in took.printed,
        f"{took.megabytes - plain.megabytes:.0f} MB": took.megabytes >= plain.megabytes + 50,
        f"{took.seconds - plain.seconds:.1f} s": took.seconds
        >= plain.seconds + max(2.0, LIMITS.seconds_for(size)),
        f"{len(lines)} lines": len(lines) > way.most_lines,
        "a long line": max(map(len, lines), default=0) >= 2_000,
        "no reason": took.code == 2 and not lines,
        "taken in": way.folders and took.code == 0 and path.name not in READ_RIGHTLY,
    }
    return [what for what, there in told.items() if there]


def endless_line(place: Path, megabytes: int) -> Path:
    """A folder with a table whose second line has no end."""
    hostile = tables(place)
    with (hostile / "zones.csv").open("wb") as stream:
        stream.write(b"zone,name\nz,")
        for _ in range(megabytes):
            stream.write(b"x" * 1_000_000)
    return hostile
