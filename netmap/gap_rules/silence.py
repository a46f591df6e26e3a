"""The rule about silence: of whom nothing is on record; no data is never no tie."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from netmap.gap_rules.finding import AGENCY, Actor, Finding, say
from netmap.gap_rules.record import Record
from netmap.model.dates import NO_DAY, day_numbers, from_day
from netmap.model.i18n import N_
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.declared import wave_days
from netmap.tie_kinds.policy import IN_SERVICE
from netmap.tie_kinds.rosters import on_roster


def silent_agency(record: Record) -> Iterator[Finding]:
    """Of an agency on the roster nothing is on record in the last twelve months, or it did not answer.

    It is no data, and never no tie. What counts is what it did or was expected at: contacts and attendances
    of its people, whatever their status, its own contacts, what it declared and answered in rounds of asking
    that ended in the window, and steps of pathways at its services. That it has people, seats or services
    says nothing. That it was asked and did not answer is of the latest round of its partnership, where that
    ended in the window. Its number is how many people it has on the day.
    """
    heard, unanswered = heard_agencies(record), _unanswered(record)
    of_people = record.agency_of[~actors_of(record.study).is_agency]
    people = np.bincount(of_people[of_people >= 0], minlength=len(record.agencies))
    for code in np.flatnonzero(_on_roster(record)).tolist():
        if heard[code] and code not in unanswered:
            continue
        name, since = record.agency_name(code), unanswered.get(code)
        if since is None:
            text, days = (
                N_("Nothing is on record of {agency} from {start} to {end}: no data, not no ties."),
                record.days,
            )
        else:
            text = N_("{agency} was asked, and had not answered by {day}: no data, not no ties.")
            days = {"day": from_day(since)}
        yield Finding(
            actors=(Actor(AGENCY, str(record.agencies[code])),),
            value=int(people[code]),
            evidence=say(text, agency=name, **days),
            suggestion=say(
                N_("Ask {agency} for its diary, its attendance lists or its answers."), agency=name
            ),
            since=since,
        )


def heard_agencies(record: Record) -> Bools:
    """Of which agencies, by code, anything is on record in the window."""
    heard = np.zeros(len(record.agencies) + 1, np.bool_)
    for codes, day in (*_attended(record), *_in_contact(record), *_answered(record)):
        inside = (codes >= 0) & (record.start <= day) & (day <= record.end)
        heard[record.agencies_on(codes[inside], day[inside])] = True
    steps = record.study.trajectories
    agency = steps["service"].map(record.study.services.set_index("service")["agency"])
    day = day_numbers(steps["date"])
    heard[record.agency_codes(agency)[(record.start <= day) & (day <= record.end)]] = True
    return heard[:-1]


Rows = Iterator[tuple[Ints, Ints]]
"""Codes of actors, and the days of rows that name them."""


def _attended(record: Record) -> Rows:
    table = record.study.attendance
    dates = record.study.meetings.drop_duplicates("meeting").set_index("meeting")["date"]
    yield actors_of(record.study).codes(table["practitioner"]), day_numbers(table["meeting"].map(dates))


def _in_contact(record: Record) -> Rows:
    table = record.study.contacts
    for end in ("source", "target"):
        yield actors_of(record.study).codes(table[end]), day_numbers(table["date"])


def _answered(record: Record) -> Rows:
    """Who declared ties or answered, on the day on which the round was over, else from when the tie held."""
    actors, ties, told = actors_of(record.study), record.study.ties, record.study.responses
    start, over = day_numbers(ties["start"]), wave_days(record.study)
    day = np.where(over > NO_DAY + 1, over, start)
    said = ties["missing"].ne(True).fillna(True).to_numpy(dtype=bool)
    mutual = ties["direction"].eq("mutual").to_numpy(dtype=bool)
    yield actors.codes(ties["source"])[said], day[said]
    yield actors.codes(ties["target"])[said & mutual], day[said & mutual]
    ended = told["wave"].map(_ends(record)).fillna(NO_DAY).to_numpy(np.int64)
    some = told["status"].isin(["complete", "partial"]).to_numpy(dtype=bool)
    yield actors.codes(told["actor"])[some], ended[some]


def _ends(record: Record) -> dict[str, int]:
    """The day on which each round of asking was over."""
    waves = record.study.waves
    end, start = day_numbers(waves["end"], end=True), day_numbers(waves["start"], end=True)
    return dict(zip(waves["wave"], np.where(end != NO_DAY, end, start).tolist(), strict=True))


def _unanswered(record: Record) -> dict[int, int]:
    """Agencies that did not answer when their partnership was last asked, with the day when that was over."""
    waves = record.study.waves
    rounds = pd.DataFrame({"wave": waves["wave"], "of": waves["partnership"].fillna("")})
    rounds["end"] = [_ends(record)[wave] for wave in waves["wave"]]
    over = rounds[(rounds["end"] <= record.end) & (rounds["end"] > NO_DAY)]
    latest = over.sort_values("end", kind="stable").drop_duplicates("of", keep="last")
    told = record.study.responses.merge(latest[latest["end"] >= record.start], on="wave")
    none = told[told["status"].eq("none")]
    codes = record.agency_codes(none["actor"])
    return {int(code): int(end) for code, end in zip(codes, none["end"], strict=True) if code >= 0}


def _on_roster(record: Record) -> Bools:
    """Which agencies, by code, are on the roster; unless one is told, whoever has not left."""
    there = on_roster(record.study, record.roster or IN_SERVICE, record.end, record.policy)
    found = np.zeros(len(record.agencies), np.bool_)
    place = actors_of(record.study).ids.get_indexer(record.agencies)
    found[place >= 0] = there[place[place >= 0]]
    return found
