"""The tables of diffusion: by level, partnership and channel, over time, and as paths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from netmap.learning.after_event import AfterEvent
from netmap.learning.chance import standard_error
from netmap.learning.effective_changes import levels_by_rank
from netmap.learning.upwards import agency_texts
from netmap.model.dates import from_day
from netmap.questions.diffusion.facts import Facts
from netmap.temporal.encounters import Bools
from netmap.temporal.fewest_hops import Hop
from netmap.tie_kinds.actors import actors_of

COUNTED = ("came", "people", "on_record", "not_known", "certain", "expected", "se")


def levels(facts: Facts) -> pd.DataFrame:
    """How many at each level were at the event, are spoken of, are on record since, and are reached."""
    after, columns = facts.after, ["level", *COUNTED, "anybody"]
    if after is None:
        return pd.DataFrame(columns=columns)
    held, came = np.array(after.levels, object), np.array(after.levels_of_came, object)
    order = [*levels_by_rank(facts.study)[::-1], None]
    rows = []
    for level in order:
        among, there = _equal(held, level) & facts.counted, int(_equal(came, level).sum())
        if among.any() or there:
            counts = after.counts(among)
            rows.append((level, there, *_counted(facts, after, among), float((counts > 0).mean())))
    return pd.DataFrame(rows, columns=columns)


def partnerships(facts: Facts) -> pd.DataFrame:
    """The same for each partnership, with the highest level that is reached there."""
    after, columns = facts.after, ["partnership", *COUNTED, "highest"]
    if after is None:
        return pd.DataFrame(columns=columns)
    homes = np.array(after.partnerships_of(after.others), object)
    came = np.array(after.partnerships_of(after.came), object)
    rows: list[tuple[Any, ...]] = []
    for home in [*facts.study.partnerships["partnership"].astype(str), None]:
        among, there = _equal(homes, home) & facts.counted, int(_equal(came, home).sum())
        if among.any() or there:
            rows.append((home, there, *_counted(facts, after, among), highest(facts, after, among)))
    return pd.DataFrame(rows, columns=columns)


def _equal(texts: Any, text: str | None) -> Bools:
    return np.array([each == text for each in texts], np.bool_)


def _counted(facts: Facts, after: AfterEvent, among: Bools) -> tuple[float, ...]:
    """People, on record, share not known, reached if all passes on, expected, its standard error."""
    people, seen = int(among.sum()), int((among & facts.on_record).sum())
    counts = after.counts(among)
    unknown = 1 - seen / people if people else np.nan
    certain = int((among & after.certainly).sum())
    return people, seen, unknown, certain, float(counts.mean()), float(standard_error(counts))


def highest(facts: Facts, after: AfterEvent, among: Bools) -> str | None:
    """The highest level at which any of some others is reached if every encounter passes on."""
    held = {level for level, here in zip(after.levels, among & after.certainly, strict=True) if here}
    return next((level for level in levels_by_rank(facts.study)[::-1] if level in held), None)


def channels(facts: Facts) -> pd.DataFrame:
    """Of each channel the encounters since, the first arrivals, and how many fewer there are without it."""
    columns = ["channel", "encounters", "arrivals", "fewer", "se"]
    after = facts.after
    if after is None or not len(after.window.journeys):
        return pd.DataFrame(columns=columns)
    names, place = after.channels
    fewer, error = after.without_channels(facts.counted)
    mine = after.others[facts.counted].tolist()
    last = [place[after.ways[who][-1].encounter] for who in mine if after.ways.get(who)]
    arrivals = np.bincount(np.array(last, np.int64), minlength=len(names))
    encounters = np.bincount(place, minlength=len(names))
    found = pd.DataFrame(dict(zip(columns, (names, encounters, arrivals, fewer, error), strict=True)))
    return found.sort_values("fewer", ascending=False, kind="stable", ignore_index=True)


def growth(facts: Facts) -> pd.DataFrame:
    """How many are reached after so many days."""
    if facts.after is None:
        return pd.DataFrame(columns=["days", "certain", "expected", "se"])
    return facts.after.growth(facts.counted)


def people(facts: Facts) -> pd.DataFrame:
    """Everybody who is spoken of, the likeliest first."""
    if facts.after is None:
        columns = ["practitioner", "agency", "level", "partnership", "on_record", "reached", "chance", "se"]
        return pd.DataFrame(columns=[*columns, "first_arrival", "hops", "from", "channel", "zone"])
    found = facts.after.people()[facts.counted].sort_values("chance", ascending=False, kind="stable")
    found.attrs = {}
    return found.reset_index(drop=True)


def hops(facts: Facts) -> pd.DataFrame:
    """The first path to everybody who may be reached."""
    columns = ["practitioner", "hop", "date", "from", "to", "channel", "zone"]
    after, ids = facts.after, actors_of(facts.study).ids
    if after is None:
        return pd.DataFrame(columns=columns)
    rows = [
        (ids[who], nth, _date(after, hop), ids[hop.giver], ids[hop.taker], *after.setting(hop))
        for who in after.others[facts.counted].tolist()
        for nth, hop in enumerate(after.ways.get(who, ()), 1)
    ]
    return pd.DataFrame(rows, columns=columns)


def routes(facts: Facts) -> pd.DataFrame:
    """For each partnership the first path to its highest level, by agencies and levels and never by name."""
    columns = ["partnership", "hop", "date", "channel", "zone"]
    columns += ["from_agency", "from_level", "to_agency", "to_level"]
    if facts.after is None:
        return pd.DataFrame(columns=columns)
    return pd.DataFrame(_routes(facts, facts.after), columns=columns)


def _routes(facts: Facts, after: AfterEvent) -> Iterator[tuple[Any, ...]]:
    homes = np.array(after.partnerships_of(after.others), object)
    held = np.array(after.levels, object)
    for home in [*facts.study.partnerships["partnership"].astype(str), None]:
        among = _equal(homes, home) & facts.counted & after.certainly
        level = highest(facts, after, among)
        there = np.flatnonzero(among & _equal(held, level))
        if not len(there):
            continue
        first = after.first[after.others[there]]
        way = after.ways[int(after.others[there[first.argmin()]])]
        for nth, hop in enumerate(way, 1):
            ends = (*_standing(after, hop, hop.giver), *_standing(after, hop, hop.taker))
            yield (home, nth, _date(after, hop), *after.setting(hop), *ends)


def _date(after: AfterEvent, hop: Hop) -> Any:
    return from_day(int(after.window.journeys.day[hop.encounter]))


def _standing(after: AfterEvent, hop: Hop, who: int) -> tuple[str | None, str | None]:
    """The agency of somebody on the day of a hop, and the highest level of that time."""
    day = after.window.journeys.day[[hop.encounter]]
    agency = agency_texts(after.study, after.window, np.array([who]), day)[0]
    return agency, after.highest_levels(np.array([who]))[0]


def actions(facts: Facts) -> pd.DataFrame:
    """Actions on record that are no encounters."""
    return facts.actions


def events(facts: Facts) -> pd.DataFrame:
    """The events that can be asked about."""
    return facts.events
