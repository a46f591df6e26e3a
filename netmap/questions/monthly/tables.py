"""The tables of the packs, one below the other; of a month of which nothing is on record nothing is told."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.questions.gaps import FEW
from netmap.questions.monthly.packs import Packs
from netmap.questions.monthly.sentences import questions_of, recorded


def counts(facts: Packs) -> pd.DataFrame:
    """Sittings, who came, and pairs of agencies, of each partnership of which anything is on record.

    Fewer than five people are not counted out, and what cannot be seen is missing.
    """
    rows = []
    for pack in filter(recorded, facts.packs):
        before, now = pack.pairs
        pairs = (len(before), len(now), len(now - before), len(before - now))
        sittings, people, agencies = pack.present
        few = 0 < people < FEW or (sittings and not pack.told)
        came = (np.nan, np.nan) if few else (people, agencies)
        rows.append((pack.partnership, sittings, *came, *((np.nan,) * 4 if pack.ties_unseen else pairs)))
    columns = ["partnership", "sittings", "people", "agencies", "pairs_before", "pairs", "new", "gone"]
    return pd.DataFrame(rows, columns=columns)


def changes(facts: Packs) -> pd.DataFrame:
    """Every pair of agencies that is new or gone."""
    rows = [
        (pack.partnership, change, *pair)
        for pack in facts.packs
        if recorded(pack)
        for change, pairs in (("new", pack.new), ("gone", pack.gone))
        for pair in pairs
    ]
    return pd.DataFrame(rows, columns=["partnership", "change", "agency_a", "agency_b"])


def rises(facts: Packs) -> pd.DataFrame:
    """What rose and came back; of fewer than five people at a level nothing is counted out."""
    columns = ["partnership", "from_level", "to_level", "people", "certain", "expected", "before"]
    rows = [
        (pack.partnership, *row)
        for pack in filter(recorded, facts.packs)
        for row in pack.rises.itertuples(index=False)
    ]
    found = pd.DataFrame(rows, columns=columns)
    few = found["people"].lt(FEW)
    counts = ["people", "certain", "expected", "before"]
    return found.assign(**{name: found[name].astype("float64").mask(few) for name in counts})


def gaps(facts: Packs) -> pd.DataFrame:
    """Three gaps of each partnership, as a board reads them."""
    columns = ["severity", "title", "about"]
    rows = [
        (pack.partnership, *row)
        for pack in filter(recorded, facts.packs)
        for row in pack.gaps[columns].itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["partnership", *columns])


def questions(facts: Packs) -> pd.DataFrame:
    """Three questions of each partnership."""
    rows = [
        (pack.partnership, place, question)
        for pack in filter(recorded, facts.packs)
        for place, question in enumerate(questions_of(pack, facts.t), 1)
    ]
    return pd.DataFrame(rows, columns=["partnership", "place", "question"])
