"""Every error that the library raises, with a code for programs and a message for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from netmap.model.i18n import ENGLISH, N_

if TYPE_CHECKING:
    from netmap.model.i18n import Translator


QUOTED = N_("“{name}”")

LONGEST = 200
"""So many characters of a value are told; the rest is cut."""


def shortened(text: str) -> str:
    """A text that is not longer than is told.

    Example:
        >>> shortened("short"), len(shortened("x" * 1000))
        ('short', 200)
    """
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


class NetmapError(Exception):
    """Something could not be done; says what, where and what would mend it.

    `template` is an English sentence with `{named}` places, translated where it is shown;
    `values` fill the places, a tuple of ids with each of them in quotation marks. `code` is for programs and
    `status` is the HTTP status at the edge.
    """

    code = "error"
    status = 400

    def __init__(self, template: str, **values: Any) -> None:
        self.template = template
        self.values = values
        super().__init__(NetmapError.text(self))

    def text(self, translator: Translator = ENGLISH) -> str:
        """The message in the reader's language."""
        sentence = translator.gettext(self.template)
        said = {name: _quoted(value, translator) for name, value in self.values.items()}
        return sentence.format(**said) if said else sentence


def _quoted(value: Any, translator: Translator) -> Any:
    """A value as it is; several ids one after the other, each in the quotation marks of the language."""
    if not isinstance(value, tuple):
        return value
    return ", ".join(translator.gettext(QUOTED).format(name=each) for each in value)


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
class RowCount:
    """What became of a table's rows; `rows` = kept + rejected + duplicate."""

    table: str
    rows: int
    kept: int
    rejected: int
    duplicate: int


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

    def filled(self, template: str, translator: Translator = ENGLISH) -> str:
        """One of the templates in the reader's language, its places filled."""
        values = {name: _short(value) for name, value in self.values.items()}
        return translator.gettext(template).format(**values) if template else ""

    def text(self, translator: Translator = ENGLISH) -> str:
        """Reason and cure as one text in the reader's language."""
        parts = (self.filled(part, translator) for part in (self.reason, self.cure) if part)
        return " ".join(parts)


def _short(value: Any) -> Any:
    return shortened(value) if isinstance(value, str) else value


class StudyError(NetmapError):
    """A study is refused; `problems` lists every bad row at once.

    `findings` are the problems with the warnings among them, `counts` what became of every table's rows, as
    far as it was read; `cure` is an English template of what would mend a study that cannot be read at all.
    """

    code = "bad-study"
    status = 422
    cure = ""

    def __init__(
        self,
        template: str,
        problems: Sequence[Problem] = (),
        findings: Sequence[Problem] | None = None,
        counts: Sequence[RowCount] = (),
        **values: Any,
    ) -> None:
        super().__init__(template, **values)
        self.problems = tuple(problems)
        self.findings = self.problems if findings is None else tuple(findings)
        self.counts = tuple(counts)
