"""The tables of the pages of learning paths, to be taken away: tidy rows with n, window and rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from netmap.model.i18n import Translator
from netmap.questions.champions.figures import champions_of
from netmap.questions.learning.followed import chain_of_chosen, path_rule, spread_of
from netmap.questions.learning.level_view import routes_of
from netmap.questions.learning.resolved_request import Asked, Setting
from netmap.questions.learning.service import series_of
from netmap.questions.learning.surroundings import said_of
from netmap.questions.learning.types import RouteNode
from netmap.questions.map.types import AGENCY, PERSON, ZONE
from netmap.questions.zones.losses import losses_asked
from netmap.questions.zones.service import losses_shown, zones_shown

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to take away: its columns, its rows, and the window and the rule in words."""

    columns: tuple[str, ...]
    rows: Rows
    start: dt.date | None
    end: dt.date | None
    rule: str


def sheet_of(asked: Asked | Setting, table: str, t: Translator) -> Sheet:
    """One of `SHEETS`; without rows where nothing can be asked. Raises `KeyError` for any other name."""
    columns, make = SHEETS[table]
    said = said_of(asked, t)
    rows = list(make(asked, t)) if isinstance(asked, Asked) else []
    more = [said.ties] if table in WITH_TIES else []
    if table == "path" and isinstance(asked, Asked):
        more.append(path_rule(asked, t))
    return Sheet(columns, rows, said.start, said.end, " ".join([said.rule, *filter(None, more)]))


def _reach(asked: Asked, t: Translator) -> Iterator[dict[str, Any]]:
    start, end = asked.start.level, None if asked.end is None else asked.end.level
    ends = {"up": (start, end), "back": (end, start), "across": (start, None)}
    for series in series_of(asked, t):
        from_level, to_level = ends[series.key]
        named = {"from_level": from_level, "to_level": to_level, "horizon": asked.request.horizon}
        yield from ({**named, **row} for row in plain_rows(series.table))


def _routes(asked: Asked, t: Translator) -> Iterator[dict[str, Any]]:
    routes = routes_of(asked, (), t)
    if routes is None:
        return
    ends = [_end(node, routes.bands) for node in routes.nodes]
    for flow in routes.flows:
        source = {f"from_{name}": value for name, value in ends[flow.source].items()}
        target = {f"to_{name}": value for name, value in ends[flow.target].items()}
        yield {**source, **target, "paths": flow.paths, "people": routes.people}


def _end(node: RouteNode, bands: tuple[str, ...]) -> dict[str, Any]:
    return {"sort": node.sort, "id": node.id, "name": node.name, "level": bands[node.band]}


def _arrivals(asked: Asked, t: Translator) -> Iterator[dict[str, Any]]:
    """Of what is selected; without it from every agency to every other."""
    chosen = asked.request.selected
    if chosen is not None and chosen.sort in (AGENCY, PERSON):
        reached = spread_of(asked, chosen)
        for each in (*reached.levels, *reached.agencies):
            to = {"to_sort": each.sort, "to": each.id, "date": each.date, "days": each.days}
            yield {"from_sort": chosen.sort, "from": chosen.id, **to}
        return
    matrix = asked.arrivals(asked.start.level)
    for source, row in matrix.iterrows():
        for target, days in row.items():
            if source != target:
                told = None if pd.isna(days) else int(days)
                yield {"from_sort": AGENCY, "from": source, "to_sort": AGENCY, "to": target, "days": told}


def _path(asked: Asked, t: Translator) -> Iterator[dict[str, Any]]:
    """Hop by hop; of an agency's path the people are left out."""
    chain = chain_of_chosen(asked)
    if asked.request.selected is not None and asked.request.selected.sort == AGENCY:
        chain = chain.assign(**{"from": None, "to": None})
    yield from ({"hop": place, **row} for place, row in enumerate(plain_rows(chain), 1))


def _zones(asked: Asked, t: Translator) -> Iterator[dict[str, Any]]:
    yield from plain_rows(zones_shown(asked))


def _losses(asked: Asked, t: Translator) -> Iterator[dict[str, Any]]:
    chosen = asked.request.selected
    zone = chosen.id if chosen is not None and chosen.sort == ZONE else None
    yield from plain_rows(losses_shown(asked) if zone is None else losses_asked(asked, zone))


def _champions(asked: Asked, t: Translator) -> Iterator[dict[str, Any]]:
    if asked.end is not None:
        ends = {"from_level": asked.start.level, "to_level": asked.end.level}
        yield from ({**ends, **row} for row in plain_rows(champions_of(asked)))


def plain_rows(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """A table's rows as plain values: days as dates, missing as None."""
    for row in table.to_dict("records"):
        yield {str(name): _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


_ENDS = ("sort", "id", "name", "level")

SHEETS: dict[str, tuple[tuple[str, ...], Callable[[Asked, Translator], Iterator[dict[str, Any]]]]] = {
    "reach": (("from_level", "to_level", "horizon", "month", "share", "n", "median_days"), _reach),
    "routes": (
        (*(f"from_{name}" for name in _ENDS), *(f"to_{name}" for name in _ENDS), "paths", "people"),
        _routes,
    ),
    "arrivals": (("from_sort", "from", "to_sort", "to", "date", "days"), _arrivals),
    "path": (
        ("hop", "date", "from", "to", "zone", "channel", "kind", "crossing", "from_level", "to_level"),
        _path,
    ),
    "zone-figures": (
        (
            *("zone", "name", "form", "level", "formal", "purpose", "purpose_stated", "sittings", "first"),
            *("last", "regularity_days", "attendances", "people", "agencies", "balance", "levels", "born"),
            *("consolidated", "beyond_zone", "lost_horizontal", "lost_most", "lost_from", "lost_to"),
        ),
        _zones,
    ),
    "zone-losses": (
        ("zone", "from_level", "to_level", "reach", "reach_without", "lost", "months", "n"),
        _losses,
    ),
    "champions": (
        (
            *("from_level", "to_level", "practitioner", "agency", "reliance", "lost", "sources_reaching"),
            *("is_target", "cross_represented", "ever_cross_represented", "in_degree", "coordinator"),
            *("itinerant", "representative", "gatekeeper", "liaison"),
        ),
        _champions,
    ),
}
"""Every table: its columns in order, and what makes its rows."""

WITH_TIES = ("path", "zone-figures", "champions")
"""The tables that tell ties apart, and say by which rule."""

OF_ZONES = ("zone-figures", "zone-losses")
"""The tables that can be made of a study in which nobody has a level."""
