"""Two periods of the reader's own choice side by side: who works together on their last days; the cards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from dashboards.components.page_links import page_address
from dashboards.pages.overview import text
from dashboards.pages.overview.view import LONG, PAGE, SIDE_BY_SIDE, Shown
from netmap.learning.periods import ComparedReach
from netmap.library import wording
from netmap.model.dates import from_day
from netmap.model.i18n import N_
from netmap.questions.overview.cards import MEETING, RESTS, TOGETHER, UP, Card, cards_of
from netmap.questions.overview.disclosure import count_of
from netmap.questions.overview.headline import is_unrecorded
from netmap.questions.overview.sentences import unseen
from netmap.questions.overview.then_and_now import Became, ThenAndNow, months_in, then_and_now
from netmap.questions.overview.types import FEW, Days, Overview, Reach
from netmap.questions.parameters import Request, taken
from netmap.questions.window import Window, to_day

THEN_FROM, THEN_TO = "then-from", "then-to"
FIRST_PAIRS = 6
"""So many pairs of a list are shown; the others are one press away, and all stand in the page as one file."""

PLACE = f"{PAGE}/{SIDE_BY_SIDE}"
"""Where the page lies."""

Ways = tuple[Reach | None, Reach | None]
"""What reaches the board, and what comes back."""


class TwoPeriods(Request):
    """With which period that of the page is compared; the one before it unless told."""

    then_from: dt.date | None = taken(None, N_("The first day of the period to compare with."))
    then_to: dt.date | None = taken(None, N_("The last day of the period to compare with."))


def period_before(facts: Overview, first: dt.date | None) -> Days | None:
    """With what a period is compared unless told: the one before; since the launch, the time up to it."""
    if facts.days is None or first is None:
        return None
    if facts.together.since is not None:
        return Days(first, facts.together.since)
    before = Window(to_day(facts.days.start), to_day(facts.days.end)).before
    start, end = from_day(before.start), from_day(before.end)
    return None if end < first else Days(max(first, start), end)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The two periods, the one that ends first first; the earlier one is None where there is none.

    `compared` is what reaches the board in both, and what comes back; None where they are not to be compared.
    """

    then: Shown | None
    now: Shown
    compared: tuple[ComparedReach, ComparedReach] | None = None

    def parts(self) -> dict[str, Any]:
        """Everything that the template shows."""
        t, both, periods = self.now.t, self._both(), [each.period for each in self._periods()]
        there = page_address(t.language, PLACE)
        query = "?" + urlencode([*self.query, *self.now.baseline()])
        return {
            "search": self.now.search,
            "there": f"{PLACE}/?{urlencode(self.query)}",
            "period": self.now.period_menu(PLACE),
            "method": self.now.method_menu(),
            "headline": self._headline(both),
            "lead": self._lead(both),
            "quick": self._years(),
            "here": there,
            "kept": [(key, value) for key, value in self.now.state.query if key not in _DAYS],
            "chosen": self._chosen(),
            "first": _text(self.now.frame.first),
            "last": _text(self.now.frame.last),
            "apply": t.gettext(text.APPLY),
            "both": None if both is None else self._drawn(both),
            "periods": periods,
            "which": t.gettext(text.SIDE_BY_SIDE),
            "rows": self._rows(),
            "record": t.gettext(text.RECORD),
            "unseen": [unseen(each.facts.gaps, each.facts.together, t) for each in self._periods()],
            "own_months": t.gettext(text.OWN_MONTHS if self._alike() is None else text.SAME_MONTHS_TOLD),
            "share": self.now.share(there + query, f"/{t.language}/{PLACE}.html{query}", of_map=False),
            "paper": self.now.paper(t.gettext("Shown: {period}.").format(period=t.listing(periods))),
        }

    @property
    def query(self) -> list[tuple[str, str]]:
        """What stands in the address: the context with both periods."""
        return self._of(self.now.facts.days, None if self.then is None else self.then.facts.days)

    def _of(self, now: Days | None, then: Days | None) -> list[tuple[str, str]]:
        context, (start, end) = self.now.state.context, _both_days(now)
        keys = zip((THEN_FROM, THEN_TO), _both_days(then), strict=True)
        told = [(key, day.isoformat()) for key, day in keys if day is not None]
        return [*context.but(start=start, end=end).query, *told]

    def _periods(self) -> list[Shown]:
        return [self.now] if self.then is None else [self.then, self.now]

    def _both(self) -> ThenAndNow | None:
        return None if self.then is None else then_and_now(self.then.facts, self.now.facts, self.now.t)

    def _ends(self) -> list[dt.date]:
        return [each.facts.days.end for each in self._periods() if each.facts.days is not None]

    def _headline(self, both: ThenAndNow | None) -> str:
        """What became of the pairs, or what is to be done first."""
        t = self.now.t
        if self.then is None:
            return t.gettext(text.CHOOSE_EARLIER)
        if both is None:
            return t.gettext(text.NO_PAIRS)
        became = t.gettext(text.BETWEEN).format(became=t.listing([each.label for each in both.became]))
        return wording.sentence(became)

    def _lead(self, both: ThenAndNow | None) -> list[str]:
        t, ends = self.now.t, self._ends()
        if self.then is None or both is None:
            return []
        said = [t.gettext(text.DAYS_COMPARED).format(then=t.date(ends[0]), now=t.date(ends[1]))]
        launches = () if self.now.method is None else self.now.method.baselines
        if len(launches) == 1 and ends[0] < launches[0]:
            said.append(t.gettext(text.ONLY_OLD).format(date=t.date(launches[0])))
        return [" ".join(said), *self._unlike()]

    def _unlike(self) -> list[str]:
        """That the periods are of unequal length, or that only some months have a figure in both."""
        t = self.now.t
        if self.then is None or self.then.facts.days is None or self.now.facts.days is None:
            return []
        of = [months_in(each) for each in (self.then.facts.days, self.now.facts.days)]
        if of[0] != of[1]:
            then, now = (wording.months(t, n) for n in of)
            return [t.gettext(text.UNLIKE).format(then=then, now=now)]
        found = None if self.compared is None else self.compared[0]
        if found is None or not found.months or found.months >= of[1]:
            return []
        template = text.few_months(t, found.months) if found.is_comparable else t.gettext(text.TOO_FEW_MONTHS)
        return [template.format(n=wording.whole(t, found.months), of=wording.months(t, of[1]))]

    def _drawn(self, both: ThenAndNow) -> dict[str, Any]:
        t = self.now.t
        template = t.gettext(text.PAIRS_ON)
        days = [
            template.format(date=t.date(day), pairs=text.pairs(t, n))
            for day, n in zip(self._ends(), both.counts, strict=True)
        ]
        drawn = [Markup(svg) for svg in (both.then, both.now)]  # noqa: S704  (drawn here, names escaped)
        return {
            "drawn": list(zip(days, drawn, strict=True)),
            "became": [self._became(each) for each in both.became],
            "hint": t.gettext(text.STANDS_OUT) if both.is_changed else "",
        }

    def _became(self, found: Became) -> dict[str, Any]:
        """A list of pairs, the first of them and all the others."""
        t, more = self.now.t, found.pairs[FIRST_PAIRS:]
        return {
            "label": wording.sentence(found.label),
            "first": found.pairs[:FIRST_PAIRS],
            "more": more,
            "show": text.more_pairs(t, len(more)).format(n=wording.whole(t, len(more))),
        }

    def _years(self) -> list[dict[str, str]]:
        """Each two years that follow one another, the last ones first, by the months on record in both."""
        whole = (each for each in self.now.frame.presets if each[0].startswith("year-"))
        years = [(label, Days(start, end)) for _, label, start, end in whole]
        found = []
        for (later, now), (earlier, then) in pairwise(years):
            both = same_months(then, now)
            if both is not None:
                href = page_address(self.now.t.language, PLACE, "?" + urlencode(self._of(both[1], both[0])))
                found.append({"label": self._named((earlier, later), both[1]), "href": href})
        return found

    def _named(self, years: tuple[str, str], days: Days) -> str:
        """Two years, and which of their months are compared where it is not all twelve."""
        t = self.now.t
        listed = t.listing(list(years))
        if months_in(days) == 12:
            return listed
        first, last = t.month_of_year(days.start), t.month_of_year(days.end)
        return t.gettext(text.SAME_MONTHS).format(years=listed, first=first, last=last)

    def _chosen(self) -> list[dict[str, Any]]:
        """The four days to choose, in words too: a browser writes them its own way."""
        t = self.now.t
        then = None if self.then is None else self.then.facts.days
        found = (
            (text.EARLIER, (THEN_FROM, THEN_TO), then),
            (text.LATER, ("from", "to"), self.now.facts.days),
        )
        return [
            {
                "label": t.gettext(label),
                "days": [
                    {
                        "key": key,
                        "label": t.gettext(side),
                        "value": _text(day),
                        "said": "" if day is None else wording.date_text(t, day),
                    }
                    for key, side, day in zip(keys, (text.FROM, text.TO), _both_days(days), strict=True)
                ],
            }
            for label, keys, days in found
        ]

    def _rows(self) -> list[dict[str, Any]]:
        """The four cards of both periods, a row each."""
        if self.then is None:
            return []
        periods = list(zip((self.then, self.now), self._alike_or_own(), strict=True))
        cards = [cards_of(replace(each.facts, up=up, back=back), each.t) for each, (up, back) in periods]
        return [
            {
                "title": now.title,
                "long": any(len(each.number) > LONG for each in (then, now)),
                "cells": [
                    self._cell(then, periods[0][0], periods[0][1][0]),
                    {**self._cell(now, periods[1][0], periods[1][1][0]), **self._change(now.name)},
                ],
            }
            for then, now in zip(*cards, strict=True)
        ]

    def _alike_or_own(self) -> tuple[Ways, Ways]:
        """Both ways of both periods: over the months with a figure in both, else over those of each."""
        then, now = self._ways()
        back = None if self.compared is None else _over_same(then[1], now[1], self.compared[1])
        ups, backs = self._alike() or (then[0], now[0]), back or (then[1], now[1])
        return (ups[0], backs[0]), (ups[1], backs[1])

    def _ways(self) -> tuple[Ways, Ways]:
        then, now = None if self.then is None else self.then.facts, self.now.facts
        return (None, None) if then is None else (then.up, then.back), (now.up, now.back)

    def _alike(self) -> tuple[Reach, Reach] | None:
        """What reaches the board over the months with a figure in both; None where these are not compared."""
        own = self._ways()
        return None if self.compared is None else _over_same(own[0][0], own[1][0], self.compared[0])

    def _cell(self, card: Card, shown: Shown, told: Reach | None) -> dict[str, Any]:
        """A card in one period; of the way to the board too over how many of its months it is the mean."""
        says = list(card.says[:1])
        if card.name == TOGETHER:
            says = list(card.says if shown.facts.together.launch is None else card.says[:-1])
        if card.name == UP:
            says += self._mean_of(shown, told)
        if card.name in (MEETING, RESTS):
            says += self._over_all(shown, told)
        return {"number": card.number, "of": card.of, "says": " ".join(says), "change": "", "way": ""}

    def _mean_of(self, shown: Shown, told: Reach | None) -> list[str]:
        """Of which months a share is the mean, and what it is over all of the period that have one."""
        t, days, own = self.now.t, shown.facts.days, shown.facts.up
        if days is None or told is None or own is None or not told.is_told:
            return []
        n, of = wording.whole(t, told.shown), wording.months(t, months_in(days))
        if told.shown < own.shown:
            words = {"n": wording.months(t, told.shown), "of": wording.months(t, own.shown)}
            share = count_of(t, own.share, own.people)
            return [t.gettext(text.MEAN_OF_BOTH).format(**words, share=share)]
        return [t.gettext(text.MEAN_OF).format(n=n, of=of)] if told.shown < months_in(days) else []

    def _over_all(self, shown: Shown, told: Reach | None) -> list[str]:
        """That a figure is over all of its period, where the way to the board is over fewer months."""
        own = shown.facts.up
        if told is None or own is None or told.shown >= own.shown:
            return []
        t = shown.t
        return [t.gettext(text.OVER_ALL).format(of=wording.months(t, own.shown))]

    def _change(self, name: str) -> dict[str, str]:
        """By how much a figure changed from the earlier period; coloured where that counts as a change."""
        t = self.now.t
        pairs, counts = self._pairs_more() if name == TOGETHER else (0, True)
        size = self._points_more() if name == UP else pairs
        if not size:
            return {}
        template = (text.pairs_changed if name == TOGETHER else text.points_changed)(t, abs(size))
        sign, way = ("+", "more-of") if size > 0 else ("−", "less-of")
        told = template.format(n=sign + wording.whole(t, abs(size)))
        return {"change": told, "way": way if counts else ""}

    def _pairs_more(self) -> tuple[int, bool]:
        """How many pairs more work together, and whether that counts; none where that is not known."""
        if self.then is None:
            return 0, False
        before, now = self.then.facts.together, self.now.facts.together
        if is_unrecorded(before) or is_unrecorded(now) or not now.dated:
            return 0, False
        between = replace(now, before=before.now)
        return between.change, between.beyond >= 1

    def _points_more(self) -> int:
        """By how many points more reaches the board, where that counts; 0 where it does not."""
        alike = self._alike()
        if alike is None or self.compared is None:
            return 0
        found = self.compared[0]
        between = replace(alike[1], was=found.before, became=found.after, seen=found.is_seen)
        return 0 if between.beyond < 1 else between.points


