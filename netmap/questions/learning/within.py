"""What of a study is looked at where one partnership is chosen: whose paths, and which zones."""

from __future__ import annotations

import numpy as np

from netmap.learning.standing import with_levels_of
from netmap.model.derived import derived
from netmap.model.i18n import Translator
from netmap.model.study import Study
from netmap.questions.node_index import universe_of
from netmap.questions.scope import scope_of
from netmap.temporal.encounters import Bools
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.people import partnerships_of


def within(study: Study, partnership: str | None) -> Study:
    """The study in which people of other partnerships start no path and end none; they still carry.

    People who belong to none count with every partnership. Raises `NotFoundError` for a partnership that
    the study does not have.
    """
    if partnership is None:
        return study
    scope_of(study, partnership)
    return _within(study, partnership)


@derived(most=8)
def _within(study: Study, partnership: str) -> Study:
    return with_levels_of(study, people_of(study, partnership))


def people_of(study: Study, partnership: str | None) -> Bools:
    """For every actor, whether it belongs to a partnership or to none at all."""
    found = np.ones(len(actors_of(study)), np.bool_)
    if partnership is None:
        return found
    table = partnerships_of(study)
    codes, mine = actors_of(study).codes(table["actor"]), table["partnership"].eq(partnership)
    found[codes] = False
    found[codes[mine.to_numpy(dtype=bool)]] = True
    return found


def zones_of(study: Study, partnership: str | None) -> Bools:
    """For every zone of the table, whether the map shows it for a partnership."""
    zones: Bools = scope_of(study, partnership).things[universe_of(study).first_zone :]
    return zones


def within_text(study: Study, partnership: str | None, t: Translator) -> str:
    """What it means that one partnership is looked at; nothing where none is."""
    if partnership is None:
        return ""
    named = study.partnerships.set_index("partnership")["name"].dropna()
    return t.gettext(
        "Only {partnership}: its zones, and paths that start and end with its people or with people who "
        "belong to no partnership; from level to level anybody may carry on the way."
    ).format(partnership=named.get(partnership, partnership))
