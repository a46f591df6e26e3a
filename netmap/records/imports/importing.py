"""Imports as a ledger: what a file would do, all of it or nothing, and undone at any later time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from netmap.files.importer.applying import apply
from netmap.files.importer.blocks import in_blocks
from netmap.files.importer.headers import plain_header
from netmap.files.importer.letters import headers_in_letters, in_letters
from netmap.files.importer.mapping import Mapping
from netmap.files.importer.mends import Mends, mended
from netmap.files.importer.questions import DAY, START, WEEK, YEAR, Answers
from netmap.files.importer.resolving import made_id
from netmap.files.importer.understanding import ABOUT, headers_of, understand
from netmap.files.sandbox.cells import FileCells, read_cells
from netmap.library.principals import Principal
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import ENGLISH, N_, Translator
from netmap.model.study import Study
from netmap.records.imports.changes import source_of, table_changes, table_counts
from netmap.records.imports.repair import repair_book
from netmap.records.imports.types import (
    BadRowsError,
    Committed,
    Pending,
    Preview,
    StalePreviewError,
    Understood,
)
from netmap.records.requests import Recent
from netmap.store.change_sets import Change, ChangeSet, Written
from netmap.store.keeping import IMPORT, Store

MOST_PENDING = 3
"""So many previews of one file wait to be committed; an older one can be asked for again."""

MOST_DONE = 5
"""So many imports are remembered, so that whoever did not hear the answer gets it again; of an older one the
file itself is known again."""

UNMENDED = Mends()
OF_ONE_FILE = (START, DAY, WEEK, YEAR)
"""Kinds of question whose answers say nothing of another file."""


class ImportService:
    """Takes files into the studies of a store, each as one change that can be undone.

    It remembers its last previews and what it took in: one service for each file that is talked about.

    Args:
        store: where the studies are kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pending: Recent[Pending] = Recent(MOST_PENDING)
        self._done: Recent[tuple[str, str, Committed]] = Recent(MOST_DONE)

    def understand(
        self,
        principal: Principal,
        study: str,
        path: str | os.PathLike[str],
        *,
        name: str | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
    ) -> Understood:
        """What a file is taken for, and what is remembered of its source.

        Args:
            principal: who asks.
            study: into which study it is to go.
            path: the file.
            name: what it is called, if not as its path says.
            encoding: of CSV, if it is known.
            delimiter: of CSV, if it is known.

        Raises:
            RefusedFileError: a file that is not taken in, with the reason.
            NotFoundError: no such study.
        """
        imports = [change for change in self._store.changes(principal, study) if change.kind == IMPORT]
        file = in_blocks(read_cells(Path(path), name=name, encoding=encoding, delimiter=delimiter))
        standing = [change for change in imports if change.undone_by is None]
        understanding = understand(_as_before(file, standing), _mappings(standing))
        answers = Answers()
        for mapping, said in reversed(list(_remembered(standing))):
            if _same_source(mapping, understanding.mapping):
                answers = answers.merged(said)
        before = next((one for one in standing if _sha256(one) == file.sha256), None)
        return Understood(file, understanding, answers, before)

    def preview(
        self,
        principal: Principal,
        study: str,
        file: FileCells,
        mapping: Mapping,
        answers: Answers | None = None,
        *,
        removals: bool = False,
        mends: Mends = UNMENDED,
    ) -> Preview:
        """What taking in a file would do; nothing is written.

        Args:
            principal: who asks.
            study: into which study it is to go.
            file: the file, as `understand` gives it.
            mapping: how it is read.
            answers: what was answered.
            removals: records that a sheet which is a table of the study does not have any more are taken out.
            mends: cells that were mended by hand, and lines that were left out.

        Returns:
            Every bad record, what would be new, changed and the same, and the questions.
        """
        version = self._store.version(principal, study)
        said = answers or Answers()
        known = self._store.read(principal, study)
        base = self._exported(principal, study, file, version)
        now = mended(in_letters(file, said), mends)
        mapping = headers_in_letters(mapping, now)
        applied = apply(mapping, now, known, said, whole=removals, left=mends.left, exported=base)
        given = (principal.name, study, file, mapping, said, removals, applied, version, mends, base)
        pending = Pending(*given)
        changes = self._store.changes(principal, study)
        before = next((one for one in changes if _sha256(one) == file.sha256), None)
        return _preview(self._pending.put_new(pending), pending, before)

    def _exported(self, principal: Principal, study: str, file: FileCells, version: int) -> Study | None:
        """The study as it was when a workbook was exported from it; None where the file does not say."""
        told = exported_from(file)
        if told is None or told[0] != study or not 0 <= told[1] <= version:
            return None
        return self._store.read(principal, study, as_of_change=told[1])

    def commit(
        self,
        principal: Principal,
        study: str,
        token: str,
        *,
        take_good: bool = False,
        translator: Translator = ENGLISH,
    ) -> Committed:
        """Take in a file as it was previewed: all of it or nothing, as one change.

        Args:
            principal: who does it; the one who asked for the preview.
            study: the study of the preview.
            token: of the preview.
            take_good: take in the good records of a file that has bad ones; those come back as a workbook.
            translator: the language of the reasons in that workbook.

        Raises:
            BadRowsError: there are bad records, and the good ones were not asked for.
            StalePreviewError: the study has changed, and the file would do something else now.
            NotFoundError: no such preview, or somebody else's.
            ConflictError, KeyTakenError: somebody else was faster.
        """
        done = self._done_before(token, principal.name, study, self._store.changes(principal, study))
        if done is not None:
            return done
        pending = self._fresh(principal, self._pending_of(principal, study, token))
        preview = _preview(token, pending, None)
        if not preview.clean and not take_good:
            raise BadRowsError(
                N_("Nothing was taken in: {name} has bad records ({n})."),
                preview,
                name=pending.file.name,
                n=sum(count.rejected for count in preview.counts),
            )
        now = mended(in_letters(pending.file, pending.answers), pending.mends)
        told = zip(preview.places, preview.problems, strict=True)
        repair = repair_book(now, pending.mapping, told, translator)
        written = self._write(principal, pending, preview)
        done = Committed(None, False, repair)
        if written is not None:
            done = Committed(written.change, written.again, repair)
        self._done.put(token, (principal.name, study, done))
        self._pending.drop(token)
        return done

    def _done_before(self, token: str, by: str, study: str, changes: Sequence[Change]) -> Committed | None:
        """What was done for a preview; None where nothing was, for somebody else, or where it was undone."""
        owner, where, done = self._done.get(token) or ("", "", None)
        if done is None or (owner, where) != (by, study):
            return None
        if done.change is None:
            return done
        number = done.change.number
        stands = any(one.number == number and one.undone_by is None for one in changes)
        return replace(done, again=True) if stands else None

    def _pending_of(self, principal: Principal, study: str, token: str) -> Pending:
        pending = self._pending.get(token)
        if pending is None or pending.by != principal.name or pending.study != study:
            raise NotFoundError(N_("This preview is not there any more; ask for it again."))
        return pending

    def _fresh(self, principal: Principal, pending: Pending) -> Pending:
        """The same against the study as it is now, if it still does the same."""
        version = self._store.version(principal, pending.study)
        if version == pending.version:
            return pending
        now = self._store.read(principal, pending.study)
        file = mended(in_letters(pending.file, pending.answers), pending.mends)
        left = pending.mends.left
        applied = apply(
            pending.mapping, file, now, pending.answers,
            whole=pending.removals, left=left, exported=pending.exported,
        )  # fmt: skip
        if table_counts(applied.differences) != table_counts(pending.applied.differences):
            if self._taken_in(principal, pending):
                return pending
            raise StalePreviewError(N_("The study has changed meanwhile; look at the preview again."))
        return replace(pending, applied=applied, version=version)

    def _taken_in(self, principal: Principal, pending: Pending) -> bool:
        """Whether this very import has been made already: then it is only acknowledged again."""
        key, changes = _key(pending), self._store.changes(principal, pending.study)
        return any(one.file_hash == key and one.undone_by is None for one in changes)

    def _write(self, principal: Principal, pending: Pending, preview: Preview) -> Written | None:
        tables = table_changes(
            pending.applied.differences, lambda table: self._store.rows(principal, pending.study, table)
        )
        if not tables:
            return None
        source = source_of(pending, preview)
        change = ChangeSet(IMPORT, tables, pending.file.name, _key(pending), source)
        return self._store.write(principal, pending.study, change)


