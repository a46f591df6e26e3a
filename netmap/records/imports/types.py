"""What the import of a file answers: what it was understood to be, what it would do, what it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from netmap.files.importer.accounting import Gist, Part
from netmap.files.importer.applying import Applied, SheetCount
from netmap.files.importer.edits import Edit
from netmap.files.importer.mapping import Mapping as FileMapping
from netmap.files.importer.mends import Mends
from netmap.files.importer.questions import Answers, Question
from netmap.files.importer.resolving import Matched
from netmap.files.importer.understanding import Understanding
from netmap.files.sandbox.cells import FileCells
from netmap.model.errors import NetmapError, Problem
from netmap.model.study import Study
from netmap.store.change_sets import Change


@dataclass(frozen=True, slots=True)
class Understood:
    """A file as it was understood, with what earlier files of its source said: the mapping to begin with,
    the answers that are remembered, and the change by which the same file was taken in already."""

    file: FileCells
    understanding: Understanding
    answers: Answers
    before: Change | None

    @property
    def mapping(self) -> FileMapping:
        """The mapping that is proposed."""
        return self.understanding.mapping


@dataclass(frozen=True, slots=True)
class TableCount:
    """What would become of a table: records that are new, changed, the same, or taken out."""

    table: str
    new: int
    changed: int
    same: int
    removed: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking in a file would do; nothing has been done yet.

    `token` is what `ImportService.commit` needs. `problems` tell every record that is not kept, `places` for
    each of them the entry of an archive in which its sheet is (empty where the file is none). `counts` say
    what became of the records of each sheet (records = kept + rejected + duplicate), `tables` what would
    happen to the study, `questions` what is not sure, `matched` whom names were taken for, `left_out` the
    sheets that are not read. `before`: the same file was taken in already by this change.
    `account`, `gist`, `edits` and `lines` are those of `Applied`.
    """

    token: str
    study: str
    name: str
    sha256: str
    version: int
    counts: tuple[SheetCount, ...]
    tables: tuple[TableCount, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    matched: tuple[Matched, ...]
    left_out: tuple[tuple[str, int], ...]
    before: Change | None
    places: tuple[str, ...] = ()
    account: tuple[Part, ...] = ()
    gist: Gist | None = None
    edits: tuple[Edit, ...] = ()
    lines: Mapping[tuple[str, str], Mapping[int, int]] = field(default_factory=dict)

    @property
    def clean(self) -> bool:
        """Whether all of it can be taken in as it is."""
        return all(problem.severity != "error" for problem in self.problems)

    @property
    def says_something(self) -> bool:
        """Whether anything would be new, changed or taken out."""
        return any(one.new or one.changed or one.removed for one in self.tables)

    @property
    def is_known(self) -> bool:
        """Whether some of its records say what is on record already."""
        return any(one.duplicate or one.kept for one in self.counts)


@dataclass(frozen=True, slots=True)
class Committed:
    """What was done: the change (None where the file said nothing new), whether it had been done before, and
    the records that were not taken in, as a workbook for repair (None where there are none)."""

    change: Change | None
    again: bool
    repair: bytes | None


@dataclass(frozen=True, slots=True, eq=False)
class Pending:
    """A preview that may be committed, with all that it was made from; `file` is as it came."""

    by: str
    study: str
    file: FileCells
    mapping: FileMapping
    answers: Answers
    removals: bool
    applied: Applied
    version: int
    mends: Mends = field(default_factory=Mends)
    exported: Study | None = None


class BadRowsError(NetmapError):
    """The file has records that cannot be taken in; nothing was written."""

    code = "bad-rows"
    status = 422

    def __init__(self, template: str, preview: Preview, **values: object) -> None:
        super().__init__(template, **values)
        self.preview = preview


class StalePreviewError(NetmapError):
    """The study has changed since the preview was shown, and the file would do something else now."""

    code = "stale-preview"
    status = 409
