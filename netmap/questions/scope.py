"""Who and what belongs to the partnership that is looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.model.derived import derived
from netmap.model.errors import NotFoundError, StudyError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.questions.inquiry import Inquiry
from netmap.questions.node_index import UNKNOWN, ever_agencies, partnership_rows, universe_of
from netmap.questions.sittings import sittings_of
from netmap.temporal.encounters import Bools

NO_PARTNERSHIP = N_("the study has no partnership “{name}”")


def named_partnership(inquiry: Inquiry) -> str:
    """What the partnership that is asked about is called, by its id where it has no name.

    A study that its checks refuse is not asked: the answer says what is wrong with it. Raises
    `NotFoundError` for a partnership that the study does not have.
    """
    asked = str(inquiry.context.partnership)
    if inquiry.stored is None:
        try:
            table = inquiry.study.partnerships
        except StudyError:
            return asked
    else:
        stored = inquiry.stored()
        table = stored.store.rows(inquiry.context.principal, stored.name, "partnerships")
    mine = table[table["partnership"].eq(asked)]
    if mine.empty:
        raise NotFoundError(NO_PARTNERSHIP, name=asked[:80])
    names = mine["name"].dropna() if "name" in mine else mine["partnership"]
    return str(names.iloc[0]) if len(names) else asked


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """`things` says of every number whether it belongs, `meetings` of every meeting.

    The agency that is not known belongs to every scope.
    """

    things: Bools
    meetings: Bools


def scope_of(study: Study, partnership: str | None) -> Scope:
    """The scope of one partnership, of everything where none is chosen.

    Its actors are those of the partnership and the agencies its people work for; its services those
    of its agencies; its zones those that name it, or name none and were sat in by its people.
    Raises `NotFoundError` for a partnership that the study does not have.
    """
    if partnership is None:
        return _everything(study)
    if not study.partnerships["partnership"].eq(partnership).any():
        raise NotFoundError(NO_PARTNERSHIP, name=partnership[:80])
    return _scope(study, partnership)


@derived(most=1)
def _everything(study: Study) -> Scope:
    return Scope(np.ones(len(universe_of(study)), np.bool_), np.ones(len(study.meetings), np.bool_))


@derived(most=64)
def _scope(study: Study, partnership: str) -> Scope:
    universe, sat = universe_of(study), sittings_of(study)
    things = np.zeros(len(universe), np.bool_)
    actors, names = partnership_rows(study)
    things[actors[names.eq(partnership).to_numpy(dtype=bool)]] = True
    agency, person = ever_agencies(study)
    things[agency[things[person]]] = True
    things[UNKNOWN] = True
    things[universe.first_service : universe.first_zone] = things[universe.service_agency] & (
        universe.service_agency != UNKNOWN
    )
    mine = np.zeros(len(study.meetings), np.bool_)
    mine[sat.meeting[things[sat.person]]] = True
    named = study.zones["partnership"]
    visited = np.zeros(universe.zones, np.bool_)
    visited[sat.zone[mine & (sat.zone >= 0)]] = True
    zones = named.eq(partnership).to_numpy(dtype=bool) | (named.isna().to_numpy(dtype=bool) & visited)
    things[universe.first_zone :] = zones
    meetings = np.where(sat.zone >= 0, np.append(zones, False)[sat.zone], mine)
    return Scope(things, meetings.astype(np.bool_))
