"""Rules about services: underlaps, uncovered needs, agencies that share no zone, broken pathways."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd

from netmap.gap_rules.finding import (
    AGENCY,
    AREA,
    NEED,
    OBJECT,
    PARTNERSHIP,
    SERVICE,
    Actor,
    Finding,
    say,
)
from netmap.gap_rules.offers import offers_on, opened_by
from netmap.gap_rules.record import Record, held_on
from netmap.gap_rules.shared_zones import agencies_in_zones
from netmap.gap_rules.silence import heard_agencies
from netmap.learning.effective_changes import present_codes
from netmap.model.dates import NO_DAY, day_numbers, from_day
from netmap.model.i18n import N_
from netmap.model.spells import ALWAYS
from netmap.temporal.encounters import Bools
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.stays import EVER, agency_stays

UNDERLAP = N_(
    "{one} and {other} both serve the need “{need}” in “{area}”. On {day} no active tie between them is on "
    "record. Who needs both may meet two strangers."
)
DECLARED_UNDERLAP = N_(
    "{one} and {other} both serve the need “{need}” in “{area}”. On {day} no active tie is on record, "
    "though one was declared when they were asked. Who needs both may meet two strangers."
)


def unlinked_services(record: Record) -> Iterator[Finding]:
    """Two agencies serve the same need in the same area and have no active tie: an underlap.

    Services that are open on the day, of agencies of one partnership; ties of their people or of their own.
    A tie that was only declared has no date and is not active; the evidence says so. One gap for each two
    agencies, need and area. Its number is how many ties between them have gone quiet.
    """
    offers = offers_on(record).dropna(subset=["need", "area"])
    declared = record.counted(record.ties.declared)
    quiet = record.counted(~record.ties.active & ~record.ties.declared)
    for (need, area), rows in offers.groupby(["need", "area"]):
        for a, b in combinations(sorted(set(rows["agency"])), 2):
            if record.linked[a, b] or not record.together(a, b):
                continue
            names = {"one": record.agency_name(a), "other": record.agency_name(b)}
            yield Finding(
                actors=(*_two(record, a, b), Actor(NEED, need), Actor(AREA, area)),
                value=int(quiet[a, b]),
                evidence=say(
                    DECLARED_UNDERLAP if declared[a, b] else UNDERLAP,
                    need=record.name(NEED, need),
                    area=record.name(AREA, area),
                    day=from_day(record.end),
                    **names,
                ),
                suggestion=say(
                    N_("Introduce somebody of {one} to somebody of {other} who works in “{area}”."),
                    area=record.name(AREA, area),
                    **names,
                ),
            )


def uncovered_need(record: Record) -> Iterator[Finding]:
    """A need that is served in one area of a partnership has no service in another.

    Areas are those in which any service of the partnership was ever offered by the day; needs those of
    services open on it. Its number is in how many areas the need is served. It holds since the last service
    for it there closed, where there was one.
    """
    every = opened_by(record)
    for place, partnership in record.partnerships():
        mine = every[(every["partnership"] == place) | (every["partnership"] < 0)]
        open_ = mine[mine["open"]]
        areas = sorted(mine["area"].dropna().unique())
        for need, rows in open_.dropna(subset=["need", "area"]).groupby("need"):
            for area in sorted(set(areas) - set(rows["area"])):
                there = mine[(mine["need"] == need) & (mine["area"] == area)]
                named = () if partnership is None else (Actor(PARTNERSHIP, partnership),)
                yield Finding(
                    actors=(Actor(NEED, need), Actor(AREA, area), *named),
                    value=rows["area"].nunique(),
                    evidence=say(
                        N_(
                            "The need “{need}” is served in {areas}, and on {day} by no service in “{area}”. "
                            "Whoever lives there goes without."
                        ),
                        need=record.name(NEED, need),
                        area=record.name(AREA, area),
                        areas=tuple(record.name(AREA, each) for each in sorted(set(rows["area"]))),
                        day=from_day(record.end),
                    ),
                    suggestion=say(
                        N_("Ask {agencies} whether “{area}” can be served too, or from where people go."),
                        agencies=tuple(map(record.agency_name, sorted(set(rows["agency"])))),
                        area=record.name(AREA, area),
                    ),
                    since=int(there["closed"].max()) + 1 if len(there) else None,
                )


def no_boundary_zone(record: Record) -> Iterator[Finding]:
    """Two agencies serve the same need, or work on the same object, and share no boundary zone.

    Of an agency that is silent and in no zone on record it is not known where it sits, and nothing is said.

    They share one that is not closed where both have a seat in it on the day, their own or of their people,
    or somebody was present for them at one of its sittings in the last twelve months, wherever they work
    since. Agencies of one partnership; services and objects that are open, and involvement that holds, on
    the day. One gap for each two agencies and need or object; its number is how many boundary zones either
    of them is in.
    """
    table = agencies_in_zones(record)
    share = (table.T.astype(np.int64) @ table.astype(np.int64)) > 0
    known = table.any(axis=0) | heard_agencies(record)
    for sort, thing, agencies in _common_ground(record):
        for a, b in combinations(agencies, 2):
            if share[a, b] or not record.together(a, b) or not (known[a] and known[b]):
                continue
            names = {"one": record.agency_name(a), "other": record.agency_name(b)}
            about = (
                N_("{one} and {other} both serve the need “{what}” and share no boundary zone on {day}.")
                if sort == NEED
                else N_("{one} and {other} both work on “{what}” and share no boundary zone on {day}.")
            )
            yield Finding(
                actors=(*_two(record, a, b), Actor(sort, thing)),
                value=int((table[:, a] | table[:, b]).sum()),
                evidence=say(about, what=record.name(sort, thing), day=from_day(record.end), **names),
                suggestion=say(
                    N_("Offer {other} a seat in a boundary zone of {one}, or the other way round."), **names
                ),
            )


def broken_trajectory(record: Record, *, pathways: int = 3) -> Iterator[Finding]:
    """People served went from one service to the next whose agencies had no tie of any kind that day.

    Two consecutive steps of a pathway, the second of them in the last twelve months, at services of different
    agencies; the day is that of the second. A tie of their people or of their own that had gone quiet by then
    still counts as one. One gap for each two services, in their order; its number is how many pathways.
    """
    steps = pathway_steps(record)
    steps = steps[~tied_by(record, steps)]
    services = record.study.services.set_index("service")["agency"]
    for (one, other), rows in steps.groupby(["one", "other"]):
        first = rows.sort_values("day").drop_duplicates("trajectory")
        if len(first) < pathways:
            continue
        a, b = record.agency_codes(services[[one, other]])
        names = {"one": record.agency_name(a), "other": record.agency_name(b)}
        yield Finding(
            actors=(Actor(SERVICE, one), Actor(SERVICE, other), *_two(record, a, b)),
            value=len(first),
            evidence=say(
                N_(
                    "{n} pathways went from “{first}” ({one}) to “{second}” ({other}), last on {day}. That "
                    "day no tie between the two agencies was on record. Nobody carries such a hand-over."
                ),
                n=len(first),
                first=record.name(SERVICE, one),
                second=record.name(SERVICE, other),
                day=from_day(rows["day"].max()),
                **names,
            ),
            suggestion=say(N_("Let {one} and {other} agree who hands over to whom."), **names),
            since=int(first["day"].iloc[int(pathways) - 1]),
        )


def _two(record: Record, a: int, b: int) -> tuple[Actor, Actor]:
    return Actor(AGENCY, str(record.agencies[a])), Actor(AGENCY, str(record.agencies[b]))


def _common_ground(record: Record) -> Iterator[tuple[str, str, list[int]]]:
    """Needs and objects with the agencies that serve or work on each, in order."""
    for need, rows in offers_on(record).dropna(subset=["need"]).groupby("need"):
        yield NEED, str(need), sorted(set(rows["agency"]))
    table = record.study.involvement
    closed = record.study.objects[~held_on(record.study.objects, record.end, "opened", "closed")]["object"]
    table = table[held_on(table, record.end, "start", "end") & ~table["object"].isin(closed)]
    who = actors_of(record.study).codes(table["actor"])
    agency = np.append(record.agency_of, -1)[who]
    known = pd.DataFrame({"object": table["object"], "agency": agency})[agency >= 0]
    for thing, rows in known.groupby("object"):
        yield OBJECT, str(thing), sorted(set(rows["agency"]))


def pathway_steps(record: Record) -> pd.DataFrame:
    """Consecutive steps of pathways at services of different agencies, the later in the window."""
    table = record.study.trajectories
    day = day_numbers(table["date"])
    steps = table.assign(day=day)[day != NO_DAY]
    steps = steps[steps["service"].notna()].sort_values(["trajectory", "day"], kind="stable")
    later = steps.groupby("trajectory")[["service", "day"]].shift(-1)
    found = pd.DataFrame(
        {
            "trajectory": steps["trajectory"],
            "one": steps["service"],
            "other": later["service"],
            "day": later["day"].fillna(NO_DAY).astype(np.int64),
        }
    )
    found = found[
        (found["day"] >= record.start) & (found["day"] <= record.end) & (found["one"] != found["other"])
    ]
    agency = record.study.services.set_index("service")["agency"]
    codes = [record.agency_codes(found[name].map(agency)) for name in ("one", "other")]
    apart = (codes[0] >= 0) & (codes[1] >= 0) & (codes[0] != codes[1])
    return found.assign(a=codes[0], b=codes[1])[apart]


def tied_by(record: Record, steps: pd.DataFrame) -> Bools:
    """For each hand-over whether its agencies had a tie that day, by where people worked then."""
    ends = steps[["a", "b"]].to_numpy()
    asked = pd.DataFrame({"low": ends.min(axis=1), "high": ends.max(axis=1), "day": steps["day"].to_numpy()})
    spans = asked.assign(step=np.arange(len(asked))).merge(_tied_spans(record), on=["low", "high"])
    tied = np.zeros(len(steps), np.bool_)
    tied[spans.loc[(spans["begins"] <= spans["day"]) & (spans["day"] <= spans["ends"]), "step"]] = True
    return tied


def _tied_spans(record: Record) -> pd.DataFrame:
    """From when to when a tie that was seen joined which two agencies: low, high, begins, ends."""
    met = record.histories
    first, second = met.occasions.first[met.is_tie], met.occasions.second[met.is_tie]
    begun = np.minimum(met.old_from, met.trail_from)[met.is_tie]
    rows = pd.DataFrame({"first": first, "second": second, "begun": begun})
    stays = _agency_stays(record)
    rows = rows.merge(stays, left_on="first", right_on="who").merge(stays, left_on="second", right_on="who")
    begins = rows[["begun", "from_x", "from_y"]].max(axis=1)
    ends = rows[["to_x", "to_y"]].min(axis=1)
    pair = rows[["agency_x", "agency_y"]].to_numpy()
    found = pd.DataFrame({"low": pair.min(axis=1), "high": pair.max(axis=1), "begins": begins, "ends": ends})
    return found[(found["low"] != found["high"]) & (found["begins"] <= found["ends"])]


def _agency_stays(record: Record) -> pd.DataFrame:
    """Of every actor who, agency (its code), from and to; an agency is always of itself."""
    stays, actors = agency_stays(record.study), actors_of(record.study)
    itself = np.flatnonzero(actors.is_agency)
    always = np.full(len(itself), EVER), np.full(len(itself), ALWAYS)
    now = present_codes(record.study, record.end)[1]
    return pd.DataFrame(
        {
            "who": np.concatenate([stays.who, itself]),
            "agency": np.concatenate([now[stays.what], record.agency_of[itself]]),
            "from": np.concatenate([stays.first, always[0]]),
            "to": np.concatenate([stays.last, always[1]]),
        }
    )
