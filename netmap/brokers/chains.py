"""Dated chains that pass through the people on whom what reaches another level rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from netmap.brokers.routes import Question, Routes
from netmap.learning.one_path import learning_path
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.absences import Absences
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.actors import actors_of

HOP = ("date", "from", "to", "zone", "channel", "kind")
COLUMNS = ("practitioner", "source", *HOP)
TRIES = 12
"""Of so many people at most the path is looked at, to see whether it passes through somebody."""


def chains_through(
    study: Study, question: Question, practitioners: Sequence[str], at_most: int = 3
) -> pd.DataFrame:
    """Paths by which something first arrives at the other level, through each of some people, hop by hop.

    For each of the people they are paths of those who would lose the way without them: without any other
    of the people too, where they stand in for one another.

    Parameters
    ----------
    question: between which levels, in which window, under which rule.
    practitioners: the people.
    at_most: how many paths for each of them.

    Returns
    -------
    One row for each hop, in the order of the people and of each path: practitioner (the one through whom
    it passes), source (whose path it is), date, from, to, zone, channel and kind, as in `learning_path`.
    The frame's `attrs` are those of `champions`, n the number of paths.

    Undefined: without a row for those through whom no such path was found.

    Raises `ArgumentError` as `vertical_reach` does, `NotFoundError` for somebody who is no practitioner.
    """
    routes = question.certain.routes(study)
    chains = [] if routes is None else list(_chains(routes, question, practitioners, at_most))
    parts = [path[list(HOP)].assign(practitioner=person, source=source) for person, source, path in chains]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))
    frame = frame[list(COLUMNS)]
    frame.attrs = question.certain.about(routes, len(chains))
    return frame


def _chains(
    routes: Routes, question: Question, practitioners: Sequence[str], at_most: int
) -> Iterator[tuple[str, str, pd.DataFrame]]:
    people = _codes(routes.window.study, practitioners)
    ids = actors_of(routes.window.study).ids
    for person, dependent in zip(practitioners, _dependents(routes, people), strict=True):
        found = 0
        for source in ids[dependent[:TRIES]]:
            path = _path(routes.window.study, source, question)
            if found < at_most and person in {*path["from"], *path["to"]}:
                found += 1
                yield person, source, path


def _codes(study: Study, practitioners: Sequence[str]) -> Ints:
    actors = actors_of(study)
    codes: Ints = actors.ids.get_indexer(pd.Index(practitioners, dtype=object)).astype(np.int64)
    for code, person in zip(codes, practitioners, strict=True):
        if code < 0 or actors.is_agency[code]:
            raise NotFoundError(N_("There is no practitioner “{id}” in this study"), id=person)
    return codes


def _dependents(routes: Routes, people: Ints) -> Iterator[Ints]:
    """For each person those who would lose the way without them alone, else, first, without all of them."""
    others = [np.setdiff1d(people, [each]) for each in people]
    worlds = Absences.of_sets([people, *([each] for each in people.tolist()), *others])
    reaching = routes.reaching_without(worlds)
    alone, but_one = reaching[:, 1 : len(people) + 1], reaching[:, len(people) + 1 :]
    for place, person in enumerate(people):
        lost = routes.reaching & ~alone[:, place]
        if not np.delete(lost, person).any():
            lost = but_one[:, place] & ~reaching[:, 0]
        yield np.setdiff1d(np.flatnonzero(lost), [person])


def _path(study: Study, source: str, question: Question) -> pd.DataFrame:
    asked = {"start": question.start, "end": question.end, "same_day": question.same_day}
    return learning_path(
        study,
        source,
        to_level=question.to_level,
        from_level=question.from_level,
        max_wait=question.max_wait,
        policy=question.policy,
        baseline=question.baseline,
        **asked,
    )
