"""Zip archives (an .xlsx is one too), refused before they are opened if they would burst."""

from __future__ import annotations

import io
import zipfile

from netmap.model.errors import StudyError
from netmap.model.i18n import N_

MOST_ENTRIES = 2_000
MOST_BYTES = 1_000_000_000
MOST_WORKBOOK_BYTES = 300_000_000
MOST_RATIO = 100
RATIO_FROM = 5_000_000
"""An archive may hold so many entries and so many bytes; an entry above `RATIO_FROM` bytes may not be
packed more than `MOST_RATIO` times smaller."""


def opened_archive(data: bytes, name: str, most: int = MOST_BYTES) -> zipfile.ZipFile:
    """An archive whose size has been checked.

    Args:
        data: its bytes.
        name: what to call it in an error.
        most: how many bytes it may hold when unpacked.

    Raises:
        StudyError: no archive, encrypted, or too large.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise StudyError(
            N_("{name} is no archive that can be opened; pack or save it again."), name=name
        ) from error
    _check_size(archive, name, most)
    return archive


def _check_size(archive: zipfile.ZipFile, name: str, most: int) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise StudyError(N_("{name} holds {n} entries; a study has far fewer."), name=name, n=len(entries))
    total = sum(entry.file_size for entry in entries)
    if total > most:
        raise StudyError(
            N_("{name} would unpack to {size} MB; the most that is read is {most} MB. Give a folder of CSV."),
            name=name,
            size=total // 1_000_000,
            most=most // 1_000_000,
        )
    for entry in entries:
        _check_entry(entry, name)


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    if entry.flag_bits & 1:
        raise StudyError(N_("{name} is encrypted; pack it without a password."), name=name)
    if entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise StudyError(
            N_("{name} holds an entry that unpacks to {ratio} times its size; it is not opened."),
            name=name,
            ratio=entry.file_size // max(entry.compress_size, 1),
        )
