"""Waves of a relation as square tables of codes: a tie, none, not answered, not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.comparison.tie_changes import AskedWave, asked_in, compared_actors, of_partnership, waves_of
from netmap.graph_measures.declared_arrows import declared_arrows, missing_cells
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.declared import Declared, relations_of

NO_TIE, TIE, NOT_ANSWERED, NOT_THERE, FIXED_TIE = 0, 1, -1, 10, 11
"""What a cell may be: RSiena calls 10 and 11 structurally fixed; not answered is NA there."""

FIXED = "structural"
"""The column of a study's own in which a tie is said to be fixed."""


@dataclass(frozen=True, slots=True, eq=False)
class WavePanel:
    """The waves of one relation in one partnership ("": none), over the same actors.

    `actors` are codes, `codes` a square table for each wave in their order, `mutual` whether every tie is.
    """

    partnership: str
    relation: str
    waves: tuple[str, ...]
    actors: Ints
    codes: tuple[npt.NDArray[np.int8], ...]
    mutual: bool


def wave_panels(study: Study) -> Iterator[WavePanel]:
    """Every relation with at least one wave, in each partnership that was asked.

    Cells are those of `tie_changes`: actors who were asked or, without responses, all known; a cell of
    somebody who was not yet or no longer there is 10, one that was not answered is not, and a tie that the
    study's own column `structural` calls true is 11.
    """
    for relation in relations_of(study):
        choice = Declared(None, relation)
        rounds = [asked_in(study, wave, choice, None) for wave in waves_of(study, choice)]
        for partnership in dict.fromkeys(each.partnership for each in rounds):
            mine = tuple(each for each in rounds if each.partnership == partnership)
            yield _panel(study, relation, mine)


def _panel(study: Study, relation: str, waves: tuple[AskedWave, ...]) -> WavePanel:
    mine = np.logical_or.reduce([of_partnership(study, each) for each in waves])
    actors = np.flatnonzero(compared_actors(study, waves) & mine)
    codes = tuple(_codes(study, each, actors) for each in waves)
    tied = [each for each in waves if len(each.declared.rows)]
    mutual = bool(tied) and all(each.mutual for each in tied)
    return WavePanel(
        waves[0].partnership, relation, tuple(each.wave for each in waves), actors, codes, mutual
    )


def _codes(study: Study, wave: AskedWave, actors: Ints) -> npt.NDArray[np.int8]:
    place = np.full(len(actors_of(study)), -1, np.int64)
    place[actors] = np.arange(len(actors))
    found = np.zeros((len(actors), len(actors)), np.int8)
    inside: Bools = np.zeros(len(place), np.bool_)
    inside[actors] = True
    _fill(found, place, missing_cells(study, wave.declared, wave.day, inside & wave.at_risk), NOT_ANSWERED)
    _fill(found, place, declared_arrows(study, wave.declared, wave.day), TIE)
    rows = wave.declared.answered
    if FIXED in rows:
        fixed = rows[rows[FIXED].astype("str").str.casefold().eq("true")]
        codes = [actors_of(study).codes(fixed[end]) for end in ("source", "target")]
        both = fixed["direction"].eq("mutual").to_numpy(dtype=bool)
        _fill(found, place, (codes[0], codes[1]), FIXED_TIE)
        _fill(found, place, (codes[1][both], codes[0][both]), FIXED_TIE)
    gone = ~wave.at_risk[actors]
    found[gone, :] = found[:, gone] = NOT_THERE
    np.fill_diagonal(found, NO_TIE)
    return found


def _fill(found: npt.NDArray[np.int8], place: Ints, ends: tuple[Ints, Ints], code: int) -> None:
    source, target = (np.where(each >= 0, place[each], -1) for each in ends)
    known = (source >= 0) & (target >= 0)
    found[source[known], target[known]] = code
