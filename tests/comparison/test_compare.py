"""The attendance null keeps what it says and is vegan's; comparisons against it, by hand and slowly."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.meta_analysis import combine_effects

import netmap
from netmap.comparison.attendance_null import attendance_null
from netmap.comparison.attendances import Attendances, attendances_of
from netmap.comparison.co_attendance import NAMES, figures_of, figures_of_draws
from netmap.comparison.date_null import date_null
from netmap.comparison.pooling import pooled
from netmap.learning.window import window_of
from netmap.model.errors import ArgumentError
from netmap.temporal.journeys import Journeys
from netmap.tie_kinds.recorded import encounters_of, service_of
from tests import shared_data
from tests.shared_data import DATA

EVER = (-40_000, 40_000)


def davis() -> netmap.Study:
    """The women and the events at which they were, a month apart as their years are not known."""
    rows = pd.read_csv(DATA / "davis_southern_women" / "attendance.csv")
    events = sorted(rows["event"].unique())
    return netmap.from_tables(
        practitioners=pd.DataFrame({"practitioner": sorted(rows["woman"].unique())}),
        zones=pd.DataFrame({"zone": ["town"]}),
        meetings=pd.DataFrame(
            {
                "meeting": events,
                "zone": "town",
                "date": [str(day.date()) for day in pd.date_range("1934-01-01", periods=14, freq="MS")],
            }
        ),
        attendance=rows.rename(columns={"event": "meeting", "woman": "practitioner"}),
    )


@pytest.mark.shared
def test_the_null_is_vegans_on_davis() -> None:
    """At least 3 joint events: transitivity .7132, null .680 [.594, .778]; joint events 2.47 and 1.31."""
    sat = attendances_of(davis(), *EVER, netmap.TiePolicy())
    null = attendance_null(sat, 6000, np.random.default_rng(1))
    drawn = figures_of_draws(sat, null.members, least=3)[:, NAMES.index("transitivity")]
    assert figures_of(sat, least=3)[NAMES.index("transitivity")] == pytest.approx(0.7132, abs=5e-5)
    assert drawn.mean() == pytest.approx(0.680, abs=0.006)
    assert np.quantile(drawn, [0.025, 0.975]) == pytest.approx([0.594, 0.778], abs=0.012)
    there = np.zeros((len(null.members), len(sat), len(sat.people)), np.bool_)
    sitting = np.repeat(np.arange(len(sat)), np.diff(sat.offsets))
    there[np.arange(len(null.members))[:, None], sitting, null.members] = True
    joint = [(there[:, :, 0] & there[:, :, other]).sum(axis=1).mean() for other in (1, 2)]
    assert joint == pytest.approx([2.47, 1.31], abs=0.07)


@pytest.mark.shared
def test_figures_of_the_panels_and_their_null() -> None:
    """Transitivity .595 is meeting sizes (null .599 [.593, .605]); E-I .786, null .771 [.756, .784]."""
    study = shared_data.panels()
    found = (
        netmap.compare(study, [("year", "2011-08-01", "2012-07-31")], draws=999).table().set_index("measure")
    )
    rows = found.loc[["transitivity", "ei_agency"], ["value", "null_mean", "null_low", "null_high"]]
    expected = [[0.595, 0.599, 0.593, 0.605], [0.786, 0.771, 0.756, 0.784]]
    assert rows.to_numpy() == pytest.approx(np.array(expected), abs=0.003)


def small_partnership(seed: int) -> netmap.Study:
    """Two zones and one sitting outside them; some people join late or leave early; hostile names."""
    rng = np.random.default_rng(seed)
    people = ["=A1", "1", "a,b", "<b>x</b>", "Č-12", *(f"p_{place}" for place in range(9))]
    days = pd.date_range("2011-01-10", periods=13, freq="14D")
    meetings = pd.DataFrame(
        {
            "meeting": [f"m{place}" for place in range(13)],
            "zone": [*["z1"] * 6, *["z2"] * 6, None],
            "date": [str(day.date()) for day in days],
        }
    )
    joined = pd.Series([None] * 14, dtype=object)
    left = joined.copy()
    joined[3], left[5] = "2011-02-20", "2011-05-01"
    rows = [
        (meeting, person)
        for meeting, day in zip(meetings["meeting"], days, strict=True)
        for place, person in enumerate(people)
        if rng.random() < 0.45
        and not (place == 3 and day < pd.Timestamp("2011-02-20"))
        and not (place == 5 and day > pd.Timestamp("2011-05-01"))
    ]
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["X", "Y", "Z"]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": people,
                "agency": ["X", "Y", "Z", "X", None, *["Y"] * 9],
                "joined": joined,
                "left": left,
            }
        ),
        zones=pd.DataFrame({"zone": ["z1", "z2"]}),
        meetings=meetings,
        attendance=pd.DataFrame(rows, columns=["meeting", "practitioner"]),
    )


def seats(sat: Attendances, members: np.ndarray) -> list[set[int]]:
    return [
        set(members[one:other].tolist()) for one, other in zip(sat.offsets[:-1], sat.offsets[1:], strict=True)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_a_draw_keeps_sizes_sittings_in_each_zone_and_service(seed: int) -> None:
    sat = attendances_of(small_partnership(seed), *EVER, netmap.TiePolicy())
    null = attendance_null(sat, 60, np.random.default_rng(seed))
    zone_of = np.repeat(sat.zone, np.diff(sat.offsets)).tolist()
    own = Counter(zip(sat.members.tolist(), zone_of, strict=True))
    for members in null.members:
        there = seats(sat, members)
        assert [len(each) for each in there] == np.diff(sat.offsets).tolist()
        assert Counter(zip(members.tolist(), zone_of, strict=True)) == own
        for day, each in zip(sat.day.tolist(), there, strict=True):
            assert all(sat.first[who] <= day <= sat.last[who] for who in each)
        assert there[-1] == seats(sat, sat.members)[-1], "a sitting of no zone trades with none"
    assert 0 < null.accepted <= 1
    assert 0 < null.moved < 1


def test_every_way_to_sit_is_equally_likely() -> None:
    """Two sittings of two out of four people: six ways, and every one as often."""
    sat = Attendances(
        np.arange(4),
        np.array([0, 2, 4]),
        np.arange(4),
        np.zeros(2, np.int64),
        np.zeros(2, np.int64),
        np.zeros(4, np.int64),
        np.zeros(4, np.int64),
        np.zeros(4, np.int64),
    )
    null = attendance_null(sat, 6000, np.random.default_rng(0))
    counts = Counter(tuple(sorted(row[:2].tolist())) for row in null.members)
    assert len(counts) == 6
    assert max(abs(count - 1000) for count in counts.values()) < 4 * np.sqrt(1000 * 5 / 6)


@pytest.mark.parametrize("seed", range(3))
def test_figures_by_networkx(seed: int) -> None:
    study = small_partnership(seed)
    sat = attendances_of(study, *EVER, netmap.TiePolicy())
    together = Counter(
        tuple(sorted((one, other)))
        for each in seats(sat, sat.members)
        for one in each
        for other in each
        if one < other
    )
    graph = nx.Graph(list(together))
    graph.add_nodes_from(range(len(sat.people)))
    degrees = np.array([degree for _, degree in graph.degree])
    n = len(degrees)
    known = [(a, b) for a, b in graph.edges if min(sat.agency[a], sat.agency[b]) >= 0]
    across = sum(sat.agency[a] != sat.agency[b] for a, b in known)
    slow = {
        "mean_degree": degrees.mean(),
        "transitivity": nx.transitivity(graph),
        "centralisation": (degrees.max() - degrees).sum() / ((n - 1) * (n - 2)),
        "ei_agency": (2 * across - len(known)) / len(known),
        "repeated": np.mean([count > 1 for count in together.values()]),
    }
    assert dict(zip(NAMES, figures_of(sat), strict=True)) == pytest.approx(slow)
    many = figures_of_draws(sat, np.tile(sat.members, (300, 1)))
    assert many == pytest.approx(np.tile(figures_of(sat), (300, 1)))


def test_p_adjusted_is_the_greatest_z_of_the_family() -> None:
    """From the draws that the result holds, by hand."""
    found = netmap.compare(small_partnership(1), [("2011-01", "2011-03"), ("2011-04", "2011-07")], draws=99)
    table, draws = found.table(), found.draws
    assert draws is not None
    every = {}
    for row in table.itertuples():
        own = draws.loc[draws["window"] == row.window, row.measure].to_numpy()
        values = np.append(row.value, own)
        z = np.abs(values - values.mean()) / values.std()
        every[row.Index] = z
        assert row.p == pytest.approx(np.mean(z >= z[0] - 1e-9))
        assert row.null_mean == pytest.approx(own.mean())
        assert (row.null_low, row.null_high) == pytest.approx(tuple(np.quantile(own, [0.025, 0.975])))
    most = np.max(list(every.values()), axis=0)
    for place, z in every.items():
        assert table["p_adjusted"][place] == pytest.approx(np.mean(most >= z[0] - 1e-9))
    changes = found.table("changes").set_index("measure")
    value = table.set_index(["window", "measure"])["value"]
    for measure in NAMES:
        after, before = (value[window, measure] for window in ("2011-04/2011-07", "2011-01/2011-03"))
        assert changes.loc[measure, "change"] == pytest.approx(after - before)


def test_what_a_partnership_gives_depends_on_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Several studies, on several processes, in another order: the same digits; and so by its script."""
    spans = [("a", "2023-03-01", "2023-08-31")]
    riverside = shared_data.bundled("riverside")
    names = riverside.partnerships["partnership"].tolist()
    alone = netmap.compare(riverside, spans, draws=19).table()
    both = netmap.compare([small_partnership(1), riverside], spans, draws=19, workers=2).table()
    mine = both[both["partnership"].isin(names)].reset_index(drop=True)
    assert mine.drop(columns="p_adjusted").equals(alone.drop(columns="p_adjusted"))
    found = netmap.compare(riverside, spans, draws=19)
    exec(found.script(), {})  # noqa: S102  (our own program)
    assert capsys.readouterr().out == found.table().to_csv(index=False)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_pooling_as_statsmodels_does() -> None:
    rng = np.random.default_rng(2)
    for _ in range(5):
        effect, sd = rng.normal(0.2, 0.3, 7), rng.uniform(0.05, 0.2, 7)
        theirs = combine_effects(effect, sd**2, method_re="iterated", use_t=True, atol=1e-8)
        ours = pooled(effect, sd)
        assert ours["effect"] == pytest.approx(theirs.mean_effect_re, abs=1e-5)
        assert ours["tau"] ** 2 == pytest.approx(theirs.tau2, abs=1e-5)
        wide = (ours["high"] - ours["low"]) / 2
        assert wide == pytest.approx(2.4469118511449692 * theirs.sd_eff_w_re_hksj, abs=1e-5)
        assert ours["q"] == pytest.approx(theirs.q)
    assert np.isnan(pooled(np.array([1.0]), np.array([0.1]))["low"])


