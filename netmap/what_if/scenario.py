"""What every measure would be with people or zones gone, or with ties or a zone added."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from netmap.gap_rules.record import Record
from netmap.graph_measures.network_figures import network_measures
from netmap.learning.chance import error_of_means
from netmap.learning.path_rule import YARDSTICK, PathRule
from netmap.model.citing import cited
from netmap.model.dates import as_day, from_day
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.tie_kinds.baselines import as_of_day, in_words
from netmap.tie_kinds.declared import first_relation
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import first_recorded_day
from netmap.what_if.changed_study import AddedZone, Pair, meeting_days, with_contacts, with_zone, without
from netmap.what_if.figures import Figure, Measured, Setting, levels_held

COLUMNS = ("measure", "from_level", "to_level", "transmission_probability", "before", "after", "change", "se")


def scenario(
    study: Study,
    remove: Collection[str] = (),
    add_ties: Collection[Pair] = (),
    add_zone: AddedZone | Mapping[str, Any] | None = None,
    as_of: Any = None,
    start: Any = None,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
    horizon: int = 180,
    same_day: bool = False,
    max_wait: int | None = None,
    transmission_probability: float = YARDSTICK,
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
) -> pd.DataFrame:
    """What every measure was, and would have been with some people or zones gone, or ties or a zone added.

    Of a boundary zone that is gone the sittings and the contacts marked with it go, and its posts stay; of a
    person all rows; of an agency those of the people who work there on the day too. A tie that is added is a
    mutual contact on the first working day of each month of the window; a zone that is added sits on
    those days, its members coming by a rota. Under chance both are of the same random worlds.

    Parameters
    ----------
    study: the study.
    remove: ids of people, agencies and boundary zones.
    add_ties: pairs of ids of people.
    add_zone: an `AddedZone`, or its fields: `{"zone": "panel", "members": ["Ada", "Ben"], "turns": 2}`.
    as_of, start: the window ends with the day, inclusive, and begins with `start`. Default: the twelve months
        up to the last `observed_to`, else the last dated row. Nothing later is looked at.
    baseline, policy: as in `ties`.
    horizon, same_day, max_wait, transmission_probability, replicates, seed, arrive_at: as in
        `reach_over_time`. Reach is given where everything passes on and, below 1, at the probability.

    Returns
    -------
    One row for each measure: measure, from_level, to_level, transmission_probability, before, after, change
    and its standard error se, which speaks of the random worlds alone. `vertical_reach` from each level to
    the next ones up and down, and `horizontal_reach` of each level (no to_level), are means over the months
    that had a share before; one in which nobody meets anybody any more counts as 0. Then the measures of the
    network of people on the day, as `network_measures` gives them, of which se is missing. The frame's
    `attrs` cite the study and hold n, as_of, start, horizon and arrive_at.

    Undefined: what is undefined before or after is NaN, and so is the change. Empty where nothing is dated.

    Raises `NotFoundError` for an id that the study does not have, `ArgumentError` for a date that is none, a
    zone that is there already, or a value that `PathRule` does not take.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        ...     practitioners=pd.DataFrame({
        ...         "practitioner": ["Ada", "Ben", "Cem"], "level": ["front", "front", "board"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2", "3"], "date": ["2011-03-01", "2011-03-20", "2011-12-01"],
        ...         "source": ["Ben"] * 3, "target": ["Cem"] * 3}),
        ... )
        >>> rule = {"horizon": 60, "transmission_probability": 1.0}
        >>> found = netmap.scenario(study, add_ties=[("Ada", "Ben")], **rule)
        >>> found.loc[found["to_level"] == "board", ["before", "after"]].values.tolist()
        [[0.5, 1.0]]
    """
    rule = PathRule(horizon, same_day, max_wait, transmission_probability, replicates, seed, arrive_at)
    day, first = as_of_day(study, as_of), as_day(start, "start")
    if day is None:
        return _frame(study, [], {})
    begins = Record(study, day).start if first is None else first
    changed = changed_study(study, remove, add_ties, add_zone, (begins, day))
    told = baseline_before(study, baseline)
    rows = [
        *_reaches(study, changed, Setting(begins, day, rule, policy)),
        *_network(study, changed, day, told, policy),
    ]
    about = {
        "as_of": in_words(day),
        "start": in_words(begins),
        "horizon": str(horizon),
        "arrive_at": arrive_at,
    }
    return _frame(study, rows, about)


def _zone(study: Study, told: AddedZone | Mapping[str, Any] | None) -> AddedZone | None:
    if told is None:
        return None
    zone = told if isinstance(told, AddedZone) else AddedZone(**{**told, "members": tuple(told["members"])})
    if study.zones["zone"].eq(zone.zone).any():
        raise ArgumentError(
            N_("There is a boundary zone “{id}” already; give the added one another id"), id=zone.zone
        )
    if isinstance(zone.turns, bool) or zone.turns < 1:
        raise ArgumentError(
            N_("{name} is {value}; it takes a whole number from {least} upwards"),
            name="turns",
            value=zone.turns,
            least=1,
        )
    return zone


def _known(study: Study, people: list[str]) -> None:
    known = set(study.practitioners["practitioner"])
    for each in people:
        if each not in known:
            raise NotFoundError(N_("There is no practitioner “{id}” in this study"), id=each)


def changed_study(
    study: Study,
    remove: Collection[str],
    add_ties: Collection[Pair],
    add_zone: AddedZone | Mapping[str, Any] | None,
    window: tuple[int, int],
) -> Study:
    """The study as it would have been within a window; raises what `scenario` raises."""
    zone, days = _zone(study, add_zone), meeting_days(*window)
    _known(study, [end for pair in add_ties for end in pair] + list(zone.members if zone else ()))
    if add_ties:
        study = with_contacts(study, add_ties, days)
    if zone is not None:
        study = with_zone(study, zone, days)
    return without(study, remove, window[1]) if remove else study


def baseline_before(study: Study, baseline: Any) -> Any:
    """The baseline that is told; where it would be the first dated row, that of the study as it is."""
    given = study.partnerships[["baseline", "observed_from"]].notna().any(axis=1)
    first = first_recorded_day(study)
    if baseline is not None or first is None or (len(given) and given.all()):
        return baseline
    return from_day(first)


def _reaches(study: Study, changed: Study, setting: Setting) -> Iterator[tuple[Any, ...]]:
    held = levels_held(study, setting)
    pairs = list(pairwise(held))
    figures = [Figure(low, high) for low, high in pairs] + [Figure(high, low) for low, high in pairs]
    figures += [Figure(level, None) for level in held]
    rules = [setting.rule.at_certainty] + ([] if setting.rule.certain else [setting.rule])
    for figure in figures:
        for rule in rules:
            asked = replace(setting, rule=rule)
            before = Measured.of(study, asked, figure)
            after = before.after(changed, asked)
            was = before.by_world
            name = "horizontal_reach" if figure.to_level is None else "vertical_reach"
            about = (name, figure.from_level, figure.to_level, rule.transmission_probability)
            yield (
                *about,
                was.mean(),
                after.mean(),
                (after - was).mean(),
                abs(float(error_of_means(after - was))),
            )


def _network(
    study: Study, changed: Study, day: int, baseline: Any, policy: TiePolicy
) -> Iterator[tuple[Any, ...]]:
    """The measures of the network of people on the day; none where nobody was seen to meet."""
    before, after = (_measures(each, day, baseline, policy) for each in (study, changed))
    for name in before.index:
        was, now = float(before[name]), float(after.get(name, np.nan))
        yield name, None, None, np.nan, was, now, now - was, np.nan


def _measures(study: Study, day: int, baseline: Any, policy: TiePolicy) -> pd.Series:
    if not len(study.practitioners):
        return pd.Series(dtype="float64")
    found = network_measures(
        study,
        from_day(day),
        baseline=baseline,
        policy=policy,
        who="practitioner",
        relation=first_relation(study).relation,
    )
    whole = found[found["from_group"].isna() & found["to_group"].isna()]
    return whole.set_index("measure")["value"].astype("float64")


def _frame(study: Study, rows: list[tuple[Any, ...]], about: dict[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    texts = dict.fromkeys(COLUMNS[:3], "str")
    frame = frame.astype({**texts, **dict.fromkeys(COLUMNS[3:], "float64")})
    frame.attrs.update(cited(study), n=len(frame), **about)
    return frame
