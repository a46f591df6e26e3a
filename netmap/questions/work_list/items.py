"""The items of the work list: found by the saved rule, with what was written of them, in order."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from netmap.boundary_zones.never_came import never_came
from netmap.gap_rules.rules import RULES
from netmap.gap_rules.saved_rule import saved_rule
from netmap.gap_rules.work_items import OPEN, STATES, work_items
from netmap.learning.path_rule import PathRule
from netmap.model.dates import as_day, from_day
from netmap.model.errors import NotAllowedError
from netmap.model.i18n import N_, Translator
from netmap.questions import gaps
from netmap.questions.method import method_of
from netmap.questions.question import BOARD, Answer, Inquiry
from netmap.questions.readable import names_of
from netmap.questions.work_list import DUE, OWNER, RULE, SINCE, WORTH
from netmap.questions.work_list.drafts import with_introductions
from netmap.records.work_list.found import Found, found_last, found_now
from netmap.records.work_list.recording import unrecorded

if TYPE_CHECKING:
    from netmap.questions.work_list import WorkListRequest

TABLES_OF = {"zone": "zones", "service": "services", "agency": "agencies", "practitioner": "practitioners"}
"""In which table the record of what takes part is edited."""

NOT_BY = N_("A board reads agencies and counts: leave out the owner and the day from which days are counted.")

FRESH = {"uncovered-need": "services", "no-boundary-zone": "zones", "users-absent": "zones"}
"""Rules whose gap is mended by a record that is not there yet, and its table."""


@dataclass(frozen=True, slots=True, eq=False)
class WorkList:
    """The items that are shown, all that were asked for, and how many there are in all.

    `counts` are items by state, `overdue` ones, and those `unrecorded`. `change`: after which change of the
    store it was found (None: a study of files), `current`: whether nothing has changed since. `named`:
    whether people may be named.
    """

    shown: pd.DataFrame
    found: pd.DataFrame
    never_came: pd.DataFrame
    counts: Mapping[str, int]
    named: bool
    today: dt.date
    change: int | None
    current: bool
    language: str

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return len(self.found) - len(self.shown)


def work_list(inquiry: Inquiry, request: WorkListRequest) -> Answer:
    """The items of a study in order, by its saved rule.

    Raises `NotAllowedError` where a board asks by what it may not read: whose items, or when they are due.
    """
    named = inquiry.context.principal.role != BOARD
    if not named and (request.owner is not None or request.today is not None):
        raise NotAllowedError(NOT_BY)
    study, language = inquiry.study, inquiry.t.language
    today = request.today or dt.datetime.now().astimezone().date()
    found = (found_last if request.last else found_now)(study, language)
    rows = work_items(study, found.gaps, today)
    mine = gaps.of_partnership(inquiry, rows if named else gaps.without_people(rows))
    readable = _readable(inquiry, mine)
    method = _method(inquiry, found, int((mine["state"] == OPEN).sum()))
    counts = _counts(mine, today, unrecorded(rows) if named else 0)
    if not named:
        told = gaps.for_board(_asked(readable, request), "state")
        done = told.assign(done_at=[_done_at(name) for name in told["rule"]])
        nobody = pd.DataFrame({"zone": []})
        facts = _facts(inquiry, request, done, nobody, counts, found, today, False)
        return Answer(facts, method)
    whole = _with_places(with_introductions(inquiry, readable))
    chosen = sorted_items(_asked(whole, request), request.sort)
    facts = _facts(inquiry, request, chosen, _never_came(inquiry), counts, found, today, True)
    return Answer(facts, method)


def _facts(
    inquiry: Inquiry,
    request: WorkListRequest,
    chosen: pd.DataFrame,
    nobody: pd.DataFrame,
    counts: Mapping[str, int],
    found: Found,
    today: dt.date,
    named: bool,
) -> WorkList:
    return WorkList(
        chosen.head(request.most),
        chosen,
        nobody,
        counts,
        named,
        today,
        found.change,
        found.current,
        inquiry.t.language,
    )


def _method(inquiry: Inquiry, found: Found, n: int) -> Any:
    """How it came about: by the saved rule, whatever the reader's view says."""
    rule, paths = saved_rule(inquiry.study), PathRule()
    saved = inquiry.but(
        ties=rule.policy, baseline=rule.baseline, paths=paths, start=None, end=None, roster=None
    )
    days = [as_day(found.gaps.attrs[key] or None) for key in ("start", "as_of")]
    window = tuple(None if day is None else from_day(day) for day in days)
    return method_of(
        saved,
        n,
        window=(window[0], window[1]),
        ties=True,
        horizon=True,
        chance=paths.at_yardstick,
    )


def _counts(rows: pd.DataFrame, today: dt.date, changed: int) -> dict[str, int]:
    states = {state: int((rows["state"] == state).sum()) for state in STATES}
    overdue = (rows["state"] == OPEN) & (rows["due"] < pd.Timestamp(today))
    return {**states, "overdue": int(overdue.sum()), "unrecorded": changed}


