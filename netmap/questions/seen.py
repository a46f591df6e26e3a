"""Whether a study can show at all what a question asks: what cannot be seen is never told as none."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.model.study import Study
    from netmap.questions.inquiry import Inquiry

Unseen = Callable[["Inquiry", Any], str]
"""Of an inquiry and the facts of its answer: why they cannot be seen, as a message; "" where they can."""

NO_MEETING = {
    "ties": N_("Who met whom is not on record, so which ties there are cannot be seen."),
    "measures": N_("Who met whom is not on record, so who stands where cannot be seen."),
    "gaps": N_("Who met whom is not on record, so gaps between people and agencies cannot be seen."),
    "introductions": N_("Who met whom is not on record, so whom to introduce to whom cannot be seen."),
    "scenario": N_("Who met whom is not on record, so what a change would do cannot be seen."),
    "changes": N_("Who met whom is not on record, so what became of ties cannot be seen."),
    "trails": N_("Who met whom is not on record, so how long trails last cannot be seen."),
    "compare": N_("Who met whom is not on record, so periods cannot be compared."),
    "agencies": N_("Who met whom is not on record, so which agencies have ties cannot be seen."),
}
"""What each question says where nothing on record shows who met whom."""

NO_AGENCIES = N_("The agencies of those who met are not on record, so ties between agencies cannot be seen.")
NO_FIGURE = N_("No figure of reach can be worked out, so whom to introduce to whom cannot be seen.")
NO_BEFORE = N_("The record begins in this window, so what became of earlier ties cannot be seen.")


def who_met(name: str, more: Unseen | None = None) -> Unseen:
    """What a question says where nobody is seen to have met, or else what `more` finds."""
    message = NO_MEETING[name]

    def unseen(inquiry: Inquiry, facts: Any) -> str:
        if not who_met_is_told(inquiry.study):
            return message
        return "" if more is None else more(inquiry, facts)

    return unseen


def who_met_is_told(study: Study) -> bool:
    """Whether anything on record says who met whom: attendance, a contact, or a declared tie."""
    return bool(len(study.attendance) or len(study.contacts) or len(study.ties))


def agencies_of_those_who_met(inquiry: Inquiry, facts: Any) -> str:
    """That ties between agencies cannot be seen where fewer than two agencies of those who met are known."""
    return _agencies_unknown(inquiry.study)


def agency_ties_unseen(study: Study) -> str:
    """Why no tie between agencies can be seen in a study, as a message; "" where some could be."""
    return _agencies_unknown(study) if who_met_is_told(study) else NO_MEETING["agencies"]


def _agencies_unknown(study: Study) -> str:
    there = study.attendance["status"].isna() | study.attendance["status"].isin(["present", "unclear"])
    met = {*study.attendance.loc[there, "practitioner"]}
    for table in (study.contacts, study.ties):
        met |= {*table["source"], *table["target"]}
    jobs = [study.practitioners, study.employments]
    known = {*study.agencies.loc[study.agencies["agency"].isin(met), "agency"]}
    for job in jobs:
        known |= {*job.loc[job["practitioner"].isin(met), "agency"].dropna()}
    return NO_AGENCIES if len(known) < 2 else ""


def a_figure_of_reach(inquiry: Inquiry, facts: Any) -> str:
    """That introductions cannot be weighed where no figure of reach is defined."""
    before = float(facts.attrs.get("before", math.nan))
    return NO_FIGURE if facts.empty and math.isnan(before) else ""


def a_figure_at_all(inquiry: Inquiry, facts: Any) -> str:
    """That periods cannot be compared where nobody is seen to have met and no study has a figure."""
    none = facts.frame.empty or facts.frame["value"].isna().all()
    return NO_MEETING["compare"] if none and not who_met_is_told(inquiry.study) else ""


def a_day_before(inquiry: Inquiry, facts: Any) -> str:
    """That nothing can be told of the day before the window where the record begins later."""
    from netmap.questions.window import record_of, window_of

    window, record = window_of(inquiry.study, inquiry.context), record_of(inquiry.study)
    return NO_BEFORE if window is not None and record is not None and window.start < record.start else ""
