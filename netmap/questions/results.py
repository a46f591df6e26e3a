"""What questions of comparison have in common: figures, windows, and being answered by a result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from netmap.model.i18n import N_, Translator
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import Request, taken
from netmap.questions.question import RESEARCHER, Question

if TYPE_CHECKING:
    import pandas as pd

    from netmap.comparison.result import Result
    from netmap.model.study import Study

MEASURES = {
    "mean_degree": N_("Mean degree"),
    "transitivity": N_("Transitivity"),
    "centralisation": N_("Centralisation by degree"),
    "ei_agency": N_("E-I index by agency"),
    "repeated": N_("Repeated meeting"),
}
MEASURES |= {
    "reach_up": N_("Reach upwards"),
    "reach_down": N_("Reach back down"),
    "reach_sideways": N_("Reach sideways"),
}


class WindowsRequest(Request):
    """Which partnerships in which windows."""

    beside: tuple[str, ...] = taken((), N_("Other studies, compared with this one."))
    among: tuple[str, ...] = taken((), N_("Only these partnerships; all unless told."))
    around: dt.date | None = taken(
        None, N_("The day before and after which windows lie; unless told they end with the record.")
    )
    until: dt.date | None = taken(
        None, N_("The last day of the last window, where no day lies between them.")
    )
    months: int = taken(12, N_("How many months each window has."), least=1, most=120)
    windows: int = taken(
        2, N_("How many windows; with a day around which they lie, half on either side."), least=1, most=24
    )


class CompareRequest(WindowsRequest):
    """And what of them."""

    measure: tuple[str, ...] = taken(
        (), N_("Which figures; all of who sat with whom unless told."), words=MEASURES
    )
    draws: int = taken(999, N_("Draws of the null for each window."), least=19, most=9999)
    draw_seed: int = taken(0, N_("Which draws: the same number gives the same ones."), least=0)
    saved: str | None = taken(None, N_("A saved comparison by its id, opened as it was saved."))
    made_of: str | None = taken(None, N_("The versions of the studies of which a kept address speaks."))


def spans_in(inquiry: Inquiry, request: WindowsRequest) -> pd.DataFrame:
    """The windows of a request, with a warning where the record does not bear them."""
    from netmap.comparison.windows import windows

    count = request.windows if request.around is None else max(1, request.windows // 2)
    horizon = inquiry.context.paths.horizon
    return windows(inquiry.study, request.around, request.months, count, horizon=horizon, until=request.until)


def warnings_in(inquiry: Inquiry, spans: pd.DataFrame, t: Translator) -> list[tuple[str, str]]:
    """Each window with its warning in the reader's language, empty where there is none."""
    from netmap.comparison.windows import warnings_of

    names = [str(name) for name in spans["window"]]
    return list(zip(names, warnings_of(inquiry.study, spans, inquiry.context.paths.horizon, t), strict=True))


def studies_in(inquiry: Inquiry, request: WindowsRequest) -> list[Study]:
    """This study and the others, each once."""
    names = dict.fromkeys(each for each in request.beside if each and each != inquiry.context.study)
    return [inquiry.study, *(inquiry.other(name) for name in names)]


def only_partnerships(partnership: str | None, studies: list[Study]) -> tuple[str, ...]:
    """Of this study one partnership where one is looked at, and all of the others; nothing stands for all."""
    from netmap.tie_kinds.memberships import partnership_names

    if partnership is None:
        return ()
    return (partnership, *(str(name) for each in studies[1:] for name in partnership_names(each)))


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


def part(name: str) -> Callable[[Result], pd.DataFrame]:
    """What takes a further table out of a result."""
    return lambda result: result.parts[name]


result_question = partial(Question, audience=(RESEARCHER,), sentences=sentences_of, about=about_result)
"""A question of researchers that is answered by a result, which says its own sentences."""