def _readable(inquiry: Inquiry, rows: pd.DataFrame) -> pd.DataFrame:
    """Items with titles and names; what is not found any more has neither evidence nor suggestion."""
    texts = rows.assign(evidence=rows["evidence"].fillna(""), suggestion=rows["suggestion"].fillna(""))
    return gaps.readable_in_short(inquiry, texts)


def _asked(rows: pd.DataFrame, request: WorkListRequest) -> pd.DataFrame:
    wanted = rows["state"].isin(request.state)
    if request.rule:
        wanted &= rows["rule"].isin(request.rule)
    if request.owner is not None:
        wanted &= rows["owner"].fillna("") == request.owner
    severe = rows["severity"].isin(request.severity) | rows["severity"].isna()
    return rows[wanted & severe].reset_index(drop=True)


def _done_at(rule: str) -> str | None:
    return next((each.done_at for each in RULES if each.name == rule), None)


def _with_places(rows: pd.DataFrame) -> pd.DataFrame:
    """The same with where each is done, and the zone and the record by which it is."""
    actors = [_pairs(*each) for each in zip(rows["sorts"], rows["actors"], strict=True)]
    zones = [next((id_ for sort, id_ in each if sort == "zone"), None) for each in actors]
    records = [_record(rule, each) for rule, each in zip(rows["rule"], actors, strict=True)]
    return rows.assign(
        done_at=pd.Series([_done_at(name) for name in rows["rule"]], dtype="object", index=rows.index),
        zone=pd.Series(zones, dtype="object", index=rows.index),
        record_table=pd.Series([each[0] for each in records], dtype="object", index=rows.index),
        record_id=pd.Series([each[1] for each in records], dtype="object", index=rows.index),
    )


def _pairs(sorts: str, actors: str) -> list[tuple[str, str]]:
    return list(zip(json.loads(sorts), json.loads(actors), strict=True))


def _record(rule: str, actors: list[tuple[str, str]]) -> tuple[str | None, str | None]:
    """The table and the id of the record that mends a gap; no id where it is not there yet."""
    if rule in FRESH:
        return FRESH[rule], None
    for wanted in TABLES_OF:
        for sort, id_ in actors:
            if sort == wanted:
                return TABLES_OF[sort], id_
    return None, None


def sorted_items(rows: pd.DataFrame, sort: str) -> pd.DataFrame:
    """Items in the order of what comes first; ties stay in the order of the rules and of their actors.

    By worth: the most severe, of these the one whose introduction gains most, then the one with the earliest
    last day to act, then the newest. What is not known comes last.

    Example:
        >>> import pandas as pd
        >>> days = pd.to_datetime(["2011-01-01", "2011-03-01", "2011-02-01"])
        >>> found = pd.DataFrame({
        ...     "rule": ["b", "a", "c"], "severity": ["low", "low", "high"], "since": days,
        ...     "gain": float("nan"), "act_by": [days[1], pd.NaT, pd.NaT]})
        >>> [sorted_items(found, sort)["rule"].tolist() for sort in ("worth", "since", "rule")]
        [['c', 'b', 'a'], ['a', 'c', 'b'], ['a', 'b', 'c']]
    """
    weights = {name: place for place, name in enumerate(gaps.SEVERITY_LABELS)}
    keyed = rows.assign(weight=rows["severity"].map(weights))
    columns, upwards = {
        WORTH: (["weight", "gain", "act_by", "since"], [True, False, True, False]),
        SINCE: (["since", "weight"], [False, True]),
        RULE: (["rule"], [True]),
        DUE: (["due", "weight"], [True, True]),
        OWNER: (["owner", "weight"], [True, True]),
    }[sort]
    return keyed.sort_values(columns, ascending=upwards, kind="stable")[list(rows)].reset_index(drop=True)


def _never_came(inquiry: Inquiry) -> pd.DataFrame:
    """Who is expected and never comes, by name."""
    study = inquiry.study
    rows = never_came(study)
    people, agencies = names_of(study, ("practitioners",)), names_of(study, ("agencies",))
    zones = names_of(study, ("zones",))
    kept = gaps.of_partnership(
        inquiry,
        rows.assign(
            sorts=[("zone", sort) for sort in rows["sort"]],
            actors=list(zip(rows["zone"], rows["id"], strict=True)),
        ),
    ).drop(columns=["sorts", "actors"])
    whole = {**agencies, **people}
    return kept.assign(
        zone_name=[zones.get(each, each) for each in kept["zone"]],
        name=[whole.get(each, each) for each in kept["id"]],
        agency_name=[
            None if pd.isna(each) else agencies.get(str(each), str(each)) for each in kept["agency"]
        ],
    )


def told_beside(facts: WorkList, t: Translator) -> dict[str, Any]:
    """What is said beside the rows: counts, who never comes, and whether it can be written."""
    from netmap.questions.exports import plain_rows

    return {
        "counts": dict(facts.counts),
        "rest": facts.rest,
        "today": facts.today.isoformat(),
        "after_change": facts.change,
        "current": facts.current,
        "writable": facts.change is not None and facts.named,
        "never_came": plain_rows(facts.never_came),
    }
