"""Introductions among the items of the work list: what the best one would gain, and a message to copy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from netmap.library.kept_answers import known_answer
from netmap.model.i18n import N_, Translator
from netmap.model.study import Study
from netmap.questions.question import Inquiry
from netmap.questions.readable import names_of
from netmap.what_if.introductions import introductions

PARTIES = ("agency", "practitioner")
"""What can be introduced to another."""

COMMON = ("need", "area", "object", "zone", "service")

NOT_YET = N_(
    "Hello {names},\n\nas far as our record shows, you have not met yet. You have {common} in common.\n\n"
    "Shall the three of us meet for half an hour in the next two weeks? I will gladly suggest a day.\n\n"
    "Best wishes"
)
QUIET = N_(
    "Hello {names},\n\nas far as our record shows, you have not met for a while.\n\n"
    "Shall the three of us meet for half an hour in the next two weeks? I will gladly suggest a day.\n\n"
    "Best wishes"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who could be introduced: their ids, agencies, what the two share, and the gain in points of 100."""

    ids: tuple[str, str]
    agencies: frozenset[str]
    shares: tuple[str, ...]
    gain: float


def with_introductions(inquiry: Inquiry, rows: pd.DataFrame) -> pd.DataFrame:
    """Items with the gain of the best introduction that takes part in them, and a message where there is one.

    Gains are known once somebody asked whom to introduce to whom (`introductions`); nobody waits for them.
    `gain` is in points of 100, NaN where it is not known; `draft` is missing where nobody can be named.
    """
    pairs = _known_pairs(inquiry.study)
    names = names_of(inquiry.study, ("practitioners", "agencies", "zones"))
    told = [
        _of_item(list(zip(json.loads(sorts), json.loads(actors), strict=True)), pairs, names, inquiry.t)
        for sorts, actors in zip(rows["sorts"], rows["actors"], strict=True)
    ]
    return rows.assign(
        gain=pd.Series([gain for gain, _ in told], dtype="float64", index=rows.index),
        draft=pd.Series([draft for _, draft in told], dtype="object", index=rows.index),
    )


def _known_pairs(study: Study) -> list[Pair]:
    """The introductions that were worked out already, as their question asks for them."""
    from netmap.learning.path_rule import PathRule
    from netmap.questions.introductions import IntroductionsRequest
    from netmap.tie_kinds.policy import TiePolicy

    found = known_answer(
        study,
        introductions,
        k=IntroductionsRequest().pairs,
        as_of=None,
        baseline=None,
        policy=TiePolicy(),
        **PathRule().at_yardstick.taken_by(introductions),
    )
    if found is None:
        return []
    agency = study.practitioners.set_index("practitioner")["agency"].to_dict()
    return [
        Pair(
            (str(row.source), str(row.target)),
            frozenset(str(agency[each]) for each in (row.source, row.target) if each in agency),
            tuple(str(each) for each in row.shares),
            100 * float(row.gain),
        )
        for row in found.itertuples()
    ]


def _of_item(
    actors: Sequence[tuple[str, str]], pairs: Sequence[Pair], names: dict[str, str], t: Translator
) -> tuple[float, str | None]:
    """The gain of the best introduction of somebody who takes part, and the message for it."""
    people = {id_ for sort, id_ in actors if sort == "practitioner"}
    agencies = {id_ for sort, id_ in actors if sort == "agency"}
    mine = [each for each in pairs if people & set(each.ids) or agencies & each.agencies]
    if mine:
        best = max(mine, key=lambda each: each.gain)
        return best.gain, _message([names.get(each, each) for each in best.ids], best.shares, t)
    parties = [names.get(id_, id_) for sort, id_ in actors if sort in PARTIES]
    if len(parties) < 2:
        return float("nan"), None
    return float("nan"), _message(parties, [names.get(id_, id_) for sort, id_ in actors if sort in COMMON], t)


def _message(names: Sequence[str], common: Sequence[str], t: Translator) -> str:
    text = t.gettext(NOT_YET if common else QUIET)
    return text.format(names=t.listing(list(names)), common=t.listing(list(common)) if common else "")
