"""Where the tables of a study lie: in a folder, in an archive of it, or on the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from netmap.files.packages import read_about, read_package
from netmap.files.sandbox.cells import grid_of
from netmap.files.sandbox.kinds import BOOKS, OLD_BOOKS, PACKAGE, TABLES
from netmap.files.sandbox.limits import STUDY_LIMITS
from netmap.files.sandbox.parts import Part, refusals, taken_apart
from netmap.files.sandbox.zips import hidden
from netmap.model.errors import StudyError
from netmap.model.i18n import N_

ABOUT = "about"
"""The sheet that holds what a data package would say: a name and a JSON value on each row."""

NO_TABLE = N_("{name} holds no table of a study; it needs at least agencies.csv or practitioners.csv.")
NO_SHEET = N_("{name} holds no table of a study; it needs at least a sheet agencies or practitioners.")


@dataclass(frozen=True, slots=True)
class Source:
    """The parts of a study by the names of their files or sheets, and what the study says of itself.

    `beside` are parts that hold a table only if the data package names them; `none` says that there is no
    table at all.
    """

    parts: Mapping[str, Part]
    about: Mapping[str, Any]
    beside: Mapping[str, Part] = field(default_factory=dict)
    none: str = NO_TABLE

    def part(self, name: str) -> Part:
        """A part; `StudyError` where the data package names one that is not there."""
        found = self.parts.get(name) or self.beside.get(name)
        if found is None:
            raise _absent(name)
        return found


@contextmanager
def opened_source(path: Path) -> Iterator[Source]:
    """The source of a study, whose parts are there until the end of the block.

    Raises:
        StudyError: there is no study at the path, or its file is not taken in.
    """
    if path.is_dir():
        yield _folder(path)
        return
    source = FORMATS.get(path.suffix.casefold())
    if source is None or not path.exists():
        raise _no_study(path)
    with taken_apart(path, path.name, STUDY_LIMITS) as parts:
        yield source(path.stem, parts)


def _no_study(path: Path) -> StudyError:
    if not path.exists():
        return StudyError(
            N_("There is nothing at {path}; give a folder of CSV tables, a .zip or an .xlsx."), path=path
        )
    return StudyError(
        N_("{path} is no study: give the folder with the tables, a .zip of it, or an .xlsx."), path=path
    )


def _folder(folder: Path) -> Source:
    """The files of a folder, not of the folders in it unless the data package names them."""
    try:
        names = sorted(found.name for found in folder.iterdir() if not hidden(found.name))
    except OSError as error:
        raise StudyError(
            N_("{name} cannot be read: {why}"), name=folder.name, why=error.strerror or ""
        ) from error
    files = {name: Part(name, "", folder / name) for name in names}
    package = read_package(in_folder(folder, PACKAGE)) if PACKAGE in files else {}
    named = [resource["path"] for resource in package.get("resources", ())]
    beside = {name: Part(name, "", folder / name) for name in named if (folder / name).is_file()}
    return Source(files, {"name": folder.resolve().name, **package}, beside)


def checked_part(part: Part, name: str) -> Part:
    """A part that is no link out of its folder.

    Raises:
        StudyError: a link that leads nowhere or out of the study.
    """
    in_folder(part.path.parents[name.count("/")], name)
    return part


def in_folder(folder: Path, name: str) -> Path:
    """The path of a file of a folder; `StudyError` where it is a link that leads nowhere or out of it."""
    path = folder / name
    leads_nowhere = path.is_symlink() and not path.exists()
    if leads_nowhere or (path.exists() and not path.resolve().is_relative_to(folder.resolve())):
        raise _link(name)
    return path


def _archive(name: str, parts: list[Part]) -> Source:
    """The text files of an archive; one folder around all of them is looked through."""
    texts = {part.name: part for part in parts if part.sheet is None}
    around = _common_folder(list(texts))
    files = {name.removeprefix(around): part for name, part in texts.items()}
    package = read_package(files[PACKAGE].path) if PACKAGE in files else {}
    top = {name: part for name, part in sorted(files.items()) if "/" not in name}
    return Source(top, {"name": name, **package}, files)


def _book(name: str, parts: list[Part]) -> Source:
    """The sheets of a workbook in which something is written."""
    written = [part for part in parts if part.sheet is not None]
    about: dict[str, Any] = {"name": name}
    sheets: dict[str, Part] = {}
    for part in written:
        said = _about(part) if part.name.strip().casefold() == ABOUT else None
        if said is None:
            sheets[part.name] = part
        else:
            about.update(said)
    return Source(sheets, about, none=NO_SHEET)


def _about(part: Part) -> dict[str, Any] | None:
    with refusals():
        return read_about(grid_of(part, STUDY_LIMITS).cells.tolist())


FORMATS: dict[str, Callable[[str, list[Part]], Source]] = {
    ".zip": _archive,
    **dict.fromkeys((*BOOKS, *OLD_BOOKS), _book),
}
"""For each suffix of a file how its parts make a study."""


def may_hold_table(name: str) -> bool:
    """Whether a file's name says that it may hold a table."""
    return PurePosixPath(name).suffix.casefold() in TABLES


def _common_folder(names: list[str]) -> str:
    tops = {name.split("/")[0] for name in names}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in names) else ""


def _link(name: str) -> StudyError:
    return StudyError(
        N_("{name} is a link that leads nowhere or out of the study; put the file itself in its place."),
        name=name,
    )


def _absent(name: str) -> StudyError:
    return StudyError(
        N_("{name} is named in {package} and is not there; add it, or take it out of {package}."),
        name=name,
        package=PACKAGE,
    )
