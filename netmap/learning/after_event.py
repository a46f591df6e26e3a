"""Diffusion after an event: whom what its people learned there reaches afterwards, when, and over what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from netmap.learning.chance import Floats, coins_of, standard_error
from netmap.learning.effective_changes import levels_by_rank
from netmap.learning.path_rule import PathRule
from netmap.learning.upwards import agency_texts
from netmap.learning.window import Window, people_journeys, told
from netmap.model.dates import NO_DAY, as_day, clock_times, day_number, from_day, to_datetimes
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.arrivals_at_groups import NO_LIMIT, Seats, first_days
from netmap.temporal.chance import Reached, Variants, counts_by_world, reached_by_chance
from netmap.temporal.encounters import NONE, Bools, Ints
from netmap.temporal.fewest_hops import Hop, fewest_hops_by
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_rows import Words
from netmap.temporal.self_excluding_targets import goals_of
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.baselines import default_as_of
from netmap.tie_kinds.memberships import partnership_names, partnership_on
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import encounters_of

SITTING = "sitting"
"""Stands for the sittings among channels: people who sat together, whatever the zone."""

STEPS = (7, 14, 30, 60, 90, 120, 150, 180)
"""After so many days the growth of reach is told, and on the last day of the horizon."""

NO_EVENT = N_("There is no meeting “{id}” in this study")
NO_DATE = N_("The meeting “{id}” has no date with a year; nothing can be said to come after it")
ENDS_BEFORE = N_(
    "The last day that is looked at, {end}, lies before the meeting “{id}”, {date}; choose a later one"
)
NOBODY_CAME = N_("Nobody is on record as present at the meeting “{id}”")


def diffusion(
    study: Study,
    meeting: str,
    end: Any = None,
    horizon: int = 180,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
    transmission_probability: float = 1.0,
    replicates: int = 512,
    seed: int = 0,
) -> pd.DataFrame:
    """Whom what was learned at one meeting reaches afterwards, over whom, over which channel and when.

    The people who were present hold it from the day of the meeting on. It passes on along time-respecting
    paths over what came later: strictly later days, or with `same_day` later on the same day as well.

    Parameters
    ----------
    study: the study.
    meeting: the id of the meeting. One whose date is a month or a year ends on the last day of it.
    end: the last day that is looked at, not before the meeting. Default: the last `observed_to`, else the
        last dated row.
    horizon: so many days after the meeting are looked at, as far as the record goes.
    same_day: what is learned may be passed on on the same day, not only on a later one.
    max_wait: the most days between the meeting, or being reached later, and passing on. Default: no limit.
    policy: says whether `unclear` attendance counts, and of what size a later meeting is no occasion.
    transmission_probability: the chance with which an encounter passes something on. Default: 1, always.
    replicates, seed: in how many random worlds that is played, and in which. At 1 there is only one world.

    Returns
    -------
    One row for everybody in service in that time who was not at the meeting, in text order: practitioner,
    agency (at its end), level (the highest of that time), partnership (on its first day), on_record (whether
    any encounter of theirs is), reached (if every encounter passes something on), chance (the share of worlds
    in which they are reached) and its standard error se, first_arrival, hops, from, channel (of the last hop;
    `sitting` for a sitting) and zone. Arrival and hops are those of a path with the fewest hops of those that
    arrive first if every encounter passes something on. The frame's `attrs` hold n, the meeting, how many
    came (`came`), the window and the rule.

    Undefined: what belongs to an arrival is missing without one, se is NaN for a single random world. Of
    those with no encounter on record it is not known whether they were reached: `reached` is False, and so is
    `on_record`.

    Raises `NotFoundError` for a meeting that the study does not have, `ArgumentError` for one without a date
    or without anybody present, for an `end` before it, and for a value that `PathRule` does not take.

    Source: time-respecting paths and independent cascades, as `vertical_reach`.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada", "Ben", "Cem"]}),
        ...     meetings=pd.DataFrame({"meeting": ["day"], "date": ["2011-03-01"]}),
        ...     attendance=pd.DataFrame({"meeting": ["day"], "practitioner": ["Ada"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2"], "date": ["2011-03-02", "2011-03-05"],
        ...         "source": ["Ada", "Ben"], "target": ["Ben", "Cem"]}),
        ... )
        >>> netmap.diffusion(study, "day")[["practitioner", "from", "hops"]].values.tolist()
        [['Ben', 'Ada', 1.0], ['Cem', 'Ben', 2.0]]
    """
    rule = PathRule(horizon, same_day, max_wait, transmission_probability, replicates, seed)
    return after_event(study, meeting, rule, policy, end).people()


def after_event(
    study: Study,
    meeting: str,
    rule: PathRule,
    policy: TiePolicy = TiePolicy(),
    end: Any = None,
) -> AfterEvent:
    """What came after a meeting; raises as `diffusion` does."""
    rows = study.meetings.drop_duplicates("meeting").reset_index(drop=True)
    found = np.flatnonzero(rows["meeting"].eq(meeting).to_numpy(dtype=bool))
    if not len(found):
        raise NotFoundError(NO_EVENT, id=meeting[:80])
    row = rows.iloc[int(found[0])]
    day = NO_DAY if pd.isna(row["date"]) else day_number(str(row["date"]), end=True)
    if day == NO_DAY:
        raise ArgumentError(NO_DATE, id=meeting[:80])
    met = encounters_of(study, replace(policy, max_meeting_size=None))
    at = np.flatnonzero(met.sitting & (met.row == found[0]))
    if not len(at):
        raise ArgumentError(NOBODY_CAME, id=meeting[:80])
    came = met.members[met.offsets[at[0]] : met.offsets[at[0] + 1]]
    time = int(clock_times(rows["date"])[found[0]])
    last = as_day(end, "end", end=True)
    if last is not None and last < day_number(str(row["date"])):
        told_day = from_day(last).isoformat()
        raise ArgumentError(ENDS_BEFORE, id=meeting[:80], end=told_day, date=str(row["date"]))
    about = (meeting, int(found[0]), str(row["date"]))
    return AfterEvent(study, *about, day, time, came, rule, policy, last)


@dataclass(frozen=True, eq=False)
class AfterEvent:
    """What came after a meeting: who was there, and the encounters since, under one rule.

    `meeting` is its id, `row` its place among the meetings, `date` as it was written, `day` its last possible
    day, `time` its time of day or -1, `came` who was there, `told_end` the last day that was asked for.
    """

    study: Study
    meeting: str
    row: int
    date: str
    day: int
    time: int
    came: Ints
    rule: PathRule
    policy: TiePolicy
    told_end: int | None = None

    @property
    def exact(self) -> bool:
        """Whether its date is a whole day."""
        return len(self.date) >= len("2011-12-31")

    @property
    def last(self) -> int:
        """The last day that is looked at, as far as the record goes."""
        known = default_as_of(self.study) if self.told_end is None else self.told_end
        return self.day + self.rule.horizon if known is None else min(self.day + self.rule.horizon, known)

    @property
    def until(self) -> int:
        """The last day that is looked at; the meeting's own where nothing later is."""
        return max(self.last, self.day)

    @cached_property
    def window(self) -> Window:
        """The encounters since, up to the last day; where that is none, people as of the first day after."""
        first = self.day if self.rule.same_day and self.exact else self.day + 1
        journeys = people_journeys(self.study, self.policy).between(first, self.last)
        window = Window(self.study, first, max(self.last, first), journeys)
        return replace(window, journeys=journeys.where(self._since(journeys)))

    def _since(self, journeys: Journeys) -> Bools:
        """For every seat, whether its encounter is another than the meeting, and not earlier on its day."""
        met = encounters_of(self.study, self.policy)
        own = met.sitting[journeys.source] & (met.row[journeys.source] == self.row)
        timed = (journeys.time != NONE) & (self.time != NONE)
        earlier = (journeys.day == self.day) & timed & (journeys.time < self.time)
        since: Bools = ~(own | earlier)[journeys.seat_encounter]
        return since

    @cached_property
    def others(self) -> Ints:
        """Everybody in service since who was not at the meeting."""
        there = self.window.in_service().any(axis=1) & ~self._came
        return np.flatnonzero(there)

    @cached_property
    def _came(self) -> Bools:
        came = np.zeros(len(actors_of(self.study)), np.bool_)
        came[self.came] = True
        return came

    def _sets_out(self, who: Ints, day: Ints) -> Bools:
        """Whether somebody was at the meeting and may still pass on by a day what was learned there."""
        wait = NO_LIMIT if self.rule.max_wait is None else self.rule.max_wait
        found: Bools = self._came[who] & (day - self.day <= wait)
        return found

    @cached_property
    def on_record(self) -> Bools:
        """For every actor, whether an encounter of theirs since is on record."""
        seen = np.zeros(len(actors_of(self.study)), np.bool_)
        seen[self.window.journeys.members] = True
        return seen

    @cached_property
    def first(self) -> Ints:
        """Of every actor the first day on which it arrives if every encounter passes it on, else `NEVER`."""
        journeys, actors = self.window.journeys, len(actors_of(self.study))
        first = np.full(actors, NEVER, np.int64)
        if len(journeys):
            takers = journeys.takes & ~self._came[journeys.members]
            group = np.where(takers, journeys.members, -1)
            starts = self._sets_out(journeys.members, journeys.seat_day)
            seats = Seats(starts, group, actors, np.zeros(len(group), np.int64))
            anywhere = np.full(len(self.came), -1, np.int64)
            first = first_days(journeys, seats, self.came, anywhere, self.rule.passing).min(axis=0)
        return first

    @cached_property
    def ways(self) -> dict[int, list[Hop]]:
        """Of everybody whom it reaches a path with the fewest hops of those that arrive first.

        Sought backwards: from each of them on the day of arrival to anybody who was at the meeting.
        """
        reached = self.others[self.first[self.others] != NEVER]
        back = self.window.journeys.reversed()
        starts = -back.seat_day == self.first[back.members]
        goals = self._sets_out(back.members, -back.seat_day)
        whole = np.full(len(reached), len(back), np.int64)
        found = fewest_hops_by(back, reached, whole, (starts, goals), self.rule.passing)
        last = len(back) - 1
        turned = ([Hop(last - hop.encounter, hop.taker, hop.giver) for hop in way[::-1]] for way in found)
        return dict(zip(reached.tolist(), turned, strict=True))

    def _found(
        self, last: int | None = None, marks: Ints | None = None, without: int = 0
    ) -> Iterator[tuple[Reached, Words]]:
        """Which of the others it reaches, some worlds and variants at a time: others x variants x words.

        `last` is an earlier last day; `marks` has a number for each encounter of the window, and in each
        variant but the first one of the numbers below `without` is left out. It is sought backwards, from
        all of the others at once to whoever was at the meeting.
        """
        window = self.window if last is None else self.window.part(self.window.start, last)
        back = window.journeys.reversed()
        coins = coins_of(replace(window, journeys=back), self.rule, self.policy)
        group = np.where(self._sets_out(back.members, -back.seat_day), 0, -1)
        goals = goals_of(back.members, group, 1, np.zeros(len(group), np.bool_))
        starts = ~self._came[back.members][None]
        mark = np.full(len(back), -1, np.int64) if marks is None else marks[::-1]
        left_out = Variants.without_marks(back, mark, np.arange(-1, without, dtype=np.int64))
        for each in reached_by_chance(back, coins, starts, goals, self.rule.passing, left_out):
            yield each, np.ascontiguousarray(each.words[0, self.others, :, 0])

    @cached_property
    def words(self) -> Words:
        """Of each of the others a bit for every random world in which it reaches them."""
        found: Words = np.concatenate([words[:, 0] for _, words in self._found()], axis=1)
        return found

    def counts(self, among: Bools | None = None) -> Floats:
        """How many of the others, or of some of them, it reaches in each random world."""
        words = self.words if among is None else self.words[among]
        counts: Floats = counts_by_world(words[:, None], self.rule.replicates)[0].astype(np.float64)
        return counts

    @property
    def certainly(self) -> Bools:
        """Of each of the others, whether it reaches them if every encounter passes something on."""
        found: Bools = self.first[self.others] != NEVER
        return found

    @cached_property
    def chance(self) -> Floats:
        """Of each of the others the share of random worlds in which it reaches them."""
        share: Floats = self.certainly.astype(np.float64)
        if not self.rule.certain:
            share = np.bitwise_count(self.words).sum(axis=1, dtype=np.int64) / self.rule.replicates
        return share

    @cached_property
    def levels(self) -> list[str | None]:
        """The highest level that each of the others holds in that time; None without one."""
        return self.highest_levels(self.others)

    @cached_property
    def levels_of_came(self) -> list[str | None]:
        """The same of those who were at the meeting."""
        return self.highest_levels(self.came)

    def highest_levels(self, who: Ints) -> list[str | None]:
        """The highest level that people hold on some day since; None without one."""
        found: list[str | None] = [None] * len(who)
        for level in levels_by_rank(self.study):
            for place in np.flatnonzero(self.window.at_level(level)[who].any(axis=1)).tolist():
                found[place] = level
        return found

    def partnerships_of(self, who: Ints) -> list[str | None]:
        """The partnership of people on the first day since."""
        names = partnership_names(self.study)
        codes = partnership_on(self.study, who, np.full(len(who), self.window.start))
        return [str(names[code]) if code >= 0 else None for code in codes.tolist()]

    @cached_property
    def channels(self) -> tuple[list[str | None], Ints]:
        """The channels of the encounters since, and of each encounter the place of its own."""
        met, journeys = encounters_of(self.study, self.policy), self.window.journeys
        names = [str(name) for name in pd.factorize(self.study.contacts["channel"])[1]]
        code = np.where(met.sitting[journeys.source], len(names) + 1, met.channel[journeys.source])
        code = np.where(code < 0, len(names), code)
        known: list[str | None] = [*names, None, SITTING]
        used, place = np.unique(code, return_inverse=True)
        return [known[each] for each in used.tolist()], place.astype(np.int64)

    def people(self) -> pd.DataFrame:
        """The rows of `diffusion`."""
        day = self.first[self.others]
        reached = day != NEVER
        ways = [self.ways.get(each, []) for each in self.others.tolist()]
        rows = [self._arrival(way) for way in ways]
        ends = np.full(len(self.others), self.window.end)
        variance = self.chance * (1 - self.chance)
        frame = pd.DataFrame(
            {
                "practitioner": pd.Series(actors_of(self.study).ids[self.others], dtype="str"),
                "agency": pd.Series(agency_texts(self.study, self.window, self.others, ends), dtype="str"),
                "level": pd.Series(self.levels, dtype="str"),
                "partnership": pd.Series(self.partnerships_of(self.others), dtype="str"),
                "on_record": self.on_record[self.others],
                "reached": reached,
                "chance": self.chance,
                "se": np.zeros(len(variance)) if self.rule.certain else self._error(variance),
                "first_arrival": to_datetimes(np.where(reached, day, NO_DAY)),
                "hops": [float(len(way)) if way else np.nan for way in ways],
                **{
                    name: pd.Series([row[place] for row in rows], dtype="str")
                    for place, name in enumerate(("from", "channel", "zone"))
                },
            }
        )
        about = told(self.window, self.rule, len(frame))
        frame.attrs.update(about, meeting=self.meeting, came=len(self.came), horizon=str(self.rule.horizon))
        return frame

    def _error(self, variance: Floats) -> Floats:
        """The standard error of shares of worlds with a variance; NaN for a single world."""
        worlds = self.rule.replicates
        error: Floats = np.sqrt(variance / (worlds - 1)) if worlds > 1 else np.full(len(variance), np.nan)
        return error

    def _arrival(self, way: list[Hop]) -> tuple[str | None, str | None, str | None]:
        """Who passed it on, over which channel, in which zone, at the last hop."""
        if not way:
            return None, None, None
        return (str(actors_of(self.study).ids[way[-1].giver]), *self.setting(way[-1]))

    def setting(self, hop: Hop) -> tuple[str | None, str | None]:
        """The channel and the zone of a hop."""
        names, place = self.channels
        met = encounters_of(self.study, self.policy)
        zone = int(met.zone[self.window.journeys.source[hop.encounter]])
        named = str(self.study.zones["zone"].iloc[zone]) if zone >= 0 else None
        return names[place[hop.encounter]], named

    def without_channels(self, among: Bools) -> tuple[Floats, Floats]:
        """How many fewer of some others are reached without each channel, and the standard error of that."""
        names, place = self.channels
        if not names:
            return np.zeros(0), np.zeros(0)
        found = np.zeros((1 + len(names), self.rule.replicates))
        for each, words in self._found(marks=place, without=len(names)):
            here = slice(each.variant, each.variant + words.shape[1])
            found[here, each.world : each.world + each.worlds] = counts_by_world(words[among], each.worlds)
        lost = found[:1] - found[1:]
        return lost.mean(axis=1), standard_error(lost)

    def growth(self, among: Bools) -> pd.DataFrame:
        """How many of some others it has reached after so many days: days, certain, expected and its se."""
        steps = sorted({*(each for each in STEPS if each < self.rule.horizon), self.rule.horizon})
        rows: list[tuple[int, int, float, float]] = []
        for days in steps:
            last = self.day + days
            by = max(min(last, self.window.end), self.window.start)
            if rows and rows[-1][0] >= by - self.day:
                break
            certain = int((self.first[self.others[among]] <= by).sum())
            counts = np.concatenate(
                [counts_by_world(words[among], each.worlds)[0] for each, words in self._found(by)]
            )
            rows.append((by - self.day, certain, counts.mean(), float(standard_error(counts))))
        return pd.DataFrame(rows, columns=["days", "certain", "expected", "se"])


def events_of(study: Study, policy: TiePolicy = TiePolicy()) -> pd.DataFrame:
    """The meetings after which diffusion can be asked: meeting, title, zone, form, date and people.

    Those in a zone whose form is a learning event come first, then those that more people came to, then
    the earlier ones; undated meetings and those without anybody present are none.
    """
    met = encounters_of(study, replace(policy, max_meeting_size=None))
    rows = study.meetings.drop_duplicates("meeting").reset_index(drop=True)
    sizes = np.diff(met.offsets)[met.sitting]
    held = rows.iloc[met.row[met.sitting]].reset_index(drop=True)
    zones = study.zones.set_index("zone")
    named = held["title"].where(held["title"].notna(), held["zone"].map(zones["name"]))
    found = pd.DataFrame(
        {
            "meeting": held["meeting"],
            "title": named,
            "zone": held["zone"],
            "form": held["zone"].map(zones["form"]),
            "date": held["date"],
            "people": sizes,
        }
    )
    learning = found["form"].str.casefold().eq("learning event").fillna(value=False)
    order = pd.DataFrame({"other": ~learning.astype(bool), "few": -found["people"], "day": found["date"]})
    return found.loc[order.sort_values(["other", "few", "day"], kind="stable").index].reset_index(drop=True)
