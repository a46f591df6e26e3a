"""Studies and networks in which nothing is to be found, made as real ones err; and others with effects."""

from __future__ import annotations

import numpy as np
import pandas as pd

import netmap

ATTENDANCE_DESIGNS = ("even", "unequal sizes", "lost sittings", "joiners and leavers")
TRAIL_DESIGNS = ("births clustered by sitting", "unequal sizes", "lost sittings")
NETWORK_DESIGNS = ("independent", "unequal degrees", "cells missing")


def attended(rng: np.random.Generator, design: str, together: float = 0.0) -> netmap.Study:
    """Two zones that sit monthly for two years; who comes depends on the person and the sitting alone.

    `together` is the chance that a sitting is one of a clique: then people of one half come far more often.
    """
    people, sittings = 24, 24
    uneven = design == "unequal sizes"
    keen = rng.normal(0, 1.6 if uneven else 0.6, people)
    rows, meetings = [], []
    days = pd.date_range("2011-01-10", periods=sittings, freq="MS")
    joined = np.where(rng.random(people) < 0.3, rng.integers(1, 20, people), 0)
    left = np.where(rng.random(people) < 0.3, joined + rng.integers(3, 24, people), 10**4)
    served = design == "joiners and leavers"
    for zone in range(2):
        half = rng.permutation(people) < people // 2
        for sitting in range(sittings):
            size = rng.normal(-0.5, 1.0 if uneven else 0.3)
            side = np.where(half == (rng.random() < 0.5), 2.0, -2.0) * (rng.random() < together)
            there = rng.random(people) < 1 / (1 + np.exp(-(keen + size + side)))
            if served:
                there &= (joined <= sitting) & (sitting <= left)
            if design == "lost sittings" and rng.random() < 0.2:
                continue
            name = f"{zone} {sitting}"
            meetings.append((name, f"z{zone}", str(days[sitting].date())))
            rows += [(name, f"p{person}") for person in np.flatnonzero(there)]
    ends = [str(days[place].date()) if place < sittings else None for place in left]
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": [f"a{place}" for place in range(6)]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": [f"p{place}" for place in range(people)],
                "agency": [f"a{place % 6}" for place in range(people)],
                "joined": [str(days[place].date()) for place in joined] if served else None,
                "left": ends if served else None,
            }
        ),
        zones=pd.DataFrame({"zone": ["z0", "z1"]}),
        meetings=pd.DataFrame(meetings, columns=["meeting", "zone", "date"]),
        attendance=pd.DataFrame(rows, columns=["meeting", "practitioner"]),
    )


def trodden(rng: np.random.Generator, design: str, effect: float = 0.0) -> netmap.Study:
    """Sittings of strangers, of whom some meet again: all trails of a sitting share its luck.

    A label is tossed for each sitting; `effect` is how much likelier (log odds) people of sittings labelled b
    meet again.
    """
    sittings, rows, meetings = 30, [], []
    person = 0
    for sitting in range(sittings):
        size = int(rng.integers(2, 14)) if design == "unequal sizes" else int(rng.integers(4, 8))
        group = [f"p{person + place}" for place in range(size)]
        person += size
        label = "ab"[int(rng.random() < 0.5)]
        luck = rng.normal(0, 1.5) + effect * (label == "b")
        start = pd.Timestamp("2011-01-10") + pd.Timedelta(days=int(rng.integers(0, 500)))
        for again in range(4):
            come = again == 0 or rng.random() < 1 / (1 + np.exp(-luck))
            if not come or (design == "lost sittings" and again and rng.random() < 0.2):
                continue
            name = f"{sitting} {again}"
            day = start + pd.Timedelta(days=20 * again + int(rng.integers(0, 10)))
            meetings.append((name, "z", str(day.date()), label))
            rows += [(name, who) for who in group if again == 0 or rng.random() < 0.8]
    return netmap.from_tables(
        partnerships=pd.DataFrame(
            {"partnership": ["P"], "observed_from": ["2010-01-01"], "observed_to": ["2012-10-01"]}
        ),
        practitioners=pd.DataFrame({"practitioner": [f"p{place}" for place in range(person)]}),
        zones=pd.DataFrame({"zone": ["z"]}),
        meetings=pd.DataFrame(meetings, columns=["meeting", "zone", "date", "label"]),
        attendance=pd.DataFrame(rows, columns=["meeting", "practitioner"]),
    )


def tied(
    rng: np.random.Generator, design: str, effect: float = 0.0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """An outcome, a predictor and another that goes with both; `effect` is what the predictor does."""
    nodes = 20
    uneven = 1.0 if design == "unequal degrees" else 0.3
    cells = [
        rng.normal(0, uneven, nodes)[:, None]
        + rng.normal(0, uneven, nodes)
        + rng.normal(0, 1, (nodes, nodes))
        for _ in range(3)
    ]
    other = cells[2]
    predictor = cells[1] + 0.5 * other
    outcome = ((cells[0] + effect * cells[1] + 0.5 * other) > 0.5).astype(float)
    if design == "cells missing":
        outcome[rng.random((nodes, nodes)) < 0.1] = np.nan
    return outcome, predictor, other
