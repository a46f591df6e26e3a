"""A mapping applied to a file: every record kept, rejected or a duplicate, and what must still be asked."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

import pandas as pd

from netmap.files.importer.accounting import Gist, Part, account_of, gist_of
from netmap.files.importer.assembling import REJECTED, Assembly, Made, in_order
from netmap.files.importer.carried_down import carried_down
from netmap.files.importer.comparing import RECORD, SHEET, Clash, Sides, TableDifference, differences
from netmap.files.importer.edits import Edit, edits, levels_taken
from netmap.files.importer.left_out import LEFT_OUT, without_headers
from netmap.files.importer.letters import headers_in_letters, in_letters, waiting_letters
from netmap.files.importer.mapping import Mapping as FileMapping
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.mends import Line
from netmap.files.importer.names import sure_key
from netmap.files.importer.no_agency import NoAgency, says_none
from netmap.files.importer.questions import AGENCY, CLASH, GROUP, Answers, Candidate, Question
from netmap.files.importer.readers import pieces_of
from netmap.files.importer.records import Name, Piece, Record, Unread
from netmap.files.importer.registers import register_of
from netmap.files.importer.resolving import KEY_OF, Matched, Resolver
from netmap.files.importer.signing_in import sittings_by_day
from netmap.files.importer.staying import Staying, taken_out
from netmap.files.importer.unsure_columns import answered, with_known_levels
from netmap.files.importer.validating import bad_records, none_by_their_ends
from netmap.files.sandbox.cells import FileCells, Grid
from netmap.model.errors import Problem
from netmap.model.findings import DUPLICATE, ERROR, WARNING
from netmap.model.schema import NAMES
from netmap.model.study import Study


@dataclass(frozen=True, slots=True)
class SheetCount:
    """What became of the records of a sheet; `records` = kept + rejected + duplicate, always."""

    sheet: str
    place: str
    records: int
    kept: int
    rejected: int
    duplicate: int


@dataclass(frozen=True, slots=True, eq=False)
class Applied:
    """What a file says under a mapping.

    `tables` are the rows that it makes, `differences` what they would do to the study. `problems` tell every
    record that is not kept, and `places` for each of them the entry of an archive in which its sheet is;
    `questions` what must be answered first; `matched` whom names were taken for; `left_out` the sheets that
    are not read, with their rows; `account` what became of every sheet, column and block of lines; `edits`
    the cells on record that change; `lines` how many records each line of a sheet holds.
    """

    tables: Mapping[str, pd.DataFrame]
    differences: Mapping[str, TableDifference]
    problems: tuple[Problem, ...]
    counts: tuple[SheetCount, ...]
    questions: tuple[Question, ...]
    matched: tuple[Matched, ...]
    left_out: tuple[tuple[str, int], ...] = ()
    places: tuple[str, ...] = ()
    account: tuple[Part, ...] = ()
    edits: tuple[Edit, ...] = ()
    lines: Mapping[tuple[str, str], Mapping[int, int]] = field(default_factory=dict)

    @property
    def gist(self) -> Gist:
        """What the file says of sittings, in one look."""
        added = {
            table: [row.values[KEY_OF[sort]] for row in self.differences[table].added]
            for sort, table in (("person", "practitioners"), ("agency", "agencies"))
            if table in self.differences
        }
        return gist_of(self.tables, added)

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """The problems for which nothing is taken in, unless the good rows are asked for."""
        return tuple(problem for problem in self.problems if problem.severity == ERROR)


@dataclass(slots=True)
class Ledger:
    """What became of each record so far, what must be asked, and whom those name that wait for an answer."""

    pieces: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: dict[tuple[str, str], Counter[int]] = field(default_factory=dict)
    fates: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    questions: dict[tuple[str, tuple[str, ...]], Question] = field(default_factory=dict)
    waiting: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    names: list[Name] = field(default_factory=list)

    def wait(self, sheet: SheetMapping, bad: Unread, line: int) -> None:
        """Note a record that cannot be read, with all that must be asked of it, in one round."""
        self.refuse(sheet, bad.problem(sheet.sheet, line), REJECTED, bad.question)
        for question in bad.more:
            self.ask(question)
        self.names += bad.names

    def refuse(
        self, sheet: SheetMapping, problem: Problem, fate: str, question: Question | None = None
    ) -> None:
        """Note a record that is not kept."""
        self.fates.setdefault((sheet.sheet, sheet.place), Counter())[fate] += 1
        self.problems.append((sheet.place, problem))
        if question is not None:
            self.ask(question)

    def ask(self, question: Question) -> None:
        """Note a question for which one more record waits."""
        key = (question.kind, question.about)
        self.questions.setdefault(key, question)
        self.waiting[key] += 1

    def asked(self) -> Iterator[Question]:
        """Every question, with how many records wait for it."""
        return (replace(one, rows=one.rows + self.waiting[key]) for key, one in self.questions.items())

    def count(self, sheet: SheetMapping) -> SheetCount:
        """What became of the records of a sheet."""
        key = (sheet.sheet, sheet.place)
        records, fates = self.pieces[key], self.fates.get(key, Counter())
        lost = fates[REJECTED] + fates[DUPLICATE]
        return SheetCount(*key, records, records - lost, fates[REJECTED], fates[DUPLICATE])


@contextmanager
def without_collections() -> Iterator[None]:
    """Let no search for cycles of garbage run meanwhile: of all that is made here nothing holds any.

    Afterwards it counts as old, and is looked through when all that is old is.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was:
            gc.enable()


