"""How fast gaps are found: 1,000 people with about 40,000 contacts, every rule, and whom to introduce.

Run from the project's folder: python -m benchmarks.gaps
A simulated partnership of three years. The rules are asked where every encounter passes something on (limit:
1 s) and then what rests on chance (limit: 20 s); of introductions the first three out of at most 500 pairs
(limit: 10 s), beside asking one changed study after the other, timed for one pair and scaled up. Every answer
is worked out anew, but for compiled kernels, which a first run makes. Of introductions, which use several
cores, the clock is given beside the seconds of the processor: on a machine with other work it is the larger.
Then the work list of a store: once it is known, and by a service that was just started after a change, which
reads the study anew and shows the last answer (limit: 1 s).
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

import netmap
from netmap.gap_rules.rules import RULES
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.questions import question_named
from netmap.questions.context import Context
from netmap.questions.inquiry import inquiry_of
from netmap.questions.work_list import STATE_LABELS, WorkListRequest
from netmap.store.change_sets import ChangeSet, TableChange
from netmap.store.opening import open_store
from netmap.tie_kinds.baselines import as_of_day
from netmap.what_if.changed_study import meeting_days, with_contacts
from netmap.what_if.figures import Setting, measured, objective, upward_and_sideways
from tests.big_partnership import Tables, partnership

SIZE = {"people": 1_000, "agencies": 60, "meetings": 400, "contacts": 40_000}
ENDS = {"source": "person_1_1", "target": "person_1_2"}
CERTAIN = {"transmission_probability": 1.0}


def main() -> None:
    """Time every way, and print what came of it."""
    tables = partnership(**SIZE)
    for _ in range(2):
        fresh(tables, netmap.gaps, rules=[rule.name for rule in RULES])
    seconds, found = fresh(tables, netmap.gaps, **CERTAIN)
    print(f"all rules at p = 1        {seconds:8.3f} s   {len(found)} gaps")
    chance = [rule.name for rule in RULES if rule.by_chance] + ["single-champion"]
    seconds, found = fresh(tables, netmap.gaps, rules=chance)
    print(f"what rests on chance      {seconds:8.3f} s   {len(found)} gaps")
    fresh(tables, netmap.introductions, k=1)
    clock = time.perf_counter()
    seconds, found = fresh(tables, netmap.introductions)
    clock = time.perf_counter() - clock
    about = {key: found.attrs[key] for key in ("candidates", "looked_at", "left_out")}
    print(f"three introductions       {seconds:8.3f} s   {clock:.1f} s by the clock, {about}")
    print(found[["gain", "se"]].round(5).values.tolist())
    one = one_by_one(tables, (str(found["source"][0]), str(found["target"][0])))
    print(f"asked one by one          {one * 3 * about['looked_at']:8.0f} s   {one:.2f} s each")
    with tempfile.TemporaryDirectory() as folder:
        opened_list(tables, Path(folder, "ours.netmap"))


def fresh(tables: Tables, ask: Callable[..., Any], **told: Any) -> tuple[float, Any]:
    """The seconds that an answer takes of a study of which nothing is known yet, and the answer."""
    study = netmap.from_tables(**tables)
    begun = time.process_time()
    found = ask(study, **told)
    return time.process_time() - begun, found


def opened_list(tables: Tables, where: Path) -> None:
    """Print what opening the work list of a store takes, by the clock and of the processor."""
    with open_store(where) as store:
        store.create_study(LOCAL_USER, "ours")
        store.write_study(LOCAL_USER, "ours", netmap.from_tables(**tables))
        library = StudyLibrary([store])
        asked_list(library, "found for the first time", last=False)
        asked_list(library, "once it is known", last=True)
        library.close()
    with open_store(where) as store:
        row = pd.DataFrame([{"contact": "one more", "date": "2023-12-29", **ENDS}])
        store.write(LOCAL_USER, "ours", ChangeSet("test", {"contacts": TableChange(row)}, "one more"))
        library = StudyLibrary([store])
        asked_list(library, "from the last answer", last=True)
        library.close()


def asked_list(library: StudyLibrary, said: str, *, last: bool) -> None:
    """Ask the whole list as its page does, and print the seconds."""
    context = Context(study="ours", principal=LOCAL_USER)
    request = WorkListRequest(state=tuple(STATE_LABELS), most=10_000, last=last)
    clock, begun = time.perf_counter(), time.thread_time()
    answer = question_named("work-list").ask(inquiry_of(library, context), request)
    clock, begun = time.perf_counter() - clock, time.thread_time() - begun
    facts = answer.facts
    print(f"list, {said:26}  {begun:6.3f} s   {clock:.2f} s by the clock, {len(facts.found)} items")


def one_by_one(tables: Tables, pair: tuple[str, str]) -> float:
    """The seconds that asking one changed study takes."""
    study = netmap.from_tables(**tables)
    day = as_of_day(study, None)
    assert day is not None
    setting = Setting(day - 364, day, netmap.PathRule().at_yardstick, netmap.TiePolicy())
    before = measured(study, setting, upward_and_sideways(study, setting))
    changed = with_contacts(study, [pair], meeting_days(setting.start, setting.end))
    begun = time.process_time()
    objective(changed, setting, before)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