def test_windows_are_equal_a_horizon_apart_and_warn() -> None:
    study = shared_data.bundled("riverside")
    found = netmap.windows(study, around="2023-06-01", months=3, cycles=2)
    assert found["window"].tolist() == ["before 2", "before 1", "after 1", "after 2"]
    gaps = (
        found["start"].iloc[1:].reset_index(drop=True) - found["end"].iloc[:-1].reset_index(drop=True)
    ).dt.days
    assert gaps.tolist() == [181] * 3
    assert found["start"].iloc[2] == pd.Timestamp("2023-06-01")
    assert "begins before the record" in found["warning"].iloc[0]
    assert "ends after the record" in found["warning"].iloc[3]
    close = netmap.windows(study, around="2023-06-01", months=3, apart=0)
    assert close["end"].iloc[0] == pd.Timestamp("2023-05-31")
    assert "horizon of its last months runs past" in close["warning"].iloc[1] or close["warning"].iloc[1]
    assert "closer than the horizon of 180 days" in close["warning"].iloc[1]
    assert netmap.windows(shared_data.bundled("emon")).empty


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"around": "9999-12-31", "months": 3}, False),
        ({"around": "9999-09-30", "months": 3}, True),
        ({"around": "9999-10-01", "months": 3}, False),  # its end would be found from the year 10000
        ({"around": "0001-01-01", "months": 3}, False),
        ({"until": "9999-12-31", "months": 3}, False),
        ({"until": "9999-12-30", "months": 3}, True),
        ({"until": "0001-02-01", "months": 3}, False),
    ],
)
def test_windows_that_would_leave_the_calendar_are_refused_with_the_cure(asked: Any, fits: bool) -> None:
    study = shared_data.bundled("riverside")
    if fits:
        assert len(netmap.windows(study, **asked)) == 2
        return
    with pytest.raises(ArgumentError, match="choose another day or fewer months"):
        netmap.windows(study, **asked)


