"""The page of diffusion after an event: level by level how many it reached, the first paths, other events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboards.answer_page.parts import card
from dashboards.answer_page.plain import Shown, plain_page
from dashboards.answer_page.state import search_of
from dashboards.components.aria import data
from dashboards.components.bars import split_bar
from netmap.library import wording
from netmap.library.chances import condition, expected
from netmap.model.i18n import N_
from netmap.model.words import word
from netmap.questions.diffusion import CHANNELS, NO_CHANNEL, NO_PARTNERSHIP, QUESTION
from netmap.questions.diffusion.disclosed import events, growth, levels, routes
from netmap.questions.question import CHANNEL
from netmap.questions.readable import names_of

LEVELS_HEADING = N_("Up to which level")
LEVELS_HINT = N_("Each bar is everybody at the level who was not at the event.")
GROWTH_HEADING = N_("How far it had got")
GROWTH_HINT = N_("People reached {condition}, after so many days.")
ROUTES_HEADING = N_("The first path to the top")
ROUTES_HINT = N_("By agency and level, never by name. Every encounter is taken to pass it on.")
OTHERS_HEADING = N_("Another event")

REACHED = N_("{n} reached {condition}")
POSSIBLE = N_("{n} more if every encounter passed it on")
MISSED = N_("{n} not reached")
SILENT = N_("{n} with nothing on record since: not known")
BAR = N_("{level}: {n} people")
AFTER = N_("After {days}: {n} of {m}")

BY_SITTING = N_("{day}: at a sitting ({zone}), from {giver} to {taker}")
BY_CHANNEL = N_("{day}: by {channel}, from {giver} to {taker}")
STANDING = N_("{agency}, {level}")
FEW_CAME = N_("fewer than five people")
UNKNOWN = N_("an agency that is not known")
EVENT = N_("{title}, {day}: {people}")

MOST_EVENTS = 8
"""So many other events are offered; the table holds all."""


def drawn(shown: Shown) -> Sequence[html.Section]:
    """The bars of the levels, growth over time, the first paths, other events."""
    facts = shown.answer.facts
    cards = []
    if facts.after is not None and facts.on_record.any():
        cards = [each for each in (_levels(shown), _growth(shown)) if each is not None]
        paths = routes(facts)
        if len(paths):
            cards.append(_routes(shown, paths))
    if len(facts.events) > 1:
        cards.append(_others(shown))
    return cards


def _levels(shown: Shown) -> html.Section | None:
    t, table = shown.t, levels(shown.answer.facts)
    told = table[["people", "on_record", "certain", "expected"]].notna().all(axis=1)
    rows = table[(table["people"] > 0) & told].to_dict("records")
    if not rows:
        return None
    most = max((row["people"] for row in rows), default=1)
    return card(
        t.gettext(LEVELS_HEADING),
        None,
        html.P(t.gettext(LEVELS_HINT), className="hint"),
        html.Ul([_level(shown, row, most) for row in rows], className="share-bars"),
    )


def _level(shown: Shown, row: dict[str, Any], most: int) -> html.Li:
    t = shown.t
    level, people = row["level"], int(row["people"])
    name = t.gettext(wording.UNKNOWN_LEVEL)
    if isinstance(level, str):
        name = level if shown.study is None else names_of(shown.study, ("levels",)).get(level, level)
    under = condition(t, shown.answer.facts.after.rule.transmission_probability)
    certain, reached = int(row["certain"]), min(float(row["expected"]), float(row["certain"]))
    parts = (
        ("reached", reached, t.gettext(REACHED).format(n=expected(t, reached), condition=under)),
        ("possible", certain - reached, t.gettext(POSSIBLE).format(n=expected(t, certain - reached))),
        ("missed", row["on_record"] - certain, t.gettext(MISSED).format(n=int(row["on_record"]) - certain)),
        ("silent", people - row["on_record"], t.gettext(SILENT).format(n=people - int(row["on_record"]))),
    )
    there = [(look, share / most, said) for look, share, said in parts if share > 0]
    return split_bar(t.gettext(BAR).format(level=name, n=wording.whole(t, people)), there, keyed=True)


def _growth(shown: Shown) -> html.Section | None:
    t, facts = shown.t, shown.answer.facts
    table, m = growth(facts), int(facts.on_record.sum())
    if table.empty:
        return None
    under = condition(t, facts.after.rule.transmission_probability)
    rows = [
        split_bar(
            t.gettext(AFTER).format(
                days=wording.days(t, int(row.days)), n=expected(t, row.expected), m=wording.whole(t, m)
            ),
            [("reached", row.expected / max(m, 1), "")],
            keyed=False,
        )
        for row in table.itertuples()
    ]
    return card(
        t.gettext(GROWTH_HEADING),
        None,
        html.P(t.gettext(GROWTH_HINT).format(condition=under), className="hint"),
        html.Ul(rows, className="share-bars"),
    )


def _routes(shown: Shown, paths: pd.DataFrame) -> html.Section:
    t = shown.t
    names = {} if shown.study is None else names_of(shown.study, ("partnerships",))
    parts: list[Any] = [html.P(t.gettext(ROUTES_HINT), className="hint")]
    for home, hops in paths.groupby("partnership", sort=False, dropna=False):
        if paths["partnership"].nunique(dropna=False) > 1:
            named = t.gettext(NO_PARTNERSHIP) if pd.isna(home) else names.get(str(home), str(home))
            parts.append(html.H3(wording.sentence(named)))
        parts.append(html.Ol([html.Li(each) for each in _hops(shown, hops)], className="steps"))
    return card(t.gettext(ROUTES_HEADING), None, *parts)


def _hops(shown: Shown, hops: pd.DataFrame) -> Iterator[str]:
    """The hops of a path in words, by agency and level."""
    t, study = shown.t, shown.study
    zones = {} if study is None else names_of(study, ("zones",))
    for row in hops.to_dict("records"):
        ends = {"giver": _standing(shown, row, "from"), "taker": _standing(shown, row, "to")}
        day, channel, zone = t.date(row["date"]), row["channel"], row["zone"]
        if channel == "sitting" and isinstance(zone, str):
            yield t.gettext(BY_SITTING).format(day=day, zone=zones.get(zone, zone), **ends)
            continue
        said = (
            t.gettext(CHANNELS.get(channel, channel)) if isinstance(channel, str) else t.gettext(NO_CHANNEL)
        )
        if study is not None and channel not in CHANNELS:
            said = word(study, *CHANNEL, said)
        yield t.gettext(BY_CHANNEL).format(day=day, channel=said, **ends)


def _standing(shown: Shown, row: dict[str, Any], end: str) -> str:
    agencies, levels_ = ({}, {}) if shown.study is None else _names(shown)
    agency, level = row[f"{end}_agency"], row[f"{end}_level"]
    named = agencies.get(agency, agency) if isinstance(agency, str) else shown.t.gettext(UNKNOWN)
    if not isinstance(level, str):
        return str(named)
    return shown.t.gettext(STANDING).format(agency=named, level=levels_.get(level, level))


def _names(shown: Shown) -> tuple[dict[str, str], dict[str, str]]:
    assert shown.study is not None  # noqa: S101
    return names_of(shown.study, ("agencies",)), names_of(shown.study, ("levels",))


def _others(shown: Shown) -> html.Section:
    t, facts = shown.t, shown.answer.facts
    offered = events(facts)
    others = offered[offered["meeting"].ne(facts.after.meeting)].head(MOST_EVENTS)
    links = []
    for row in others.to_dict("records"):
        title = row["title"] if isinstance(row["title"], str) else row["meeting"]
        said = t.gettext(EVENT).format(
            title=title,
            day=wording.written(t, str(row["date"])),
            people=t.gettext(FEW_CAME) if pd.isna(row["people"]) else wording.people(t, int(row["people"])),
        )
        links.append(
            html.Li(html.A(said, href=search_of(shown.state, meeting=str(row["meeting"])), **data(here="1")))
        )
    return card(t.gettext(OTHERS_HEADING), None, html.Ul(links, className="other-events"))


FOLDED = ("diffusion", "diffusion-over-time", "diffusion-routes", "diffusion-events")
"""What the cards say already."""

PAGE = plain_page(QUESTION, drawn, FOLDED)
