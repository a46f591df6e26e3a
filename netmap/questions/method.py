"""How an answer came about: study, window, baseline, rules and n, as facts, words and columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from netmap.learning.path_rule import PathRule
from netmap.library import wording
from netmap.library.chances import condition
from netmap.library.kept_answers import answer_of
from netmap.library.study_entry import simulated
from netmap.model.dates import from_day
from netmap.model.derived import derived
from netmap.model.i18n import N_, Translator
from netmap.model.study import Study
from netmap.questions.inquiry import Inquiry
from netmap.tie_kinds.baselines import default_as_of, known_baselines
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import last_recorded_day

WINDOW = N_("From {start} to {end}.")
AS_OF = N_("As of {day}.")
UNDATED = N_("Nothing in this study is dated: its ties are undated.")
WHOLE = N_("The whole record: no window narrows it.")
TIES = N_(
    "Shown with: baseline {baseline}; an old network has at least {old_times} over {old_days} before it; a "
    "new network {new_times} over {new_days} since, and is embedded: the two have held posts in one zone, or "
    "have each met one third party twice; quiet after {quiet}."
)
LARGEST = N_("Meetings of more than {people} are no occasions.")
UNCLEAR = N_("People whose attendance is unclear count as present.")
OWN_BASELINE = N_("each partnership's own")
NO_BASELINE = N_("not known")
OLD_NOT_KNOWN = N_("Old networks cannot be known where the record begins too close to the baseline.")
LATER = N_("Each hop is on a later day than the one before.")
SAME_DAY = N_("A hop may be on the same day as the one before.")
WAITING = N_("Learning is passed on at most {days} after it arrives.")
HORIZON = N_("Reach is counted within {days}.")
AT_ZONE = N_("Learning arrives at a level's own sittings and with people whose own job is at it.")
CHANCE = N_(
    "Figures under chance stand {condition} (p = {p}), over {worlds} simulated runs (seed {seed}): a "
    "yardstick to compare with, not an estimate."
)
WAVES = N_("Declared ties are those of {waves}.")
RELATIONS = N_("Declared ties are about {relations}.")
EVERYBODY = N_("Everybody means those {roster}.")
PARTNERSHIP = N_("Only {partnership}.")
SIMULATED = N_("This study is simulated: nothing here is an answer about the world.")
WINDOW_LABEL, PARTNERSHIP_LABEL = N_("Window"), N_("Partnership")
PATHS_LABEL, TIES_LABEL = N_("Passing on"), N_("Ties")


DECLARED = ("wave", "relation", "cells_missing", "roster")
"""What a table says of the declared ties in it, and of who is everybody."""


@dataclass(frozen=True, slots=True)
class Method:
    """How an answer came about.

    `ties` and `paths` are None where the answer does not depend on them. `baselines` are the distinct days
    in force, `old_known` whether old networks can be told under every one of them. `horizon` says whether
    the path rule's horizon is used, `chance` under which rule figures under chance stand, where there are
    some. `declared` holds the wave, relation and roster in force and the number of missing cells, as far as
    they have a part in it. `whole`: days have no part in it, every row counts whatever its day. `simulated`
    says whether any row of the study is.
    """

    n: int
    study: str
    version: int | None = None
    partnership: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    baselines: tuple[dt.date, ...] = ()
    old_known: bool = True
    dated: bool = True
    ties: TiePolicy | None = None
    paths: PathRule | None = None
    horizon: bool = False
    chance: PathRule | None = None
    declared: Mapping[str, Any] = field(default_factory=dict)
    whole: bool = False
    simulated: bool = False


def method_of(
    inquiry: Inquiry,
    n: int,
    *,
    window: tuple[dt.date | None, dt.date | None] | None = None,
    ties: bool = False,
    paths: bool = False,
    horizon: bool = False,
    chance: PathRule | None = None,
    told: Mapping[str, Any] | None = None,
    whole: bool = False,
) -> Method:
    """The method of an answer with `n` rows; `window` is the one used, else the day that ties speak of.

    `told` is what the library's table says of itself; `whole`: days have no part in the answer.
    """
    study, context = inquiry.study, inquiry.context
    known = known_of(inquiry)
    start, end = (None, None if whole else as_of_day(study, context.end)) if window is None else window
    days = [] if whole else sorted({day.date() for day in known["baseline"].dropna()})
    stored = study.about.get("store")
    return Method(
        n=n,
        study=str(study.about.get("name", "")) or context.study,
        version=int(stored["version"]) if isinstance(stored, dict) and "version" in stored else None,
        partnership=_partnership(study, context.partnership),
        start=start,
        end=end,
        baselines=tuple(days),
        old_known=not (known["baseline"].notna() & ~known["old_known"]).any(),
        dated=end is not None,
        ties=context.ties if ties else None,
        paths=context.paths if paths or horizon else None,
        horizon=horizon,
        chance=chance,
        declared={name: told[name] for name in DECLARED if told.get(name) is not None} if told else {},
        whole=whole,
        simulated=simulated(study),
    )


def of_changes(
    inquiry: Inquiry, function: Callable[..., pd.DataFrame], **told: Any
) -> tuple[pd.DataFrame, Method]:
    """What a slow function of the library gives of changes that could be made, kept in the store, and how."""
    context, chance = inquiry.context, inquiry.context.paths.at_yardstick
    rules = {"as_of": context.end, "baseline": context.baseline, "policy": context.ties}
    found = answer_of(inquiry.study, function, **told, **rules, **chance.taken_by(function))
    days = [found.attrs.get(key) for key in ("start", "as_of")]
    start, end = (dt.date.fromisoformat(day) if day else None for day in days)
    how: dict[str, Any] = {"ties": True, "paths": True, "horizon": True, "chance": chance}
    return found, method_of(inquiry, len(found), window=(start, end), **how)


def known_of(inquiry: Inquiry) -> pd.DataFrame:
    """The baselines of the partnerships spoken of, and whether old networks can be known in them."""
    context = inquiry.context
    known = _known(inquiry.study, context.baseline, context.ties)
    return known if context.partnership is None else known[known["partnership"] == context.partnership]


def only_baseline(inquiry: Inquiry) -> dt.date | None:
    """The baseline in force where it is one day for all partnerships spoken of, else None."""
    days = {day.date() for day in known_of(inquiry)["baseline"].dropna()}
    return days.pop() if len(days) == 1 else None


@derived(most=8)
def _known(study: Study, baseline: dt.date | None, policy: TiePolicy) -> pd.DataFrame:
    return known_baselines(study, baseline, policy)


def as_of_day(study: Study, told: dt.date | None) -> dt.date | None:
    """The day that is spoken of: the one asked for, else the study's own; None where nothing is dated."""
    if last_recorded_day(study) is None and not _declares_days(study):
        return None
    number = default_as_of(study)
    return told if told is not None or number is None else from_day(number)


