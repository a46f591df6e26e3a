"""The question of coverage: which needs are served where, by whom, and between whom there is no tie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.parameters import Request
from netmap.questions.question import AREA, BOARD, COORDINATOR, NEED, Answer, Column, Inquiry, Question, Table
from netmap.questions.seen import who_met_is_told

if TYPE_CHECKING:
    import pandas as pd

    from netmap.gap_rules.record import Record
    from netmap.temporal.encounters import Bools


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Needs by area, the hand-overs between services, the weeks in which trails fade, and zones by health.

    To a board hand-overs and trails are empty: they count few people. Where nothing on record says who met
    whom (`met` is False), which ties there are is missing and not told as none.
    """

    cells: pd.DataFrame
    hand_overs: pd.DataFrame
    fading: pd.DataFrame
    zones: pd.DataFrame
    met: bool


def answer(inquiry: Inquiry, request: Request) -> Answer:
    """Count services by need and area, hand-overs by services and trails by week, and look at every zone."""
    from netmap.gap_rules.coming_and_going import actors_among, fading_weeks, hand_overs
    from netmap.gap_rules.offers import coverage
    from netmap.gap_rules.record import Record
    from netmap.questions.method import method_of
    from netmap.tie_kinds.baselines import as_of_day

    context, study = inquiry.context, inquiry.study
    found = coverage(study, context.end, context.baseline, context.ties)
    chosen = context.partnership
    if chosen is not None:
        found = found[found["partnership"] == chosen].reset_index(drop=True)
    method, day = method_of(inquiry, len(found), ties=True), as_of_day(study, context.end)
    record = Record(study, day or 0, context.baseline, context.ties)
    steps, weeks = hand_overs(record), fading_weeks(record)
    if chosen is not None:
        among = actors_among(record, chosen)
        weeks = fading_weeks(record, among)
        steps = steps[_among(inquiry, steps, among)].reset_index(drop=True)
    zones = _zones(inquiry, record) if day is not None else _zones(inquiry, record).iloc[:0]
    if context.principal.role == BOARD or day is None:
        steps, weeks = steps.iloc[:0], weeks.iloc[:0]
    met = who_met_is_told(study)
    if not met:
        found, steps = found.assign(unlinked=float("nan")), steps.assign(apart=float("nan"))
    return Answer(Facts(found, steps, weeks, zones, met), method)


def _zones(inquiry: Inquiry, record: Record) -> pd.DataFrame:
    """Boundary zones by health, of the chosen partnership; a board reads no attendance of fewer than five."""
    from netmap.gap_rules.rules import RULES
    from netmap.gap_rules.zone_health import zones_by_health
    from netmap.questions.gaps import FEW, of_partnership

    found = zones_by_health(record)
    actors = [(str(zone),) for zone in found["zone"]]
    found = of_partnership(inquiry, found.assign(sorts=[("zone",)] * len(found), actors=actors))
    titles = {rule.name: inquiry.t.gettext(rule.title) for rule in RULES}
    why = [inquiry.t.listing([titles[name] for name in each]) if each else None for each in found["failing"]]
    if inquiry.context.principal.role == BOARD:
        found = found.assign(attendance=found["attendance"].where(found["attendance"] >= FEW))
    return found.assign(rules=found["failing"], failing=why)


def _among(inquiry: Inquiry, steps: pd.DataFrame, among: Bools) -> Bools:
    """Which hand-overs are between agencies of one partnership."""
    from netmap.tie_kinds.actors import actors_of

    actors = actors_of(inquiry.study)
    kept: Bools = among[actors.codes(steps["agency"])] & among[actors.codes(steps["other_agency"])]
    return kept


def sentences(facts: Facts, t: Translator) -> Sequence[str]:
    """What is not served, which hand-overs no tie carries, how many trails fade, and how many zones fail."""
    cells, steps = _of_cells(facts, t), _of_steps(facts.hand_overs, facts.met, t)
    return (*cells, *steps, *_of_weeks(facts.fading, t), *_of_zones(facts.zones, t))


def _of_zones(zones: pd.DataFrame, t: Translator) -> list[str]:
    n, failing = len(zones), int(zones["failing"].notna().sum())
    if not n:
        return []
    text = t.ngettext(
        "{failing} of {n} boundary zone is failing.", "{failing} of {n} boundary zones are failing.", n
    )
    if not failing:
        text = t.ngettext(
            "{n} boundary zone is on record, and it is well.", "All {n} boundary zones are well.", n
        )
    return [text.format(failing=wording.whole(t, failing), n=wording.whole(t, n))]


def failing_said(t: Translator) -> list[str]:
    """When a zone is failing: each rule by its title, with its thresholds."""
    from netmap.gap_rules.rules import RULES

    said = []
    for rule in RULES:
        if rule.name in FAILING_SAID:
            words = {
                name: t.number(each, 0 if each == int(each) else 1) for name, each in rule.thresholds.items()
            }
            said.append(f"{t.gettext(rule.title)}: {t.gettext(FAILING_SAID[rule.name]).format(**words)}")
    return said


FAILING_SAID = {
    "informal-zone": N_("after {sittings} sittings it has no formal standing, or no stated purpose."),
    "dominated-zone": N_(
        "balance below {balance}, with at least {agencies} agencies and {sittings} sittings with attendance."
    ),
    "zone-gone-quiet": N_("silent for more than {times} times its usual interval, and not closed."),
}
"""What each rule says by which a zone is failing."""


