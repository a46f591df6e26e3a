"""Jobs and posts that follow one another within a partial date do not overlap by rounding alone."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.model.dates import NO_DAY, from_day
from netmap.model.spells import ALWAYS
from netmap.tie_kinds.people import agencies_on, levels_on
from netmap.tie_kinds.stays import job_spells, post_spells
from tests.tie_kinds.slow_dates import ALWAYS as EVER
from tests.tie_kinds.slow_dates import FOREVER
from tests.tie_kinds.slow_spells import held_by
from tests.worlds import Row, Rows, frames

AGENCIES = [{"agency": name} for name in ("A", "=A1", "Č-12")]
LEVELS = [{"level": name, "rank": rank} for rank, name in enumerate(("front", "middle", "board"))]


def study_with(jobs: list[Row], **tables: Any) -> netmap.Study:
    rows: Rows = {
        "agencies": AGENCIES,
        "levels": LEVELS,
        "practitioners": [{"practitioner": "1"}],
        "employments": [{"practitioner": "1", **job} for job in jobs],
        **tables,
    }
    return netmap.from_tables(**frames(rows))


def job(agency: str, joined: str | None, left: str | None, level: str | None = None) -> Row:
    cells = {"agency": agency, "joined": joined, "left": left, "level": level}
    return {name: cell for name, cell in cells.items() if cell}


def days_of(jobs: list[Row]) -> list[tuple[str, str]]:
    """First and last day of each job, empty where there is none."""
    found = job_spells(study_with(jobs))
    return [
        ("" if begin == NO_DAY else str(from_day(begin)), "" if end == ALWAYS else str(from_day(end)))
        for begin, end in zip(found.begins, found.ends, strict=True)
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((None, "2011-05"), ("2011-05", None), [("", "2011-04-30"), ("2011-05-01", "")]),
        ((None, "2011-05"), ("2011-05-15", None), [("", "2011-05-14"), ("2011-05-15", "")]),
        ((None, "2011"), ("2011-05-15", None), [("", "2011-05-14"), ("2011-05-15", "")]),
        (("2011-05", "2011-05"), ("2011-05", None), [("2011-05-01", "2011-05-01"), ("2011-05-01", "")]),
        (("2011-05-03", "2011-05"), ("2011-05", None), [("2011-05-03", "2011-05-03"), ("2011-05-01", "")]),
        ((None, "2011-05-20"), ("2011-05", None), [("", "2011-05-20"), ("2011-05-21", "")]),
        ((None, "2011-05"), ("2011-05-01", None), [("", "2011-05-31"), ("2011-05-01", "")]),
        ((None, "2011-05"), ("2011-05-02", None), [("", "2011-05-01"), ("2011-05-02", "")]),
        ((None, "2011-05-20"), ("2011-05-15", None), [("", "2011-05-20"), ("2011-05-15", "")]),
        ((None, "2011-06"), ("2011-05", None), [("", "2011-06-30"), ("2011-05-01", "")]),
        ((None, "2011-05"), ("2011-06", None), [("", "2011-05-31"), ("2011-06-01", "")]),
        ((None, None), ("2011-05", None), [("", ""), ("2011-05-01", "")]),
        (("2010", "2011"), (None, None), [("2010-01-01", "2011-12-31"), ("", "")]),
    ],
)
def test_two_jobs(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None], expected: Any
) -> None:
    jobs = [job("A", *first), job("=A1", *second)]
    assert days_of(jobs) == expected
    assert days_of(jobs[::-1]) == expected[::-1]


def test_the_agency_and_the_level_of_a_change_within_a_month() -> None:
    study = study_with([job("A", None, "2011-05", "front"), job("=A1", "2011-05", None, "board")])
    for day, agency, level in ((15094, "A", "front"), (15095, "=A1", "board")):
        assert from_day(day) in (dt.date(2011, 4, 30), dt.date(2011, 5, 1))
        assert agencies_on(study, day).tolist() == [agency]
        assert levels_on(study, day)["level"].tolist() == [level]


def test_jobs_that_really_overlap_hold_all_their_levels_and_the_agency_begun_last_then_first_by_id() -> None:
    jobs = [
        job("Č-12", "2011-01-01", None, "front"),
        job("A", "2011-02-01", None, "middle"),
        job("=A1", "2011-02-01", None, "board"),
    ]
    for order in (jobs, jobs[::-1]):
        study = study_with(order)
        assert agencies_on(study, 15_000).tolist() == ["Č-12"]
        assert agencies_on(study, 15_100).tolist() == ["=A1"]
        assert sorted(levels_on(study, 15_100)["level"]) == ["board", "front", "middle"]


def test_nobody_is_cross_represented_by_rounding() -> None:
    """From a seat at the front to one on the board within a month; equal dates are held at once."""
    zones = [{"zone": "z", "level": "front"}, {"zone": "b", "level": "board"}]
    posts = [
        {"practitioner": "1", "zone": "z", "joined": "2010", "left": "2011-05"},
        {"practitioner": "1", "zone": "b", "joined": "2011-05", "left": "2012"},
    ]
    study = study_with([], zones=zones, posts=posts)
    assert all(len(levels_on(study, day)) == 1 for day in range(15_060, 15_160))
    alike = [row | {"joined": "2011", "left": "2011"} for row in posts]
    held = post_spells(study_with([], zones=zones, posts=alike))
    assert held.begins.tolist() == [14_975] * 2
    assert held.ends.tolist() == [15_339] * 2


def test_the_checks_say_which_day_was_read() -> None:
    study = study_with([job("A", None, "2011-05"), job("=A1", "2011-05-15", None)])
    (told,) = [problem for problem in study.warnings if problem.code == "job-cut"]
    assert (told.table, told.line, told.column, told.value) == ("employments", 2, "left", "2011-05")
    assert "2011-05-14" in told.text()
    moved = study_with([job("A", None, "2011-05-20"), job("=A1", "2011-05", None)])
    (told,) = [problem for problem in moved.warnings if problem.code == "job-moved"]
    assert (told.line, told.column) == (3, "joined")
    assert "2011-05-21" in told.text()
    quiet = study_with([job("A", None, "2011-05"), job("=A1", "2011-06", None)])
    assert not [problem for problem in quiet.warnings if problem.code.startswith("job-")]


def test_random_jobs_against_the_slow_reading() -> None:
    rng, cut = Random(1), 0

    def written(day: dt.date) -> str | None:
        text = day.isoformat()
        return rng.choice((None, text[:4], text[:7], text[:7], text))

    for _ in range(60):
        jobs = []
        for place in range(rng.randint(2, 4)):
            begin = dt.date(2011, 1, 1) + dt.timedelta(rng.randrange(200))
            end = begin + dt.timedelta(rng.randrange(150))
            jobs.append(
                job(rng.choice(("A", "=A1", "Č-12")), written(begin), written(end)) | {"level": f"{place}"}
            )
        study = study_with(jobs, levels=[{"level": str(place), "rank": place} for place in range(4)])
        found = job_spells(study)
        slow = held_by("1", [{"practitioner": "1", **row} for row in jobs], jobs=True)
        for row, (begin, end) in slow:
            place = int(row["level"])
            assert found.begins[place] == (NO_DAY if begin == EVER else (begin - dt.date(1970, 1, 1)).days)
            assert found.ends[place] == (ALWAYS if end == FOREVER else (end - dt.date(1970, 1, 1)).days)
        cut += len(found.cut) + len(found.moved)
        mixed = pd.Series(range(len(jobs))).sample(frac=1, random_state=1).tolist()
        other = job_spells(
            study_with([jobs[place] for place in mixed], levels=study.levels.to_dict("records"))
        )
        assert other.begins.tolist() == [found.begins[place] for place in mixed]
        assert other.ends.tolist() == [found.ends[place] for place in mixed]
    assert cut > 40
