"""Hand-overs counted by hand, and trails by the week in which they fade."""

from __future__ import annotations

import datetime as dt

from dashboards.pages.coverage import sankey_figure, weeks_figure
from netmap.gap_rules.coming_and_going import actors_among, fading_weeks, hand_overs
from netmap.gap_rules.record import Record
from netmap.model.dates import as_day
from netmap.model.i18n import ENGLISH
from tests.gap_rules.test_by_hand import SLEEP, STEPS, A, B, C, P, T, contact, pathway, service, world
from tests.worlds import Rows, study_of

END = as_day(T)
assert END is not None
THREE = [*SLEEP, service(C)]


def record(rows: Rows) -> Record:
    return Record(study_of(rows), END or 0)


def test_hand_overs_are_counted_and_those_without_a_tie_apart() -> None:
    tied = [contact(500, P[A], P[C])]
    steps = [*STEPS, *pathway("t9", 30, THREE[0], THREE[2]), *pathway("old", 365, *SLEEP)]
    found = hand_overs(record(world(tied, services=THREE, trajectories=steps)))
    one, other, third = (each["service"] for each in THREE)
    expected = [(one, other, A, B, 3, 3, 3), (one, third, A, C, 1, 1, 0)]
    assert sorted(found.itertuples(index=False, name=None)) == sorted(expected)
    link = sankey_figure(found, {}, ENGLISH)["data"][0]["link"]
    assert sorted(zip(link["value"], link["color"], strict=True)) == [(1, "#b9c9cc"), (3, "#c2540a")]
    assert not any("<b>" in each for each in link["customdata"])


def test_without_a_dated_step_there_is_no_hand_over() -> None:
    assert hand_overs(record(world(services=SLEEP))).empty


def test_trails_fade_in_the_week_of_their_first_day_without_an_occasion_in_time() -> None:
    """T is a Saturday; with 90 quiet days a contact d days ago fades 91 - d days after T."""
    met = [contact(90, P[A], P[B]), contact(89, P[A], P[C]), contact(88, P[B], P[C]), contact(91, P[A], "-")]
    rows = world(met)
    found = fading_weeks(record(rows))
    days = [(row.week.date(), row.first.date(), row.trails) for row in found.itertuples()]
    sunday, monday = T + dt.timedelta(1), T + dt.timedelta(2)
    assert days == [(T - dt.timedelta(5), sunday, 1), (monday, monday, 2)]
    assert fading_weeks(record(rows), actors_among(record(rows), "ours")).equals(found)
    assert fading_weeks(record(rows), actors_among(record(rows), "another")).empty
    assert weeks_figure(found, ENGLISH)["data"][0]["y"] == [1, 2]
