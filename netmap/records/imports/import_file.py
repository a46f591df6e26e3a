"""A file of any shape taken into a store in one step: the door of `netmap import`, for programs too."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from netmap.files.importer.headers import plain_header
from netmap.files.importer.letters import headers_in_letters, in_letters
from netmap.files.importer.mapping import CHOICES
from netmap.files.importer.mapping import Mapping as FileMapping
from netmap.files.importer.questions import DATES, Answer, Answers, Asked
from netmap.files.importer.understanding import ABOUT, Understanding
from netmap.files.packed import packed
from netmap.files.sources import in_folder
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import study_of
from netmap.model.i18n import translator
from netmap.records.imports.accounted import accounted_json
from netmap.records.imports.importing import ImportService
from netmap.records.imports.rendered import done_said
from netmap.records.imports.types import Committed, Preview
from netmap.store.keeping import Store
from netmap.store.opening import new_file, open_store

WHOLE, PART, NOTHING = "whole", "part", "nothing"
"""What became of a file: all of it is on record, or a part, or nothing."""

TABLES = (".csv", ".tsv", ".txt")
"""How the tables of a folder end."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a file.

    `mapping` says how it was read; `preview` what it holds: counts of each sheet (records = kept + rejected +
    duplicate), what is new, changed and known in each table, every bad record, every question, whom names
    were taken for, and the sheets that were left out. `done` is None where nothing was taken in: because
    something is bad or asked, because there is nothing to take, or because it was only tried.

    `outcome` is `whole` where all is on record now or left out by a rule, `part` where records or sheets
    remain, and `nothing` where nothing is taken; of a file that was only tried, what it would be.
    `unread` names the sheets that were not understood, `unused` the answers, each by question and what it
    was about, for which nothing in the file asks.
    """

    mapping: FileMapping
    preview: Preview
    done: Committed | None
    outcome: str = NOTHING
    unread: tuple[str, ...] = ()
    unused: tuple[Asked, ...] = ()

    @property
    def taken(self) -> bool:
        """Whether the file was taken in, or was known already."""
        return self.done is not None and self.outcome != NOTHING

    @property
    def change(self) -> int | None:
        """The number of the change, by which it can be undone; None where nothing was written."""
        return None if self.done is None or self.done.change is None else self.done.change.number

    def said(self, language: str = "en") -> str:
        """What was done, in a sentence; empty where nothing was."""
        return "" if self.done is None else done_said(self.done, translator(language))

    def to_json(self, language: str = "en") -> dict[str, Any]:
        """The same as plain values, as `netmap import --format json` prints it.

        A question stands there in the form in which it is answered.
        """
        t, preview = translator(language), self.preview
        told = {
            "study": preview.study,
            "file": preview.name,
            "sha256": preview.sha256,
            "clean": preview.clean,
            "counts": [asdict(count) for count in preview.counts],
            "tables": [asdict(table) for table in preview.tables],
            "problems": [
                {
                    "severity": one.severity,
                    "sheet": one.table,
                    "line": one.line,
                    "column": one.column,
                    "value": one.value,
                    "code": one.code,
                    "reason": one.text(t),
                }
                for one in preview.problems
            ],
            "questions": [
                {
                    "question": one.kind,
                    "about": list(one.about),
                    "text": t.gettext(one.template).format(**one.values),
                    "actions": list(one.actions),
                    "candidates": [asdict(each) for each in one.candidates],
                    "rows": one.rows,
                    "example": one.example,
                }
                for one in preview.questions
            ],
            "matched": [asdict(match) for match in preview.matched],
            "account": accounted_json(preview.account, t),
            "gist": None if preview.gist is None else asdict(preview.gist),
            "edits": [asdict(edit) for edit in preview.edits],
            "left_out": [{"sheet": name, "rows": rows} for name, rows in preview.left_out],
            "unread": list(self.unread),
            "unused_answers": [{"question": kind, "about": list(about)} for kind, about in self.unused],
            "outcome": self.outcome,
            "taken_in_before": None if preview.before is None else preview.before.number,
            "mapping": self.mapping.to_json(),
            "written": self.taken,
        }
        return {**told, "change": self.change} if self.taken else told


def import_file(
    path: str | os.PathLike[str],
    into: str | os.PathLike[str] | Store,
    study: str | None = None,
    *,
    mapping: Mapping[str, Any] | None = None,
    answers: Sequence[Mapping[str, Any]] = (),
    dates: str | None = None,
    take_good: bool = False,
    removals: bool = False,
    dry_run: bool = False,
    language: str = "en",
) -> ImportResult:
    """Take a file of any shape into a store, all of it or nothing, as one change that can be undone.

    Nothing is guessed: what is not sure is asked, and nothing is written while a record is bad or a question
    open. Look at `preview.problems` and `preview.questions` of the result, answer, and call it again.

    Args:
        path: a list, diary, roster, matrix or network (CSV, XLSX, ZIP), or a folder of tables.
        into: the store: a file, made if it is not there, the address of a database, or an open store.
        study: which study of the store, made if it is not there; without a name the only one, else a new one
            that is called as the store is.
        mapping: how the columns are read, as `to_json` of an earlier result tells; else as understood.
        answers: answers to questions, each with `question`, `about`, `action` ("is", "new", "drop") and
            `value`.
        dates: how days like 03/04/2011 are meant: "dmy" or "mdy".
        take_good: take the good records though others are bad; `done.repair` is a workbook of the others.
        removals: take out records that the tables of the file do not have any more.
        dry_run: write nothing.
        language: of the reasons in that workbook.

    Returns:
        What was understood, asked, refused and taken in.

    Raises:
        RefusedFileError: a file that is not read, with the reason and the cure.
        ArgumentError: a mapping or answers that cannot be, or a store with several studies and no name.
        StoreError: the store cannot be opened or written; nothing was changed, and none is left behind.

    Example:
        >>> import netmap, tempfile
        >>> from pathlib import Path
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file, store = Path(folder, "list.csv"), Path(folder, "ours.netmap")
        ...     text = "Name,Agency,Date,Group\\nAnn Lee,=A1,03/05/2011,Board\\n"
        ...     written = file.write_text(text, encoding="utf-8")
        ...     asked = netmap.import_file(file, store)
        ...     done = netmap.import_file(file, store, dates="dmy")
        >>> [question.kind for question in asked.preview.questions], asked.taken
        (['dates'], False)
        >>> done.said()
        'Taken in, as change 1. It can be undone at any time.'
    """
    place = Path(path).expanduser()
    told_answers = Answers.from_json(list(answers) if isinstance(answers, (list, tuple)) else answers)
    said = told_answers
    if dates is not None:
        said = said.with_answer(DATES, (), Answer("is", dates))
    told = None if mapping is None else _mapping(mapping)
    with _study_for(into, study, _name_of_new(into, place)) as (store, name, is_there):
        service = ImportService(store)
        with _as_file(place) as file:
            how = {} if told is None else {"encoding": told.encoding, "delimiter": told.delimiter}
            found = service.understand(LOCAL_USER, name, file, **how)
        given = (found.file, told or found.mapping, found.answers.merged(said))
        preview = service.preview(LOCAL_USER, name, *given, removals=removals)
        unread = () if told else _unread(found.understanding)
        outcome = _outcome(preview, unread, take_good=take_good)
        unused = tuple(one for one in told_answers.said if one not in given[2].used)
        read = headers_in_letters(given[1], in_letters(found.file, given[2]))
        result = ImportResult(read, preview, None, outcome, unread, unused)
        if dry_run or not (preview.clean or take_good):
            return result
        if is_there or outcome == NOTHING:
            return replace(result, done=_taken(service, preview, language))
    with _new_study(into, name) as store:
        service = ImportService(store)
        preview = service.preview(LOCAL_USER, name, *given, removals=removals)
        return replace(result, preview=preview, done=_taken(service, preview, language))


def _outcome(preview: Preview, unread: Sequence[str], *, take_good: bool) -> str:
    """What becomes of a file: bad records are left only where that was asked for."""
    something = preview.says_something or (preview.is_known and preview.version > 0)
    if not something or not (preview.clean or take_good):
        return NOTHING
    return WHOLE if preview.clean and not unread else PART


def _unread(understanding: Understanding) -> tuple[str, ...]:
    """The sheets that were not understood; hidden ones and what a workbook says of itself are left out."""
    choices = {(one.sheet, one.place) for one in understanding.mapping.sheets if CHOICES in one.settings}
    return tuple(
        one.sheet
        for one in understanding.sheets
        if not one.shape
        and one.rows > 0
        and not one.hidden
        and plain_header(one.sheet) != ABOUT
        and (one.sheet, one.place) not in choices
    )


def _mapping(said: Any) -> FileMapping:
    """A mapping out of plain values, or out of those of a whole result."""
    return FileMapping.from_json(said.get("mapping", said) if isinstance(said, Mapping) else said)


def _taken(service: ImportService, preview: Preview, language: str) -> Committed:
    t = translator(language)
    return service.commit(LOCAL_USER, preview.study, preview.token, take_good=True, translator=t)


def _name_of_new(into: str | os.PathLike[str] | Store, place: Path) -> str:
    """What a new study is called: as its store, into which more files go; in a database as the file."""
    told = "" if isinstance(into, Store) or "://" in os.fspath(into) else Path(into).stem.strip()
    return told or place.stem.strip() or "study"


@contextmanager
def _study_for(
    into: str | os.PathLike[str] | Store, study: str | None, new: str
) -> Iterator[tuple[Store, str, bool]]:
    """The store and the study that something goes into, and whether they are there.

    Where they are not, an empty one stands in that is gone afterwards: what is only tried makes nothing.
    """
    if _is_there(into):
        with _opened(into) as store:
            if (found := study_of(store, study)) is not None:
                yield store, found, True
                return
    name = study or new
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder, "store")) as store:
        store.create_study(LOCAL_USER, name)
        yield store, name, False


@contextmanager
def _new_study(into: str | os.PathLike[str] | Store, name: str) -> Iterator[Store]:
    """The store with a new study in it; made if it is not there, and gone again if the work fails."""
    with new_file("://" if isinstance(into, Store) else into), _opened(into) as store:
        store.create_study(LOCAL_USER, name)
        yield store


@contextmanager
def _opened(into: str | os.PathLike[str] | Store) -> Iterator[Store]:
    if isinstance(into, Store):
        yield into
        return
    with open_store(into) as store:
        yield store


def _is_there(into: str | os.PathLike[str] | Store) -> bool:
    """Whether there is a store; of an address it is not known before it is opened."""
    return isinstance(into, Store) or "://" in os.fspath(into) or Path(into).expanduser().exists()


@contextmanager
def _as_file(path: Path) -> Iterator[Path]:
    """The path itself, or of a folder a .zip of its tables; the same tables give the same bytes."""
    if not path.is_dir():
        yield path
        return
    names = sorted(each.name for each in path.iterdir() if each.suffix.casefold() in TABLES)
    files = [each for name in names if (each := in_folder(path, name)).is_file()]
    with tempfile.TemporaryDirectory(prefix="netmap-") as folder:
        place = Path(folder, f"{path.resolve().name}.zip")
        place.write_bytes(packed({each.name: each.read_bytes() for each in files}))
        yield place
