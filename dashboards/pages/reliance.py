"""The page of what the way to the board rests on: people at two levels, a meeting, and agencies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboards.answer_page.parts import card
from dashboards.answer_page.plain import Shown, plain_page
from dashboards.answer_page.state import search_of
from dashboards.components.bars import share_bar
from dashboards.components.page_links import page_address
from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.learning import EVER, SIMULTANEOUS, ThingRequest
from netmap.questions.learning.reliance_figures import agency_months
from netmap.questions.learning.resolved_request import Asked
from netmap.questions.overview.cards import WHO_THEY_ARE, is_relied_on
from netmap.questions.overview.disclosure import as_told, chance_of
from netmap.questions.overview.types import Meeting, Rests
from netmap.questions.parameters import ZONE, NodeRef
from netmap.questions.question import PageState
from netmap.questions.reliance import (
    QUESTION,
    classes,
    meeting_said,
    people_text,
    rests_on,
    sit_at,
    without_agency,
    without_people,
)
from netmap.questions.zones.losses import points

PEOPLE, MEETING, AGENCIES = N_("People at two levels"), N_("The meeting"), N_("Agencies")
WITH_IT, WITHOUT_IT = N_("with it"), N_("without it")
LOST = N_("What would be lost without all people of an agency, in points")
NONE_ALONE = N_("Take away any one meeting, and as many can still get there.")
NO_AGENCY = N_("Without any one agency, about as many others would still get there.")
ALIKE = N_("No single agency stands out among these.")
MEETINGS = N_("Our meetings")
PERIOD = N_("Over the whole period, and all who ever sat at different levels")
LONGER = N_("Here a way may take the whole period, not only the time from a month on, so more get there.")
MOST_BARS = 8
WITH_ALL, WITHOUT = N_("with everyone"), N_("without them")
CLASSES = {
    SIMULTANEOUS: N_("All who sit at two levels at once"),
    EVER: N_("All who ever sat at different levels"),
}
TAKEN_AWAY = N_("{class_}: {people}")
OTHERS_LEFT = N_("Counted among the {n} others at the level where paths start.")


def drawn(shown: Shown) -> Sequence[Any]:
    """Three cards: people, the meeting, agencies; then how it stands over the whole period, folded up."""
    asked = shown.answer.facts
    if not isinstance(asked, Asked) or asked.end is None:
        return ()
    found = rests_on(asked)
    cards = [
        *_people(shown, asked, found.rests),
        *_meeting(shown, asked, found.meeting),
        *_agencies(shown, asked, found.rests),
    ]
    three = [html.Div(cards, className=f"cards-{len(cards)}")] if cards else []
    return (*three, *_period(shown))


def _people(shown: Shown, asked: Asked, rests: Rests | None) -> list[html.Section]:
    """How many they are by their role, what is left without them, where they sit, and who may know them."""
    t = shown.t
    if rests is None or not rests.told or not rests.crossed:
        return []
    bar = share_bar(
        t.gettext(WITHOUT),
        as_told(rests.without, rests.others),
        chance_of(t, rests.without, rests.others),
    )
    return [
        card(
            t.gettext(PEOPLE),
            None,
            html.P(people_text(rests.crossed, t), className="large"),
            html.P(without_people(asked, rests, t)),
            html.Ul([bar], className="bars"),
            *(html.P(each) for each in sit_at(asked, t)),
            html.P(t.gettext(WHO_THEY_ARE), className="hint"),
        )
    ]


def _meeting(shown: Shown, asked: Asked, meeting: Meeting | None) -> list[html.Section]:
    """The meeting that matters most, with it and without it, and the way to all of them."""
    t = shown.t
    if meeting is None or meeting.zone is None or not is_relied_on(meeting, t):
        return [] if meeting is None else [card(t.gettext(MEETING), None, html.P(t.gettext(NONE_ALONE)))]
    bars = [
        share_bar(t.gettext(word), as_told(share, meeting.people), chance_of(t, share, meeting.people))
        for word, share in ((WITH_IT, meeting.share), (WITHOUT_IT, meeting.without))
    ]
    there = PageState(shown.state.context, ThingRequest(selected=NodeRef(ZONE, meeting.zone)))
    link = html.A(t.gettext(MEETINGS), href=page_address(t.language, "zones", search_of(there)))
    return [
        card(
            t.gettext(MEETING),
            link,
            html.P(meeting.name, className="large"),
            *(html.P(each) for each in meeting_said(asked, meeting, t)),
            html.Ul(bars, className="bars"),
        )
    ]


def _agencies(shown: Shown, asked: Asked, rests: Rests | None) -> list[html.Section]:
    """What would be lost without each agency, the most first; which are not told, and why."""
    t, table = shown.t, agency_months(asked.at_yardstick)
    smaller = int(table.attrs["smaller"])
    parts: list[Any] = []
    if len(table):
        top = None if rests is None else rests.agency
        lost = table[table["lost"] > 0].head(MOST_BARS)
        none = NO_AGENCY if lost.empty else ALIKE
        told = without_agency(asked, top, t) if top is not None else [t.gettext(none)]
        bars = [
            share_bar(row["name"], row["lost"] / 100, points(t, row["lost"]))
            for row in lost.to_dict("records")
        ]
        name = [] if top is None else [html.P(top.name, className="large")]
        parts = [*name, *(html.P(each) for each in told)]
        parts += [html.P(t.gettext(LOST), className="hint"), html.Ul(bars, className="bars")] if bars else []
    if smaller:
        template = t.ngettext(
            "Of {n} agency fewer than five people were seen: it is not shown, as that would speak of single "
            "people.",
            "Of {n} agencies fewer than five people were seen: they are not shown, as that would speak of "
            "single people.",
            smaller,
        )
        parts.append(html.P(template.format(n=wording.whole(t, smaller)), className="hint"))
    return [card(t.gettext(AGENCIES), None, *parts)] if parts else []


def _period(shown: Shown) -> list[html.Details]:
    """Two bars for each class of which a share is told, over the whole period."""
    table = classes(shown.answer.facts).dropna(subset=["share", "share_without"])
    if table.empty:
        return []
    parts: list[Any] = [html.P(shown.t.gettext(LONGER), className="hint")]
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
    return [html.Details([html.Summary(shown.t.gettext(PERIOD)), *parts], className="card folded")]


def _named(who: str, people: float, t: Translator) -> str:
    few = t.gettext("fewer than five people")
    n = few if pd.isna(people) else wording.people(t, int(people))
    return t.gettext(TAKEN_AWAY).format(class_=t.gettext(CLASSES[who]), people=n)


PAGE = plain_page(QUESTION, drawn, folded=tuple(each.name for each in QUESTION.tables), at_once=3)
