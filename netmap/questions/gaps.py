"""The question of gaps: what a coordinator could mend, with the evidence for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.parameters import Request, taken
from netmap.questions.question import BOARD, COORDINATOR, Answer, Column, Inquiry, Question, Table
from netmap.questions.seen import who_met

if TYPE_CHECKING:
    import pandas as pd

SEVERITY_LABELS = {"high": N_("high"), "medium": N_("medium"), "low": N_("low")}
FEW = 5
"""Fewer people are not counted to those who may not see names."""


class GapsRequest(Request):
    """Which gaps."""

    rule: tuple[str, ...] = taken((), N_("Only gaps of these rules; docs/gaps.md lists them."))
    severity: tuple[str, ...] = taken(
        tuple(SEVERITY_LABELS), N_("Only gaps of these severities."), words=SEVERITY_LABELS
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """The gaps as who asks may see them, and how many there are by rule. `named`: whether people may be."""

    gaps: pd.DataFrame
    by_rule: pd.DataFrame
    named: bool


def answer(inquiry: Inquiry, request: GapsRequest) -> Answer:
    """Ask every rule; a board reads agencies and counts only."""
    from netmap.gap_rules.finding_gaps import gaps
    from netmap.library.kept_answers import answer_of
    from netmap.model.dates import from_day
    from netmap.questions.method import method_of

    context, chance = inquiry.context, inquiry.context.paths.at_yardstick
    found = answer_of(
        inquiry.study,
        gaps,
        as_of=context.end,
        rules=request.rule or None,
        baseline=context.baseline,
        policy=context.ties,
        roster=context.roster,
        **chance.taken_by(gaps),
        language=inquiry.t.language,
    )
    window = tuple(None if day is None else from_day(day) for day in _window(found))
    kept = found[found["severity"].isin(request.severity)].reset_index(drop=True)
    method = method_of(
        inquiry,
        len(kept),
        window=(window[0], window[1]),
        ties=True,
        paths=True,
        horizon=True,
        chance=chance,
        told={"roster": context.roster},
    )
    named = context.principal.role != BOARD
    table = readable(inquiry, of_partnership(inquiry, kept))
    return Answer(Facts(table if named else for_board(table), _by_rule(table, named), named), method)


def _window(found: pd.DataFrame) -> tuple[int | None, int | None]:
    from netmap.model.dates import as_day

    return as_day(found.attrs["start"] or None), as_day(found.attrs["as_of"] or None)


def of_partnership(inquiry: Inquiry, found: pd.DataFrame) -> pd.DataFrame:
    """The gaps in which nobody and nothing of another partnership than the chosen one takes part."""
    import numpy as np

    from netmap.questions.node_index import universe_of
    from netmap.questions.parameters import NodeRef
    from netmap.questions.scope import scope_of

    chosen = inquiry.context.partnership
    if chosen is None:
        return found
    things, universe = scope_of(inquiry.study, chosen).things, universe_of(inquiry.study)
    sorts = {"practitioner": "person"}

    def mine(sort: str, id_: str) -> bool:
        if sort == "partnership":
            return id_ == chosen
        place = universe.number_of(NodeRef(sorts.get(sort, sort), id_)) if sort in KNOWN_SORTS else None
        return place is None or bool(things[place])

    pairs = zip(found["sorts"], found["actors"], strict=True)
    keep = [all(mine(*actor) for actor in zip(*each, strict=True)) for each in pairs]
    return found[np.array(keep, bool)].reset_index(drop=True)


KNOWN_SORTS = ("agency", "practitioner", "zone", "service")
"""Things of which it is known to which partnership they belong."""


def readable(inquiry: Inquiry, found: pd.DataFrame) -> pd.DataFrame:
    """The same with the title of each rule, its actors by name, and their ids as JSON."""
    import pandas as pd

    from netmap.gap_rules.record import Record
    from netmap.gap_rules.rules import RULES
    from netmap.model.dates import as_day
    from netmap.tie_kinds.baselines import default_as_of

    t, day = inquiry.t, as_day(inquiry.context.end)
    record = Record(inquiry.study, (default_as_of(inquiry.study) if day is None else day) or 0)
    titles = {rule.name: t.gettext(rule.title) for rule in RULES}
    names = [
        t.listing([record.name(*actor) for actor in zip(*each, strict=True)])
        for each in zip(found["sorts"], found["actors"], strict=True)
    ]
    return found.assign(
        title=[titles.get(name, name) for name in found["rule"]],
        about=names,
        actors=pd.Series([_json(each) for each in found["actors"]], index=found.index, dtype="str"),
        sorts=pd.Series([_json(each) for each in found["sorts"]], index=found.index, dtype="str"),
    )


def readable_in_short(inquiry: Inquiry, found: pd.DataFrame) -> pd.DataFrame:
    """The same without the name of the partnership in `about`, where there is but one."""
    told = readable(inquiry, found)
    if len(inquiry.study.partnerships) > 1:
        return told
    short = [_but_partnerships(*each) for each in zip(found["sorts"], found["actors"], strict=True)]
    named = found.assign(sorts=[each[0] for each in short], actors=[each[1] for each in short])
    return told.assign(about=readable(inquiry, named)["about"])


def _but_partnerships(sorts: tuple[str, ...], actors: tuple[str, ...]) -> tuple[Any, ...]:
    """Who takes part besides partnerships, where anything else does."""
    kept = [pair for pair in zip(sorts, actors, strict=True) if pair[0] != "partnership"]
    return tuple(zip(*kept, strict=True)) if kept else (sorts, actors)


def _json(texts: tuple[str, ...]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)


def without_people(found: pd.DataFrame) -> pd.DataFrame:
    """The gaps in which no person takes part, so that what a board counts tells of no few people."""
    return found[["practitioner" not in sorts for sorts in found["sorts"]]].reset_index(drop=True)


def for_board(table: pd.DataFrame, *more: str) -> pd.DataFrame:
    """Agencies and what else is no person, without counts, dates and sentences.

    `more` are further columns to keep.
    """
    persons = table["sorts"].str.contains('"practitioner"', regex=False)
    return table.loc[~persons, ["severity", "title", "about", "rule", *more]].reset_index(drop=True)


def _by_rule(table: pd.DataFrame, named: bool) -> pd.DataFrame:
    """How many gaps each rule found; to a board fewer than five about people are not counted."""
    import pandas as pd

    rows = []
    for (rule, title, severity), mine in table.groupby(["rule", "title", "severity"], sort=False):
        persons = mine["sorts"].str.contains('"practitioner"', regex=False).any()
        few = persons and not named and len(mine) < FEW
        rows.append((rule, title, severity, f"<{FEW}" if few else str(len(mine))))
    return pd.DataFrame(rows, columns=["rule", "title", "severity", "gaps"])


def sentences(facts: Facts, t: Translator) -> Sequence[str]:
    """How many of each severity, and what is said of the one that arose last."""
    found = facts.gaps
    n = len(found)
    if not n:
        return (t.gettext("No rule finds a gap in the twelve months up to this day."),)
    counts = [int((found["severity"] == severity).sum()) for severity in SEVERITY_LABELS]
    text = t.ngettext(
        "{n} gap: {high} high, {medium} medium, {low} low.",
        "{n} gaps: {high} high, {medium} medium, {low} low.",
        n,
    )
    high, medium, low = (wording.whole(t, count) for count in counts)
    said = [text.format(n=wording.whole(t, n), high=high, medium=medium, low=low)]
    if facts.named:
        newest = found.loc[found["since"].idxmax()]
        text = t.gettext("The newest ({day}): {evidence}")
        said.append(text.format(day=t.date(newest["since"].date()), evidence=newest["evidence"]))
    return said


FOUND = (
    Column("severity", N_("severity"), labels=SEVERITY_LABELS),
    Column("title", N_("gap")),
    Column("about", N_("about")),
    Column("evidence", N_("what was seen")),
    Column("suggestion", N_("suggestion")),
    Column("since", N_("since")),
)
"""The columns of a gap that is found."""

QUESTION = Question(
    name="gaps",
    slow=True,
    title=N_("Gaps"),
    help=N_("Print what a coordinator could mend: every gap with its evidence and a suggestion."),
    audience=(BOARD, COORDINATOR),
    request=GapsRequest,
    answer=answer,
    sentences=sentences,
    unseen=who_met("gaps"),
    beside=True,
    tables=(
        Table(
            "gaps",
            N_("Every gap, the most severe first"),
            FOUND,
            lambda facts: facts.gaps,
        ),
        Table(
            "gaps-by-rule",
            N_("How many gaps each rule finds"),
            (
                Column("title", N_("gap")),
                Column("severity", N_("severity"), labels=SEVERITY_LABELS),
                Column("gaps", N_("gaps")),
            ),
            lambda facts: facts.by_rule,
        ),
    ),
)
