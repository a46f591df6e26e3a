"""The import dialog in steps: files wait here between what is asked and what is answered."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any, Literal

from pydantic import Field, StrictBool

from netmap.files.importer.applying import without_collections
from netmap.files.importer.letters import headers_in_letters, in_letters
from netmap.files.importer.mapping import Mapping as FileMapping
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.mends import Mends, with_mends
from netmap.files.importer.questions import Answers
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_
from netmap.records.imports.importing import UNMENDED, ImportService
from netmap.records.imports.rendered import ImportSaid, done_said, import_said
from netmap.records.imports.types import Understood
from netmap.records.requests import Number, RecordContext, Request
from netmap.store.errors import StoreError

LONGEST_NAME = 200
MOST_CORRECTIONS = 20_000
"""So many corrections, answers or mends are sent at once."""


class FileRequest(Request):
    """A file that is brought."""

    name: str = Field("", description="What the file is called; its ending counts.")
    content: bytes = Field(b"", description="The file as it is.")


class OfSheet(Request):
    """Something that is said of a sheet; `place` is the entry of an archive that the sheet is in."""

    sheet: str
    place: str = ""


class ShapeRead(OfSheet):
    """What a sheet holds; empty: it is left out."""

    shape: str

    def corrected(self, sheet: SheetMapping) -> SheetMapping:
        """The sheet, read so."""
        return replace(sheet, shape=self.shape)


class ColumnRead(OfSheet):
    """What a column is taken for; columns count from 0."""

    column: Number
    field: str

    def corrected(self, sheet: SheetMapping) -> SheetMapping:
        """The sheet, read so."""
        return sheet.with_field(self.column, self.field)


class SettingRead(OfSheet):
    """What no column of a sheet says."""

    name: Literal["relation", "wave", "zone", "date", "title", "key"]
    value: str = Field(max_length=LONGEST_NAME)

    def corrected(self, sheet: SheetMapping) -> SheetMapping:
        """The sheet, read so."""
        return sheet.with_setting(self.name, self.value.strip())


class CellMend(OfSheet):
    """What stands in a cell from now on; without a text it becomes what it was."""

    line: Number
    column: Number
    text: str | None = None


class LineMend(OfSheet):
    """A line that is left out, or not any more."""

    line: Number
    left: StrictBool = False


class PreviewRequest(Request):
    """What a reader corrected, answered and mended in a file that waits."""

    upload: str = Field("", description="The file, as its upload told.")
    shapes: tuple[ShapeRead, ...] = Field((), max_length=MOST_CORRECTIONS)
    columns: tuple[ColumnRead, ...] = Field((), max_length=MOST_CORRECTIONS)
    settings: tuple[SettingRead, ...] = Field((), max_length=MOST_CORRECTIONS)
    answers: tuple[dict[str, Any], ...] = Field(
        (),
        max_length=MOST_CORRECTIONS,
        description="Each with question, about, action (is, new, drop) and value.",
    )
    cells: tuple[CellMend, ...] = Field((), max_length=MOST_CORRECTIONS)
    lines: tuple[LineMend, ...] = Field((), max_length=MOST_CORRECTIONS)
    removals: StrictBool | None = Field(
        None, description="Whether rows that were taken out of an exported sheet go; unsaid: as before."
    )


class CommitRequest(Request):
    """A preview that is taken in."""

    upload: str = Field("", description="The file, as its upload told.")
    token: str = Field("", description="The preview, as it told.")
    take_good: StrictBool = Field(False, description="Take in what can be taken; the rest comes back.")


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """A file that waits: who brought it, for which study, how it is read so far, what was mended.

    `service` remembers the previews of it.
    """

    by: str
    study: str
    service: ImportService
    found: Understood
    mapping: FileMapping
    answers: Answers
    mends: Mends = UNMENDED
    removals: bool = False


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What was done: the change (None where the file said nothing new), a sentence, and what was left.

    `repair` is a workbook of the records that were left, as base64, with `repair_name`; else empty.
    """

    change: int | None
    again: bool
    said: str
    repair: str
    repair_name: str