@without_collections()
def apply(
    mapping: FileMapping,
    file: FileCells,
    study: Study | None = None,
    answers: Answers | None = None,
    *,
    whole: bool = False,
    left: Collection[Line] = (),
    exported: Study | None = None,
) -> Applied:
    """What a file says, read as a mapping tells.

    Args:
        mapping: how the sheets and columns are read.
        file: the file taken apart.
        study: what is known already: its people, agencies and groups are found again by name.
        answers: what was answered; without an answer what is not sure is rejected, and asked.
        whole: in sheets that are tables of a study, rows that the sheet does not have are removed.
        left: lines that somebody left out; their records are rejected and do not stop the rest.
        exported: the study as it was when the file was exported from it: only what was edited since changes.

    Returns:
        The rows that the file makes, what they would do to the study, every record that is not kept with
        the reason, and the questions.

    Example:
        >>> import numpy as np
        >>> from netmap.files.importer.understanding import understand
        >>> cells = np.array([["Name", "Agency"], ["Ann", "North"], ["ann", "North"]], dtype=object)
        >>> file = FileCells("list.csv", "", (Grid("list.csv", "", cells, np.array([1, 2, 3])),))
        >>> applied = apply(understand(file).mapping, file)
        >>> [(count.records, count.kept, count.duplicate) for count in applied.counts]
        [(2, 1, 1)]
    """
    ledger, said = Ledger(), answers or Answers()
    file = in_letters(file, said)
    mapping = with_known_levels(answered(headers_in_letters(mapping, file), said), file, study)
    sheets = [(sheet, grid) for sheet, grid in _pairs(mapping, file) if sheet.shape]
    days = _days_of_lists(mapping)
    is_known = _agencies(sheets, study)
    no_agency = NoAgency(lambda text: is_known(text) or said.of_name(AGENCY, text) is not None)
    carried = [(sheet, *carried_down(sheet, grid, said)) for sheet, grid in sheets]
    records = [
        record
        for sheet, grid, waiting in carried
        for pieces in (
            pieces_of(
                sheet,
                grid,
                said,
                days.get(_list(sheet), ()),
                lambda text: says_none(text) or is_known(text),
            ),
        )
        for record in _read(sheet, pieces, ledger, left, {**waiting, **waiting_letters(sheet, grid)})
    ]
    records = list(no_agency.of_records(sittings_by_day(records)))
    ledger.names = [no_agency.of_name(name) for name in ledger.names]
    ledger.problems += no_agency.problems()
    for sheet, grid in sheets:
        for left_out in LEFT_OUT:
            ledger.problems += [(sheet.place, problem) for problem in left_out(sheet, grid)]
    for sheet, grid in _pairs(mapping, file):
        ledger.problems += [(sheet.place, problem) for problem in without_headers(sheet, grid)]
    resolver = Resolver(study, said)
    resolver.learn(records, ledger.names)
    for name in ledger.names:
        for question in resolver.asked_of(name):
            ledger.ask(question)
    unread = {place for place, fates in ledger.fates.items() if fates[REJECTED]}
    tables = frozenset(
        sheet.table for sheet, _ in sheets if sheet.table and (sheet.sheet, sheet.place) not in unread
    )
    sides = Sides(study, exported, tables, whole, partial(_stands, said))
    found, rows = _settled(in_order(records), sides, resolver, ledger)
    ledger.problems += [("", problem) for problem in taken_out(found, sides)]
    ledger.problems += none_by_their_ends(study, found)
    for sheet, _ in sheets:
        ledger.problems += [(sheet.place, problem) for problem in levels_taken(sheet, found, study)]
    told = sorted(ledger.problems, key=lambda one: (one[1].table, one[0], one[1].line or 0))
    return Applied(
        {table: _frame(made.values()) for table, made in _ordered(rows)},
        found,
        tuple(problem for _, problem in told),
        tuple(ledger.count(sheet) for sheet, _ in sheets),
        tuple(_offered(one, study) for one in _together(ledger.asked(), resolver)),
        tuple(resolver.matched),
        tuple((grid.name, len(grid.lines)) for sheet, grid in _pairs(mapping, file) if not sheet.shape),
        tuple(place for place, _ in told),
        account_of(mapping, file, told, ledger.lines),
        edits(found, study),
        ledger.lines,
    )


