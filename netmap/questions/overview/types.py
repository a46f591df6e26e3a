"""What the overview is answered: plain frozen values, numbers and names of agencies and meetings alone."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, fields

import pandas as pd

from netmap.questions.map.closest import Closest

USUAL, ANSWERS, TOLD = "usual", "answers", "told"
"""Why these days are shown: the last year on record, the last one that has answers, or those asked for."""

BEFORE_RECORD, BEFORE_BASELINE = "before-record", "before-baseline"
"""Why pairs of agencies are not compared: nothing is on record then, or nothing could count as new yet."""

ENOUGH_PAIRS, ENOUGH_PART = 3, 0.1
"""A change of the pairs that work together counts from so many pairs, and this part of what there was."""

FEW = 5
"""Of fewer people than so many no figure is told, and they are not counted out."""

ENOUGH_POINTS, ENOUGH_PEOPLE = 10.0, 3.0
"""A change of reach counts from so many points, and so many people."""


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day of a window, both inclusive."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class PairCounts:
    """How many pairs of agencies there are by the strongest kind of tie that stands between them."""

    old: int = 0
    new: int = 0
    trail: int = 0
    declared: int = 0

    @property
    def working(self) -> int:
        """Pairs with an active network, old or new."""
        return self.old + self.new

    @property
    def tied(self) -> int:
        """Pairs with any tie that stands."""
        return sum(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True, slots=True)
class Together:
    """Which pairs of agencies work together, on the last day and on the day before the window.

    `agencies` could form `possible` pairs within their partnerships.
    `before` is None where nothing is to be compared with, `why` says why. `history` goes from the baseline to
    the last day. `old_known` is false where old networks cannot be told, `dated` where no tie has a day.
    `launch` is the baseline that all partnerships share, and the pairs of that day; None where there is none
    on record before the last day. `since` is that day where `before` stands for it, in a window that begins
    no later, as before it nothing could count as new.
    """

    agencies: int
    possible: int
    now: PairCounts
    before: PairCounts | None
    why: str
    history: tuple[tuple[dt.date, PairCounts], ...]
    old_known: bool
    dated: bool
    launch: tuple[dt.date, PairCounts] | None = None
    since: dt.date | None = None

    @property
    def change(self) -> int:
        """How many pairs more work together; 0 where nothing is to be compared with."""
        return 0 if self.before is None else self.now.working - self.before.working

    @property
    def beyond(self) -> float:
        """By how much the change is more than it takes to count, as a ratio; below 1 it does not count."""
        if self.before is None:
            return 0.0
        part = ENOUGH_PART * self.before.working
        return min(abs(self.change) / ENOUGH_PAIRS, abs(self.change) / part if part else math.inf)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of the `people` at one level reach another within the horizon, one way.

    `state` says why there is no figure, as `questions.learning.periods` names it. `share` is under the
    yardstick over `shown` months, `certain` if every encounter passes something on, NaN where undefined.
    `was` and `became` are the same under the yardstick over the months with a figure in both periods (since
    the launch: in the first year and in the last), NaN where too few have one; `seen` says that their
    difference is more than its own error. `months` are the shares of every month up to the last one.
    """

    state: str
    share: float
    certain: float
    people: int
    shown: int
    was: float
    became: float
    seen: bool
    months: tuple[tuple[dt.date, float], ...]

    @property
    def is_told(self) -> bool:
        """Whether there is a figure, of enough people."""
        return not math.isnan(self.share) and self.people >= FEW

    @property
    def change(self) -> float:
        """The change in points; NaN where the periods are not to be compared."""
        return 100 * (self.became - self.was)

    @property
    def points(self) -> int:
        """The change as it is told: between the two shares of 100 as they are told; 0 where undefined."""
        return 0 if math.isnan(self.change) else round(100 * self.became) - round(100 * self.was)

    @property
    def beyond(self) -> float:
        """By how much the change is more than it takes to count, as a ratio; below 1 it does not count."""
        if math.isnan(self.change) or not self.seen:
            return 0.0
        points = abs(self.change)
        return min(points / ENOUGH_POINTS, points * self.people / 100 / ENOUGH_PEOPLE)


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels called the front line and the board: by name, the lowest with some people, the highest."""

    front: str
    board: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """The zone without which least would get from the front line to the board.

    `share` is with it, `without` without it, of so many `people`. Without a `zone` none matters alone;
    `zones` counts those on record. `levels` names those of whoever came to it. `certain` and
    `certain_without` are the same two shares if every encounter passes something on, NaN where none matters.
    """

    zone: str | None
    name: str
    share: float
    without: float
    people: int
    zones: int
    levels: tuple[str, ...] = ()
    certain: float = math.nan
    certain_without: float = math.nan


@dataclass(frozen=True, slots=True)
class AgencyLoss:
    """The agency without whose people the most would be lost: shares of the `others` who reach the board."""

    name: str
    share: float
    without: float
    others: int


@dataclass(frozen=True, slots=True)
class Rests:
    """What rests on the `crossed`, who sit at two levels: shares of the `others` who reach the board.

    They are counted as those of `Reach` are, from each month on. `share` is with the crossed and `without`
    without them, `certain` and `certain_without` if every encounter passes something on; `before` is
    `without` of the period before, NaN where it is not on record. `told` says that the loss is more than its
    own error and comes to a person. `agency` is None where no agency's loss does.
    """

    crossed: int
    others: int
    share: float
    without: float
    told: bool
    certain: float
    certain_without: float
    before: float
    agency: AgencyLoss | None = None


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the record does not hold: people, sittings of the window, agencies, rows.

    `silent_names` are the `silent` agencies, `unrecorded_at` the zones of the `unrecorded` sittings.
    """

    no_agency: int = 0
    no_level: int = 0
    unclear: int = 0
    unrecorded: int = 0
    sittings: int = 0
    silent: int = 0
    no_date: int = 0
    unanswered: int = 0
    silent_names: tuple[str, ...] = ()
    unrecorded_at: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Recording:
    """How recording changed since the period before.

    `new_zones` are on record for the first time, though no row says that they opened. Shares are those of
    the sittings of which nobody's attendance is on record; NaN without a period before.
    """

    new_zones: int = 0
    missing: float = math.nan
    missing_before: float = math.nan


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that is there on the last day, with its place on the map."""

    id: str
    name: str
    sector: str | None
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sat:
    """A zone and its sittings in the window."""

    zone: str
    name: str
    sittings: int


@dataclass(frozen=True, slots=True)
class OpenGaps:
    """How many gaps are open, and which of those without a person arose last; blank where there is none.

    `n` is None where the rule that the study saved for its work list does not fit. They were found on the
    record up to the day `as_of`, in a store after its change `change`; `current`: whether nothing has changed
    since; `seen`: whether anything on record says who met whom.
    """

    n: int | None
    newest: str = ""
    since: dt.date | None = None
    as_of: dt.date | None = None
    change: int | None = None
    current: bool = True
    seen: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """All numbers of the overview; `pairs` has a row for every pair with a tie on either day.

    `days` are None where nothing is dated, `levels` where nobody has one; then there is no reach. `why` says
    why these days are shown, `probability` is the chance of the yardstick. `open_gaps` are None where the
    work list has not been worked out yet. `stops` names the agencies of the front line from which nothing
    reaches the board in the window, even if every encounter passes on; `unseen` counts those of which nobody
    at the front line was seen. `way` has the share that gets to each level on the way to the board, of how
    many; `closest` who works together most, None to a board, which is told no counts of ties.
    """

    title: str
    days: Days | None
    before: Days | None
    why: str
    probability: float
    horizon: int
    record_end: dt.date | None
    together: Together
    levels: Levels | None
    up: Reach | None
    back: Reach | None
    stops: tuple[str, ...]
    meeting: Meeting | None
    meetings: tuple[Sat, ...]
    rests: Rests | None
    gaps: Gaps
    recording: Recording
    agencies: tuple[Agency, ...]
    pairs: pd.DataFrame
    open_gaps: OpenGaps | None = None
    unseen: int = 0
    way: tuple[tuple[str, float, int], ...] = ()
    closest: Closest | None = None

    @property
    def then(self) -> dt.date | None:
        """The day with which pairs of agencies are compared; None where there is none."""
        if self.together.before is None or self.before is None:
            return self.together.since
        return self.together.since or self.before.end
