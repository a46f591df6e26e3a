"""What a rule is: one function and one line in the list `RULES`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from netmap.gap_rules.finding import Finding
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

HIGH, MEDIUM, LOW = "high", "medium", "low"
SEVERITIES = (HIGH, MEDIUM, LOW)
"""How much a gap weighs, the heaviest first."""


INTRODUCTIONS, ATTENDANCE, RECORDS = "introductions", "attendance", "records"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by which gaps are found.

    Attributes:
        name: by which it is known, for good.
        version: goes up whenever it finds something else; part of each gap's id.
        severity: high, medium or low.
        title: a few words, the name that readers see.
        find: takes the record (`Record`) and its thresholds by keyword, and yields what it finds. Its
            docstring is the rule's documentation.
        by_chance: whether nothing of it can be told where every encounter passes something on.
        done_at: where a gap is mended: two people are introduced, a sitting is put on record, or the record
            of a zone, service or person is edited.
        directed: whether it tells which of two actors of one sort comes first; else they stand by id.
    """

    name: str
    version: int
    severity: str
    title: str
    find: Callable[..., Iterator[Finding]]
    by_chance: bool = False
    done_at: str = INTRODUCTIONS
    directed: bool = False

    @property
    def thresholds(self) -> Mapping[str, Any]:
        """Every threshold by name, with its usual value: the keywords of the function."""
        parameters = inspect.signature(self.find).parameters.values()
        return {each.name: each.default for each in parameters if each.kind is each.KEYWORD_ONLY}

    @property
    def description(self) -> str:
        """The documentation: the docstring of the function."""
        return inspect.getdoc(self.find) or ""

    def told(self, thresholds: Mapping[str, Any]) -> dict[str, Any]:
        """Thresholds that are told for this rule; raises `ArgumentError` for one that it does not have."""
        for name, value in thresholds.items():
            if name not in self.thresholds:
                raise ArgumentError(
                    N_("The rule “{rule}” has no threshold “{name}”; it has: {known}"),
                    rule=self.name,
                    name=name,
                    known=", ".join(self.thresholds),
                )
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0:
                raise ArgumentError(
                    N_("{name} is {value}; it takes a number from {least} upwards"),
                    name=name,
                    value=value,
                    least=0,
                )
        return dict(thresholds)
