"""The checks of a study, run on what a study would be with the rows of a file, and told record by record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from netmap.files.importer.assembling import Made
from netmap.files.importer.comparing import TableDifference
from netmap.files.written_tables import as_text
from netmap.model.checks import CHECKS
from netmap.model.coded_columns import coded
from netmap.model.errors import Problem
from netmap.model.findings import ERROR, WARNING, Finding
from netmap.model.plausibility_checks import ONE_END, TWO_SORTS
from netmap.model.raw_tables import Draft, Sheet
from netmap.model.schema import NAMES, TABLES
from netmap.model.study import Study
from netmap.model.study_building import make_sheet
from netmap.model.type_conversion import checked_types

NOT_HERE = frozenset({"nobody"})
"""Checks of a study as a whole, which a file need not be."""

ACTORS = (("agencies", "agency"), ("practitioners", "practitioner"))


def combined(table: str, study: Study | None, found: TableDifference | None) -> pd.DataFrame:
    """A table as text, as it would be: what stays, what is changed, and what is added, in this order."""
    frame = pd.DataFrame() if study is None or table not in study.tables else study.table(table)
    there = as_text(frame, TABLES[table]).reset_index(drop=True)
    if found is None:
        return there
    for place, (_, values) in found.changed.items():
        for column, text in values.items():
            if column not in there:
                there[column] = ""
            there.loc[place, column] = text
    there = there.drop(index=found.removed)
    return pd.concat([there, pd.DataFrame([made.values for made in found.added])]).fillna("")


def origins(study: Study | None, table: str, found: TableDifference | None) -> list[Made | None]:
    """For each row of the combined table the made row that it comes from, None for those of the study."""
    rows = 0 if study is None or table not in study.tables else len(study.table(table))
    if found is None:
        return [None] * rows
    kept = [place for place in range(rows) if place not in set(found.removed)]
    changed = {place: made for place, (made, _) in found.changed.items()}
    return [*(changed.get(place) for place in kept), *found.added]


def bad_records(
    study: Study | None, found: Mapping[str, TableDifference]
) -> Iterator[tuple[Made | None, Problem, str]]:
    """Every row that cannot be, with the problem and as what it counts."""
    tables = [name for name in NAMES if name in found or (study is not None and name in study.tables)]
    sheets, findings = _sheets(study, found, tables)
    draft = Draft(sheets, ((bad.sheet.name, bad.column, bad.rows) for bad in findings))
    findings += [finding for check in CHECKS for finding in check(draft)]
    for finding in findings:
        if finding.severity == ERROR and finding.code not in NOT_HERE and len(finding.rows):
            made = origins(study, finding.sheet.name, found.get(finding.sheet.name))
            yield from _told(finding, made)


def none_by_their_ends(
    study: Study | None, found: Mapping[str, TableDifference]
) -> Iterator[tuple[str, Problem]]:
    """New contacts and declared ties that make no tie: with oneself, or of a person and an agency.

    They are taken in and told, each with the entry of an archive that its sheet is in.
    """
    agencies, people = (_ids(study, found, *one) for one in ACTORS)
    for table in ONE_END:
        for made in found[table].added if table in found else ():
            source, target = (made.values.get(end, "") for end in ("source", "target"))
            mixed = (source in agencies and target in people) or (source in people and target in agencies)
            if made.record is not None and (mixed or source == target):
                code, reason, cure = (ONE_END if source == target else TWO_SORTS)[table]
                record, name = made.record, made.record.names.get("target")
                text = target if name is None else name.text
                where = (record.sheet.sheet, record.line, "target", text)
                yield record.sheet.place, Problem(*where, code, reason, cure, WARNING, {"value": text})


def _ids(study: Study | None, found: Mapping[str, TableDifference], table: str, key: str) -> set[str]:
    """The ids of a table, with those that a file adds."""
    there = set() if study is None else set(study.table(table)[key])
    return there | ({made.values[key] for made in found[table].added} if table in found else set())


def _sheets(
    study: Study | None, found: Mapping[str, TableDifference], tables: Sequence[str]
) -> tuple[dict[str, Sheet], list[Finding]]:
    sheets: dict[str, Sheet] = {}
    findings: list[Finding] = []
    for table in tables:
        frame = combined(table, study, found.get(table))
        columns = [coded(frame[name]) for name in frame.columns]
        sheet, _ = make_sheet(TABLES[table], [str(name) for name in frame.columns], columns, len(frame))
        sheets[table], more = checked_types(sheet, None)
        findings += more
    return sheets, findings


def _told(finding: Finding, made: Sequence[Made | None]) -> Iterator[tuple[Made | None, Problem, str]]:
    """The rows of a finding one by one; what is told of a column as a whole is told of each row."""
    lines = np.array([_line(one) for one in made], dtype=np.int64)
    whole = next(iter(finding.problems()))
    problems = [whole] * len(finding.rows) if finding.together else list(finding.problems())
    for row, problem in zip(finding.rows.tolist(), problems, strict=True):
        values = dict(problem.values)
        if "first" in values and isinstance(values["first"], int):
            values["first"] = int(lines[values["first"] - 2])
        yield made[row], _placed(problem, made[row], values), finding.kind


def _line(made: Made | None) -> int:
    if made is None:
        return 0
    record = made.record or (made.users[0] if made.users else None)
    return record.line if record else 0


def _placed(problem: Problem, made: Made | None, values: Mapping[str, object]) -> Problem:
    record = None if made is None else made.record or (made.users[0] if made.users else None)
    return Problem(
        problem.table if record is None else record.sheet.sheet,
        None if record is None else record.line,
        problem.column,
        problem.value,
        problem.code,
        problem.reason,
        problem.cure,
        problem.severity,
        values,
        problem.kind,
    )
