"""What the work list finds now, by the rule that the study has saved; worked out once and kept."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from netmap.gap_rules.finding_gaps import gaps
from netmap.gap_rules.saved_rule import SavedRule, saved_rule
from netmap.library.kept_answers import answer_of, answers_of, known_answer
from netmap.model.errors import NetmapError
from netmap.model.i18n import LANGUAGES
from netmap.model.study import Study

LISTS = ("actors", "sorts")
"""The columns that hold lists; they are kept as JSON."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The gaps, as `netmap.gaps` gives them, and the number of the change after which they were found.

    `change` is None for a study of files; `current`: whether nothing has changed since.
    """

    gaps: pd.DataFrame
    change: int | None
    current: bool


def gaps_found(study: Study, rule: SavedRule, language: str) -> pd.DataFrame:
    """The gaps of a study by a saved rule, lists as JSON."""
    found = gaps(
        study, baseline=rule.baseline, policy=rule.policy, thresholds=rule.by_rule, language=language
    )
    told = {name: [json.dumps(list(each), ensure_ascii=False) for each in found[name]] for name in LISTS}
    made = found.assign(**{name: pd.Series(cells, dtype="str") for name, cells in told.items()})
    made.attrs.update(found.attrs)
    return made


def found_now(study: Study, language: str) -> Found:
    """What is found now.

    Raises `ArgumentError` where what the study has saved fits no rule.
    """
    told: dict[str, Any] = {"rule": saved_rule(study), "language": language}
    known = known_answer(study, gaps_found, **told)
    if known is None:
        known = answer_of(study, gaps_found, **told)
        if (answers := answers_of(study)) is not None:
            answers.keep_last(_last(language), known)
    return Found(_with_lists(known), _evidence(study), True)


def found_last(study: Study, language: str) -> Found:
    """What was found last, while what is found now is being worked out in the background.

    What is found now where it is known, and where nothing was found before.
    """
    if known_answer(study, gaps_found, rule=saved_rule(study), language=language) is not None:
        return found_now(study, language)
    last = _kept_last(study, (language,))
    if last is None:
        return found_now(study, language)
    find_soon(study, language)
    return last


def found_known(study: Study, language: str) -> Found | None:
    """What is found now where that was worked out, else what was found last; None where neither is known.

    Nobody waits. Raises `ArgumentError` where what the study has saved fits no rule.
    """
    rule, languages = saved_rule(study), (language, *LANGUAGES)
    for each in languages:
        known = known_answer(study, gaps_found, rule=rule, language=each)
        if known is not None:
            return Found(_with_lists(known), _evidence(study), True)
    return _kept_last(study, languages)


_AT_WORK: set[tuple[int, str]] = set()
_LOCK = threading.Lock()


def find_soon(study: Study, language: str) -> None:
    """Work out in the background what is found now; once, however often it is asked for meanwhile."""
    mine = (id(study), language)

    def work() -> None:
        try:
            found_now(study, language)
        except NetmapError:  # whoever opens the list is told what is wrong
            return
        finally:
            with _LOCK:
                _AT_WORK.discard(mine)

    with _LOCK:
        if mine in _AT_WORK:
            return
        _AT_WORK.add(mine)
    threading.Thread(target=work, name="netmap-work-list", daemon=True).start()


def _kept_last(study: Study, languages: Iterable[str]) -> Found | None:
    """What was found last, in the first of some languages in which it was."""
    answers = answers_of(study)
    for each in languages if answers is not None else ():
        last = answers.last(_last(each)) if answers is not None else None
        if last is not None:
            return Found(_with_lists(last[1]), last[0], False)
    return None


def _last(language: str) -> tuple[str, str]:
    return ("the work list", language)


def _evidence(study: Study) -> int | None:
    answers = answers_of(study)
    return None if answers is None else answers.evidence


def _with_lists(kept: pd.DataFrame) -> pd.DataFrame:
    lists = {name: [tuple(json.loads(text)) for text in kept[name]] for name in LISTS}
    made = kept.assign(**{name: pd.Series(cells, dtype="object") for name, cells in lists.items()})
    made.attrs.update(kept.attrs)
    return made