def _over_same(then: Reach | None, now: Reach | None, found: ComparedReach) -> tuple[Reach, Reach] | None:
    """A way of both periods over the months with a figure in both; None where these are not compared."""
    if not found.is_comparable or min(found.people_before, found.people) < FEW:
        return None
    if then is None or now is None or not (then.is_told and now.is_told):
        return None
    return (
        replace(then, share=found.before, people=found.people_before, shown=found.months),
        replace(now, share=found.after, people=found.people, shown=found.months),
    )


def same_months(then: Days, now: Days) -> tuple[Days, Days] | None:
    """Of two years the days of the months that both have on record; None without a month in common.

    Example:
        >>> whole, half = (Days(dt.date(2024, 1, 1), dt.date(2024, 12, 31)), Days(dt.date(2025, 1, 1),
        ...     dt.date(2025, 6, 30)))
        >>> same_months(whole, half)[0]
        Days(start=datetime.date(2024, 1, 1), end=datetime.date(2024, 6, 30))
    """
    first = max((each.start.month + (each.start.day > 1)) for each in (then, now))
    last = min(_last_whole_month(each.end) for each in (then, now))
    if first > last:
        return None
    spans = ((dt.date(each.start.year, first, 1), _end_of(each.start.year, last)) for each in (then, now))
    earlier, later = (Days(*each) for each in spans)
    return earlier, later


def _last_whole_month(day: dt.date) -> int:
    return day.month if day == _end_of(day.year, day.month) else day.month - 1


def _end_of(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


_DAYS = ("from", "to", THEN_FROM, THEN_TO)


def _both_days(days: Days | None) -> tuple[dt.date | None, dt.date | None]:
    return (None, None) if days is None else (days.start, days.end)


def _text(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()
