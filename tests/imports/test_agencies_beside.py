"""The agency that stands beside somebody who is on record already: taken where none is known, else named."""

from __future__ import annotations

import pandas as pd
import pytest

import netmap
from netmap.files.importer.resolving import ELSEWHERE
from netmap.model.study import Study
from tests.imports.made_files import balanced, taken

LIST = """
    Name | Agency | Date | Group
    Ann Lee | North | 2011-05-03 | Board
    """


def known(agency: str | None = None, *, employed: bool = False) -> Study:
    """One person on record, with an agency, without one, or with one by an employment alone."""
    jobs = {"practitioner": ["a,1"], "agency": ["s"]}
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["n", "s"], "name": ["North", "South"]}),
        practitioners=pd.DataFrame({"practitioner": ["a,1"], "name": ["Ann Lee"], "agency": [agency]}),
        **({"employments": pd.DataFrame(jobs)} if employed else {}),
    )


def told(study: Study, sheet: str = LIST) -> tuple[dict[str, str], list[str], list[str]]:
    """What changes of the person, the agency that stays with the attendance, and what is named."""
    _, applied = taken(study, sheet=sheet)
    assert balanced(applied)
    changed = applied.differences.get("practitioners")
    cells = {} if changed is None or not changed.changed else next(iter(changed.changed.values()))[1]
    kept = applied.tables["attendance"].get("agency", pd.Series(dtype="str")).dropna().tolist()
    return (
        dict(cells),
        [one for one in kept if one],
        [one.text for one in applied.matched if one.how == ELSEWHERE],
    )


def test_of_somebody_without_an_agency_it_becomes_theirs() -> None:
    assert told(known()) == ({"agency": "n"}, [], [])


@pytest.mark.parametrize(("agency", "employed"), [("s", False), (None, True)])
def test_beside_another_agency_it_stays_with_the_attendance_and_is_named(
    agency: str | None, employed: bool
) -> None:
    assert told(known(agency, employed=employed)) == ({}, ["North"], ["North"])


def test_the_same_agency_says_nothing_new() -> None:
    assert told(known("n")) == ({}, [], [])


def test_an_agency_of_an_employment_stays_with_the_sitting_without_a_word() -> None:
    assert told(known(employed=True), LIST.replace("North", "South")) == ({}, ["South"], [])


def test_of_several_that_stand_beside_the_one_in_most_rows_is_taken() -> None:
    more = (
        LIST
        + """Ann Lee | South | 2011-06-03 | Board
    Ann Lee | South | 2011-07-03 | Board
    """
    )
    assert told(known(), more) == ({"agency": "s"}, ["North"], ["North"])
