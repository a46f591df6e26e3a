"""What the page of learning paths says is what the library returns."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.library import wording
from netmap.library.chances import out_of
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import ENGLISH, LANGUAGES, translator
from netmap.questions.learning.spread import Reached, sideways_said
from netmap.questions.learning.types import Arrival, LearningView
from netmap.questions.learning.ways import loop_sentences
from netmap.questions.overview.disclosure import count_of
from netmap.questions.parameters import NodeRef
from tests.questions.boards import tables
from tests.questions.learning_pages import HOSTILE, learning, learning_by_name, one_way_up
from tests.shared_data import bundled, panels

YEAR = {"start": dt.date(2023, 3, 1), "end": dt.date(2024, 2, 29)}
YEAR_2011 = {"start": dt.date(2011, 1, 1), "end": dt.date(2011, 12, 31)}


@pytest.fixture(scope="module")
def riverside() -> netmap.Study:
    return bundled("riverside")


def percent(share: float) -> str:
    return ENGLISH.percent(share)


RULES: list[dict[str, Any]] = [
    {},
    {"horizon": 30},
    {"horizon": 45, "same_day": True},
    {"horizon": 90, "max_wait": 10},
]


@pytest.mark.parametrize("rule", RULES)
def test_the_headline_and_the_way_back_are_the_librarys_means(
    riverside: netmap.Study, rule: dict[str, Any]
) -> None:
    view = learning(riverside, from_level="operational", to_level="authority", **YEAR, **rule)
    ends = ("operational", "authority"), ("authority", "operational"), ("operational", None)
    there, back, across = (
        [
            netmap.reach_over_time(riverside, *pair, **YEAR, **rule, transmission_probability=chance)
            for chance in (0.2, 1.0)
        ]
        for pair in ends
    )
    first, under, third, *rest = view.sentences
    graded = round(100 * there[0].attrs["mean"])
    certain, back_certain = (
        count_of(ENGLISH, each[1].attrs["mean"], int(each[1]["n"].median())) for each in (there, back)
    )
    assert first.startswith(f"{graded} of 100 at the front line reach the board within ")
    assert (
        under == "If one encounter in five passes something on: a yardstick to compare with, not an estimate."
    )
    assert f"If every encounter passed something on, it would be {certain}." in rest
    said = " ".join(rest)
    assert f"It typically takes {round(there[0]['median_days'].median())} day" in said
    assert f"the mean of {len(there[0])} months" in said
    returned = out_of(ENGLISH, back[0].attrs["mean"], int(back[0]["n"].median()))
    assert third.lower().startswith(f"{returned} at the board are heard at the front line within ")
    assert f"If every encounter passed something on, {back_certain} would be heard on the way back." in rest
    shares = [percent(each.attrs["mean"]) for each in across]
    assert f"Sideways, {shares[0]} of the other agencies" in said
    assert f"are reached; if every encounter passed something on, {shares[1]}." in said


def test_another_chance_is_told_where_the_reader_tells_it(riverside: netmap.Study) -> None:
    view = learning(riverside, transmission_probability=0.05, **YEAR)
    assert view.sentences[1].startswith("If one encounter in twenty passes something on: ")
    every = [
        each for each in view.sentences if each.startswith("If every encounter passed something on, it ")
    ]
    assert every[0] in learning(riverside, **YEAR).sentences


def test_two_periods_are_compared_over_the_months_that_have_a_figure_in_both(
    riverside: netmap.Study,
) -> None:
    view = learning(riverside, from_level="operational", to_level="strategic", **YEAR)
    before = netmap.reach_over_time(riverside, "operational", "strategic", end="2023-02-28")
    now = netmap.reach_over_time(riverside, "operational", "strategic", **YEAR)
    earlier = now["month"] - pd.DateOffset(years=1)
    both = before["month"].isin(earlier).sum()
    assert both < 0.75 * len(now)
    assert view.sentences[3] == (
        f"Too few months have a figure in both periods to compare them: {both} of {len(now)}."
    )
    short = learning(riverside, start=dt.date(2023, 6, 1), end=dt.date(2023, 8, 31))
    assert short.sentences[3].startswith("Over the 3 months that both periods have, it is")
    assert re.search(r"it is \d+ of \d+, and was \d+ of \d+ before\.$", short.sentences[3])
    first = learning(riverside, end=dt.date(2023, 3, 31), start=dt.date(2022, 9, 1))
    assert first.sentences[3] == "There is no period before this one on record to compare it with."


def two_staffs(before: int, now: int) -> netmap.Study:
    """So many people in 2020 and others in 2021 and 2022, of whom four at a time sit with the board."""
    months = [f"{year}-{month:02}" for year in (2020, 2021, 2022) for month in range(1, 13)]
    old, new = [f"l{at}" for at in range(before)], [f"n{at}" for at in range(now)]
    sat = {month: old if month < "2021" else new for month in months}
    there = {"joined": "2019-12-01", "left": "2020-12-31"}, {"joined": "2021-01-01", "left": "2022-12-31"}
    return tables(
        levels=[{"level": "low", "rank": 0, "name": "Low"}, {"level": "high", "rank": 1, "name": "High"}],
        agencies=[{"agency": "g1"}, {"agency": "g2"}],
        practitioners=[
            *({"practitioner": one, "agency": "g1", "level": "low", **there[0]} for one in old),
            *({"practitioner": one, "agency": "g1", "level": "low", **there[1]} for one in new),
            {
                "practitioner": "h",
                "agency": "g2",
                "level": "high",
                "joined": "2019-12-01",
                "left": "2022-12-31",
            },
        ],
        zones=[{"zone": "board"}, {"zone": "low"}],
        meetings=[
            {"meeting": f"{month} {zone}", "zone": zone, "date": f"{month}-{day}"}
            for month in months
            for zone, day in (("board", "05"), ("low", "12"))
        ],
        attendance=[
            *(
                {"meeting": f"{month} board", "practitioner": one}
                for month in months
                for one in sat[month][:4]
            ),
            *({"meeting": f"{month} board", "practitioner": "h"} for month in months),
            *({"meeting": f"{month} low", "practitioner": one} for month in months for one in sat[month]),
        ],
    )


@pytest.mark.parametrize(
    ("before", "now", "of"), [(18, 6, (18, 6)), (24, 6, (24, 6)), (60, 19, (60, 19)), (60, 20, (100, 100))]
)
def test_each_period_is_told_of_the_people_it_had(before: int, now: int, of: tuple[int, int]) -> None:
    study = two_staffs(before, now)
    view = learning(study, start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31), horizon=60)
    rule = {"horizon": 60, "transmission_probability": 0.2}
    months = netmap.reach_over_time(study, "low", "high", **rule).set_index("month")["share"]
    pairs = [
        (months[day - pd.DateOffset(years=1)], months[day])
        for day in pd.date_range("2021-01-01", "2021-12-01", freq="MS")
        if day - pd.DateOffset(years=1) in months.index
    ]
    was, became = (sum(each) / len(pairs) for each in zip(*pairs, strict=True))
    assert view.sentences[3] == (
        f"Over the {len(pairs)} months that both years have, it is {round(became * of[1])} of {of[1]}, "
        f"and was {round(was * of[0])} of {of[0]} the year before."
    )


def test_the_chart_holds_what_the_library_returns(riverside: netmap.Study) -> None:
    view = learning(riverside, from_level="operational", to_level="authority", horizon=60, same_day=True)
    ends = {"up": ("operational", "authority"), "back": ("authority", "operational")}
    assert [each.key for each in view.series] == ["up", "back", "up-certain", "back-certain"]
    for series in view.series:
        chance = 1.0 if series.key.endswith("-certain") else 0.2
        rule = {"horizon": 60, "same_day": True, "transmission_probability": chance}
        table = netmap.reach_over_time(riverside, *ends[series.key.removesuffix("-certain")], **rule)
        pd.testing.assert_frame_equal(series.table, table)
    assert [name for _, name in view.events] == ["Partnership launched", "Council services reorganised"]
    _, across = learning(riverside, from_level="operational", way="sideways").series
    pd.testing.assert_frame_equal(across.table, netmap.reach_over_time(riverside, "operational"))


def paths(study: netmap.Study, view: LearningView) -> list[pd.DataFrame]:
    """The path of everybody who arrives, each asked of the library on its own."""
    start, end = view.from_level, view.to_level
    assert start is not None
    assert end is not None
    window = {"start": view.said.start, "end": view.said.end}
    reach = netmap.vertical_reach(study, start.level, end.level, **window)
    return [
        netmap.learning_path(study, person, to_level=end.level, from_level=start.level, **window)
        for person in reach.loc[reach["reached"], "practitioner"]
    ]


@pytest.mark.parametrize("pair", [("operational", "authority"), ("authority", "operational")])
def test_the_routes_are_the_first_paths_counted(riverside: netmap.Study, pair: tuple[str, str]) -> None:
    view = learning(riverside, from_level=pair[0], to_level=pair[1])
    routes = view.routes
    assert routes is not None
    found = paths(riverside, view)
    assert routes.people == len(found)
    nodes = {node.number: node for node in routes.nodes}
    sat = Counter(zone for path in found for zone in set(path["zone"].dropna()))
    drawn = {node.id: node.paths for node in routes.nodes if node.sort == "zone"}
    assert drawn == sat
    own = riverside.zones.set_index("zone")["level"]
    names = riverside.levels.set_index("level")["name"]
    for node in routes.nodes:
        if node.sort == "zone" and isinstance(own[node.id], str):
            assert routes.bands[node.band] == names[own[node.id]]
    starts = [
        node for node in nodes.values() if node.sort == "agency" and node.band == _band(routes, pair[0])
    ]
    assert sum(flow.paths for flow in routes.flows if nodes[flow.source] in starts) >= len(found)
    assert max(flow.paths for flow in routes.flows) <= len(found)


def _band(routes: Any, level: str) -> int:
    return routes.bands.index({"operational": "Operational", "authority": "Authority"}[level])


def test_what_an_agency_knows_gets_where_the_arrival_matrix_says(riverside: netmap.Study) -> None:
    matrix = netmap.arrival_matrix(riverside, "operational", **YEAR)
    reach = {
        level: netmap.vertical_reach(riverside, "operational", level, **YEAR)
        for level in ("users", "strategic", "authority")
    }
    answers = []
    for agency in riverside.agencies["agency"]:
        view = learning(riverside, from_level="operational", selected=NodeRef("agency", agency), **YEAR)
        assert view.spread is not None
        days = {each.id: each.days for each in view.spread.agencies}
        expected = matrix.loc[agency].drop(agency) if agency in matrix.index else pd.Series(dtype=float)
        assert days == {name: None if np.isnan(n) else int(n) for name, n in expected.items()}
        for arrival in view.spread.levels:
            mine = reach[arrival.id]
            first = mine.loc[mine["agency"].eq(agency), "first_arrival"].min()
            assert arrival.date == (None if pd.isna(first) else first.date())
        answers += [each.days for each in view.spread.agencies]
    assert len({day for day in answers if day is not None}) > 5


def test_what_a_person_knows_gets_where_the_library_says(riverside: netmap.Study) -> None:
    reach = netmap.horizontal_reach(riverside, "operational", **YEAR).set_index("practitioner")
    for person in reach.index[::4]:
        view = learning_by_name(
            riverside, selected=NodeRef("person", person), from_level="operational", **YEAR
        )
        assert view.spread is not None
        reached = [each for each in view.spread.agencies if each.date is not None]
        assert len(reached) == reach.loc[person, "agencies_reached"]


def test_the_path_is_the_librarys_and_names_nobody_unless_asked(riverside: netmap.Study) -> None:
    reach = netmap.vertical_reach(riverside, "operational", "authority", **YEAR)
    first = reach[reach["agency"].eq("primary") & reach["reached"]].sort_values(
        ["first_arrival", "practitioner"]
    )
    person = first["practitioner"].iloc[0]
    path = netmap.learning_path(riverside, person, to_level="authority", from_level="operational", **YEAR)
    names = set(riverside.practitioners["name"])
    agency = learning(riverside, selected=NodeRef("agency", "primary"), **YEAR).spread
    by_name = learning_by_name(riverside, selected=NodeRef("person", person), **YEAR).spread
    assert agency is not None
    assert by_name is not None
    zones = riverside.zones.set_index("zone")["name"]
    for spread in (agency, by_name):
        assert spread.path is not None
        assert [step.date for step in spread.path.steps] == [day.date() for day in path["date"]]
        assert [step.zone for step in spread.path.steps] == [zones[zone] for zone in path["zone"]]
        assert all(step.marks for step in spread.path.steps)
    assert agency.path is not None
    assert by_name.path is not None
    said = " ".join(f"{step.giver} {step.taker}" for step in agency.path.steps)
    assert not any(name in said for name in names)
    assert "Practitioner" in by_name.path.steps[0].giver


def test_the_path_to_a_reached_agency_arrives_when_the_table_says(riverside: netmap.Study) -> None:
    asked: dict[str, Any] = {"from_level": "operational", "selected": NodeRef("agency", "primary"), **YEAR}
    spread = learning(riverside, **asked).spread
    assert spread is not None
    lengths = set()
    for each in spread.agencies:
        found = learning(riverside, **asked, target=NodeRef("agency", each.id)).spread
        assert found is not None
        assert found.path is not None
        assert found.agencies == spread.agencies
        assert found.path.towards == NodeRef("agency", each.id)
        steps = found.path.steps
        lengths.add(len(steps))
        if each.date is None:
            assert "There is no path" in found.path.words
            continue
        path = netmap.learning_path(riverside, "primary", each.id, level="operational", **YEAR)
        assert [step.date for step in steps] == [day.date() for day in path["date"]]
        assert steps[-1].date == each.date
        assert each.name in steps[-1].taker
        assert all(step.marks for step in steps)
        assert "“Operational”" in found.path.words
    assert len(lengths) > 1


def test_the_path_to_a_person_is_the_librarys_and_only_of_people(riverside: netmap.Study) -> None:
    people = riverside.practitioners["practitioner"].tolist()
    asked: dict[str, Any] = {"from_level": "operational", "selected": NodeRef("person", people[3]), **YEAR}
    lengths = set()
    for person in people[::6]:
        spread = learning_by_name(riverside, **asked, target=NodeRef("person", person)).spread
        assert spread is not None
        if person == people[3]:
            continue
        path = netmap.learning_path(riverside, people[3], person, **YEAR)
        assert spread.path is not None
        assert [step.date for step in spread.path.steps] == [day.date() for day in path["date"]]
        lengths.add(len(path))
    assert len(lengths) > 1
    agency: dict[str, Any] = {"selected": NodeRef("agency", "primary"), **YEAR}
    assert (
        learning(riverside, **agency, target=NodeRef("person", people[0])).spread
        == learning(riverside, **agency).spread
    )
    with pytest.raises(NotFoundError):
        learning(riverside, **agency, target=NodeRef("agency", "nowhere"))


def test_nothing_of_the_board_view_names_a_person(riverside: netmap.Study) -> None:
    view = learning(riverside, selected=NodeRef("agency", "police"))
    people = {*riverside.practitioners["name"], *riverside.practitioners["practitioner"]}
    words = " ".join([*view.sentences, *(view.spread.sentences if view.spread else ()), str(view.routes)])
    assert not any(re.search(rf"\b{re.escape(person)}\b", words) for person in people)
    assert learning(riverside, selected=NodeRef("person", "P01")).spread is None


@pytest.mark.parametrize(
    ("language", "names", "told"),
    [
        ("en", ("Front line", "Board"), False),
        ("en", ("front line", "BOARD"), False),
        ("en", ("Front line", "Cabinet"), True),
        ("it", ("Prima linea", "Vertice"), False),
        ("it", ("Front line", "Board"), True),
    ],
)
def test_which_levels_are_meant_is_said_where_the_page_calls_them_otherwise(
    language: str, names: tuple[str, str], told: bool
) -> None:
    tables = dict(one_way_up().tables)
    tables["levels"] = tables["levels"].assign(name=list(names))
    view = learning(netmap.Study(tables), language=language)
    said = [each for each in view.sentences if f"“{names[0]}”" in each or f"«{names[0]}»" in each]
    assert bool([each for each in said if names[1] in each]) == told


def test_a_hostile_study_by_hand() -> None:
    study = one_way_up()
    view = learning(study, start=dt.date(2022, 1, 1), end=dt.date(2022, 6, 30), horizon=30)
    assert view.sentences[3:7] == (
        "In the period before, it was about as much (6 months with a figure in both).",
        "It typically takes 19 days.",
        "This is the mean of 6 months, 1 January 2022 to 1 June 2022, each with 6 people.",
        "If every encounter passed something on, everybody would get there.",
    )
    assert " at the board are heard at the front line " in view.sentences[2]
    assert view.sentences[:2] == (
        "Fewer than 1 of 6 at the front line reach the board within one month.",
        "If one encounter in five passes something on: a yardstick to compare with, not an estimate.",
    )
    assert view.sentences[-1] == (
        "Fewer than five people are enough: without them at most half would still get there."
    )
    assert view.routes is not None
    assert view.routes.people == 6
    for name in HOSTILE:
        spread = learning(
            study, selected=NodeRef("agency", name), end=dt.date(2022, 6, 30), horizon=30
        ).spread
        assert spread is not None
        assert spread.name == f"{name} agency"
        assert {each.id for each in spread.agencies} == set(HOSTILE) - {name}
    window = {"start": dt.date(2022, 1, 1), "end": dt.date(2022, 6, 30)}
    person = learning_by_name(study, selected=NodeRef("person", f"{HOSTILE[2]} p"), **window).spread
    assert person is not None
    assert {(each.date, each.days) for each in person.agencies} == {(dt.date(2022, 1, 5), 4)}
    assert [(each.date, each.days) for each in person.levels] == [(dt.date(2022, 1, 20), 19)]


@pytest.mark.shared
def test_what_cannot_be_said_is_no_number() -> None:
    study = panels()
    view = learning(study)
    assert view.sentences[0] == (
        "“Ministerial board” has no meeting or contact on record in that time, so we cannot see who "
        "reached it."
    )
    assert "%" not in view.sentences[0]
    for chance, said in (
        (0.2, "When last seen, it was {} if one"),
        (1.0, "If every encounter passed something on, it would be {}."),
    ):
        months = netmap.reach_over_time(study, "local", "board", transmission_probability=chance)
        seen = months[months["share"].notna()].tail(12)
        tell = out_of if chance < 1 else count_of
        part = tell(ENGLISH, seen["share"].mean(), int(seen["n"].median()))
        assert any(each.startswith(said.format(part)) for each in view.sentences)
    late = learning(study, start=dt.date(2013, 12, 1), end=dt.date(2014, 2, 1))
    assert "too early to see six months ahead from any month here" in late.sentences[0]


@pytest.mark.shared
def test_the_last_window_with_a_figure_says_that_figure() -> None:
    study = panels()
    view = learning(study)
    assert view.last_seen is not None
    start, end = view.last_seen
    then = learning(study, start=start, end=end)
    assert then.last_seen is None
    share = re.search(r"it was (\d+ of \d+) if", view.sentences[1])
    assert share is not None
    assert then.sentences[0].startswith(f"{share[1]} at the front line")
    assert "so we cannot see who reached it" in view.sentences[0]


def test_a_window_without_a_first_of_a_month_says_so(riverside: netmap.Study) -> None:
    view = learning(riverside, start=dt.date(2023, 3, 5), end=dt.date(2023, 3, 25))
    assert "No month begins in this window, so there is no figure yet." in view.sentences[0]
    assert "on record" not in view.sentences[0]


@pytest.mark.shared
def test_months_without_a_figure_say_why() -> None:
    uk = panels()
    asked = {"from_level": "local", "to_level": "board"}
    view = learning(uk, start=dt.date(2011, 8, 1), end=dt.date(2012, 7, 31), **asked)
    months = netmap.reach_over_time(uk, "local", "board", start="2011-08-01", end="2012-07-31")
    none = int(months["share"].isna().sum())
    assert months.loc[months["share"].isna(), "n"].min() > 0
    why = f"{none} months have no figure: “Ministerial board” had no meeting or contact on record then."
    assert any(sentence.startswith(why) for sentence in view.sentences)
    late = learning(later_front(), start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31), horizon=30)
    assert any("nobody could set out, or “b” had no meeting or contact" in said for said in late.sentences)


def later_front() -> netmap.Study:
    """Somebody of the front joins in June; the board meets from March on."""
    contacts = [
        {"contact": str(n), "date": f"2021-{n:02}-10", "source": "x", "target": "y"} for n in range(3, 13)
    ]
    return tables(
        levels=[{"level": "a", "rank": 0}, {"level": "b", "rank": 1}],
        practitioners=[
            {"practitioner": "x", "level": "b"},
            {"practitioner": "y", "level": "b"},
            {"practitioner": "z", "level": "a", "joined": "2021-06-01"},
        ],
        contacts=[
            *contacts,
            {"contact": "z", "date": "2021-07-20", "source": "z", "target": "x"},
            {"contact": "0", "date": "2020-12-20", "source": "x", "target": "y"},
        ],
    )


def test_a_share_is_not_rounded_to_all_or_nothing() -> None:
    assert wording.share(ENGLISH, 0.004) == "less than 1%"
    assert wording.share(ENGLISH, 0.996) == "more than 99%"
    assert [wording.share(ENGLISH, part) for part in (0, 0.005, 0.994, 1)] == ["0%", "0%", "99%", "100%"]
    assert wording.share(ENGLISH, float("nan")) == "–"


@pytest.mark.shared
def test_the_panels_of_2011() -> None:
    study = panels()
    view = learning(
        study, from_level="sector", to_level="board", start=dt.date(2011, 8, 1), end=dt.date(2012, 7, 31)
    )
    table = netmap.class_reliance(study, "sector", "board", "2011-08-01", "2012-07-31").iloc[0]
    left = int(table["reached"] - table["lost"])
    assert (int(table["lost"]), left) == (int(table["reached"]), 0)
    told = [each for each in view.sentences if each.startswith("Without the people at two levels, nobody ")]
    assert len(told) == 1
    local = learning(study, from_level="local", to_level="board", **YEAR_2011)
    loops = netmap.loops(study, "local", "board", **YEAR_2011)
    reached, closed = int(loops["reached"].sum()), int(loops["closed"].sum())
    said = f"{closed} of {reached} who get there hear back"
    if closed == reached:
        said = f"All {reached} people who get there hear back"
    (place,) = (at for at, sentence in enumerate(local.loops) if sentence.startswith(said))
    base = "Loops are counted over the whole period, if every encounter passes something on."
    assert local.loops[place - 1] == base


def test_an_undated_study_says_what_cannot_be_known() -> None:
    view = learning(bundled("emon"))
    assert view.said.empty.startswith("Nothing in this study carries a date")
    assert (view.sentences, view.series, view.routes, view.spread) == ((), (), None, None)
    levels = learning(tables(agencies=[{"agency": "a"}], practitioners=[{"practitioner": "p"}]))
    assert levels.said.empty


def test_a_window_outside_the_record_says_so(riverside: netmap.Study) -> None:
    view = learning(riverside, start=dt.date(2030, 1, 1), end=dt.date(2030, 12, 31))
    assert view.said.empty.startswith("Nothing is on record in this window")


def test_ids_stand_in_quotation_marks_in_messages() -> None:
    with pytest.raises(NotFoundError) as told:
        learning(one_way_up(), from_level="attic")
    assert str(told.value).endswith("it has: “<b>low</b>”, “a,b”")
    assert told.value.text(translator("it")).endswith("«<b>low</b>», «a,b»")
    with pytest.raises(ArgumentError, match="the study has: “<b>low</b>”, “a,b”"):
        netmap.vertical_reach(one_way_up(), "attic", "a,b")


def test_who_is_not_at_the_level_is_told_so_and_an_empty_study_that_it_is_empty() -> None:
    chair = learning_by_name(
        one_way_up(), selected=NodeRef("person", "chair"), from_level="<b>low</b>"
    ).spread
    assert chair is not None
    assert chair.sentences == (
        "<u>chair</u> is not known to be at the level “=low” in this window, so nothing can start there. "
        "Choose another level or another person.",
    )
    assert "Nothing is on record in this study yet" in learning(tables(agencies=[{"agency": "a"}])).said.empty


def test_what_does_not_exist_is_refused(riverside: netmap.Study) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        learning(riverside, from_level="nowhere")
    with pytest.raises(NotFoundError, match="nobody"):
        learning_by_name(riverside, selected=NodeRef("person", "nobody"))
    with pytest.raises(ArgumentError, match="ends"):
        learning(riverside, start=dt.date(2023, 2, 1), end=dt.date(2023, 1, 1))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["sideways", None])
def test_no_place_is_left_open(riverside: netmap.Study, language: str, way: str | None) -> None:
    for study in (riverside, one_way_up(), bundled("emon")):
        for who in (NodeRef("agency", "primary"), None):
            known = who is None or (study.agencies["agency"] == who.id).any()
            view = learning(study, language, way=way, selected=who if known else None)
            said = [*view.sentences, view.said.empty, *view.said.notices]
            said += list(view.spread.sentences) if view.spread else []
            assert not any("{" in text or "}" in text for text in said)


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        ([True] * 17, "All 17 people who get there hear back, typically after 9 days: the loop is closed."),
        ([True, False, True], "2 of 3 who get there hear back, typically after 9 days: for them"),
        ([True, False], "1 of 2 who get there hears back, typically after 9 days: for that one"),
        ([True], "The only person who gets there hears back, typically after 9 days: the loop is closed."),
        ([False, False], "Of 2 people who get there, nobody hears back: no loop is closed."),
        ([False], "The only person who gets there hears nothing back: no loop is closed."),
    ],
)
def test_the_loop_is_closed_for_those_who_hear_back(closed: list[bool], said: str) -> None:
    days = [9.0 if each else np.nan for each in closed]
    table = pd.DataFrame({"reached": True, "closed": closed, "loop_days": days})
    (sentence,) = loop_sentences(table, ENGLISH)
    assert said in sentence


@pytest.mark.parametrize(
    ("reached", "of", "said"),
    [
        (0, 0, "No other agency has anybody at the level “Front line” in this window."),
        (0, 12, "What A knows at “Front line” stops there: no other agency is reached at that level."),
        (1, 1, "What A knows at “Front line” reaches the only other agency there: a0, on 2 March 2011."),
        (1, 2, "What A knows at “Front line” reaches 1 of 2 other agencies; a1 is not reached."),
        (11, 12, "What A knows at “Front line” reaches 11 of 12 other agencies; a11 is not reached."),
        (2, 17, "What A knows at “Front line” reaches 2 of 17 other agencies, the last on 2 March 2011: a1."),
        (
            17,
            17,
            "What A knows at “Front line” reaches all 17 other agencies, the last on 2 March 2011: a16.",
        ),
    ],
)
def test_where_it_stops_is_read_aloud_with_every_number(reached: int, of: int, said: str) -> None:
    day = dt.date(2011, 3, 2)
    agencies = tuple(
        Arrival("agency", f"a{n}", f"a{n}", *((day, 1) if n < reached else (None, None))) for n in range(of)
    )
    assert sideways_said("Front line", "A", Reached(agencies, (), None), ENGLISH) == said
    assert sideways_said("Front line", "A", Reached(agencies, (), None), translator("it")) != said
