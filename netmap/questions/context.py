"""The one context of every answer: who asks, of which study, which days, which rules, which language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from pydantic import Field

from netmap.learning.path_rule import PathRule
from netmap.library.principals import LOCAL_USER, Principal
from netmap.library.wording import ROSTER_LABELS
from netmap.model.i18n import N_
from netmap.questions.parameters import Pairs, Request, model_from, pairs_of, taken
from netmap.tie_kinds.policy import TiePolicy


class Context(Request):
    """What every page, command, route and export has in common; frozen.

    It stands whole in the address of a page and is the same on every page. `start` and `end` are the
    window, both days inclusive; what is not told is worked out from the study: on the command line
    (`whole_record`) it is the whole record. `baseline` goes before the partnerships' own.

    Example:
        >>> Context(study="emon", partnership="wichita").query
        [('study', 'emon'), ('partnership', 'wichita')]
        >>> Context.of([("from", "2011-01-01"), ("quiet-days", "60")]).ties.quiet_days
        60
    """

    study: str = taken("", N_("The study."))
    partnership: str | None = taken(None, N_("Only the actors of this partnership."))
    start: dt.date | None = taken(
        None,
        N_(
            "First day of the window. Unless told, commands take the first day on record, pages and programs "
            "the last twelve months."
        ),
        key="from",
        option="start",
    )
    end: dt.date | None = taken(
        None, N_("Last day of the window; the last on record unless told."), key="to", option="end"
    )
    baseline: dt.date | None = taken(
        None, N_("The day from which ties count as new; each partnership's own unless told.")
    )
    wave: tuple[str | None, ...] = taken(
        (),
        N_(
            "The wave whose declared ties count, one for each of several partnerships; the latest that ends "
            "by the last day unless told."
        ),
    )
    relation: str | None = taken(
        None, N_("The relation whose declared ties count; the first on record unless told.")
    )
    roster: str | None = taken(
        None, N_("Who is meant by everybody; what the record allows for unless told."), words=ROSTER_LABELS
    )
    ties: TiePolicy = TiePolicy()
    paths: PathRule = PathRule()
    whole_record: bool = Field(default=False, json_schema_extra={"key": ""})
    principal: Principal = Field(default=LOCAL_USER, json_schema_extra={"key": ""})
    language: str = Field(default="en", json_schema_extra={"key": ""})

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], **known: Any) -> Context:
        """The context that an address stands for; raises `ArgumentError` that names the key."""
        return model_from(cls, pairs, **known)

    @property
    def query(self) -> Pairs:
        """The pairs of an address that say the same; what is as usual is left out."""
        return pairs_of(self)

    def but(self, **changes: Any) -> Context:
        """The same with some fields changed."""
        return self.model_copy(update=changes)
