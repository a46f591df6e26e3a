"""Who belongs to a group, who came, who works on something and who only watches: by group and plan cycle."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, day_numbers
from netmap.model.derived import cached_property, derived
from netmap.model.i18n import N_, Translator
from netmap.model.study import Study
from netmap.records.labels import names_of
from netmap.temporal.encounters import Bools, Ints

CAME, BELONGS, STAYED_AWAY = "came", "belongs", "stayed_away"
IN_NO_CYCLE = N_("In no known cycle")
ACTS, WATCHES = "acts", "watches"

GROUP_COLUMNS = (
    *("group", "name", "cycle", "cycle_name", "sittings", "with_attendance", "belong", "came"),
    *("act", "watch", "politics", "notes", "weaknesses"),
)
AGENCY_COLUMNS = ("agency", "sector", "cycle", "cycle_name", "groups", "came", "objects", "part", "politics")


@dataclass(frozen=True, slots=True)
class Period:
    """A plan cycle: its id, its name, its first and last day as numbers, and its partnership if it has one.

    Without an id it is what lies in none of the cycles; without a name either, no cycle is known at all.
    """

    id: str | None
    name: str | None
    start: int
    end: int
    partnership: str | None = None

    def holds(self, days: Ints) -> Bools:
        """Which dated days lie in it; in no cycle at all everything lies."""
        found: Bools = (days != NO_DAY) & (self.start <= days) & (days <= self.end)
        return found | (self.id is None)


ANY_TIME = Period(None, None, 0, 0)
"""Where no cycle is looked at."""


@dataclass(frozen=True, eq=False)
class Presence:
    """What is on record of who belongs where, came and works on what; agencies by id.

    `belong` and `came` are pairs of a zone and an agency, `came` with the day and its partnership;
    `work`: pairs of an object and an agency, `contacts`: agencies in a contact beside sittings, with the day.

    `political`: the agencies that count as politics, and those whose people do; `unplaced`: how
    many people came whose agency is not known.
    """

    belong: pd.DataFrame
    came: pd.DataFrame
    work: pd.DataFrame
    contacts: pd.DataFrame
    sittings: pd.DataFrame
    political: frozenset[str]
    periods: tuple[Period, ...]
    unplaced: int

    @cached_property
    def busy(self) -> dict[Period, frozenset[str]]:
        """For each period, and for no cycle, the agencies with an object of it, or with a contact in it."""
        return {each: frozenset(_working(self, each)) for each in (*self.periods, ANY_TIME)}


def periods_of(
    study: Study, partnership: str | None, sittings: pd.DataFrame, t: Translator
) -> tuple[Period, ...]:
    """The plan cycles that notes, objects or sittings can be put into, in their order; else one without.

    What lies in none of them is a period of its own, the last. `sittings` hold the day of each and
    the partnership of its zone.
    """
    waves = study.waves
    if partnership is not None:
        waves = waves[waves["partnership"].isna() | waves["partnership"].eq(partnership)]
    named = {*study.notes["wave"].dropna(), *study.objects["wave"].dropna()}
    start, end = day_numbers(waves["start"]), day_numbers(waves["end"], end=True)
    names = names_of(study, "waves")
    owner = waves["partnership"].astype(object).where(waves["partnership"].notna(), None)
    found = tuple(
        Period(str(wave), names[str(wave)], int(first), int(last), of)
        for wave, first, last, of in zip(waves["wave"], start, end, owner, strict=True)
    )
    if named & set(waves["wave"]) or any(_within(each, sittings).any() for each in found):
        return (*found, Period(None, t.gettext(IN_NO_CYCLE), 0, 0))
    return (ANY_TIME,)


def presence_of(study: Study, politics: Collection[str], partnership: str | None, t: Translator) -> Presence:
    """Gather it; `politics` are the sectors and professions that count as such, whatever their case."""
    words = {each.casefold() for each in politics}
    agency = _agency_of(study)
    zones = study.zones
    if partnership is not None:
        zones = zones[zones["partnership"].eq(partnership)]
    inside = set(zones["zone"])
    belong = pd.concat(
        [
            study.seats[["zone", "agency"]],
            pd.DataFrame({"zone": study.posts["zone"], "agency": study.posts["practitioner"].map(agency)}),
        ]
    )
    sittings = study.meetings[["meeting", "zone", "date"]]
    sittings = sittings.merge(zones[["zone", "partnership"]], on="zone")
    sittings = sittings.assign(day=day_numbers(sittings["date"]))
    there = study.attendance["status"].isna() | study.attendance["status"].eq("present")
    seen = study.attendance.loc[there, ["meeting", "practitioner"]]
    came = seen.assign(agency=seen["practitioner"].map(agency)).merge(sittings, on="meeting")
    listed = sittings["meeting"].isin(study.attendance["meeting"])
    actors = {**agency, **{str(each): str(each) for each in study.agencies["agency"]}}
    work = pd.DataFrame(
        {"object": study.involvement["object"], "agency": study.involvement["actor"].map(actors)}
    ).merge(study.objects[["object", "wave"]], on="object")
    ends = [study.contacts[[end, "date"]].set_axis(["actor", "date"], axis=1) for end in ("source", "target")]
    touched = pd.concat(ends)
    contacts = pd.DataFrame({"agency": touched["actor"].map(actors), "day": day_numbers(touched["date"])})
    held, named = study.own.agencies["sector"], study.own.practitioners["profession"]
    sector = study.agencies.loc[_among(held, words), "agency"]
    people = study.practitioners.loc[_among(named, words), "practitioner"]
    political = {*sector.astype(str), *(agency[each] for each in people if isinstance(agency.get(each), str))}
    return Presence(
        belong[belong["zone"].isin(inside)].dropna().drop_duplicates(),
        came.dropna(subset=["agency"])[["meeting", "zone", "partnership", "agency", "day"]],
        work.dropna(subset=["agency"]),
        contacts.dropna(subset=["agency"]),
        sittings.assign(listed=listed),
        frozenset(political),
        periods_of(study, partnership, sittings, t),
        int(came.loc[came["agency"].isna(), "practitioner"].nunique()),
    )


def _among(column: pd.Series, words: Collection[str]) -> pd.Series:
    return column.fillna("").astype(str).str.casefold().isin(list(words))


@derived(most=1)
def _agency_of(study: Study) -> dict[str, str | None]:
    """The agency of everybody, None where it is not known."""
    people = study.practitioners
    own = people["agency"].astype(object).where(people["agency"].notna(), None)
    return dict(zip(people["practitioner"].astype(str), own, strict=True))


def groups_of(study: Study, found: Presence, notes: pd.DataFrame) -> pd.DataFrame:
    """A row for each group and plan cycle in which it sat or left notes; else one without a cycle.

    What is in no known cycle has a row of its own, beside the work of any time.

    belong and came count agencies; act and watch those who came, by whether they work on an object of the
    cycle or have a contact beside sittings in it: NaN
    where no attendance, or no work of the cycle, is on record. politics: whether it came, belongs,
    or stayed away from every sitting with attendance; missing where that cannot be seen.
    """
    names = names_of(study, "zones")
    zones = [str(each) for each in study.zones["zone"] if each in set(_zones(study, found, notes))]
    rows = [row for zone in zones for row in _rows_of(zone, names[zone], found, notes)]
    return pd.DataFrame(rows, columns=list(GROUP_COLUMNS))


def _zones(study: Study, found: Presence, notes: pd.DataFrame) -> Iterator[str]:
    yield from found.sittings["zone"]
    yield from found.belong["zone"]
    yield from notes["group"].dropna()


def _rows_of(zone: str, name: str, found: Presence, notes: pd.DataFrame) -> list[dict[str, object]]:
    sat = found.sittings[found.sittings["zone"].eq(zone)]
    told = notes[notes["group"].eq(zone)]
    belong = set(found.belong.loc[found.belong["zone"].eq(zone), "agency"])
    rows = []
    for period in found.periods:
        own = sat[sat_in(period, found.periods, sat)]
        theirs = told[_named(period, found.periods, told)]
        if len(own) or len(theirs):
            rows.append(_row(zone, name, period, own, theirs, belong, found))
    return rows or [_row(zone, name, ANY_TIME, sat, told, belong, found)]


def sat_in(period: Period, periods: Collection[Period], rows: pd.DataFrame) -> Bools:
    """Which sittings lie in a period: in a plan cycle, or in none of those among `periods`."""
    if period.id is not None:
        return _within(period, rows)
    found = np.ones(len(rows), np.bool_)
    for each in periods:
        if each.id is not None:
            found &= ~_within(each, rows)
    return found


def _within(cycle: Period, rows: pd.DataFrame) -> Bools:
    """Which sittings lie in a plan cycle: by their day, and in zones of its partnership or of none."""
    theirs = rows["partnership"].isna() | rows["partnership"].eq(cycle.partnership)
    found: Bools = _held(cycle, rows) & (theirs.to_numpy() | (cycle.partnership is None))
    return found


def _named(period: Period, periods: Collection[Period], notes: pd.DataFrame) -> pd.Series:
    """Which notes name a plan cycle, or none of those among `periods`."""
    if period.id is not None:
        return notes["cycle"].eq(period.id)
    return ~notes["cycle"].isin([each.id for each in periods if each.id is not None])


def _held(period: Period, rows: pd.DataFrame) -> Bools:
    """Which rows lie in a plan cycle, by their day."""
    return period.holds(rows["day"].to_numpy())


def _row(
    zone: str,
    name: str,
    period: Period,
    sat: pd.DataFrame,
    notes: pd.DataFrame,
    belong: set[str],
    found: Presence,
) -> dict[str, object]:
    came = set(found.came.loc[found.came["meeting"].isin(sat["meeting"]), "agency"])
    busy = found.busy[period]
    known = bool(sat["listed"].any())
    acting = len(came & busy) if known and busy else np.nan
    return {
        "group": zone,
        "name": name,
        "cycle": period.id,
        "cycle_name": period.name,
        "sittings": len(sat),
        "with_attendance": int(sat["listed"].sum()),
        "belong": len(belong),
        "came": len(came) if known else np.nan,
        "act": acting,
        "watch": len(came) - acting,
        "politics": _politics(came, belong, sat, found.political),
        "notes": len(notes),
        "weaknesses": int(notes["kind"].eq("weakness").sum()),
    }


def _politics(came: set[str], belong: set[str], sat: pd.DataFrame, political: Collection[str]) -> str | None:
    if not political:
        return None
    if came & set(political):
        return CAME
    if len(sat) and sat["listed"].all():
        return STAYED_AWAY
    return BELONGS if belong & set(political) else None


def _working(found: Presence, period: Period) -> set[str]:
    """The agencies with an object of a plan cycle, or of none, or with a contact in it."""
    work = found.work
    mine = work if period.id is None else work[work["wave"].eq(period.id) | work["wave"].isna()]
    return {*mine["agency"], *found.contacts.loc[_held(period, found.contacts), "agency"]}


def agencies_of(study: Study, found: Presence) -> pd.DataFrame:
    """A row for each agency and plan cycle in which it came to a group; those that never came have one row.

    came counts sittings with attendance; NaN where no attendance is on record.

    part: it acts where it works on an object of the cycle or has a contact in it beside sittings, else it
    watches; missing where it was not seen to
    come or nothing says who works on what.
    """
    names = dict(zip(study.agencies["agency"], study.agencies["sector"], strict=True))
    rows = []
    for agency in study.agencies["agency"].astype(str):
        groups = int(found.belong["agency"].eq(agency).sum())
        came = found.came[found.came["agency"].eq(agency)]
        mine: list[dict[str, object]] = []
        for period in found.periods:
            own = came[sat_in(period, found.periods, came)]
            if len(own):
                mine.append(_agency(agency, names, period, groups, own["meeting"].nunique(), found))
        if not mine and (groups or found.work["agency"].eq(agency).any()):
            never = 0 if found.sittings["listed"].any() else np.nan
            mine = [_agency(agency, names, ANY_TIME, groups, never, found)]
        rows += mine
    return pd.DataFrame(rows, columns=list(AGENCY_COLUMNS))


def _agency(
    agency: str, sectors: dict[str, str], period: Period, groups: int, came: float, found: Presence
) -> dict[str, object]:
    work = found.work[found.work["agency"].eq(agency)]
    if period.id is not None:
        work = work[work["wave"].eq(period.id) | work["wave"].isna()]
    part, busy = None, found.busy[period]
    if came > 0 and busy:
        part = ACTS if agency in busy else WATCHES
    return {
        "agency": agency,
        "sector": sectors.get(agency),
        "cycle": period.id,
        "cycle_name": period.name,
        "groups": groups,
        "came": came,
        "objects": int(work["object"].nunique()),
        "part": part,
        "politics": agency in found.political,
    }


def words_in(themes: Sequence[str | None]) -> tuple[str, ...]:
    """The words that were told, without blanks."""
    return tuple(each for each in themes if each)
