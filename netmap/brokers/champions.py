"""How much of what reaches another level rests on each single person."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from netmap.brokers.belonging import agencies_of
from netmap.brokers.brokerage import brokers_in
from netmap.brokers.crossed import ever, simultaneous
from netmap.brokers.routes import Outcomes, Question, Routes
from netmap.graph_measures.brokerage_roles import ROLES
from netmap.graph_measures.groups import BY_AGENCY
from netmap.graph_measures.tie_network import TieSelection
from netmap.model.dates import from_day
from netmap.model.study import Study
from netmap.temporal.absences import Absences
from netmap.temporal.encounters import Ints
from netmap.temporal.in_degrees import in_degrees
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.declared import first_relation
from netmap.tie_kinds.policy import IN_SERVICE, TiePolicy


def champions(
    study: Study,
    from_level: str,
    to_level: str,
    start: Any = None,
    end: Any = None,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
    baseline: Any = None,
    transmission_probability: float = 1.0,
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
) -> pd.DataFrame:
    """How many of those who reach another level would no longer do so without each person.

    The reliance on somebody is the share of the others who reach `to_level` from `from_level`, as in
    `vertical_reach`, that no longer do once this person is gone; sittings still take place. It is exact,
    and the table no league table: where several carry, the loss of none of them may cost anything, so
    see `covering_set` and `class_reliance` too.

    Parameters
    ----------
    As in `vertical_reach`.

    Returns
    -------
    One row for every practitioner, in text order: practitioner; agency (on their last day in service
    within the window, as it is called at the window's end); reliance (a share) and its standard error se;
    lost and sources_reaching (of how many others the way is lost, and how many others reach with everybody
    there; under chance the means over worlds, and reliance their ratio); is_target (they
    are at `to_level` themselves on some day of the window); cross_represented (at two levels or more on one
    day of it) and ever_cross_represented (at different levels on any days up to its end); in_degree (how
    many different people they took anything from in it: everybody at a sitting, the other end of a mutual
    contact, the source of a directed one); and as brokers between agencies as of its last day coordinator,
    itinerant, representative, gatekeeper and liaison, as in `brokerage`. The frame's `attrs` hold n,
    start, end, same_day, max_wait, from_level, to_level, and how many sources may depart and how many of
    them reach (reaching).

    Undefined: reliance is NaN where nobody else reaches. The roles are NaN for those who are not in
    service on the last day, or whose agency is not known then. Without dated rows there is no window, and
    everything but the names is NaN, 0 or false.

    Raises `ArgumentError` as `vertical_reach` does.

    Source: roles as in Gould and Fernandez (1989), Sociological Methodology 19:89-126.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        ...     practitioners=pd.DataFrame({
        ...         "practitioner": ["Ada", "Ben", "Cem"], "level": ["front", None, "board"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2"], "date": ["2011-03-01", "2011-03-05"],
        ...         "source": ["Ada", "Ben"], "target": ["Ben", "Cem"]}),
        ... )
        >>> netmap.champions(study, "front", "board")[["practitioner", "reliance"]].values.tolist()
        [['Ada', nan], ['Ben', 1.0], ['Cem', 1.0]]
    """
    question = Question(
        *(from_level, to_level, start, end, same_day, max_wait, policy, baseline),
        *(transmission_probability, replicates, seed, arrive_at),
    )
    routes = question.routes(study)
    people = np.flatnonzero(~actors_of(study).is_agency)
    frame = pd.DataFrame({"practitioner": pd.Series(actors_of(study).ids[people], dtype="str")})
    if routes is None:
        frame = frame.assign(**_NOTHING, **dict.fromkeys(ROLES, np.nan))
    else:
        frame = frame.assign(**_figures(routes, people), **_roles(routes, question, people))
    frame["agency"] = frame["agency"].astype("str")
    frame.attrs.update(question.about(routes, len(frame)))
    return frame


_NOTHING: dict[str, Any] = {
    "agency": None,
    "reliance": np.nan,
    "se": np.nan,
    "lost": 0,
    "sources_reaching": 0,
    "is_target": False,
    "cross_represented": False,
    "ever_cross_represented": False,
    "in_degree": 0,
}
"""The columns of a table without a window, in their order."""


def each_gone(routes: Routes) -> tuple[Ints, Outcomes]:
    """What is left without each actor who meets anybody in the window, and the codes of those actors.

    The loss of anybody else changes nothing.
    """
    who = np.unique(routes.window.journeys.members)
    return who, routes.without(Absences(len(who), np.arange(len(who)), who))


def _figures(routes: Routes, people: Ints) -> dict[str, Any]:
    window = routes.window
    who, outcomes = each_gone(routes)
    nobody = routes.without(Absences.of_sets([()]))
    reached = np.tile(nobody.reached, len(routes.targets))
    lost, error = np.zeros_like(reached), np.zeros(len(reached))
    reached[who], lost[who], error[who] = outcomes.reached, outcomes.lost, outcomes.error
    reliance = np.full(len(lost), np.nan)
    np.divide(lost, reached, out=reliance, where=reached > 0)
    figures = {
        "reliance": reliance,
        "se": np.where(reached > 0, error, np.nan),
        "lost": lost,
        "sources_reaching": reached,
        "is_target": routes.targets,
        "cross_represented": simultaneous(window),
        "ever_cross_represented": ever(window),
        "in_degree": in_degrees(window.journeys),
    }
    return {"agency": agencies_of(window, people), **{name: all_[people] for name, all_ in figures.items()}}


def _roles(routes: Routes, question: Question, people: Ints) -> dict[str, Any]:
    """How often each of some people stands between others as of the window's last day, by role."""
    window = routes.window
    selection = TieSelection(
        from_day(window.end),
        question.baseline,
        question.policy,
        who="practitioner",
        declared=first_relation(window.study),
        roster=IN_SERVICE,
    )
    found = brokers_in(window.study, BY_AGENCY, selection)
    ids = actors_of(window.study).ids[people]
    return {role: found.set_index("actor")[role].reindex(ids).to_numpy(np.float64) for role in ROLES}
