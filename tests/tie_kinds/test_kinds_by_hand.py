"""Each branch of the kinds of tie, on worlds small enough to follow by hand. B is 2011-08-01 throughout."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.tie_kinds.answers import days_from, kind_of, tie_of, ties_of
from tests.worlds import Rows, people_and_contacts

B = "2011-08-01"
OLD = ("old_network", None)
TRAIL = ("cognitive_trail", None)
MOBILISED = ("new_network", "mobilised")
DEVELOPED = ("new_network", "developed")


def pair_met(*offsets: int, also: tuple[tuple[int, str, str], ...] = ()) -> Rows:
    """`a` and `b` in contact so many days after B (before it where negative); `also` contacts of others."""
    contacts = [(day, "a", "b") for day in days_from(B, *offsets)]
    contacts += [(days_from(B, offset)[0], one, other) for offset, one, other in also]
    site = [{"partnership": "P", "baseline": B, "observed_from": "2010-08-01"}]
    return people_and_contacts(contacts, partnerships=site)


def a_third_knows_both(*offsets: int) -> tuple[tuple[int, str, str], ...]:
    return tuple((offset, one, "c") for offset in offsets for one in ("a", "b"))


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ((-91, -50, -1), OLD),
        ((-90, -50, -1), None),
        ((-200, -1), None),
        ((-200, -150, -1), OLD),
        ((-200, -200, -1), None),
        ((-91, -50, 0), TRAIL),
        ((-90, -50, 0), TRAIL),
        ((-300, -210, -209), OLD),
    ],
)
def test_old_network_takes_three_days_over_ninety_strictly_before_the_baseline(
    before: tuple[int, ...], kind: tuple[str, None] | None
) -> None:
    found = kind_of(pair_met(*before), "a", "b", as_of="2011-09-01")
    assert (found and found[:2]) == kind


@pytest.mark.parametrize(
    ("since", "kind"),
    [
        ((0,), TRAIL),
        ((0, 14, 28), MOBILISED),
        ((0, 14, 27), TRAIL),
        ((0, 28), TRAIL),
        ((0, 1, 2, 28), MOBILISED),
        ((0, 1, 2, 27), TRAIL),
        ((-300, 0, 14, 28), MOBILISED),
        ((-1, 14, 28), TRAIL),
        ((-1, 14, 28, 42), MOBILISED),
    ],
)
def test_new_network_takes_three_days_over_twenty_eight_since_the_baseline(
    since: tuple[int, ...], kind: tuple[str, str | None]
) -> None:
    rows = pair_met(*since, also=a_third_knows_both(-20, -10))
    found = kind_of(rows, "a", "b", as_of="2011-10-01")
    assert found is not None
    assert found[:2] == kind


def test_it_consolidates_on_its_own_first_occasion_that_fulfils_everything() -> None:
    rows = pair_met(0, 14, 28, 60, 61, also=a_third_knows_both(20, 50))
    tie = tie_of(rows, "a", "b", as_of="2011-12-01")
    assert tie is not None
    assert tie["consolidated"] == dt.date(2011, 8, 1) + dt.timedelta(60)


@pytest.mark.parametrize(("second", "kind"), [(28, MOBILISED), (29, TRAIL)])
def test_the_third_persons_second_occasion_counts_up_to_and_including_the_day(
    second: int, kind: tuple[str, str | None]
) -> None:
    found = kind_of(pair_met(0, 14, 28, also=a_third_knows_both(5, second)), "a", "b", as_of="2011-12-01")
    assert found is not None
    assert found[:2] == kind


def test_a_lone_pair_stays_a_trail_however_often_it_meets() -> None:
    found = kind_of(pair_met(*range(0, 400, 7)), "a", "b")
    assert found == (*TRAIL, "active")


def test_two_different_thirds_do_not_embed() -> None:
    others = ((5, "a", "c"), (6, "a", "c"), (5, "b", "d"), (6, "b", "d"))
    assert kind_of(pair_met(0, 14, 28, also=others), "a", "b") == (*TRAIL, "active")


def test_one_occasion_with_the_third_does_not_embed() -> None:
    others = ((5, "a", "c"), (6, "a", "c"), (5, "b", "c"))
    assert kind_of(pair_met(0, 14, 28, also=others), "a", "b") == (*TRAIL, "active")


def test_the_third_may_have_been_known_long_before_the_baseline() -> None:
    rows = pair_met(0, 14, 28, also=a_third_knows_both(-300, -299))
    assert kind_of(rows, "a", "b") == (*MOBILISED, "active")


@pytest.mark.parametrize(
    ("posts", "kind"),
    [
        (({}, {}), MOBILISED),
        (({"joined": "2011-08-29"}, {}), MOBILISED),
        (({"joined": "2011-08-30"}, {}), TRAIL),
        (({"left": "2011-01-31"}, {"joined": "2011-01-31"}), MOBILISED),
        (({"left": "2011-01-31"}, {"joined": "2011-02-01"}), TRAIL),
        (({"left": "2011-01"}, {"joined": "2011-01-31"}), MOBILISED),
        (({"joined": "2012-01-01"}, {"joined": "2012-01-01"}), TRAIL),
    ],
)
def test_seats_in_one_zone_at_one_time_embed_from_that_day(
    posts: tuple[dict[str, str], dict[str, str]], kind: tuple[str, str | None]
) -> None:
    rows = pair_met(0, 14, 28)
    rows["zones"] = [{"zone": "Z"}]
    rows["posts"] = [
        {"practitioner": person, "zone": "Z"} | dates for person, dates in zip("ab", posts, strict=True)
    ]
    found = kind_of(rows, "a", "b", as_of="2011-10-01")
    assert found is not None
    assert found[:2] == kind


def test_seats_in_two_zones_do_not_embed() -> None:
    rows = pair_met(0, 14, 28)
    rows["zones"] = [{"zone": "Z"}, {"zone": "z"}]
    rows["posts"] = [{"practitioner": "a", "zone": "Z"}, {"practitioner": "b", "zone": "z"}]
    assert kind_of(rows, "a", "b") == (*TRAIL, "active")


CRITERIA = ("channel", "zone", "object")


def old_pair_that_tries(criterion: str, before: str | None, since: list[tuple[int, str | None]]) -> Rows:
    """An old network over `before`, and since B on the days and over the values of `since`."""
    rows = pair_met(-200, -100, -50, *(offset for offset, _ in since))
    for contact, value in zip(rows["contacts"], [before] * 3 + [value for _, value in since], strict=True):
        if value is not None:
            contact[criterion] = value
    return rows | {"zones": [{"zone": "x"}, {"zone": "y"}], "objects": [{"object": "x"}, {"object": "y"}]}


@pytest.mark.parametrize("criterion", CRITERIA)
@pytest.mark.parametrize(
    ("before", "since", "kind"),
    [
        ("x", [(0, "y"), (14, "y"), (28, "y")], DEVELOPED),
        (None, [(0, "y"), (14, "y"), (28, "y")], DEVELOPED),
        ("x", [(0, "x"), (14, "x"), (28, "x")], OLD),
        ("x", [(0, "y"), (14, "x"), (28, "y")], OLD),
        ("x", [(0, "y"), (14, "y"), (27, "y")], OLD),
        ("x", [(0, None), (14, None), (28, None)], OLD),
        ("x", [(0, "y"), (0, "y"), (28, "y")], OLD),
        ("x", [(0, "x"), (14, "y"), (28, "y"), (41, "y"), (42, "y")], DEVELOPED),
    ],
)
def test_an_old_network_develops_within_one_zone_channel_or_object_that_is_new_to_it(
    criterion: str, before: str | None, since: list[tuple[int, str | None]], kind: tuple[str, str | None]
) -> None:
    tie = tie_of(old_pair_that_tries(criterion, before, since), "a", "b", as_of="2011-10-01")
    assert tie is not None
    assert (tie["kind"], tie["origin"]) == kind
    last = dt.date(2011, 8, 1) + dt.timedelta(since[-1][0])
    assert tie["consolidated"] == (last if kind == DEVELOPED else None)


def test_a_new_zone_a_new_channel_and_a_new_object_do_not_add_up() -> None:
    rows = old_pair_that_tries("channel", None, [(0, None), (14, None), (28, None)])
    for contact, criterion in zip(rows["contacts"][3:], CRITERIA, strict=True):
        contact[criterion] = "y"
    assert kind_of(rows, "a", "b", as_of="2011-10-01") == (*OLD, "active")


def test_the_object_of_the_zone_is_the_object_of_its_contacts() -> None:
    rows = old_pair_that_tries("object", "x", [(0, None), (14, None), (28, "y")])
    rows["zones"] = [{"zone": "x", "object": "y"}, {"zone": "y", "object": "y"}]
    for contact, zone in zip(rows["contacts"][3:5], ("x", "y"), strict=True):
        contact["zone"] = zone
    assert kind_of(rows, "a", "b", as_of="2011-10-01") == (*DEVELOPED, "active")


def test_an_old_network_needs_no_third_to_develop_and_no_development_to_stay() -> None:
    assert kind_of(pair_met(-200, -100, -50, 0, 14, 28), "a", "b") == (*OLD, "active")
    assert kind_of(pair_met(-200, -100, -50), "a", "b", as_of="2014-01-01") == (*OLD, "dormant")


@pytest.mark.parametrize(("before", "found"), [((-1,), False), ((-50, -1), False), ((-300, -200, -1), True)])
def test_a_few_occasions_before_the_baseline_and_none_since_are_no_tie(
    before: tuple[int, ...], found: bool
) -> None:
    assert bool(ties_of(pair_met(*before), as_of="2012-01-01")) is found


@pytest.mark.parametrize(
    ("as_of", "state"), [("2011-10-30", "active"), ("2011-10-31", "faded"), ("2011-08-01", "active")]
)
def test_a_trail_fades_on_the_ninety_first_day(as_of: str, state: str) -> None:
    assert kind_of(pair_met(0), "a", "b", as_of=as_of) == (*TRAIL, state)


@pytest.mark.parametrize(("as_of", "state"), [("2011-09-11", "active"), ("2011-09-12", "dormant")])
def test_an_old_network_goes_dormant_on_the_ninety_first_day(as_of: str, state: str) -> None:
    assert kind_of(pair_met(-249, -100, -49), "a", "b", as_of=as_of) == (*OLD, state)


def test_a_new_network_goes_dormant_and_never_fades() -> None:
    rows = pair_met(0, 14, 28, also=a_third_knows_both(1, 2))
    assert kind_of(rows, "a", "b", as_of="2011-11-27") == (*MOBILISED, "active")
    assert kind_of(rows, "a", "b", as_of="2011-11-28") == (*MOBILISED, "dormant")


def test_before_the_baseline_there_are_old_networks_and_nothing_else() -> None:
    rows = pair_met(-300, -250, -200, also=((-300, "c", "d"), (-250, "c", "d")))
    assert set(ties_of(rows, as_of="2011-01-01")) == set()
    day_reached = days_from(B, -210, -201, -200)
    found = [set(ties_of(rows, as_of=day)) for day in day_reached]
    assert found == [set(), set(), {("a", "b")}]


def test_agencies_are_embedded_by_a_third_agency() -> None:
    agencies = [{"agency": name} for name in "abc"]
    met = [(day, "a", "b") for day in days_from(B, 0, 14, 28)]
    third = [(day, one, "c") for day in days_from(B, 1, 2) for one in "ab"]
    site = [{"partnership": "P", "baseline": B}]
    lone = people_and_contacts(met, agencies=agencies, partnerships=site)
    rows = people_and_contacts(met + third, agencies=agencies, partnerships=site)
    assert kind_of(lone, "a", "b") == (*TRAIL, "active")
    assert kind_of(rows, "a", "b") == (*MOBILISED, "active")


@pytest.mark.parametrize(
    ("baseline", "kind"),
    [("2011-08-01", OLD), ("2011-06-11", OLD), ("2011-06-10", TRAIL), ("2011-04-01", TRAIL)],
)
def test_a_baseline_that_is_asked_for_overrides_the_partnerships(
    baseline: str, kind: tuple[str, None] | None
) -> None:
    found = kind_of(pair_met(-200, -100, -52), "a", "b", baseline=baseline, as_of="2012-02-01")
    assert (found and found[:2]) == kind


def test_dates_may_be_text_date_or_timestamp() -> None:
    rows, day = pair_met(0), dt.date(2011, 10, 30)
    for as_of in ("2011-10-30", day, pd.Timestamp("2011-10-30T15:00")):
        assert kind_of(rows, "a", "b", as_of=as_of, baseline=dt.date(2011, 8, 1)) == (*TRAIL, "active")
