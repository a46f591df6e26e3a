"""The import dialog as a service: files wait here between what is asked and what is answered."""

from __future__ import annotations

import base64
import secrets
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from netmap.files.importer.mapping import Mapping as FileMapping
from netmap.files.importer.mends import Mends, with_mends
from netmap.files.importer.questions import Answers
from netmap.library.principals import Principal
from netmap.library.study_library import Stored, StudyLibrary
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_, Translator, translator
from netmap.records.imports.importing import UNMENDED, ImportService
from netmap.records.imports.rendered import ImportSaid, import_said
from netmap.records.imports.rendered_sheets import SETTINGS
from netmap.records.imports.types import Committed, Understood

MOST_FILES = 8
"""So many files wait to be taken in; the oldest is forgotten first, and can be uploaded again."""

UNFIT = N_("The request does not say {what} as it must.")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, eq=False)
class _Upload:
    """A file that waits: who brought it, for which study, how it is read so far, what was mended."""

    by: str
    study: str
    found: Understood
    mapping: FileMapping
    answers: Answers
    mends: Mends = UNMENDED


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


class ImportDesk:
    """Takes files from a page into the studies of a library's stores, in steps."""

    def __init__(self, library: StudyLibrary) -> None:
        self.library = library
        self._services: dict[int, ImportService] = {}
        self._waiting: OrderedDict[str, _Upload] = OrderedDict()
        self._lock = threading.Lock()

    def upload(
        self, principal: Principal, study: str, name: str, content: bytes, language: str = "en"
    ) -> ImportSaid:
        """Take a file apart, and say what it was understood to be and what it would do.

        Args:
            principal: who brings it.
            study: into which study it is to go.
            name: what the file is called; its ending counts.
            content: its bytes.
            language: of what is said.

        Raises:
            RefusedFileError: a file that is not taken in, with the reason and the cure.
        """
        stored = self.library.stored(principal, study)
        plain = PurePath(name.replace("\\", "/")).name[-LONGEST_NAME:] or "list.csv"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "upload"
            path.write_bytes(content)
            found = self._service(stored).understand(principal, stored.name, path, name=plain)
        waiting = _Upload(principal.name, study, found, found.mapping, found.answers)
        return self._said(principal, stored, self._keep(waiting), waiting, translator(language))

    def preview(
        self, principal: Principal, study: str, body: Mapping[str, Any], language: str = "en"
    ) -> ImportSaid:
        """The same again with what a reader corrected and answered.

        Args:
            principal: who asks.
            study: the study.
            body: `upload`; `columns` (each with `sheet`, `place`, `column`, `field`), `shapes` (each with
                `sheet`, `place`, `shape`), `settings` (each with `sheet`, `place`, `name`, `value`),
                `answers` (each with `question`, `about`, `action`, `value`), `cells` (each with `sheet`,
                `place`, `line`, `column`, `text`; without a text it becomes what it was), `lines` (each with
                `sheet`, `place`, `line`, `left`: left out or not).
            language: of what is said.

        Raises:
            ArgumentError: something that is no correction, no answer or no mend.
            RefusedFileError: a cell was mended with something that no file may hold.
            NotFoundError: the file is not here any more.
        """
        stored = self.library.stored(principal, study)
        key = str(body.get("upload"))
        waiting = self._upload(principal, study, key)
        answers = waiting.answers.merged(Answers.from_json(body.get("answers") or []))
        mapping = _corrected(waiting.mapping, body)
        mends = with_mends(
            waiting.mends, waiting.found.file, body.get("cells") or [], body.get("lines") or []
        )
        now = replace(waiting, mapping=mapping, answers=answers, mends=mends)
        said = self._said(principal, stored, key, now, translator(language))
        with self._lock:
            self._waiting[key] = now
        return said

    def commit(
        self, principal: Principal, study: str, body: Mapping[str, Any], language: str = "en"
    ) -> ImportDone:
        """Take the file in as it was previewed: all of it, or with `take_good` what can be taken.

        Raises:
            BadRowsError: there are bad records, and the good ones were not asked for.
            StalePreviewError: the study has changed, and the file would do something else now.
            NotFoundError: no such preview.
        """
        stored, t = self.library.stored(principal, study), translator(language)
        waiting = self._upload(principal, study, str(body.get("upload")))
        with stored.turn:
            done = self._service(stored).commit(
                principal,
                stored.name,
                str(body.get("token")),
                take_good=body.get("take_good") is True,
                translator=t,
            )
        name = f"{PurePath(waiting.found.file.name).stem}.repair.xlsx"
        repair = "" if done.repair is None else base64.b64encode(done.repair).decode("ascii")
        number = None if done.change is None else done.change.number
        return ImportDone(number, done.again, _done_said(number, done, t), repair, name)

    def _service(self, stored: Stored) -> ImportService:
        """The one service of a store, which remembers its previews."""
        with self._lock:
            return self._services.setdefault(id(stored.store), ImportService(stored.store))

    def _keep(self, waiting: _Upload) -> str:
        key = secrets.token_hex(16)
        with self._lock:
            self._waiting[key] = waiting
            while len(self._waiting) > MOST_FILES:
                self._waiting.popitem(last=False)
        return key

    def _upload(self, principal: Principal, study: str, key: str) -> _Upload:
        with self._lock:
            found = self._waiting.get(key)
        if found is None or found.by != principal.name or found.study != study:
            raise NotFoundError(N_("The file is not here any more; choose it again."))
        return found

    def _said(
        self, principal: Principal, stored: Stored, key: str, waiting: _Upload, t: Translator
    ) -> ImportSaid:
        found = waiting.found
        preview = self._service(stored).preview(
            principal, stored.name, found.file, waiting.mapping, waiting.answers, mends=waiting.mends
        )
        return import_said(key, found, waiting.mapping, waiting.mends, preview, t)


def _corrected(mapping: FileMapping, body: Mapping[str, Any]) -> FileMapping:
    """The mapping with what a reader corrected; held to what a mapping can be."""
    for shape in _several(body, "shapes"):
        sheet = mapping.sheet(str(shape.get("sheet")), str(shape.get("place", "")))
        if sheet is not None:
            mapping = mapping.with_sheet(replace(sheet, shape=str(shape.get("shape"))))
    for column in _several(body, "columns"):
        sheet = mapping.sheet(str(column.get("sheet")), str(column.get("place", "")))
        place = column.get("column")
        if sheet is not None and isinstance(place, int):
            mapping = mapping.with_sheet(sheet.with_field(place, str(column.get("field"))))
    for said in _several(body, "settings"):
        sheet, name = mapping.sheet(str(said.get("sheet")), str(said.get("place", ""))), said.get("name")
        value = said.get("value")
        if name not in SETTINGS or not isinstance(value, str) or len(value) > LONGEST_NAME:
            raise ArgumentError(UNFIT, what="settings")
        if sheet is not None:
            mapping = mapping.with_sheet(sheet.with_setting(name, value.strip()))
    return FileMapping.from_json(mapping.to_json())


def _several(body: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = body.get(name) or []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise ArgumentError(UNFIT, what=name)
    return found


def _done_said(number: int | None, done: Committed, t: Translator) -> str:
    if number is None and done.repair is not None:
        return t.gettext(N_("Nothing new could be taken in; nothing was written."))
    if number is None:
        return t.gettext(N_("The file says nothing that was not known; nothing was written."))
    said = N_("Taken in, as change {n}.")
    if done.again:
        said = N_("The same file was taken in before, as change {n}.")
    return t.gettext(said).format(n=number)