def test_recording_bounds_hold_what_is_recorded() -> None:
    study = small_partnership(2)
    unclear = study.attendance.assign(status="present")
    unclear.loc[0, "status"] = "unclear"
    silent = pd.concat([study.practitioners, pd.DataFrame({"practitioner": ["q"], "agency": ["W"]})])
    agencies = pd.concat([study.agencies, pd.DataFrame({"agency": ["W"]})])
    more = netmap.from_tables(
        **{**study.tables, "attendance": unclear, "practitioners": silent, "agencies": agencies}
    )
    found = netmap.recording_bounds(more, [("2011", "2011")], "mean_degree").set_index("scenario")
    seen = found.loc["as recorded", "low"]
    assert found.loc["unclear counted as there", "low"] >= seen
    assert found.loc["silent agencies counted", "high"] < seen
    sat = attendances_of(more, *EVER, netmap.TiePolicy())
    lost = [figures_of(sat.without(place))[0] for place in range(len(sat))]
    assert found.loc["any one sitting lost", ["low", "high"]].tolist() == [min(lost), max(lost)]
    assert found.loc["all", "low"] == found["low"].min()
    assert found.loc["all", "high"] == found["high"].max()


def test_what_is_refused_and_what_is_empty() -> None:
    study = small_partnership(1)
    spans = [("2011", "2011")]
    with pytest.raises(ArgumentError, match="sittings make cliques"):
        netmap.compare(study, spans, null="labels")
    with pytest.raises(ArgumentError, match="density"):
        netmap.compare(study, spans, ["density"])
    with pytest.raises(ArgumentError, match="same name"):
        netmap.compare(study, [("a", "2011", "2011"), ("a", "2012", "2012")])
    with pytest.raises(ArgumentError):
        netmap.compare([study, study], spans)
    empty = netmap.compare(study, [("2019", "2019")], draws=9)
    assert empty.table()[["value", "p"]].isna().all(axis=None)
    assert empty.sentence == "No sittings with two people or more lie in these windows."