def _declares_days(study: Study) -> bool:
    """Whether declared ties are told apart by day: by their own, or by those of waves."""
    columns = (study.table(name)[each] for name in ("ties", "waves") for each in ("start", "end"))
    return any(column.notna().any() for column in columns)


def _partnership(study: Study, partnership: str | None) -> str | None:
    if partnership is None:
        return None
    named = study.partnerships.set_index("partnership")["name"].dropna()
    return str(named.get(partnership, partnership))


def window_text(method: Method, t: Translator) -> str:
    """The days that an answer speaks of, as a sentence."""
    if method.whole:
        return t.gettext(WHOLE)
    if method.end is None:
        return t.gettext(UNDATED)
    if method.start is None:
        return t.gettext(AS_OF).format(day=t.date(method.end))
    return t.gettext(WINDOW).format(start=t.date(method.start), end=t.date(method.end))


def rule_text(method: Method, t: Translator) -> str:
    """The rules in force, every threshold named, as sentences."""
    return " ".join(text for _, text in method_facts(method, t)[1:])


def method_facts(method: Method, t: Translator) -> list[tuple[str, str]]:
    """The same with the window first, as facts of a label and a text."""
    parts = (
        (PARTNERSHIP_LABEL, _of_partnership(method, t)),
        (PATHS_LABEL, _of_paths(method, t)),
        (TIES_LABEL, _of_ties(method, t)),
    )
    told = [(t.gettext(label), " ".join(said)) for label, said in parts if said]
    return [(t.gettext(WINDOW_LABEL), window_text(method, t)), *told]


def method_rows(method: Method, t: Translator) -> list[tuple[str, str]]:
    """What an export says of itself in words: the study, whether it is simulated, n and the rules."""
    version = [] if method.version is None else [(t.gettext("version"), t.number(method.version))]
    made_up = [(t.gettext("simulated"), t.gettext(SIMULATED))] if method.simulated else []
    return [
        (t.gettext("study"), method.study),
        *version,
        *made_up,
        ("n", t.number(method.n)),
        *method_facts(method, t),
    ]