def _agencies(sheets: Iterable[tuple[SheetMapping, Grid]], study: Study | None) -> Callable[[str], bool]:
    """Whether a text names an agency of the study, or one that stands in a column of agencies."""
    known = register_of(study, "agency")
    written: set[tuple[str, ...]] = set()
    for sheet, grid in sheets:
        below = grid.cells[grid.lines > (sheet.header or 0)]
        for column in sheet.columns:
            if column.field == "agency":
                texts = set(below[:, column.place].tolist())
                if sheet.shape != "agencies":
                    texts = {text for text in texts if not says_none(text.strip())}
                written.update(sure_key(text, ordered=True) for text in texts if text.strip())
    return lambda text: sure_key(text, ordered=True) in written or known.match(text).id is not None


def _together(questions: Iterable[Question], resolver: Resolver) -> list[Question]:
    """Questions, one for all names that are like one and the same name of the file itself."""
    found: dict[object, Question] = {}
    for one in questions:
        key = (one.kind, one.candidates[0].value if resolver.is_fresh(one) else one.about)
        found[key] = one if key not in found else found[key].joined(one)
    return list(found.values())


MOST_OFFERED = 50
"""So many known groups are offered where a sheet does not say which one met."""


def _offered(question: Question, study: Study | None) -> Question:
    """A question with the groups that are known, where it asks for one."""
    if question.kind != GROUP or study is None or question.candidates:
        return question
    zones = study.zones.head(MOST_OFFERED)
    names = zones["name"].fillna(zones["zone"])
    known = tuple(Candidate(str(one), str(name)) for one, name in zip(zones["zone"], names, strict=True))
    return replace(question, candidates=known)


def _pairs(mapping: FileMapping, file: FileCells) -> list[tuple[SheetMapping, Grid]]:
    """Each table of the file with its mapping; one that the mapping does not know is left out."""
    nothing = [SheetMapping(grid.name, "", None, (), place=grid.place) for grid in file.grids]
    return [
        (mapping.sheet(grid.name, grid.place) or empty, grid)
        for grid, empty in zip(file.grids, nothing, strict=True)
    ]


def _days_of_lists(mapping: FileMapping) -> dict[str, list[str]]:
    """What the sheets of each list that goes on over several say of their days."""
    days: dict[str, list[str]] = {}
    for sheet in mapping.sheets:
        if _list(sheet) and sheet.settings.get("date"):
            days.setdefault(_list(sheet), []).append(sheet.settings["date"])
    return days


def _list(sheet: SheetMapping) -> str:
    return sheet.settings.get("list", "")


def _read(
    sheet: SheetMapping,
    pieces: Iterable[Piece],
    ledger: Ledger,
    left: Collection[Line],
    waiting: Mapping[int, Unread],
) -> list[Record]:
    """The records of a sheet that can be read; lines that wait for an answer about their cells do."""
    records = []
    key, lines = (sheet.sheet, sheet.place), []
    for line, make in pieces:
        lines.append(line)
        try:
            if line in waiting:
                raise waiting[line]
            if left and Line(*key, line) in left:
                raise Unread("line-left-out", severity=WARNING)
            record = make()
        except Unread as bad:
            ledger.wait(sheet, bad, line)
            continue
        if record is not None:
            records.append(record)
    ledger.pieces[key] += len(lines)
    ledger.lines.setdefault(key, Counter()).update(lines)
    return records


Rows = dict[str, dict[tuple[str, ...], Made]]


