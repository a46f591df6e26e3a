"""How long the pages of paths, zones and champions take to answer for a large partnership.

Run from the project's folder: python -m benchmarks.learning_pages
A simulated partnership of 1,000 people, 60 agencies and 40,000 contacts over three years is read once, and
every page is asked once, so that kernels are compiled. Then each is asked about windows of a year that
nobody has asked about before: what is printed is the processor's time of the whole answer of the service,
everything but the components of the page. Where it says so, the horizon or the limit to waiting is new each
time as well, so that nothing at all is remembered. What is asked a second time costs a few milliseconds.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from itertools import count
from statistics import median
from typing import Any

import netmap
from netmap.questions.parameters import NodeRef
from tests.big_partnership import partnership
from tests.questions.learning_pages import champions, learning, learning_by_name, zones

PEOPLE, AGENCIES, MEETINGS, CONTACTS = 1_000, 60, 900, 40_000
WINDOWS = 5
FIRST = dt.date(2022, 1, 1)
YEAR = dt.timedelta(days=364)
UP = {"from_level": "operational", "to_level": "authority"}

Ask = Callable[..., object]


def main() -> None:
    """Print what each question takes, median and longest of several windows."""
    study = netmap.from_tables(**partnership(PEOPLE, AGENCIES, MEETINGS, CONTACTS, seed=1))
    print(f"pages of {PEOPLE:,} people and {len(study.contacts):,} contacts (milliseconds of the processor)")
    starts = (FIRST + dt.timedelta(days=days) for days in count())
    for name, ask, asked, new in questions(study):
        each = [{**asked, **{key: first + turn for key, first in new.items()}} for turn in range(WINDOWS + 1)]
        took = [timed(study, ask, one, next(starts)) for one in each][1:]
        print(f"  {name:34} median {median(took):6.0f}   longest {max(took):6.0f}", flush=True)


def questions(study: netmap.Study) -> list[tuple[str, Ask, dict[str, Any], dict[str, int]]]:
    """Each question by name: the page, what it is asked besides the window, and from where it counts up."""
    agency = NodeRef("agency", study.agencies["agency"].iloc[0])
    person = NodeRef("person", study.practitioners["practitioner"].iloc[5])
    zone = NodeRef("zone", study.zones["zone"].iloc[0])
    return [
        ("learning, users upwards", learning, {}, {}),
        ("learning, operational upwards", learning, UP, {}),
        ("learning, an agency", learning, {**UP, "selected": agency}, {}),
        ("learning, a person", learning_by_name, {**UP, "selected": person}, {}),
        ("learning, sideways", learning, {"from_level": "operational", "way": "sideways"}, {}),
        ("learning, also on the same day", learning, {**UP, "same_day": True}, {}),
        ("learning, waiting at most 30 days", learning, {**UP, "max_wait": 30}, {}),
        ("learning, a new horizon", learning, UP, {"horizon": 100}),
        ("learning, a new limit to waiting", learning, UP, {"max_wait": 40}),
        ("zones", zones, {}, {}),
        ("zones, one of them", zones, {"selected": zone}, {}),
        ("zones, waiting at most 30 days", zones, {"max_wait": 30}, {}),
        ("zones, a new limit to waiting", zones, {}, {"max_wait": 40}),
        ("champions", champions, UP, {}),
        ("champions, one of them", champions, {**UP, "selected": person}, {}),
        ("champions, waiting at most 30 days", champions, {**UP, "max_wait": 30}, {}),
    ]


def timed(study: netmap.Study, ask: Ask, asked: dict[str, Any], start: dt.date) -> float:
    """Milliseconds of the processor that one answer takes."""
    began = time.process_time()
    ask(study, start=start, end=start + YEAR, **asked)
    return 1000 * (time.process_time() - began)


if __name__ == "__main__":
    main()
