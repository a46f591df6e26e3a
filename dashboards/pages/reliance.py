"""The page of what the way to the board rests on: with and without each class of people, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboards.answer_page.parts import card
from dashboards.answer_page.plain import Shown, plain_page
from dashboards.components.bars import share_bar
from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.learning import EVER, SIMULTANEOUS
from netmap.questions.overview.disclosure import as_told, chance_of
from netmap.questions.reliance import QUESTION, classes

HEADING = N_("How many others still get there")
WITH_ALL, WITHOUT = N_("with everyone"), N_("without them")
CLASSES = {
    SIMULTANEOUS: N_("All who sit at two levels at once"),
    EVER: N_("All who ever sat at different levels"),
}
TAKEN_AWAY = N_("{class_}: {people}")
OTHERS_LEFT = N_("Counted among the {n} others at the level where paths start.")


def drawn(shown: Shown) -> Sequence[html.Section]:
    """Two bars for each class of which a share is told."""
    table = classes(shown.answer.facts).dropna(subset=["share", "share_without"])
    if table.empty:
        return ()
    parts: list[Any] = []
    for row in table.to_dict("records"):
        parts.append(html.H3(_named(row["who"], row["people"], shown.t)))
        others = int(row["others"])
        told = wording.whole(shown.t, others)
        parts.append(html.P(shown.t.gettext(OTHERS_LEFT).format(n=told), className="hint"))
        bars = [
            share_bar(
                shown.t.gettext(word), as_told(row[name], others), chance_of(shown.t, row[name], others)
            )
            for word, name in ((WITH_ALL, "share"), (WITHOUT, "share_without"))
        ]
        parts.append(html.Ul(bars, className="bars"))
    return (card(shown.t.gettext(HEADING), None, *parts),)


def _named(who: str, people: float, t: Translator) -> str:
    few = t.gettext("fewer than five people")
    n = few if pd.isna(people) else wording.people(t, int(people))
    return t.gettext(TAKEN_AWAY).format(class_=t.gettext(CLASSES[who]), people=n)


PAGE = plain_page(QUESTION, drawn)
