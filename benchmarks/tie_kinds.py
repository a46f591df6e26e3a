"""How fast ties are told apart: `netmap.ties` beside a plain pandas groupby-apply version of the same rules.

Run from the project's folder: python -m benchmarks.tie_kinds [contacts] [pairs to time the peer on]
Prints seconds, the ratio and the peak memory; both run on the same data in the same run. The peer
classifies a random sample of the pairs and its time per pair is scaled to all of them, since the
whole would take many minutes; its preparation is timed in full.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import pandas as pd

import netmap
from tests.big_partnership import partnership

T = TypeVar("T")
DAY = pd.Timedelta(days=1)


def main(contacts: int = 990_000, sample: int = 3_000) -> None:
    """Time both and print what came of it."""
    tables = partnership(10_000, 200, 10_000, contacts, seed=1)
    study = netmap.from_tables(**tables)
    encounters = len(tables["meetings"]) + len(tables["contacts"])
    seconds, found = timed(lambda: netmap.ties(study))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"encounters                    {encounters:>12,}")
    print(f"ties found                    {len(found):>12,}")
    print(f"netmap.ties                   {seconds:>12.2f} s, peak memory of the process {memory:,.0f} MiB")
    peer = Peer(tables)
    preparing, history = timed(peer.history)
    pairs = history[["a", "b"]].drop_duplicates()
    chosen = pairs.sample(min(sample, len(pairs)), random_state=1)
    applying, kinds = timed(lambda: peer.classify(history.merge(chosen, on=["a", "b"])))
    scaled = preparing + applying * len(pairs) / len(chosen)
    print(f"pairs that met                {len(pairs):>12,}")
    print(f"groupby-apply, preparing      {preparing:>12.2f} s")
    print(f"groupby-apply, {len(chosen):>7,} pairs  {applying:>12.2f} s")
    print(f"groupby-apply, scaled to all  {scaled:>12.2f} s")
    print(f"ratio                         {scaled / seconds:>12.0f} times")
    print(f"same answers on the sample    {disagreements(found, kinds, chosen) == 0!s:>12}")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds that some work took, and its answer."""
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


def disagreements(found: pd.DataFrame, kinds: pd.DataFrame, chosen: pd.DataFrame) -> int:
    """How many of the chosen pairs the two tell apart differently."""
    columns = [
        "kind",
        "origin",
        "state",
        "first",
        "last",
        "occasions",
        "settings",
        "beyond_zone",
        "consolidated",
    ]
    mine = found.rename(columns={"source": "a", "target": "b"}).merge(chosen, on=["a", "b"])
    mine, theirs = (frame.set_index(["a", "b"])[columns].sort_index() for frame in (mine, kinds))
    if not mine.index.equals(theirs.index):
        return len(mine.index.symmetric_difference(theirs.index))
    same = [mine[name].eq(theirs[name]) | (mine[name].isna() & theirs[name].isna()) for name in columns]
    return int((~np.logical_and.reduce(same)).sum())