def _of_steps(steps: pd.DataFrame, met: bool, t: Translator) -> list[str]:
    n, apart = int(steps["steps"].sum()), int(steps["apart"].sum())
    if not n:
        return []
    if not met:
        text = t.ngettext(
            "Whether a tie carried {n} hand-over of the last twelve months is not on record.",
            "Whether ties carried {n} hand-overs of the last twelve months is not on record.",
            n,
        )
        return [text.format(n=wording.whole(t, n))]
    text = t.ngettext(
        "In the last twelve months no tie carried {apart} of {n} hand-over between services.",
        "In the last twelve months no tie carried {apart} of {n} hand-overs between services.",
        n,
    )
    if not apart:
        text = t.ngettext(
            "In the last twelve months a tie carried {n} hand-over between services, the only one.",
            "In the last twelve months a tie carried each of {n} hand-overs between services.",
            n,
        )
    return [text.format(apart=wording.whole(t, apart), n=wording.whole(t, n))]


def _of_weeks(weeks: pd.DataFrame, t: Translator) -> list[str]:
    n = int(weeks["trails"].sum())
    if not n:
        return []
    text = t.ngettext(
        "{n} trail fades if its two do not meet again, the first on {day}.",
        "{n} trails fade if their two do not meet again, the first on {day}.",
        n,
    )
    return [text.format(n=wording.whole(t, n), day=t.date(weeks["first"].iloc[0].date()))]


def _of_cells(told: Facts, t: Translator) -> Sequence[str]:
    facts = told.cells
    if facts.empty:
        return (t.gettext("No service names both a need and an area, so what lacks one cannot be seen."),)
    cells, none = len(facts), int((facts["services"] == 0).sum())
    text = t.ngettext(
        "{none} of {n} need in an area has no service.", "{none} of {n} needs by area have no service.", cells
    )
    if not none:
        text = t.ngettext(
            "{n} need by area is on record, and it has a service.",
            "Each of {n} needs by area has a service.",
            cells,
        )
    said = [text.format(none=wording.whole(t, none), n=wording.whole(t, cells))]
    pairs, apart = int(facts["pairs"].sum()), int(facts["unlinked"].sum())
    if pairs and not told.met:
        text = t.gettext("Which of the agencies that serve one need in one area have a tie is not on record.")
        said.append(text)
    elif pairs:
        text = t.ngettext(
            "{apart} of {n} pair of agencies that serve one need in one area has no active tie.",
            "{apart} of {n} pairs of agencies that serve one need in one area have no active tie.",
            pairs,
        )
        if not apart:
            text = t.ngettext(
                "{n} pair of agencies serves one need in one area, and it has an active tie.",
                "Each of {n} pairs of agencies that serve one need in one area has an active tie.",
                pairs,
            )
        said.append(text.format(apart=wording.whole(t, apart), n=wording.whole(t, pairs)))
    return said


QUESTION = Question(
    name="coverage",
    title=N_("Needs by area"),
    help=N_("Print what serves each need in each area; with --table zones-by-health how zones are doing."),
    audience=(BOARD, COORDINATOR),
    answer=answer,
    sentences=sentences,
    tables=(
        Table(
            "coverage",
            N_("Services by need and area"),
            (
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("need", N_("need"), words=NEED),
                Column("area", N_("area"), words=AREA),
                Column("services", N_("services"), digits=0),
                Column("agencies", N_("agencies"), digits=0),
                Column("pairs", N_("pairs of agencies"), digits=0),
                Column("unlinked", N_("pairs without a tie"), digits=0),
            ),
            lambda facts: facts.cells,
        ),
        Table(
            "hand-overs",
            N_("From one service to the next, in the last twelve months"),
            (
                Column("one", N_("from"), names=("services",)),
                Column("agency", N_("of"), names=("agencies",)),
                Column("other", N_("to"), names=("services",)),
                Column("other_agency", N_("of"), names=("agencies",)),
                Column("pathways", N_("pathways"), digits=0),
                Column("steps", N_("hand-overs"), digits=0),
                Column("apart", N_("without a tie"), digits=0),
            ),
            lambda facts: facts.hand_overs,
        ),
        Table(
            "fading",
            N_("Trails by the week in which they would fade"),
            (
                Column("week", N_("week from")),
                Column("first", N_("first day")),
                Column("last", N_("last day")),
                Column("trails", N_("trails"), digits=0),
            ),
            lambda facts: facts.fading,
        ),
        Table(
            "zones-by-health",
            N_("Boundary zones by health, in the last twelve months"),
            (
                Column("zone", N_("zone"), names=("zones",)),
                Column("failing", N_("failing")),
                Column("sittings", N_("sittings"), digits=0),
                Column("with_attendance", N_("with attendance"), digits=0),
                Column("regularity_days", N_("days between"), digits=0),
                Column("last", N_("last sat")),
                Column("attendance", N_("people at a sitting"), digits=1),
                Column("agencies", N_("agencies"), digits=0),
                Column("balance", N_("balance"), digits=2),
                Column("levels", N_("levels joined"), digits=0),
            ),
            lambda facts: facts.zones,
        ),
    ),
)
