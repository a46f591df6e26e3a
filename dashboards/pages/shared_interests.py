"""The page of shared interests: interest by interest who has a tie, and how the community has grown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboards.answer_page.parts import card
from dashboards.answer_page.plain import Shown, plain_page
from dashboards.components.bars import split_bar
from netmap.library import wording
from netmap.model.i18n import N_
from netmap.questions.interests import QUESTION
from netmap.questions.interests.facts import growth, interests

INTERESTS = N_("Interest by interest")
INTERESTS_HINT = N_("Each bar is every pair that shares the interest.")
TIED, MET, UNMET = N_("{n} with a tie"), N_("{n} met, without a tie"), N_("{n} never met")
NOT_KNOWN = N_("{n} not known")
BAR = N_("{interest}: {n} pairs")
GROWTH = N_("How the community has grown")
MONTH = N_("{month}: {agencies}, {people}")
FEW_BELONG = N_("fewer than five people")
MOST_MONTHS, MOST_INTERESTS = 12, 12
"""So many bars are drawn; the tables hold all."""


def drawn(shown: Shown) -> Sequence[html.Section]:
    """The bars of interests whose ties are known, and those of growth."""
    found = []
    table = interests(shown.answer.facts)
    shared = table[table["pairs"] > table["unknown"]].head(MOST_INTERESTS)
    if len(shared):
        found.append(_interests(shown, shared.to_dict("records")))
    months = growth(shown.answer.facts)
    if len(months) > 1 and months["agencies"].max():
        found.append(_growth(shown, months.tail(MOST_MONTHS).to_dict("records")))
    return found


def _interests(shown: Shown, rows: Sequence[dict[str, Any]]) -> html.Section:
    t = shown.t
    most = max(row["pairs"] for row in rows)
    items = []
    for row in rows:
        counts = (row["tied"], row["untied"] - row["unmet"], row["unmet"], row["unknown"])
        texts = (TIED, MET, UNMET, NOT_KNOWN)
        looks = zip(("reached", "possible", "missed", "silent"), texts, counts, strict=True)
        there = [
            (look, int(n) / most, t.gettext(said).format(n=wording.whole(t, int(n))))
            for look, said, n in looks
            if n
        ]
        name = t.gettext(BAR).format(interest=row["interest"], n=wording.whole(t, int(row["pairs"])))
        items.append(split_bar(name, there, keyed=True))
    hint = html.P(t.gettext(INTERESTS_HINT), className="hint")
    return card(t.gettext(INTERESTS), None, hint, html.Ul(items, className="share-bars"))


def _growth(shown: Shown, rows: Sequence[dict[str, Any]]) -> html.Section:
    t = shown.t
    most = max(row["agencies"] for row in rows)
    items = []
    for row in rows:
        people = t.gettext(FEW_BELONG) if pd.isna(row["people"]) else wording.people(t, int(row["people"]))
        counts = (wording.agencies(t, int(row["agencies"])), people)
        said = t.gettext(MONTH).format(month=t.month(row["month"]), agencies=counts[0], people=counts[1])
        reached = [("reached", row["agencies"] / most, "")]
        items.append(split_bar(wording.sentence(said), reached, keyed=False))
    return card(t.gettext(GROWTH), None, html.Ul(items, className="share-bars"))


PAGE = plain_page(QUESTION, drawn, ("interests", "community-growth"))
