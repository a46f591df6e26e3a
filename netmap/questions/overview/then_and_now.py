"""The pairs of agencies of two days side by side: the same places twice, and what is new, gone and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.learning.periods import ComparedReach, compare_periods
from netmap.library import wording
from netmap.maps.agency_map import MapAgency, MapPair, draw_agencies
from netmap.maps.style import sector_styles
from netmap.model.i18n import N_, Translator
from netmap.questions.learning import LevelsRequest
from netmap.questions.learning.resolved_request import Setting, asked_of
from netmap.questions.overview.picture import words
from netmap.questions.overview.types import Agency, Days, Overview
from netmap.questions.question import Inquiry
from netmap.tie_kinds.policy import TRAIL

NEW, GONE, KEPT = "new", "gone", "kept"
"""What became of a pair, as the table of pairs names it."""

HALF_SHEET = (520.0, 460.0)
"""Each drawing has half a page, or the whole width of a phone."""


@dataclass(frozen=True, slots=True)
class Became:
    """How many pairs are new, gone or kept, in words, and which they are."""

    label: str
    pairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """Two drawings in which each agency has one place, and what became of the pairs between them.

    `counts` are the pairs of both. Where any are gone or new, these stand out, and the others are pale.
    """

    then: str
    now: str
    counts: tuple[int, int]
    became: tuple[Became, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any pair is gone or new."""
        return any(each.pairs for each in self.became[:2])


def then_and_now(then: Overview, now: Overview, t: Translator) -> ThenAndNow | None:
    """The last days of two periods side by side; None where no pair is tied on either."""
    if not len(then.pairs) and not len(now.pairs):
        return None
    ends, days = ["agency_a", "agency_b"], []
    for facts in (then, now):
        found = facts.pairs[facts.pairs["kind"].notna()]
        days.append(found[[*ends, "kind"]].set_index(ends)["kind"])
    pairs = pd.DataFrame({"kind_before": days[0], "kind": days[1]}).reset_index()
    agencies = {each.id: each for facts in (then, now) for each in facts.agencies}
    return side_by_side(tuple(agencies.values()), networks_in(pairs), t)


def reach_between(inquiry: Inquiry, then: Days, now: Days) -> tuple[ComparedReach, ComparedReach] | None:
    """What reaches the board in two periods and what comes back, each over the months with a figure in both.

    None where there is nothing to reach, and where the periods differ in how many months begin in them: their
    shares are then no measure of one another.
    """
    asked = asked_of(inquiry, LevelsRequest())
    if isinstance(asked, Setting) or asked.end is None or months_in(then) != months_in(now):
        return None
    levels, periods = (asked.start.level, asked.goal.level), ((then.start, then.end), (now.start, now.end))
    up, back = (compare_periods(asked.at_yardstick.months(*way), *periods) for way in (levels, levels[::-1]))
    return up, back


def months_in(days: Days) -> int:
    """How many months begin in a period.

    Example:
        >>> import datetime as dt
        >>> months_in(Days(dt.date(2024, 1, 1), dt.date(2024, 6, 30)))
        6
        >>> months_in(Days(dt.date(2024, 1, 2), dt.date(2024, 6, 30)))
        5
    """
    whole = 12 * (days.end.year - days.start.year) + days.end.month - days.start.month
    return whole + (days.start.day == 1)


def networks_in(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs that work together on either day; one that has a trail alone on a day has nothing then."""
    found = pairs.copy()
    for column in ("kind", "kind_before"):
        found[column] = found[column].where(found[column] != TRAIL)
    found = found[found["kind"].notna() | found["kind_before"].notna()].reset_index(drop=True)
    change = np.select([found["kind"].isna(), found["kind_before"].isna()], [GONE, NEW], default=KEPT)
    return found.assign(change=pd.Series(change, index=found.index, dtype="str"))


def side_by_side(agencies: Sequence[Agency], pairs: pd.DataFrame, t: Translator) -> ThenAndNow:
    """Pairs of agencies as they are before and after, as `pairs_compared` gives them.

    Drawn are the agencies that are told and have a pair in either. Pairs of others are listed by their ids
    alone, and not drawn.
    """
    both = list(zip(pairs["agency_a"], pairs["agency_b"], strict=True))
    partners = Counter(id_ for pair in both for id_ in pair)
    then, now = (_drawn(agencies, pairs, partners, column, t) for column in ("kind_before", "kind"))
    names = {each.id: each.name for each in agencies}
    counts = (int(pairs["kind_before"].notna().sum()), int(pairs["kind"].notna().sum()))
    became = tuple(_became(pairs, names, change, t) for change in (NEW, GONE, KEPT))
    return ThenAndNow(then, now, counts, became)


def _drawn(
    agencies: Sequence[Agency], pairs: pd.DataFrame, partners: Counter[str], column: str, t: Translator
) -> str:
    """The pairs that are tied in one of the two; sizes and places are those of both together."""
    shown = [each for each in agencies if each.id in partners]
    place = {each.id: at for at, each in enumerate(shown)}
    rows, changed = pairs[pairs[column].notna()], pairs["change"].ne(KEPT).any()
    lines = [
        MapPair(
            place[one],
            place[other],
            kind,
            note=t.gettext(wording.KIND_LABELS[kind]),
            pale=bool(changed and change == KEPT),
        )
        for one, other, kind, change in zip(
            rows["agency_a"], rows["agency_b"], rows[column], rows["change"], strict=True
        )
        if one in place and other in place
    ]
    nodes = [MapAgency(each.name, each.sector, each.x, each.y, partners[each.id]) for each in shown]
    sectors = sector_styles(each.sector for each in agencies if each.sector)
    return draw_agencies(nodes, lines, sectors, words(len(nodes), len(lines), t), HALF_SHEET)


def _became(pairs: pd.DataFrame, names: Mapping[str, str], change: str, t: Translator) -> Became:
    found: pd.DataFrame = pairs[pairs["change"].eq(change)]
    listed = [
        f"{names.get(one, one)} – {names.get(other, other)}"
        for one, other in zip(found["agency_a"], found["agency_b"], strict=True)
    ]
    return Became(_counted(change, len(listed), t), tuple(sorted(listed)))


def _counted(change: str, n: int, t: Translator) -> str:
    if not n:
        none = {NEW: N_("no pair is new"), GONE: N_("no pair is gone"), KEPT: N_("no pair is kept")}
        return t.gettext(none[change])
    said = {
        NEW: t.ngettext("{n} pair is new", "{n} pairs are new", n),
        GONE: t.ngettext("{n} pair is gone", "{n} pairs are gone", n),
        KEPT: t.ngettext("{n} pair is kept", "{n} pairs are kept", n),
    }
    return said[change].format(n=wording.whole(t, n))
