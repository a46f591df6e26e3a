"""What questions that are answered by a result of a comparison have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netmap.model.i18n import Translator

if TYPE_CHECKING:
    import pandas as pd

    from netmap.comparison.result import Result


def sentences_of(result: Result, t: Translator) -> Sequence[str]:
    """What was found, and how, a sentence each."""
    return tuple(each.text(t) for each in (*result.findings, *result.how))


def about_result(result: Result, t: Translator) -> Mapping[str, Any]:
    """What a program needs to repeat it: the code, and the versions of the study and of netmap."""
    return {
        "unit": t.gettext(result.unit),
        "seed": result.seed,
        "versions": result.versions,
        "script": result.script(),
    }


def rows_of(result: Result) -> pd.DataFrame:
    """The figures."""
    return result.frame
