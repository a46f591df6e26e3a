"""The store as its users see it: write, read, undo, look back."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any

import pandas as pd

from netmap.model.study import Study
from netmap.store import answers, reading, studies, undoing, writing
from netmap.store.change_sets import Change, ChangeSet, TableChange, Written, recorded
from netmap.store.effective_changes import moment_of
from netmap.store.engines import Database
from netmap.store.hashing import logical_hash
from netmap.store.rights import Asker
from netmap.store.studies import KeptStudy
from netmap.store.undo_plans import UndoPlan

IMPORT = "import"


class Store:
    """A place where studies are kept: a SQLite file or a PostgreSQL database; see `open_store`.

    Every method may be called from any thread. Whatever returns was committed and synced; whatever raises
    changed nothing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of every connection."""
        self._database.close()

    def studies(self, asker: Asker) -> tuple[KeptStudy, ...]:
        """The studies that somebody may read, by name."""
        with self._database.reading() as conn:
            return studies.kept_studies(conn, asker)

    def create_study(self, asker: Asker, name: str) -> None:
        """Make a new, empty study.

        Raises:
            ArgumentError: a blank name.
            KeyTakenError: there is one of that name.
        """
        with self._database.writing() as conn:
            studies.add_study(conn, name)

    def write(self, asker: Asker, study: str, change: ChangeSet) -> Written:
        """Write a change in one transaction, all of it or nothing; durable when it returns.

        The caller has checked that the study passes its checks afterwards; the store itself holds every
        cell to its column's type and every id to one live record.

        Args:
            asker: who makes the change, whose name is recorded.
            study: the study's name.
            change: what is to happen.

        Returns:
            The change as recorded, and the numbers of the records that were added. Where a change from
            the same file stands already, that one, with `again`.

        Raises:
            ConflictError: a record was changed by somebody else since it was seen; both versions are told.
            KeyTakenError: an id is that of another record.
            ArgumentError, StudyError: something that no study can hold.
            NotFoundError: no such study.
            StoreError: the database refused, for example because the disk is full.
        """
        return writing.write(self._database, asker, study, change)

    def write_study(
        self,
        asker: Asker,
        name: str,
        study: Study,
        *,
        label: str = "",
        file_hash: str | None = None,
        source: Mapping[str, Any] | None = None,
    ) -> Written:
        """Take in a whole study as one import, all its rows as new records.

        Args:
            asker: who makes the change.
            name: the study of the store, which must be there.
            study: what is taken in.
            label: what the import is called, for people.
            file_hash: of the file that it came from, so that a retry is not taken in twice.
            source: whatever must be known of where it came from, as JSON.

        Raises:
            As for `write`.
        """
        tables = {table: TableChange(added=frame) for table, frame in study.tables.items()}
        about = {key: said for key, said in study.about.items() if key != "store"}
        return self.write(asker, name, ChangeSet(IMPORT, tables, label, file_hash, source, about))

    def read(
        self, asker: Asker, study: str, partnership: str | None = None, as_of_change: int | None = None
    ) -> Study:
        """A study as it is, or as it was after a change.

        Args:
            asker: who reads.
            study: its name.
            partnership: only the rows that belong to this partnership or to everybody, and the records of
                others that they name.
            as_of_change: the number of a change; 0 is before the first one.

        Returns:
            The study, rows in the order in which they were first written. `about["store"]` holds the
            study's name in the store, its title, its version and, read as it is, its `evidence`: the last
            change that touched what analyses read. It was checked when it was written and
            is not checked again: `warnings` and `counts` are empty.

        Raises:
            NotFoundError: no such study, partnership or change.
            NotAllowedError: the reader has no right to it.
        """
        with self._database.reading() as conn:
            return reading.read(conn, asker, study, partnership, as_of_change)

    def read_beside(self, asker: Asker, before: Study) -> Study | None:
        """A study in its present version, where nothing that analyses read has changed since it was read.

        Args:
            asker: who reads.
            before: the whole study as this store gave it.

        Returns:
            The same study with what stands beside, and with all that was worked out; None where more than
            that has changed.
        """
        with self._database.reading() as conn:
            return reading.read_beside(conn, asker, before)

    def rows(self, asker: Asker, study: str, table: str, partnership: str | None = None) -> pd.DataFrame:
        """The live records of a table for a form: `row`, `version`, then the columns of the table.

        Args:
            asker: who reads.
            study: its name.
            table: a table of a study.
            partnership: only the records that belong to it or to everybody.
        """
        with self._database.reading() as conn:
            return reading.rows(conn, asker, study, table, partnership)

    def history(self, asker: Asker, study: str, table: str, row: int) -> pd.DataFrame:
        """Every version of a record, the first one first.

        Returns:
            `row`, `version`, `ended_by_change` (missing: live), when and by whom the version was made and
            ended, the kind of the change, then the columns of the table.

        Raises:
            NotFoundError: no such record.
        """
        with self._database.reading() as conn:
            return reading.history(conn, asker, study, table, row)

    def changes(self, asker: Asker, study: str) -> tuple[Change, ...]:
        """Every change of a study, the last one first."""
        with self._database.reading() as conn:
            return tuple(recorded(study, row) for row in reading.changes(conn, asker, study))

    def version(self, asker: Asker, study: str) -> int:
        """The number of the last change of a study; 0 while there is none."""
        with self._database.reading() as conn:
            return int(studies.readable(conn, asker, study).version)

    def evidence(self, asker: Asker, study: str) -> int:
        """The number of the last change that touched what analyses read; 0 while there is none."""
        with self._database.reading() as conn:
            return studies.evidence_of(conn, studies.readable(conn, asker, study).id)

    def logical_hash(self, asker: Asker, study: str, as_of_change: int | None = None) -> str:
        """What a study says as one number: the same for the same rows, whatever their numbers and history."""
        with self._database.reading() as conn:
            moment = moment_of(conn, studies.readable(conn, asker, study).id, as_of_change)
            return logical_hash(conn, moment, list(reading.columns_said(conn, moment)))

    def plan_undo(self, asker: Asker, study: str, change: int) -> UndoPlan:
        """What undoing a change would do, and with which later work it would meet; changes nothing.

        Raises:
            NotFoundError: no such change.
            NotStandingError: it was undone already.
        """
        return undoing.plan_undo(self._database, asker, study, change)

    def undo(self, asker: Asker, study: str, change: int, keep_later: bool | None = None) -> Written:
        """Undo a change by a new one: the study is then as it would be without it.

        Args:
            asker: who does it.
            study: the study's name.
            change: the number of a change that stands; that of an undo brings back what it undid.
            keep_later: what becomes of later work on the same records, and on records that name them:
                True keeps it with all that it needs, False drops it, None refuses where there is any.

        Raises:
            LaterChangesError: there is such work and nothing was chosen; its `plan` shows it.
            NotFoundError, NotStandingError: as for `plan_undo`.
            KeyTakenError: the same file was taken in again since.
        """
        return undoing.undo(self._database, asker, study, change, keep_later)

    def answer(self, asker: Asker, study: str, evidence: int, question: str) -> bytes | None:
        """What an analysis kept for this question about what the study says, for such a reader."""
        with self._database.reading() as conn:
            return answers.kept(conn, asker, study, evidence, question)

    def last_answer(self, asker: Asker, study: str, question: str) -> tuple[int, bytes] | None:
        """The last answer that was kept to outlast changes, and the `evidence` that it is about."""
        with self._database.reading() as conn:
            return answers.last(conn, asker, study, question)

    def keep_answer(
        self, asker: Asker, study: str, evidence: int, question: str, body: bytes, lasting: bool = False
    ) -> bool:
        """Keep an analysis' result, as JSON or Arrow and never as pickle.

        Args:
            asker: for whom it was worked out; others of the same reach share it.
            study: the study's name.
            evidence: the last change that touched what analyses read, as `about["store"]` of the study said.
            question: what was asked, with everything that the answer depends on.
            body: the result.
            lasting: whether it is kept when the study moves on, until there is a newer one.

        Returns:
            Whether it was kept: not where the study has moved on, or the result is too large.
        """
        with self._database.writing() as conn:
            return answers.keep(conn, asker, study, evidence, question, body, lasting)
