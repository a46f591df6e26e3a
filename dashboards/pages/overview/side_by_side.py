"""Two periods of the reader's own choice side by side: who works together on their last days; the cards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from dashboards.components.page_links import page_address
from dashboards.pages.overview import text
from dashboards.pages.overview.view import LONG, PAGE, SIDE_BY_SIDE, Shown
from netmap.library import wording
from netmap.model.dates import from_day
from netmap.model.i18n import N_
from netmap.questions.overview.cards import cards_of
from netmap.questions.overview.sentences import unseen
from netmap.questions.overview.then_and_now import ThenAndNow, then_and_now
from netmap.questions.overview.types import Days, Overview
from netmap.questions.parameters import Request, taken
from netmap.questions.window import months_back, to_day

THEN_FROM, THEN_TO = "then-from", "then-to"
PLACE = f"{PAGE}/{SIDE_BY_SIDE}"
"""Where the page lies."""


class TwoPeriods(Request):
    """With which period that of the page is compared; the one before it unless told."""

    then_from: dt.date | None = taken(None, N_("The first day of the period to compare with."))
    then_to: dt.date | None = taken(None, N_("The last day of the period to compare with."))


def period_before(facts: Overview, first: dt.date | None) -> Days | None:
    """With what a period is compared unless told: the one before; since the launch, the time up to it.

    Of whole months it is as many months, else as many days.
    """
    if facts.days is None or first is None:
        return None
    if facts.together.since is not None:
        return Days(first, facts.together.since)
    last = facts.days.start - dt.timedelta(days=1)
    if last < first:
        return None
    after = facts.days.end + dt.timedelta(days=1)
    if facts.days.start.day != 1 or after.day != 1:
        return facts.before
    months = 12 * (after.year - facts.days.start.year) + after.month - facts.days.start.month
    return Days(max(first, from_day(months_back(to_day(last), months))), last)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The two periods, the one that ends first first; the earlier one is None where there is none."""

    then: Shown | None
    now: Shown

    def parts(self) -> dict[str, Any]:
        """Everything that the template shows."""
        t, both, periods = self.now.t, self._both(), [each.period for each in self._periods()]
        there = page_address(t.language, PLACE)
        query = "?" + urlencode([*self.query, *self.now.baseline()])
        return {
            "search": self.now.search,
            "there": f"{PLACE}/?{urlencode(self.query)}",
            "eyebrow": t.gettext(text.SIDE_BY_SIDE),
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
            "rows": self._rows(),
            "record": t.gettext(text.RECORD),
            "unseen": [unseen(each.facts.gaps, each.facts.together, t) for each in self._periods()],
            "own_months": t.gettext(text.OWN_MONTHS),
            "share": self.now.share(there + query, f"/{t.language}/{PLACE}.html{query}", SIDE_BY_SIDE, ()),
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
        return [" ".join(said)]

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
            "became": [(wording.sentence(each.label), each.pairs) for each in both.became],
            "hint": t.gettext(text.STANDS_OUT) if both.is_changed else "",
        }

    def _years(self) -> list[dict[str, str]]:
        """Each two years on record that follow one another, the last ones first."""
        t = self.now.t
        whole = (each for each in self.now.frame.presets if each[0].startswith("year-"))
        years = [(label, Days(start, end)) for _, label, start, end in whole]
        return [
            {
                "label": t.listing([earlier, later]),
                "href": page_address(t.language, PLACE, "?" + urlencode(self._of(now, then))),
            }
            for (later, now), (earlier, then) in pairwise(years)
        ]

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
        cards = [cards_of(each.facts, each.t) for each in (self.then, self.now)]
        return [
            {
                "title": pair[0].title,
                "long": any(len(each.number) > LONG for each in pair),
                "cells": [
                    {"number": each.number, "of": each.of, "says": each.says[0] if each.says else ""}
                    for each in pair
                ],
            }
            for pair in zip(*cards, strict=True)
        ]


_DAYS = ("from", "to", THEN_FROM, THEN_TO)


def _both_days(days: Days | None) -> tuple[dt.date | None, dt.date | None]:
    return (None, None) if days is None else (days.start, days.end)


def _text(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()
