"""The tables of the question of learning paths: tidy rows, whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from netmap.model.i18n import translator
from netmap.questions.exports import plain_rows
from netmap.questions.learning import QUESTION
from netmap.questions.learning.followed import chain_of_chosen, spread_of
from netmap.questions.learning.level_view import routes_of
from netmap.questions.learning.page_view import series_of
from netmap.questions.learning.resolved_request import Asked, Setting
from netmap.questions.learning.types import RouteNode
from netmap.questions.parameters import AGENCY, PERSON

Rows = Iterator[dict[str, Any]]


def reach(asked: Asked | Setting) -> pd.DataFrame:
    """Reach month by month: there and back, or across."""
    return _frame("reach", _reach(asked) if isinstance(asked, Asked) else ())


def routes(asked: Asked | Setting) -> pd.DataFrame:
    """How many people's first paths go from one mark of the level view to the next."""
    return _frame("routes", _routes(asked) if isinstance(asked, Asked) else ())


def arrivals(asked: Asked | Setting) -> pd.DataFrame:
    """Where it gets, and when: of what is selected; without it from every agency to every other."""
    return _frame("arrivals", _arrivals(asked) if isinstance(asked, Asked) else ())


def path(asked: Asked | Setting) -> pd.DataFrame:
    """One path hop by hop; of an agency's path the people are left out."""
    return _frame("path", _path(asked) if isinstance(asked, Asked) else ())


def _frame(table: str, rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    columns = [each.name for each in QUESTION.table(table).columns]
    return pd.DataFrame(list(rows), columns=columns, dtype=object)


def _reach(asked: Asked) -> Rows:
    start, end = asked.start.level, None if asked.end is None else asked.end.level
    ends = {"up": (start, end), "back": (end, start), "across": (start, None)}
    for series in series_of(asked, translator(asked.context.language)):
        from_level, to_level = ends[series.key]
        named = {"from_level": from_level, "to_level": to_level, "horizon": asked.horizon}
        yield from ({**named, **row} for row in plain_rows(series.table))


def _routes(asked: Asked) -> Rows:
    drawn = routes_of(asked, (), translator(asked.context.language))
    if drawn is None:
        return
    ends = [_end(node, drawn.bands) for node in drawn.nodes]
    for flow in drawn.flows:
        source = {f"from_{name}": value for name, value in ends[flow.source].items()}
        target = {f"to_{name}": value for name, value in ends[flow.target].items()}
        yield {**source, **target, "paths": flow.paths, "people": drawn.people}


def _end(node: RouteNode, bands: tuple[str, ...]) -> dict[str, Any]:
    return {"sort": node.sort, "id": node.id, "name": node.name, "level": bands[node.band]}


def _arrivals(asked: Asked) -> Rows:
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


def _path(asked: Asked) -> Rows:
    chain, chosen = chain_of_chosen(asked), asked.request.selected
    if chosen is not None and chosen.sort == AGENCY:
        chain = chain.assign(**{"from": None, "to": None})
    yield from ({"hop": place, **row} for place, row in enumerate(plain_rows(chain), 1))