def exported_from(file: FileCells) -> tuple[str, int] | None:
    """The study of a store and the version of it that a workbook was exported from, as its sheet says."""
    about = next((grid for grid in file.grids if plain_header(grid.name) == ABOUT), None)
    told = {} if about is None else dict(about.cells[:, :2].tolist())
    try:
        said = json.loads(told.get("store", "null"))
        return (str(said["study"]), int(said["version"])) if said else None
    except (ValueError, TypeError, KeyError):
        return None


def _preview(token: str, pending: Pending, before: Change | None) -> Preview:
    applied = pending.applied
    return Preview(
        token,
        pending.study,
        pending.file.name,
        pending.file.sha256,
        pending.version,
        applied.counts,
        table_counts(applied.differences),
        applied.problems,
        applied.questions,
        applied.matched,
        applied.left_out,
        before,
        applied.places,
        applied.account,
        applied.gist,
        applied.edits,
        applied.lines,
    )


def _key(pending: Pending) -> str:
    """What makes a retry the same import: the file; where some was left or mended, what was said too."""
    if not pending.applied.blocking and not pending.mends:
        return pending.file.sha256
    said = [repr(pending.mapping.to_json()), repr(pending.answers.to_json())]
    if pending.mends:
        said.append(repr(pending.mends.to_json()))
    return made_id(pending.file.sha256, *said)


def _sha256(change: Change) -> str | None:
    found = None if change.source is None else change.source.get("sha256")
    return found if change.undone_by is None else None


def _remembered(changes: Iterable[Change]) -> Iterator[tuple[Mapping, Answers]]:
    """The mappings and answers of earlier imports, the latest first; what cannot be read is passed over."""
    for change in changes:
        source: Any = change.source or {}
        if "mapping" in source:
            try:
                yield (
                    Mapping.from_json(source["mapping"]),
                    _lasting(Answers.from_json(source.get("answers", []))),
                )
            except ArgumentError:
                continue


def _lasting(answers: Answers) -> Answers:
    """Without what holds for one file only: its days and years, and the day on which its seconds start."""
    return Answers({key: answer for key, answer in answers.said.items() if key[0] not in OF_ONE_FILE})


def _mappings(changes: Iterable[Change]) -> list[Mapping]:
    return [mapping for mapping, _ in _remembered(changes)]


def _as_before(file: FileCells, changes: Sequence[Change]) -> FileCells:
    """A file in the letters in which one of its source was read before, or that its language tells."""
    if any(grid.rivals for grid in file.grids):
        for before, said in _remembered(changes):
            now = in_letters(file, said)
            if not any(grid.rivals for grid in now.grids) and _same_source(before, understand(now).mapping):
                return now
    return in_letters(file, Answers())


def _same_source(before: Mapping, now: Mapping) -> bool:
    """Whether two files have a sheet with the same headers."""
    known = {headers_of(sheet) for sheet in before.sheets if sheet.shape}
    return any(headers_of(sheet) in known for sheet in now.sheets)
