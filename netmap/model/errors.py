"""Every error that the library raises, with a code for programs and a message for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from netmap.model.i18n import ENGLISH

if TYPE_CHECKING:
    from netmap.model.i18n import Translator


class NetmapError(Exception):
    """Something could not be done; says what, where and what would mend it.

    `template` is an English sentence with `{named}` places, translated where it is shown;
    `values` fill the places. `code` is for programs and `status` is the HTTP status at the edge.
    """

    code = "error"
    status = 400

    def __init__(self, template: str, **values: Any) -> None:
        super().__init__(template.format(**values) if values else template)
        self.template = template
        self.values = values

    def text(self, translator: Translator = ENGLISH) -> str:
        """The message in the reader's language."""
        sentence = translator.gettext(self.template)
        return sentence.format(**self.values) if self.values else sentence


class ArgumentError(NetmapError, ValueError):
    """An argument is none that the function takes."""

    code = "bad-argument"
    status = 422


class NotFoundError(NetmapError, LookupError):
    """What was asked for does not exist, or not for this principal."""

    code = "not-found"
    status = 404


class NotAllowedError(NetmapError):
    """The principal has no right to this."""

    code = "not-allowed"
    status = 403


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of the checks: where it is, why it is one, and what would mend it.

    `line` is the line of the file (the header is line 1); for tables that came as DataFrames it is
    the row's position plus 2, as if the table had been written to a file. None: the whole table.
    `reason` and `cure` are English templates filled from `values` and translated where they are shown.
    """

    table: str
    line: int | None
    column: str | None
    value: str | None
    code: str
    reason: str
    cure: str
    severity: str = "error"
    values: Mapping[str, Any] = field(default_factory=dict)
    kind: str = "rejected"

    def text(self, translator: Translator = ENGLISH) -> str:
        """Reason and cure as one text in the reader's language."""
        parts = (translator.gettext(part).format(**self.values) for part in (self.reason, self.cure) if part)
        return " ".join(parts)


class StudyError(NetmapError):
    """A study is refused; `problems` lists every bad row at once."""

    code = "bad-study"
    status = 422

    def __init__(self, template: str, problems: Sequence[Problem] = (), **values: Any) -> None:
        super().__init__(template, **values)
        self.problems = tuple(problems)
