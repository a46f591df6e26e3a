"""A study written to files: a folder of CSV, a .zip of it, or a workbook."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from netmap.files.packages import package_of
from netmap.files.packed import packed, put
from netmap.files.sandbox.kinds import PACKAGE
from netmap.files.tables import table_files
from netmap.files.written_tables import as_text, written_tables
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.schema import TABLES
from netmap.model.study import Study

OTHER_FILES = (
    *(".csv", ".tsv", ".txt", ".json", ".xls", ".ods", ".gz", ".tar"),
    *(".kumu", ".pajek", ".paj", ".gml", ".vna", ".ucinet", ".gephi"),
)
"""Suffixes that somebody may give by mistake; any other name is a folder's."""

OTHER = N_(
    "{path}: a study is written to a folder, a .zip or an .xlsx, and its network to a name that ends as "
    "netmap hand-over lists (to .csv and .xlsx with --network)"
)


def write_study(study: Study, path: str | os.PathLike[str]) -> Path:
    """A study written without loss: what is read back from the files is the same study.

    The same study gives the same bytes. Ids are written as they are; in a workbook they are typed as
    text, so that `=A1` is no formula and `001` keeps its noughts.

    Args:
        study: what to write.
        path: a name that ends in .zip or .xlsx, else the name of a folder, which is made if it is not
            there. Tables of the same names in it are replaced.

    Returns:
        The path.

    Raises:
        ArgumentError: the folder around the path is not there, the folder holds other tables, or a
            workbook cannot hold the study.

    Example:
        >>> import tempfile, netmap
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     study = netmap.from_tables(agencies=pd.DataFrame({"agency": ["=A1", "001"]}))
        ...     written = write_study(study, Path(folder, "study.zip"))
        ...     netmap.read_study(written).agencies["agency"].tolist()
        ['=A1', '001']
    """
    place = Path(path)
    suffix = place.suffix.casefold()
    if suffix in OTHER_FILES and not place.is_dir():
        raise ArgumentError(OTHER, path=place)
    if not place.absolute().parent.is_dir():
        raise ArgumentError(N_("{path}: the folder around it is not there; make it first"), path=place)
    FORMATS.get(suffix, _write_folder)(study, place)
    return place


def study_files(study: Study) -> dict[str, bytes]:
    """The files of a study by name: its data package and a CSV for each table."""
    tables = written_tables(study)
    package = package_of(study.about, {name: list(frame.columns) for name, frame in tables.items()})
    files = {f"{name}.csv": _csv(name, frame) for name, frame in tables.items()}
    return {PACKAGE: package.encode(), **files}


def study_zip(study: Study) -> bytes:
    """The bytes of the .zip of a study."""
    return packed(study_files(study))


def _csv(name: str, frame: pd.DataFrame) -> bytes:
    text = as_text(frame, TABLES[name]).to_csv(index=False, lineterminator="\n")
    return str(text).encode()


def _write_folder(study: Study, folder: Path) -> None:
    files = study_files(study)
    if folder.exists():
        _check_folder(folder, files)
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        put(folder / name, data)


def _check_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    if not folder.is_dir():
        raise ArgumentError(N_("{path} is a file; give the name of a folder, .zip or .xlsx"), path=folder)
    there = [found.name for found in folder.iterdir() if found.is_file()]
    others = sorted(file.path for file in table_files(there, [], []) if file.path not in files)
    if others:
        raise ArgumentError(
            N_("{path} holds tables of another study ({names}); give a new folder"),
            path=folder,
            names=", ".join(others),
        )


def _write_zip(study: Study, path: Path) -> None:
    put(path, study_zip(study))


def _write_book(study: Study, path: Path) -> None:
    from netmap.files.workbook_writing import workbook_bytes

    put(path, workbook_bytes(written_tables(study), study.about))


FORMATS: dict[str, Callable[[Study, Path], None]] = {".zip": _write_zip, ".xlsx": _write_book}
"""For each suffix how a study is written to it; anything else is a folder."""