def _of_partnership(method: Method, t: Translator) -> list[str]:
    name = method.partnership
    return [] if name is None else [t.gettext(PARTNERSHIP).format(partnership=name)]


def _of_paths(method: Method, t: Translator) -> list[str]:
    rule = method.paths
    if rule is None:
        return []
    found = [t.gettext(SAME_DAY if rule.same_day else LATER)]
    if rule.max_wait is not None:
        found.append(t.gettext(WAITING).format(days=wording.days(t, rule.max_wait)))
    if method.horizon:
        found.append(t.gettext(HORIZON).format(days=wording.days(t, rule.horizon)))
    if rule.arrive_at != PathRule().arrive_at:
        found.append(t.gettext(AT_ZONE))
    if method.chance is not None or not rule.certain:
        found.append(_chance_words(method.chance or rule, t))
    return found


def _chance_words(rule: PathRule, t: Translator) -> str:
    """Under what chance, in how many random worlds, and which."""
    return t.gettext(CHANCE).format(
        condition=condition(t, rule.transmission_probability),
        p=_plain(t, rule.transmission_probability),
        worlds=wording.whole(t, rule.replicates),
        seed=rule.seed,
    )


def _plain(t: Translator, number: float) -> str:
    """A number with as many decimals as it takes, as the language writes them."""
    return t.number(number, len(f"{number:.10f}".rstrip("0").partition(".")[2]))


def _of_ties(method: Method, t: Translator) -> list[str]:
    policy = method.ties
    if policy is None:
        return []
    found = [
        t.gettext(TIES).format(
            baseline=baseline_words(method, t),
            old_times=wording.occasions(t, policy.sustained_occasions),
            old_days=wording.days(t, policy.sustained_days),
            new_times=wording.occasions(t, policy.consolidation_occasions),
            new_days=wording.days(t, policy.consolidation_days),
            quiet=wording.days(t, policy.quiet_days),
        )
    ]
    if policy.max_meeting_size is not None:
        found.append(t.gettext(LARGEST).format(people=wording.people(t, policy.max_meeting_size)))
    if policy.count_unclear:
        found.append(t.gettext(UNCLEAR))
    found += _of_declared(method, t)
    return found if method.old_known else [*found, t.gettext(OLD_NOT_KNOWN)]


def _of_declared(method: Method, t: Translator) -> list[str]:
    """Which declared ties count, how many cells were never answered, and who is everybody."""
    told, found = method.declared, []
    if told.get("wave"):
        found.append(t.gettext(WAVES).format(waves=told["wave"]))
    if told.get("relation"):
        found.append(t.gettext(RELATIONS).format(relations=told["relation"]))
    n = told.get("cells_missing", 0)
    if n:
        text = t.ngettext(
            "{n} cell that was asked about was not answered; it counts neither as a tie nor as none.",
            "{n} cells that were asked about were not answered; they count neither as ties nor as none.",
            n,
        )
        found.append(text.format(n=wording.whole(t, n)))
    if told.get("roster"):
        named = [t.gettext(wording.ROSTER_LABELS[name]) for name in told["roster"].split(", ")]
        found.append(t.gettext(EVERYBODY).format(roster=t.listing(named)))
    return found


def baseline_words(method: Method, t: Translator) -> str:
    """The baseline in a sentence."""
    if len(method.baselines) == 1:
        return t.date(method.baselines[0])
    return t.gettext(OWN_BASELINE if method.baselines else NO_BASELINE)


def about(method: Method, t: Translator) -> dict[str, Any]:
    """What every export says of itself, by the name of its column."""
    several = t.gettext(OWN_BASELINE) if method.baselines else None
    baseline = method.baselines[0].isoformat() if len(method.baselines) == 1 else several
    return {
        "n": method.n,
        "study": method.study,
        "version": method.version,
        "simulated": method.simulated,
        "window_from": None if method.start is None else method.start.isoformat(),
        "window_to": None if method.end is None else method.end.isoformat(),
        "as_of": None if method.end is None else method.end.isoformat(),
        "baseline": baseline,
        "window": window_text(method, t),
        "rule": rule_text(method, t),
        **method.declared,
        **_chance(method.paths),
    }


def _chance(rule: PathRule | None) -> dict[str, Any]:
    """Under what chance the rows of a table stand, and where learning arrives."""
    if rule is None:
        return {}
    names = ("transmission_probability", "arrive_at", *(() if rule.certain else ("replicates", "seed")))
    return {name: getattr(rule, name) for name in names}