def test_dates_are_swapped_within_zones_and_service() -> None:
    """The order of sittings changes; who sat together, the days of a zone and everybody's service stay."""
    study = small_partnership(1)
    window = window_of(study, None, None, netmap.TiePolicy())
    assert window is not None
    journeys, met = window.journeys, encounters_of(study, netmap.TiePolicy())
    zone = np.where(met.sitting, met.zone, -1)[journeys.source]
    first, last = service_of(study)
    null = date_null(journeys, zone, first, last, 60, np.random.default_rng(3))
    assert 0 < null.accepted < 1
    assert 0 < null.moved < 1
    for days in null.days:
        for each in np.unique(zone):
            assert sorted(days[zone == each]) == sorted(journeys.day[zone == each])
        assert (days[zone < 0] == journeys.day[zone < 0]).all()
        moved = journeys.on_days(days)
        assert (np.diff(moved.day) >= 0).all()
        assert (first[moved.members] <= moved.seat_day).all()
        assert (moved.seat_day <= last[moved.members]).all()
        assert seated(moved) == seated(journeys)


def seated(journeys: Journeys) -> set[tuple[int, ...]]:
    """The source and the members of every encounter."""
    bounds = zip(journeys.offsets[:-1], journeys.offsets[1:], strict=True)
    return {
        (source, *journeys.members[one:other].tolist())
        for source, (one, other) in zip(journeys.source.tolist(), bounds, strict=True)
    }


