"""Every rule is described from its docstring, and told in both languages."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

import netmap
from netmap.gap_rules.finding import Actor, gap_id
from netmap.gap_rules.rule import SEVERITIES
from netmap.gap_rules.rules import RULES
from netmap.model.i18n import translator
from tests import shared_data
from tests.shared_data import PANELS
from tools import gap_docs

CERTAIN = {"transmission_probability": 1.0}


@pytest.fixture(scope="module")
def riverside() -> netmap.Study:
    return shared_data.bundled("riverside")


def test_the_page_of_rules_is_made_from_their_list() -> None:
    told = gap_docs.PAGE.read_text(encoding="utf-8")
    assert told == gap_docs.page(told), "run: python -m tools.gap_docs"


def test_rules_are_whole() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {rule.severity for rule in RULES} == set(SEVERITIES)
    assert all(rule.description and rule.title for rule in RULES)


def test_gaps_are_told_in_both_languages_under_the_same_id(riverside: netmap.Study) -> None:
    english, italian = (netmap.gaps(riverside, language=language, **CERTAIN) for language in ("en", "it"))
    assert english["id"].tolist() == italian["id"].tolist()
    assert len(english)
    assert not (english["evidence"] == italian["evidence"]).any()
    assert (
        not english[["evidence", "suggestion"]]
        .apply(lambda column: column.str.contains("[{}]"))
        .any(axis=None)
    )
    assert all(translator("it").gettext(rule.title) != rule.title for rule in RULES)


def test_a_gap_is_known_by_rule_version_and_actors() -> None:
    one, other = Actor("agency", "a,b"), Actor("agency", "c")
    ids = {
        gap_id("one-way", 1, [one, other]),
        gap_id("one-way", 1, [other, one]),
        gap_id("one-way", 2, [one, other]),
        gap_id("isolated", 1, [one, other]),
        gap_id("one-way", 1, [Actor("agency", "a"), Actor("agency", "b,c")]),
        gap_id("one-way", 1, [Actor("zone", "a,b"), other]),
    }
    assert len(ids) == 6


def test_since_is_the_day_of_the_event_or_of_the_first_run(riverside: netmap.Study) -> None:
    found = netmap.gaps(riverside, **CERTAIN)
    first_found = dict.fromkeys(found["id"], "2020-01-01")
    again = netmap.gaps(riverside, first_found=first_found, **CERTAIN)
    moved = found["since"] != again["since"]
    assert set(again.loc[moved, "since"].astype(str)) == {"2020-01-01"}
    assert set(found.loc[moved, "since"].dt.strftime("%Y-%m-%d")) == {found.attrs["as_of"]}
    assert moved.any()
    assert not moved.all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"rules": ["no-such-rule"]},
        {"rules": "isolated"},
        {"thresholds": {"no-such-rule": {}}},
        {"thresholds": {"one-way": {"sittings": 3}}},
        {"thresholds": {"one-way": {"contacts": -1}}},
        {"roster": "everybody"},
        {"as_of": "today"},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, object], riverside: netmap.Study) -> None:
    with pytest.raises(netmap.ArgumentError):
        netmap.gaps(riverside, **wrong)  # type: ignore[arg-type]


def test_nothing_dated_has_no_gaps() -> None:
    study = shared_data.bundled("emon")
    assert netmap.gaps(study).empty


@pytest.mark.shared
def test_the_gaps_of_the_panels_are_those_of_the_page() -> None:
    told = gap_docs.PAGE.read_text(encoding="utf-8")
    assert told == gap_docs.with_panels(told, PANELS)


@pytest.mark.shared
def test_ways_up_of_the_panels_are_missing_where_no_month_has_anybody_who_reaches() -> None:
    study, day = shared_data.panels(), pd.Timestamp("2012-07-31")
    found = {tuple(actors) for actors in netmap.gaps(study, day, ["no-upward-route"])["actors"]}
    expected = set()
    for low, high in pairwise(("local", "sector", "officials", "board")):
        months = netmap.reach_over_time(study, low, high, start="2011-08-01", end=day)
        met = months.loc[months["share"].notna(), "month"]
        asked = [
            netmap.vertical_reach(study, low, high, start=month, end=month + pd.Timedelta(days=180))
            for month in met[met + pd.Timedelta(days=180) <= day]
        ]
        every = pd.concat(asked).dropna(subset=["agency"])
        expected |= {
            (agency, low) for agency in set(every["agency"]) - set(every.loc[every["reached"], "agency"])
        }
    assert found == expected
