"""Agencies by window: counted again from the ties of people, one by one."""

from __future__ import annotations

from collections import Counter

import netmap
from tests import shared_data


def test_pairs_and_differences_are_those_of_the_ties_themselves() -> None:
    study = shared_data.bundled("riverside")
    windows = netmap.windows(study, around="2023-09-01", months=6)
    found = netmap.agency_matrices(study, windows)
    agency = study.practitioners.set_index("practitioner")["agency"]
    for name, end in zip(windows["window"], windows["end"], strict=True):
        ties = netmap.ties(study, as_of=end)
        counted: Counter[tuple[str, str]] = Counter()
        for row in ties[ties["state"] == "active"].itertuples():
            pair = sorted((str(agency[row.source]), str(agency[row.target])))
            if pair[0] != pair[1] and "nan" not in pair:
                counted[pair[0], pair[1]] += 1
        rows = found.table().loc[lambda frame, name=name: frame["window"] == name]
        assert {(row.agency_a, row.agency_b): row.n for row in rows.itertuples()} == dict(counted)
    changed = found.table("differences")
    assert (changed["after"] - changed["before"] == changed["change"]).all()
