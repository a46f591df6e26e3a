"""Small studies with hostile ids that are handed to R, and back."""

from __future__ import annotations

import pandas as pd

import netmap

IDS = ("=A1", "a,b", 'the "old"', "<b>x</b>", "Č-12", "1")
WAVES = {
    "w1": ("2010-01-01", "2010-01-31"),
    "w2": ("2011-01-01", "2011-01-31"),
    "w3": ("2012-01-01", "2012-01-31"),
}


def asked_in_waves() -> netmap.Study:
    """Three waves of two relations: one joins, one leaves, one comes back; a cell is not answered."""
    advice = {
        "w1": [(0, 1), (1, 2), (2, 0), (3, 4)],
        "w2": [(0, 1), (1, 2), (0, 2), (4, 0)],
        "w3": [(0, 1), (2, 1), (0, 5), (3, 0)],
    }
    rows = [
        {"source": IDS[a], "target": IDS[b], "relation": "advice", "wave": wave}
        for wave, pairs in advice.items()
        for a, b in pairs
    ]
    rows += [
        {"source": IDS[0], "target": IDS[1], "relation": "trust", "wave": wave, "direction": "mutual"}
        for wave in ("w1", "w2")
    ]
    rows.append({"source": IDS[1], "target": IDS[0], "relation": "advice", "wave": "w2", "missing": True})
    ties = pd.DataFrame(rows)
    ties["structural"] = (
        (ties["source"] == IDS[0]) & (ties["target"] == IDS[1]) & (ties["relation"] == "advice")
    )
    ties["structural"] = ties["structural"].map({True: "true", False: None})
    stays = [
        (3, None, "2010-06-30"),
        (3, "2011-06-01", None),
        (4, None, "2011-06-30"),
        (5, "2011-06-01", None),
    ]
    return netmap.from_tables(
        partnerships=pd.DataFrame({"partnership": ["P"]}),
        agencies=pd.DataFrame({"agency": IDS, "partnership": "P"}),
        members=pd.DataFrame(
            [
                {"partnership": "P", "actor": IDS[who], "joined": one, "left": other}
                for who, one, other in stays
            ]
        ),
        waves=pd.DataFrame(
            [
                {"wave": wave, "partnership": "P", "start": start, "end": end}
                for wave, (start, end) in WAVES.items()
            ]
        ),
        ties=ties,
    )


def met_and_declared() -> netmap.Study:
    """A pair seen now and again, one seen at the end, a declared tie between days, one without any."""
    days = ["2010-01-10", "2010-02-01", "2012-03-01", "2012-03-05"]
    contacts = pd.DataFrame(
        {"contact": [*"abcd", "e"], "date": [*days, "2012-03-06"], "source": IDS[0], "target": IDS[1]}
    )
    contacts.loc[4, "target"] = IDS[2]
    return netmap.from_tables(
        practitioners=pd.DataFrame({"practitioner": IDS}),
        contacts=contacts,
        ties=pd.DataFrame(
            {
                "source": [IDS[3], IDS[4]],
                "target": [IDS[4], IDS[5]],
                "relation": "advice",
                "start": ["2011-01-01", None],
                "end": ["2011-12-31", None],
            }
        ),
    )