@without_collections()
def upload_file(at: RecordContext, brought: FileRequest) -> ImportSaid:
    """Take a file apart, and say what it was understood to be and what it would do.

    Raises:
        RefusedFileError: a file that is not taken in, with the reason and the cure.
        StoreError: there is no room to put it aside for reading.
    """
    stored = at.stored
    service = ImportService(stored.store)
    name = PurePath(brought.name.replace("\\", "/")).name[-LONGEST_NAME:] or "list.csv"
    with _put_aside(brought.content) as path:
        found = service.understand(at.principal, stored.name, path, name=name)
    waiting = _Waiting(at.principal.name, at.study, service, found, found.mapping, found.answers)
    return _said(at, at.uploads.put_new(waiting), waiting)


@contextmanager
def _put_aside(content: bytes) -> Iterator[Path]:
    """A file with some bytes, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="netmap-") as folder:
        path = Path(folder, "upload")
        try:
            path.write_bytes(content)
        except OSError as error:
            said = N_("The file cannot be put aside for reading: {why}. Nothing was changed.")
            raise StoreError(said, why=error.strerror or str(error)) from error
        yield path


@without_collections()
def preview_import(at: RecordContext, asked: PreviewRequest) -> ImportSaid:
    """What a file would do, with what a reader corrected, answered and mended.

    Raises:
        ArgumentError: something that is no correction, no answer or no mend.
        RefusedFileError: a cell was mended with something that no file may hold.
        NotFoundError: the file is not here any more.
    """
    waiting = _waiting(at, asked.upload)
    cells, lines = ([each.model_dump() for each in some] for some in (asked.cells, asked.lines))
    now = replace(
        waiting,
        mapping=_corrected(waiting.mapping, asked),
        answers=waiting.answers.merged(Answers.from_json(list(asked.answers))),
        mends=with_mends(waiting.mends, waiting.found.file, cells, lines),
        removals=waiting.removals if asked.removals is None else asked.removals,
    )
    said = _said(at, asked.upload, now)
    at.uploads.put(asked.upload, now)
    return said


def commit_import(at: RecordContext, asked: CommitRequest) -> ImportDone:
    """Take a file in as it was previewed: all of it, or with `take_good` what can be taken.

    Raises:
        BadRowsError: there are bad records, and the good ones were not asked for.
        StalePreviewError: the study has changed, and the file would do something else now.
        NotFoundError: no such preview.
    """
    stored, t, waiting = at.stored, at.t, _waiting(at, asked.upload)
    with stored.turn:
        done = waiting.service.commit(
            at.principal, stored.name, asked.token, take_good=asked.take_good, translator=t
        )
    name = f"{PurePath(waiting.found.file.name).stem}.repair.xlsx"
    repair = "" if done.repair is None else base64.b64encode(done.repair).decode("ascii")
    number = None if done.change is None else done.change.number
    return ImportDone(number, done.again, done_said(done, t), repair, name)


def _waiting(at: RecordContext, key: str) -> _Waiting:
    found: _Waiting | None = at.uploads.get(key)
    if found is None or (found.by, found.study) != (at.principal.name, at.study):
        raise NotFoundError(N_("The file is not here any more; choose it again."))
    return found


def _said(at: RecordContext, key: str, waiting: _Waiting) -> ImportSaid:
    found, mapping, mends = waiting.found, waiting.mapping, waiting.mends
    preview = waiting.service.preview(
        at.principal,
        at.stored.name,
        found.file,
        mapping,
        waiting.answers,
        removals=waiting.removals,
        mends=mends,
    )
    seen = replace(found, file=in_letters(found.file, waiting.answers))
    mapping = headers_in_letters(mapping, seen.file)
    return import_said(key, seen, mapping, mends, preview, at.t, waiting.removals)


def _corrected(mapping: FileMapping, asked: PreviewRequest) -> FileMapping:
    """The mapping with what a reader corrected; held to what a mapping can be."""
    said: tuple[ShapeRead | ColumnRead | SettingRead, ...] = (
        *asked.shapes,
        *asked.columns,
        *asked.settings,
    )
    for one in said:
        sheet = mapping.sheet(one.sheet, one.place)
        if sheet is None:
            continue
        mapping = mapping.with_sheet(one.corrected(sheet))
    return FileMapping.from_json(mapping.to_json())
