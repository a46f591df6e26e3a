"""Where the files of a study lie: in a folder or in a zip archive."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Protocol

from netmap.files.archives import opened_archive
from netmap.model.errors import StudyError
from netmap.model.i18n import N_

PACKAGE = "datapackage.json"
TABLE_SUFFIXES = (".csv", ".tsv", ".txt")


class Source(Protocol):
    """Files by name, all of one study."""

    def names(self) -> Sequence[str]:
        """The names of the files, sorted, without hidden ones; `/` parts folders."""

    def read(self, name: str) -> bytes:
        """A file's bytes; `StudyError` where it is not there or cannot be read."""


class FolderSource:
    """The files of a folder, not of the folders in it unless the data package names them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> Sequence[str]:
        """The names of the files in the folder itself."""
        files = (found for found in self._folder.iterdir() if found.is_file() or _leads_nowhere(found))
        return sorted(found.name for found in files if not _hidden(found.name))

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        path = self._folder / name
        if _leads_nowhere(path) or _leads_out(path, self._folder):
            raise _link(name)
        if not path.is_file():
            raise _absent(name)
        try:
            return path.read_bytes()
        except OSError as error:
            raise StudyError(
                N_("{name} cannot be read: {why}"), name=name, why=error.strerror or ""
            ) from error


class ZipSource:
    """The files of an archive; one folder around all of them is looked through."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        files = [entry for entry in archive.infolist() if not entry.is_dir() and not _hidden(entry.filename)]
        around = _common_folder([entry.filename for entry in files])
        self._archive = archive
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in files:
            name = entry.filename.removeprefix(around)
            if name in self._entries:
                raise _damaged(name)
            self._entries[name] = entry

    def names(self) -> Sequence[str]:
        """The names of the files at the archive's top."""
        return sorted(name for name in self._entries if "/" not in name)

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        if name not in self._entries:
            raise _absent(name)
        if stat.S_ISLNK(self._entries[name].external_attr >> 16):
            raise _link(name)
        try:
            return self._archive.read(self._entries[name])
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
            raise _damaged(name) from error


def source_at(path: Path) -> Source:
    """The source of a folder or a .zip."""
    return FolderSource(path) if path.is_dir() else ZipSource(opened_archive(path.read_bytes(), path.name))


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _leads_nowhere(path: Path) -> bool:
    return path.is_symlink() and not path.exists()


def _leads_out(path: Path, folder: Path) -> bool:
    return path.exists() and not path.resolve().is_relative_to(folder.resolve())


def _common_folder(names: Sequence[str]) -> str:
    tops = {name.split("/")[0] for name in names}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in names) else ""


def _damaged(name: str) -> StudyError:
    return StudyError(N_("{name} is damaged in the archive; pack it again."), name=name)


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
