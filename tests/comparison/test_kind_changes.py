"""What became of ties between two days: against two tables of ties, and a merger."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pandas as pd
import pytest

import netmap
from netmap.model.errors import ArgumentError
from netmap.model.i18n import ENGLISH
from tests import shared_data


def slow(study: netmap.Study, start: str, end: str) -> Counter[tuple[str | None, ...]]:
    """From the two tables of ties, pair by pair."""
    days = []
    for day in (start, end):
        table = netmap.ties(study, day)
        table = table[table["kind_computed"].notna()]
        days.append({(row.source, row.target): (row.kind_computed, row.state) for row in table.itertuples()})
    pairs = days[0].keys() | days[1].keys()
    return Counter((*days[0].get(pair, (None, None)), *days[1].get(pair, (None, None))) for pair in pairs)


@pytest.mark.parametrize(("start", "end"), [("2023-03-31", "2023-09-07"), ("2022-01-01", "2023-12-31")])
def test_as_two_tables_of_ties_say(start: str, end: str) -> None:
    study = shared_data.bundled("riverside")
    found = netmap.kind_changes(study, start, end)
    table = found.table()
    cells = table.astype(object).where(table.notna(), None)
    ours = {tuple(row[:-1]): row[-1] for row in cells.itertuples(index=False)}
    assert ours == dict(slow(study, start, end))
    assert found.n == table["n"].sum()
    born = table.loc[table["kind_before"].isna(), "n"].sum()
    days = [ENGLISH.date(dt.date.fromisoformat(day)) for day in (start, end)]
    assert f"{born} ties of {days[1]} were none on {days[0]}." in found.sentence
    assert table["kind_after"].notna().all()


def test_ties_of_agencies_that_merge_are_followed() -> None:
    """Two ties of two agencies that become one are one tie before, the strongest."""
    rows = [(f"2011-01-0{day}", "=A1", "1") for day in (1, 2)] + [("2011-01-05", "Č-12", "1")]
    study = netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["=A1", "Č-12", "1"]}),
        agency_changes=pd.DataFrame(
            {"agency": ["Č-12"], "successor": ["=A1"], "date": ["2011-02-01"], "kind": ["merged"]}
        ),
        contacts=pd.DataFrame(rows, columns=["date", "source", "target"]).assign(contact=["a", "b", "c"]),
    )
    found = netmap.kind_changes(study, "2011-01-31", "2011-03-01").table()
    assert found[["kind_before", "kind_after", "n"]].to_numpy().tolist() == [
        ["cognitive_trail", "cognitive_trail", 1]
    ]


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ArgumentError):
        netmap.kind_changes(shared_data.bundled("riverside"), "2023-03-31", "2022-03-31")
