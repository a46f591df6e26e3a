"""What a result says of itself: sentences whose figures keep their numbers until a language is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from netmap.model.i18n import ENGLISH, Translator


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is shown with so many decimals; a dash where it is undefined."""

    value: float
    digits: int = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence with named places; of two forms the one that goes with the count `n` among its values.

    `values` fill the places; a whole number, a `Figure` and a day are written as the language writes them.

    Example:
        >>> Finding(("{n} pair of {share}", "{n} pairs of {share}"), {"n": 2, "share": Figure(0.5)}).text()
        '2 pairs of 0.50'
    """

    template: str | tuple[str, str]
    values: Mapping[str, Any] = field(default_factory=dict)

    def text(self, translator: Translator = ENGLISH) -> str:
        """The sentence in the reader's language."""
        if isinstance(self.template, str):
            found = translator.gettext(self.template)
        else:
            found = translator.ngettext(*self.template, int(self.values["n"]))
        return found.format(**{name: _shown(value, translator) for name, value in self.values.items()})


def _shown(value: Any, translator: Translator) -> Any:
    if isinstance(value, Figure):
        return translator.number(value.value, value.digits)
    if isinstance(value, Finding):
        return value.text(translator)
    if isinstance(value, dt.date):
        return translator.date(value)
    return translator.number(value) if isinstance(value, int) else value


def text_of(findings: tuple[Finding, ...], translator: Translator = ENGLISH) -> str:
    """Several sentences, one after the other."""
    return " ".join(each.text(translator) for each in findings)
