"""The question of the work list: the gaps that matter most, with what to do about each and where."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions import gaps
from netmap.questions.parameters import taken
from netmap.questions.question import BOARD, COORDINATOR, Answer, Column, Inquiry, Question, Table

if TYPE_CHECKING:
    import pandas as pd

WORTH, SINCE, RULE = "worth", "since", "rule"
SORT_LABELS = {WORTH: N_("what matters most"), SINCE: N_("the newest"), RULE: N_("the kind of gap")}

DONE_AT_LABELS = {
    "attendance": N_("attendance"),
    "introductions": N_("introductions"),
    "records": N_("records"),
}


class WorkListRequest(gaps.GapsRequest):
    """Which gaps, in which order, and how many at first."""

    sort: str = taken(WORTH, N_("What comes first."), words=SORT_LABELS)
    most: int = taken(8, N_("So many are shown, the rest is counted."), least=1, most=1000)


@dataclass(frozen=True, slots=True)
class WorkList:
    """The gaps that are shown, and all of them in the same order."""

    shown: pd.DataFrame
    found: pd.DataFrame

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return len(self.found) - len(self.shown)


def answer(inquiry: Inquiry, request: WorkListRequest) -> Answer:
    """Put the gaps in order; a board reads agencies and counts only."""
    from netmap.gap_rules.rules import rule_named

    told = gaps.GapsRequest(rule=request.rule, severity=request.severity)
    asked = gaps.answer(inquiry, told)
    facts: gaps.Facts = asked.facts
    found = sorted_gaps(facts.gaps, request.sort) if facts.named else facts.gaps
    found = found.assign(done_at=[rule_named(name).done_at for name in found["rule"]])
    if facts.named:
        found = found.assign(
            zone=[_zone(*each) for each in zip(found["sorts"], found["actors"], strict=True)]
        )
    return Answer(WorkList(found.head(request.most), found), asked.method)


def _zone(sorts: str, actors: str) -> str | None:
    """The boundary zone that takes part, if one does."""
    pairs = zip(json.loads(sorts), json.loads(actors), strict=True)
    return next((id_ for sort, id_ in pairs if sort == "zone"), None)


def sorted_gaps(found: pd.DataFrame, sort: str) -> pd.DataFrame:
    """Gaps in the order of what comes first; ties stay in the order of the rules and of their actors.

    By worth: the most severe, then the one with the earliest last day to act, then the newest.

    Example:
        >>> import pandas as pd
        >>> days = pd.to_datetime(["2011-01-01", "2011-03-01", "2011-02-01"])
        >>> found = pd.DataFrame({
        ...     "rule": ["b", "a", "c"], "severity": ["low", "low", "high"], "since": days,
        ...     "act_by": [days[1], pd.NaT, pd.NaT]})
        >>> [sorted_gaps(found, sort)["rule"].tolist() for sort in ("worth", "since", "rule")]
        [['c', 'b', 'a'], ['a', 'c', 'b'], ['a', 'b', 'c']]
    """
    weights = {name: place for place, name in enumerate(gaps.SEVERITY_LABELS)}
    keyed = found.assign(weight=found["severity"].map(weights))
    columns, upwards = {
        WORTH: (["weight", "act_by", "since"], [True, True, False]),
        SINCE: (["since", "weight"], [False, True]),
        RULE: (["rule"], [True]),
    }[sort]
    return keyed.sort_values(columns, ascending=upwards, kind="stable")[list(found)].reset_index(drop=True)


def sentences(facts: WorkList, t: Translator) -> Sequence[str]:
    """How many gaps there are, and how many of them are shown."""
    n = len(facts.found)
    if not n:
        return (t.gettext("No rule finds a gap in the twelve months up to this day."),)
    said = [t.ngettext("{n} gap is open.", "{n} gaps are open.", n).format(n=wording.whole(t, n))]
    if facts.rest:
        text = t.ngettext("{n} more is not shown.", "{n} more are not shown.", facts.rest)
        said.append(text.format(n=wording.whole(t, facts.rest)))
    return said


QUESTION = Question(
    name="work-list",
    slow=True,
    title=N_("Work list"),
    help=N_("Print what to do first: the gaps that matter most, and how many more there are."),
    audience=(BOARD, COORDINATOR),
    request=WorkListRequest,
    answer=answer,
    sentences=sentences,
    tables=(
        Table(
            "work-list",
            N_("What comes first"),
            (
                Column("severity", N_("severity"), labels=gaps.SEVERITY_LABELS),
                Column("title", N_("gap")),
                Column("about", N_("about")),
                Column("evidence", N_("what was seen")),
                Column("suggestion", N_("suggestion")),
                Column("since", N_("since")),
                Column("act_by", N_("last day to act")),
                Column("done_at", N_("where it is done"), labels=DONE_AT_LABELS),
            ),
            lambda facts: facts.shown,
        ),
    ),
)