def test_reach_stands_beside_the_date_null() -> None:
    """What is seen is what `reach_over_time` gives."""
    study = shared_data.bundled("riverside")
    spans, levels = [("a", "2022-10-01", "2023-01-31")], study.levels.sort_values("rank")["level"].tolist()
    measures = ["reach_up", "reach_sideways", "repeated"]
    found = netmap.compare(study, spans, measures, draws=19, partnerships=["riverside"]).table()
    assert found["method"].tolist() == ["dates within zone", "dates within zone", "attendance within zone"]
    for name, to_level in (("reach_up", levels[-1]), ("reach_sideways", None)):
        months = netmap.reach_over_time(study, levels[0], to_level, start=spans[0][1], end=spans[0][2])
        row = found.set_index("measure").loc[name]
        assert row["value"] == pytest.approx(months.attrs["mean"])
        assert row["n"] == months["share"].notna().sum() > 0
        assert row["null_low"] <= row["null_mean"] <= row["null_high"]
    with pytest.raises(ArgumentError, match="reach_up"):
        netmap.compare(study, spans, ["repeated"], null="dates within zone")


def test_a_null_that_does_not_vary_tells_nothing_of_its_partnership_and_weighs_nothing() -> None:
    """Everybody sits at every sitting of one of three: whatever is traded, its figures stay as they are."""
    rows = [(f"{where}{m}", f"{where}{p}") for where in "xyz" for m in range(4) for p in range(6)]
    kept = [row for row in rows if row[0][0] == "x" or (int(row[0][1]) + 2 * int(row[1][1])) % 5 > 1]
    meetings = sorted({meeting for meeting, _ in rows})
    study = netmap.from_tables(
        partnerships=pd.DataFrame({"partnership": list("xyz")}),
        agencies=pd.DataFrame(
            {"agency": [f"{w}{a}" for w in "xyz" for a in "AB"], "partnership": [*"xxyyzz"]}
        ),
        practitioners=pd.DataFrame(
            {
                "practitioner": [f"{w}{p}" for w in "xyz" for p in range(6)],
                "agency": [f"{w}{'AB'[p % 2]}" for w in "xyz" for p in range(6)],
                "partnership": [w for w in "xyz" for _ in range(6)],
            }
        ),
        zones=pd.DataFrame({"zone": list("xyz"), "partnership": list("xyz")}),
        meetings=pd.DataFrame(
            {
                "meeting": meetings,
                "zone": [each[0] for each in meetings],
                "date": [f"2011-0{int(m[1]) + 1}-01" for m in meetings],
            }
        ),
        attendance=pd.DataFrame(kept, columns=["meeting", "practitioner"]),
    )
    found = netmap.compare(
        study, [("one", "2011-01-01", "2011-12-31")], ["mean_degree", "ei_agency"], draws=99
    )
    effects = found.table("effects").set_index(["partnership", "measure"])
    assert effects.loc["x"].drop(columns=["window", "to"]).isna().all(axis=None)
    told = found.table("over partnerships").set_index("measure")
    varying = effects["sd"].notna().groupby("measure").sum()
    assert told["partnerships"].to_dict() == varying.to_dict()
    assert varying["ei_agency"] == 2


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2011-12-31", "Chance cannot be told here: the draws give what is on record"),
        ("2010-12-31", "No sittings with two people or more lie in these windows."),
    ],
)
def test_where_the_draws_have_no_room_it_is_not_said_that_nobody_sat(until: str, said: str) -> None:
    """Two who always come to the one group there is: every draw is the record."""
    days = ["2011-02-01", "2011-03-01", "2011-04-01"]
    study = netmap.from_tables(
        practitioners=pd.DataFrame({"practitioner": ["=A1", "b"]}),
        zones=pd.DataFrame({"zone": ["z"]}),
        meetings=pd.DataFrame({"meeting": ["1", "2", "3"], "zone": ["z"] * 3, "date": days}),
        attendance=pd.DataFrame(
            {"meeting": ["1", "1", "2", "2", "3", "3"], "practitioner": ["=A1", "b"] * 3}
        ),
    )
    spans = netmap.windows(study, until=until, months=12, cycles=1)
    found = netmap.compare(study, spans, ["mean_degree", "transitivity"], draws=19)
    assert found.sentence.startswith(said)
