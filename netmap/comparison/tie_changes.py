"""Ties that were declared in one wave after the other: created, dissolved, stable."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.comparison.findings import Figure, Finding
from netmap.comparison.result import Origin, Result
from netmap.graph_measures.declared_arrows import declared_arrows, missing_cells
from netmap.graph_measures.tie_network import AGENCY, SORTS
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.declared import (
    MUTUAL,
    OBSERVED,
    UNDATED,
    Declared,
    DeclaredTies,
    declared_ties,
    relations_of,
    responses_to,
    rounds_of,
)
from netmap.tie_kinds.memberships import partnerships_on
from netmap.tie_kinds.policy import ASKED, IN_SERVICE, TiePolicy
from netmap.tie_kinds.rosters import on_roster

COLUMNS = (
    *("partnership", "relation", "from", "to"),
    *("created", "dissolved", "stable", "absent", "missing", "not_at_risk", "cells", "jaccard"),
)

NO_TWO = N_("There are no two waves of one relation to compare.")
CHANGED = N_(
    "Ties from wave {before} to wave {after}: {created} created, {dissolved} dissolved, {stable} stable "
    "(Jaccard {jaccard})."
)
HOW = N_(
    "Every cell of two consecutive waves was compared: {sort}. Cells that were asked and not answered in "
    "either wave are counted as missing, and those of actors who were not yet or no longer there in either "
    "as not at risk; both are in no other count. Jaccard index: stable / (created + dissolved + stable) "
    "(Snijders, van de Bunt and Steglich 2010)."
)
ORDERED, UNORDERED = N_("an ordered pair of actors is one cell"), N_("a pair of actors is one cell")


def tie_changes(
    study: Study,
    relation: str | Collection[str] | None = None,
    waves: Sequence[str] | None = None,
    combine: str | None = None,
    missing: str = OBSERVED,
    roster: str | None = None,
) -> Result:
    """How many ties of a relation were created, dissolved and stable from each wave to the next.

    Jaccard index = stable / (created + dissolved + stable).

    Parameters
    ----------
    study: the study.
    relation: the relation, or several with `combine` (`any`, `all`). Default: the only one.
    waves: ids of waves in the order in which they are compared, each with the one before it of the same
        partnership. Default: every wave in which the relation or its responses are on record, in the order
        of the table.
    missing: what becomes of cells that were asked and not answered: `observed cells` counts them apart,
        `no tie` and `tie` give the bounds.
    roster: who is at risk in a wave besides those who answered: `in_service` on its last day (default; by any
        joined and left), `seen`, `known`, or `asked`.

    Returns
    -------
    A result. `table()` has a row for each two consecutive waves: partnership, relation, from, to, then counts
    of cells: created, dissolved, stable, absent (a tie in neither), missing (not answered in either wave;
    all cells of who was silent), not_at_risk (of actors not yet or no longer there), cells (all of these
    together), and jaccard. Cells are ordered pairs; unordered ones where every tie of the relation is
    mutual. Compared are actors of the sort that the relation ties: those asked in either wave where
    responses are on record, else all known, of the wave's partnership where it has one.

    Undefined: jaccard is NaN without a tie in either wave; without two waves the table has no rows.

    Raises `ArgumentError` for several relations and no word on how to combine them, `NotFoundError` for a
    wave that the study does not have.

    Source: Ripley et al. (2024), Manual for RSiena, section 5.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     agencies=pd.DataFrame({"agency": ["School", "Police", "Clinic"]}),
        ...     waves=pd.DataFrame({"wave": ["w1", "w2"]}),
        ...     ties=pd.DataFrame({
        ...         "source": ["School", "School", "Police"], "target": ["Police", "Police", "Clinic"],
        ...         "wave": ["w1", "w2", "w2"]}),
        ... )
        >>> found = netmap.tie_changes(study)
        >>> found.table()[["created", "dissolved", "stable", "cells", "jaccard"]].values.tolist()
        [[1.0, 0.0, 1.0, 6.0, 0.5]]
        >>> found.sentence
        'Ties from wave w1 to wave w2: 1 created, 0 dissolved, 1 stable (Jaccard 0.50).'
    """
    choice = Declared(None, relation, combine, missing)
    _check_relation(study, choice)
    listed = waves_of(study, choice) if waves is None else list(waves)
    rounds = [asked_in(study, wave, choice, roster) for wave in listed]
    rows = [_changes(study, *pair) for pair in _consecutive(study, rounds)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"jaccard": "float64"})
    mutual = bool(rounds) and all(each.mutual for each in rounds)
    parameters = {
        "relation": None if choice.relation is None else list(choice.relation),
        "waves": listed,
        "combine": combine,
        "missing": missing,
        "roster": roster,
    }
    return Result(
        "tie_changes",
        frame,
        tuple(map(_said, frame.to_dict("records"))) or (Finding(NO_TWO),),
        (Finding(HOW, {"sort": Finding(UNORDERED if mutual else ORDERED)}),),
        int(frame["cells"].sum()),
        N_("cells"),
        parameters,
        Origin.of(study),
    )


@dataclass(frozen=True, slots=True, eq=False)
class AskedWave:
    """One wave: the declared ties in it, and who could have had one."""

    wave: str
    partnership: str
    day: int | None
    declared: DeclaredTies
    at_risk: Bools

    @property
    def mutual(self) -> bool:
        """Whether every tie of it is mutual."""
        rows = self.declared.rows
        return bool(len(rows)) and bool(rows["direction"].eq(MUTUAL).all())


def _check_relation(study: Study, choice: Declared) -> None:
    """Raises `ArgumentError` where it is not said which relation is meant, or which does not exist."""
    if choice.relation is None or any(name not in relations_of(study) for name in choice.relation):
        declared_ties(study, None, Declared(None, choice.relation, choice.combine))
    elif len(choice.relation) > 1 and choice.combine is None:
        declared_ties(study, None, choice)


def waves_of(study: Study, choice: Declared) -> list[str]:
    """The waves in which the relation, or who answered, is on record."""
    ties = study.table("ties")
    relations = relations_of(study) if choice.relation is None else choice.relation
    of_relation = ties["relation"].fillna("").isin(relations)
    told = set(ties.loc[of_relation, "wave"].dropna())
    told |= set(study.table("responses")["wave"]) - set(ties["wave"].dropna())
    return [each.wave for each in rounds_of(study) if each.wave in told]


def asked_in(study: Study, wave: str, choice: Declared, roster: str | None) -> AskedWave:
    """What was declared in a wave, and who was there; raises `NotFoundError` for a wave that there is not."""
    declared = declared_ties(study, None, Declared(wave, choice.relation, choice.combine, choice.missing))
    rounds = {each.wave: each for each in rounds_of(study)}
    if wave not in rounds:
        template = N_("There is no wave “{id}” in this study; there are: {known}")
        raise NotFoundError(template, id=wave, known=", ".join(rounds))
    round_ = rounds[wave]
    day = round_.day if round_.day > UNDATED else None
    there = on_roster(study, IN_SERVICE if roster is None else roster, day, TiePolicy(), declared)
    there[_responding(study, declared)] = True
    return AskedWave(wave, round_.partnership, day, declared, there)


def _responding(study: Study, declared: DeclaredTies) -> Ints:
    """Who answered, by code."""
    told = responses_to(study, declared.waves)
    if told is None:
        return np.zeros(0, np.int64)
    codes = actors_of(study).codes(told.loc[told["status"].ne("none"), "actor"])
    return codes[codes >= 0]


def _consecutive(study: Study, rounds: Sequence[AskedWave]) -> Iterator[tuple[AskedWave, AskedWave]]:
    """Each wave with the one before it of its partnership."""
    latest: dict[str, AskedWave] = {}
    for each in rounds:
        if each.partnership in latest:
            yield latest[each.partnership], each
        latest[each.partnership] = each


def _changes(study: Study, before: AskedWave, after: AskedWave) -> dict[str, object]:
    waves = (before, after)
    nodes = len(actors_of(study))
    compared = compared_actors(study, waves) & of_partnership(study, after)
    risk = compared & before.at_risk & after.at_risk
    arrows = [_within(_cells(declared_arrows(study, each.declared, each.day), nodes), risk) for each in waves]
    silent = [_cells(missing_cells(study, each.declared, each.day, risk), nodes) for each in waves]
    missing = _within(np.union1d(*silent), risk)
    then, now = (np.setdiff1d(each, missing) for each in arrows)
    stable = len(np.intersect1d(then, now))
    created, dissolved = len(now) - stable, len(then) - stable
    way = 2 if before.mutual and after.mutual else 1
    total, open_ = _pairs(study, compared), _pairs(study, risk)
    counts = {
        "created": created,
        "dissolved": dissolved,
        "stable": stable,
        "absent": open_ - len(missing) - created - dissolved - stable,
        "missing": len(missing),
        "not_at_risk": total - open_,
        "cells": total,
    }
    tied = created + dissolved + stable
    return {
        "partnership": after.partnership or None,
        "relation": ", ".join(after.declared.relations) or None,
        "from": before.wave,
        "to": after.wave,
        **{name: count // way for name, count in counts.items()},
        "jaccard": stable / tied if tied else np.nan,
    }


def compared_actors(study: Study, waves: Sequence[AskedWave]) -> Bools:
    """Actors of the sorts that the relation ties: those asked in any of some waves, else all of them."""
    actors = actors_of(study)
    ends = [_cells_ends(study, each) for each in waves]
    tied = np.unique(np.concatenate(ends)).astype(np.int64)
    found = np.zeros(len(actors), np.bool_)
    if all(responses_to(study, each.declared.waves) is not None for each in waves):
        for each in waves:
            found |= on_roster(study, ASKED, each.day, TiePolicy(), each.declared)
        found[tied] = True
    else:
        found[:] = True
    sorts = {SORTS[int(actors.is_agency[code])] for code in tied.tolist()}
    if len(sorts) == 1:
        found &= actors.is_agency == (AGENCY in sorts)
    return found


def _cells_ends(study: Study, asked: AskedWave) -> Ints:
    """Everybody whom a tie of a wave names."""
    return np.concatenate(declared_arrows(study, asked.declared, asked.day))


def of_partnership(study: Study, asked: AskedWave) -> Bools:
    """Who belongs to the partnership of a wave on its day; everybody where it has none."""
    if not asked.partnership:
        return np.ones(len(actors_of(study)), np.bool_)
    belongs = partnerships_on(study, UNDATED if asked.day is None else asked.day)
    mine = belongs.loc[belongs["partnership"] == asked.partnership, "actor"]
    found: Bools = actors_of(study).ids.isin(mine)
    return found


def _cells(ends: tuple[Ints, Ints], nodes: int) -> Ints:
    """One number for every cell."""
    return np.unique(ends[0] * np.int64(nodes) + ends[1])


def _within(cells: Ints, nodes: Bools) -> Ints:
    source, target = np.divmod(cells, max(len(nodes), 1))
    return cells[nodes[source] & nodes[target]] if len(cells) else cells


def _pairs(study: Study, nodes: Bools) -> int:
    """Ordered pairs of two actors of one sort."""
    agencies = int((nodes & actors_of(study).is_agency).sum())
    people = int(nodes.sum()) - agencies
    return agencies * (agencies - 1) + people * (people - 1)


def _said(row: dict[str, object]) -> Finding:
    shown = {name: row[name] for name in ("created", "dissolved", "stable")}
    named = {"before": row["from"], "after": row["to"], "jaccard": Figure(float(str(row["jaccard"])))}
    return Finding(CHANGED, {**shown, **named})
