"""Five sentences that read well for none, one and many, in both languages."""

from __future__ import annotations

import datetime as dt
import re

import pytest

import netmap
from netmap.library import wording
from netmap.model.i18n import LANGUAGES, translator
from netmap.questions.map.request import LAYERS
from tests.questions.boards import ask, tables
from tests.shared_data import bundled


def met(people: int, sittings: int) -> netmap.Study:
    """So many people of as many agencies at so many sittings, a week apart."""
    meetings = [{"meeting": f"m{n}", "zone": "z", "date": f"2011-03-{1 + 7 * n:02}"} for n in range(sittings)]
    return tables(
        agencies=[{"agency": f"a{n}"} for n in range(people)],
        practitioners=[{"practitioner": f"p{n}", "agency": f"a{n}"} for n in range(people)],
        zones=[{"zone": "z", "name": "Board <b>x</b>"}],
        **(
            {
                "meetings": meetings,
                "attendance": [
                    {"meeting": row["meeting"], "practitioner": f"p{n}", "status": "present"}
                    for row in meetings
                    for n in range(people)
                ],
            }
            if meetings
            else {}
        ),
    )


@pytest.mark.parametrize(
    ("people", "sittings", "first"),
    [
        (1, 0, "1 agency and 1 person are on record; no sitting and no contact carries a date."),
        (1, 1, "1 agency and 1 person are on record; in this window 1 of these people came to 1 sitting."),
        (2, 1, "2 agencies and 2 people are on record; in this window 2 of these people came to 1 sitting."),
        (3, 2, "3 agencies and 3 people are on record; in this window 3 of these people came to 2 sittings."),
    ],
)
def test_who_takes_part(people: int, sittings: int, first: str) -> None:
    assert ask(met(people, sittings)).sentences[0] == first


def test_active_ties_none_one_and_several() -> None:
    none, one, three = (ask(met(n, 1)).sentences[1] for n in (1, 2, 3))
    assert none == "On 1 March 2011 no tie is active."
    assert one == (
        "On 1 March 2011 there is 1 active tie between people: 0 new networks and 1 cognitive trail; "
        "1 of them crosses from one agency to another."
    )
    assert "there are 3 active ties between people" in three
    assert "3 cognitive trails" in three


def test_the_most_active_zones() -> None:
    assert ask(met(1, 0)).sentences[3] == "No boundary zone has a sitting on record in this window."
    assert ask(met(2, 1)).sentences[3] == (
        "The most active boundary zone was Board <b>x</b> (1 sitting, 2 people)."
    )
    assert "(2 sittings, 1 person)" in ask(met(1, 2)).sentences[3]


def test_moves_since_the_period_before() -> None:
    study = bundled("riverside")
    rising = ask(study, start=dt.date(2023, 9, 1)).sentences[2]
    assert re.search(r"new networks (rose|fell) from \d+ to \d+", rising)
    early = ask(study).sentences[2]
    assert re.match(
        r"Since .+, the day before this window, active old networks fell from \d+ to \d+\. New", early
    )
    assert early.endswith("count from 1 March 2023 on, so they have no earlier period to compare with.")
    partly = ask(study, start=dt.date(2023, 1, 1), end=dt.date(2023, 8, 31), baseline=dt.date(2022, 10, 1))
    assert "Of the period before, the record holds only " in partly.sentences[2]
    first = study.contacts["date"].min()
    begin = ask(study, start=dt.date.fromisoformat(first)).sentences[2]
    assert begin.startswith("There is no period before this one to compare with, because the record begins ")
    days = [dt.date.fromisoformat(first) + dt.timedelta(90 + more) for more in (0, 1)]
    soon, later = (ask(study, start=day, end=dt.date(2024, 2, 29)).sentences[2] for day in days)
    assert soon == begin  # nobody can have met over ninety days yet: a 0 of then is no 0
    assert "active old networks rose from 0 to " in later
    quiet = ask(study, start=dt.date(2030, 1, 1), end=dt.date(2030, 12, 31))
    assert quiet.sentences[2] == "As on the day before this window, no tie is active."
    assert quiet.sentences[1] == "On 31 December 2030 no tie is active."


def test_what_cannot_be_known_counts_and_names() -> None:
    study = tables(
        levels=[{"level": "front", "rank": 0, "name": "Front"}],
        agencies=[{"agency": "a"}, {"agency": "silent"}],
        practitioners=[
            {"practitioner": "1", "agency": "a", "level": "front"},
            {"practitioner": "2", "level": "front"},
            {"practitioner": "3", "agency": "a"},
        ],
        meetings=[{"meeting": "m", "date": "2011-03-01"}, {"meeting": "n", "date": "2011-03-02"}],
        attendance=[
            {"meeting": "m", "practitioner": "1", "status": "present"},
            {"meeting": "m", "practitioner": "2", "status": "present"},
            {"meeting": "m", "practitioner": "3", "status": "unclear"},
        ],
    )
    said = ask(study).sentences[4]
    for part in (
        "Old networks cannot be seen: the record begins on 1 March 2011, less than 90 days before the "
        "baseline,",
        "A baseline from 30 May 2011 on would show them",
        "the agency of 1 person",
        "whether 1 person listed at a sitting came",
        "who came to 1 sitting",
        "the level of 1 person on ",
        "1 agency has nobody on record in this window (1 with no record at all). It may still have met "
        "others.",
    ):
        assert part in said


def test_nothing_missing_is_said_too() -> None:
    study = tables(
        partnerships=[{"partnership": "p", "observed_from": "2010-01-01", "baseline": "2011-01-01"}],
        agencies=[{"agency": "a"}],
        practitioners=[{"practitioner": "1", "agency": "a"}, {"practitioner": "2", "agency": "a"}],
        contacts=[{"contact": "1", "date": "2011-03-01", "source": "1", "target": "2"}],
    )
    assert ask(study).sentences[4].startswith("Nothing that these figures rest on is known to be missing")


def test_undated_ties_between_agencies() -> None:
    view = ask(bundled("emon"))
    assert view.sentences[0] == "140 agencies are on record, without naming people."
    assert "declared without a date" in view.sentences[1]
    assert "cannot be told apart" in view.sentences[4]


@pytest.mark.parametrize("n", [0, 1, 2, 1000])
def test_things_counted(n: int) -> None:
    t = translator("en")
    ending = "" if n == 1 else "s"
    number = "1,000" if n == 1000 else str(n)
    assert wording.sittings(t, n) == f"{number} sitting{ending}"
    assert wording.ties(t, n) == f"{number} tie{ending}"
    assert wording.of_kind(t, "old_network", n) == f"{number} old network{ending}"
    assert wording.agencies(t, n) == f"{number} agenc{'y' if n == 1 else 'ies'}"
    assert wording.people(t, n) == f"{number} {'person' if n == 1 else 'people'}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["brightwater", "emon", "riverside"])
def test_no_place_is_left_open_in_any_language(language: str, name: str) -> None:
    view = ask(bundled(name), language, layers=LAYERS)
    said = [*view.sentences, view.words, view.rule, view.n, view.empty, *view.frame.notices]
    said += [chip.text for chip in view.chips] + [node.note for node in view.nodes]
    assert len(view.sentences) == 5
    assert all(view.sentences)
    assert not any("{" in text or "}" in text for text in said)
