"""What it would take to rely on somebody less: who depends on them, and who else comes where they go."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from netmap.brokers.belonging import agencies_of
from netmap.brokers.champions import each_gone
from netmap.brokers.routes import Question, Routes
from netmap.model.study import Study
from netmap.temporal.absences import Absences
from netmap.temporal.encounters import NONE, Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.recorded import encounters_of

DEPENDENTS = ("practitioner", "source", "agency", "whole_agency")
STAND_INS = ("practitioner", "zone", "second", "encounters")


def dependents(
    study: Study, question: Question, practitioners: Collection[str] | None = None
) -> pd.DataFrame:
    """Who would no longer reach the other level without each person.

    Parameters
    ----------
    question: between which levels, in which window, under which rule.
    practitioners: only the losses of these people; each by themself. Default: everybody.

    Returns
    -------
    One row for each person whose loss would cost somebody the way and each of those, in text order:
    practitioner, source (who would no longer reach), agency (of the source) and whole_agency (nobody else
    of it, but for the person, would still reach). The frame's `attrs` are those of `champions`, n the number
    of practitioners.

    Undefined: agency is missing where it is not known. Empty where nobody's loss costs anything.

    Raises `ArgumentError` as `vertical_reach` does.
    """
    routes = question.certain.routes(study)
    losses = [] if routes is None else list(_losses(routes, practitioners))
    rows = [] if routes is None else list(_dependent_rows(routes, losses))
    frame = pd.DataFrame(rows, columns=list(DEPENDENTS))
    frame = frame.astype(dict.fromkeys(DEPENDENTS[:3], "str") | {"whole_agency": "bool"})
    frame.attrs.update(question.certain.about(routes, len(losses)))
    return frame


def _dependent_rows(
    routes: Routes, losses: list[tuple[int, Ints]]
) -> Iterator[tuple[str, str, str | None, bool]]:
    ids, reaching = actors_of(routes.window.study).ids, np.flatnonzero(routes.reaching)
    agency = dict(zip(reaching.tolist(), agencies_of(routes.window, reaching), strict=True))
    for person, sources in losses:
        left = {agency[each] for each in agency.keys() - {person, *sources.tolist()}}
        for source in sources.tolist():
            own = agency[source]
            yield ids[person], ids[source], own, own is not None and own not in left


def _losses(routes: Routes, practitioners: Collection[str] | None) -> Iterator[tuple[int, Ints]]:
    """The code of each person whose loss costs anybody the way, and the codes of those it costs."""
    who, outcomes = each_gone(routes)
    ids = actors_of(routes.window.study).ids[who]
    asked = np.ones(len(who), np.bool_) if practitioners is None else ids.isin(list(practitioners))
    costing = who[(outcomes.lost > 0) & asked]
    left = routes.reaching_without(Absences(len(costing), np.arange(len(costing)), costing))
    for world, person in enumerate(costing.tolist()):
        gone = routes.reaching & ~left[:, world]
        gone[person] = False
        yield person, np.flatnonzero(gone)


def stand_ins(study: Study, question: Question, practitioners: Collection[str]) -> pd.DataFrame:
    """Who else comes to the zones in which some people meet the other level.

    A zone counts where the person shared an encounter of it, in the window, with somebody who was at
    `to_level` that day, or was at it themself.

    Returns
    -------
    One row for each of the people, each such zone and everybody else who shared an encounter of it in the
    window and keeps a way to the level when the person is gone (at it themself, or reaching somebody at it),
    the oftenest first within a zone: practitioner, zone, second, encounters (in how many the second took
    part). Where nobody else does there is one row without a second and 0 encounters. The frame's `attrs`
    are those of `champions`.

    Undefined: empty where none of them met anybody in any zone.

    Raises `ArgumentError` as `vertical_reach` does.
    """
    routes = question.certain.routes(study)
    rows = [] if routes is None else list(_others_there(routes, question, practitioners))
    frame = pd.DataFrame(rows, columns=list(STAND_INS))
    for name in STAND_INS[:3]:
        frame[name] = frame[name].astype("str")
    frame["encounters"] = frame["encounters"].astype(np.int64)
    frame.attrs.update(question.certain.about(routes, len(frame)))
    return frame


def _others_there(
    routes: Routes, question: Question, practitioners: Collection[str]
) -> Iterator[tuple[Any, Any, Any, int]]:
    study, journeys = routes.window.study, routes.window.journeys
    ids, zones = actors_of(study).ids, study.zones["zone"].tolist()
    zone_of = encounters_of(study, question.policy).zone[journeys.source]
    encounter = journeys.seat_encounter
    upper = np.bincount(encounter[routes.goals], minlength=len(journeys)) > 0
    keeping = _keeping_a_way(routes, sorted(practitioners))
    codes = ids.get_indexer(pd.Index(sorted(practitioners), dtype=object))
    come: dict[int, tuple[Ints, Ints]] = {}
    for place, (person, code) in enumerate(zip(sorted(practitioners), codes.tolist(), strict=True)):
        mine = np.unique(encounter[journeys.members == code])
        for zone in np.unique(zone_of[mine[upper[mine] & (zone_of[mine] != NONE)]]).tolist():
            if zone not in come:
                come[zone] = _oftenest(journeys.members[(zone_of == zone)[encounter]])
            there, counts = come[zone]
            kept = keeping[there, place] & (there != code)
            found = list(zip(ids[there[kept]], counts[kept].tolist(), strict=True))
            for second, count in found or [(None, 0)]:
                yield person, zones[zone], second, count


def _oftenest(members: Ints) -> tuple[Ints, Ints]:
    """Who took part and how often, the oftenest first; of as many, in the order of their codes."""
    codes, counts = np.unique(members, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    return codes[order], counts[order]


def _keeping_a_way(routes: Routes, people: list[str]) -> Bools:
    """Who is at the other level or still gets there, with each of some people gone: actors x people."""
    codes = actors_of(routes.window.study).ids.get_indexer(pd.Index(people, dtype=object)).astype(np.int64)
    known = np.flatnonzero(codes >= 0)
    anywhere = replace(routes, starts=np.ones_like(routes.starts))
    left = anywhere.reaching_without(Absences(len(people), known, codes[known]))
    keeping: Bools = left | routes.targets[:, None]
    return keeping