class Peer:
    """The rules as one would write them first: a table of who met whom, grouped by pair, and a function."""

    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        self.tables = tables
        site = tables["partnerships"].iloc[0]
        self.baseline = pd.Timestamp(site["baseline"])
        self.as_of = pd.Timestamp(site["observed_to"])

    def history(self) -> pd.DataFrame:
        """A row for each pair and encounter: a, b, day, zone, channel, object, and what embedding asks."""
        met = pd.concat([self.talks(), self.sittings()], ignore_index=True)
        met["day"] = pd.to_datetime(met["day"])
        met = met[met["day"] <= self.as_of]
        about = self.tables["zones"].set_index("zone")["object"]
        met["object"] = met["object"].where(met["object"].notna(), met["zone"].map(about))
        met[["a", "b"]] = np.sort(met[["a", "b"]].to_numpy(dtype=object), axis=1)
        met = met.sort_values(["a", "b", "day"])
        self.second, self.known = self.acquaintances(met)
        self.seats = dict(iter(self.posts().groupby("practitioner")))
        return met

    def present(self, met: pd.DataFrame, who: str) -> pd.Series:
        """Whether the person was there between joining and leaving; agencies always are."""
        people = self.tables["practitioners"].set_index("practitioner")
        joined, left = met[who].map(people["joined"]), met[who].map(people["left"])
        return ~((joined > met["day"]) | (left < met["day"]))

    def talks(self) -> pd.DataFrame:
        met = self.tables["contacts"].rename(columns={"source": "a", "target": "b", "date": "day"})
        met = met[["a", "b", "day", "zone", "channel", "object"]]
        agencies = set(self.tables["agencies"]["agency"])
        one_sort = met["a"].isin(agencies) == met["b"].isin(agencies)
        return met[one_sort & (met["a"] != met["b"]) & self.present(met, "a") & self.present(met, "b")]

    def sittings(self) -> pd.DataFrame:
        rows = self.tables["attendance"].query("status == 'present'")[["meeting", "practitioner"]]
        rows = rows.merge(self.tables["meetings"][["meeting", "zone", "date"]], on="meeting")
        rows = rows.rename(columns={"date": "day"})
        rows = rows[self.present(rows, "practitioner")]
        met = rows.merge(rows[["meeting", "practitioner"]], on="meeting", suffixes=("_a", "_b"))
        met = met.rename(columns={"practitioner_a": "a", "practitioner_b": "b"})
        return met[met["a"] < met["b"]].assign(channel=None, object=None).drop(columns="meeting")

    def posts(self) -> pd.DataFrame:
        posts = self.tables["posts"][["practitioner", "zone", "joined", "left"]].copy()
        posts["joined"] = pd.to_datetime(posts["joined"]).fillna(pd.Timestamp.min.ceil("D"))
        posts["left"] = pd.to_datetime(posts["left"]).fillna(pd.Timestamp.max.floor("D"))
        return posts

    @staticmethod
    def acquaintances(met: pd.DataFrame) -> tuple[dict[Any, Any], dict[Any, set[Any]]]:
        """The second day of every pair that has one, and with whom each actor has one."""
        days = met[["a", "b", "day"]].drop_duplicates()
        second = days.groupby(["a", "b"])["day"].nth(1)
        rows = days.loc[second.index]
        by_pair = {(row.a, row.b): row.day for row in rows.itertuples()}
        known: dict[Any, set[Any]] = {}
        for a, b in by_pair:
            known.setdefault(a, set()).add(b)
            known.setdefault(b, set()).add(a)
        return by_pair, known

    def classify(self, history: pd.DataFrame) -> pd.DataFrame:
        """Each pair's kind, origin, state and counts."""
        answers = history.groupby(["a", "b"]).apply(self.tie)
        return answers[answers["kind"].notna()].reset_index()

    def tie(self, met: pd.DataFrame) -> pd.Series:
        days = met["day"].drop_duplicates()
        kind, origin, consolidated = self.kind(met.name, met, days)
        quiet = self.as_of - days.iloc[-1] > 90 * DAY
        born = set(met.loc[met["day"] == days.iloc[0], "zone"].dropna())
        setting = met["zone"].where(met["zone"].notna(), "channel: " + met["channel"])
        return pd.Series(
            {
                "kind": kind,
                "origin": origin,
                "state": "active" if not quiet else "faded" if kind == "cognitive_trail" else "dormant",
                "first": days.iloc[0],
                "last": days.iloc[-1],
                "occasions": len(days),
                "settings": setting.nunique(),
                "beyond_zone": bool(born) and not met["zone"].isin(born).all(),
                "consolidated": consolidated,
            }
        )

    def kind(self, pair: tuple[str, str], met: pd.DataFrame, days: pd.Series) -> tuple[Any, Any, Any]:
        before, since = days[days < self.baseline], days[days >= self.baseline]
        if len(before) >= 3 and before.iloc[-1] - before.iloc[0] >= 90 * DAY:
            developed = self.developed(met)
            return ("new_network", "developed", developed) if developed else ("old_network", None, pd.NaT)
        for number, day in enumerate(since, start=1):
            enough = number >= 3 and day - since.iloc[0] >= 28 * DAY
            if enough and self.embedded(*pair, day):
                return "new_network", "mobilised", day
        return ("cognitive_trail" if len(since) else None), None, pd.NaT

    def developed(self, met: pd.DataFrame) -> Any:
        """The day on which something new since the baseline had been sustained."""
        found = []
        for criterion in ("zone", "channel", "object"):
            old = met.loc[met["day"] < self.baseline, criterion].dropna()
            since = met[(met["day"] >= self.baseline) & met[criterion].notna() & ~met[criterion].isin(old)]
            for _, rows in since.groupby(criterion):
                days = rows["day"].drop_duplicates()
                late = days[(np.arange(len(days)) >= 2) & (days - days.iloc[0] >= 28 * DAY)]
                found.extend(late.iloc[:1])
        return min(found, default=None)

    def embedded(self, a: str, b: str, day: pd.Timestamp) -> bool:
        for third in self.known.get(a, set()) & self.known.get(b, set()):
            pairs = [(min(one, third), max(one, third)) for one in (a, b)]
            if all(self.second[pair] <= day for pair in pairs):
                return True
        if a not in self.seats or b not in self.seats:
            return False
        both = self.seats[a].merge(self.seats[b], on="zone")
        begin = both[["joined_x", "joined_y"]].max(axis=1)
        end = both[["left_x", "left_y"]].min(axis=1)
        return bool(((begin <= end) & (begin <= day)).any())


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