def _settled(
    records: list[Record], sides: Sides, resolver: Resolver, ledger: Ledger
) -> tuple[dict[str, TableDifference], Rows]:
    """The rows of all records that can be: those that cannot are taken out until the rest stands."""
    alive = records
    study = sides.study
    staying = Staying(study)
    held: Rows = {}
    while True:
        assembly, lost = _assembled(alive, study, resolver, ledger)
        if sides.tables and not held:
            held = {table: dict(rows) for table, rows in assembly.rows.items()}
        found = differences(assembly.rows, sides, held)
        staying.leave(found)
        wrong = _clashing(found, ledger, lost)
        wrong |= _invalid(study, found, ledger, lost | wrong, staying)
        if not wrong and not assembly.touched and not staying.grew:
            break
        lost |= wrong
        alive = [record for record in alive if id(record) not in lost]
        del assembly, found
    ledger.problems += [("", problem) for problem in staying.problems]
    _note_same(found, ledger)
    return found, assembly.rows


def _assembled(
    records: list[Record], study: Study | None, resolver: Resolver, ledger: Ledger
) -> tuple[Assembly, set[int]]:
    lost: set[int] = set()

    def report(record: Record, bad: Unread, fate: str) -> None:
        lost.add(id(record))
        ledger.refuse(record.sheet, bad.problem(record.sheet.sheet, record.line), fate, bad.question)

    assembly = Assembly(study, resolver, report)
    for record in records:
        assembly.add(record)
    return assembly, lost


def _stands(answers: Answers, table: str, clash: Clash) -> str | None:
    """Which value of a clash was said to stand."""
    answer = answers.get(CLASH, (table, clash.column, *clash.key))
    return None if answer is None else answer.value


def _clashing(found: Mapping[str, TableDifference], ledger: Ledger, lost: set[int]) -> set[int]:
    """Records of which a cell was changed on both sides: it must be said which value stands."""
    bad: set[int] = set()
    for table, difference in found.items():
        for clash in difference.clashes:
            record = clash.made.record
            if record is None or id(record) in lost:
                continue
            told = _clash_told(table, clash)
            if id(record) not in bad:
                problem = told.problem(record.sheet.sheet, record.line)
                ledger.refuse(record.sheet, problem, REJECTED, told.question)
            elif told.question is not None:
                ledger.ask(told.question)
            bad.add(id(record))
    return bad


def _clash_told(table: str, clash: Clash) -> Unread:
    name = ", ".join(filter(None, clash.key))
    if not clash.column:
        return Unread("gone-since", None, name)
    choices = (Candidate(SHEET, clash.mine or "–"), Candidate(RECORD, clash.theirs or "–"))
    question = Question(CLASH, (table, clash.column, *clash.key), choices)
    return Unread("unanswered", clash.column, name, question=question)


def _invalid(
    study: Study | None,
    found: Mapping[str, TableDifference],
    ledger: Ledger,
    lost: set[int],
    staying: Staying,
) -> set[int]:
    """Records of which a check says that they cannot be."""
    bad: set[int] = set()
    for made, problem, fate in bad_records(study, found):
        if made is None and problem.value is not None:
            staying.note(found, problem.value)
        for record in _behind(made):
            if id(record) not in lost and id(record) not in bad:
                bad.add(id(record))
                told = replace(problem, table=record.sheet.sheet, line=record.line)
                ledger.refuse(record.sheet, told, fate)
    return bad


def _behind(made: Made | None) -> Iterable[Record]:
    if made is None:
        return ()
    return [made.record, *made.added] if made.record is not None else made.users


def _note_same(found: Mapping[str, TableDifference], ledger: Ledger) -> None:
    """Records that say what the study knows already are duplicates, and no problem of anybody's."""
    for difference in found.values():
        for made, _ in difference.same:
            for record in () if made.record is None else (made.record, *made.added):
                key = (record.sheet.sheet, record.sheet.place)
                ledger.fates.setdefault(key, Counter())[DUPLICATE] += 1
        for record in (made.record for made in difference.passed if made.record is not None):
            ledger.fates.setdefault((record.sheet.sheet, record.sheet.place), Counter())[DUPLICATE] += 1


def _ordered(rows: Rows) -> list[tuple[str, dict[tuple[str, ...], Made]]]:
    return [(table, rows[table]) for table in NAMES if rows.get(table)]


def _frame(rows: Iterable[Made]) -> pd.DataFrame:
    """Rows as a table of text, blank where nothing is said."""
    return pd.DataFrame([made.values for made in rows], dtype=object).fillna("")
