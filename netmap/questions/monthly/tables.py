"""The tables of the packs, one below the other; of a month of which nothing is on record nothing is told."""

from __future__ import annotations

import pandas as pd

from netmap.questions.monthly.packs import Packs
from netmap.questions.monthly.sentences import questions_of, recorded


def counts(facts: Packs) -> pd.DataFrame:
    """Sittings, who came, and pairs of agencies, of each partnership of which anything is on record."""
    rows = []
    for pack in filter(recorded, facts.packs):
        before, now = pack.pairs
        pairs = (len(before), len(now), len(now - before), len(before - now))
        rows.append((pack.partnership, *pack.present, *pairs))
    columns = ["partnership", "sittings", "people", "agencies", "pairs_before", "pairs", "new", "gone"]
    return pd.DataFrame(rows, columns=columns)


def changes(facts: Packs) -> pd.DataFrame:
    """Every pair of agencies that is new or gone."""
    rows = [
        (pack.partnership, change, *pair)
        for pack in facts.packs
        for change, pairs in (("new", pack.new), ("gone", pack.gone))
        for pair in pairs
    ]
    return pd.DataFrame(rows, columns=["partnership", "change", "agency_a", "agency_b"])


def rises(facts: Packs) -> pd.DataFrame:
    """What rose and came back."""
    columns = ["partnership", "from_level", "to_level", "people", "certain", "expected", "before"]
    rows = [
        (pack.partnership, *row)
        for pack in filter(recorded, facts.packs)
        for row in pack.rises.itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=columns)


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
