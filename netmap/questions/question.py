"""What a question is: one value from which its page, command, routes, exports and description are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from netmap.model.errors import NotAllowedError
from netmap.model.i18n import N_, Translator, translator
from netmap.questions.context import Context
from netmap.questions.parameters import Parameter, Request, parameters_of

if TYPE_CHECKING:
    import pandas as pd

    from netmap.library.study_library import StudyLibrary
    from netmap.model.study import Study
    from netmap.questions.method import Method

BOARD, COORDINATOR, RESEARCHER = "board", "coordinator", "researcher"
AUDIENCES = (BOARD, COORDINATOR, RESEARCHER)
"""For whom a question is; the local user of a service on this machine may ask everything."""

NOT_FOR_YOU = N_("This question is not for the role “{role}”.")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name for programs, and how it is shown.

    Without a heading it is only in CSV and JSON. `digits` are the decimals of a number, `labels` what
    stands for codes; a code without a label stands for itself, `missing` for an empty cell.
    """

    name: str
    heading: str = ""
    digits: int | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an answer: its name in the address (`name.csv`), what it holds, and its columns.

    `rows` makes them out of the answer's facts, so that nothing is worked out that nobody asks for.
    `caption` is what it holds, in a few words. `more` gives columns after `columns` where a list elsewhere
    says which there are; columns of the rows that neither names follow in CSV and JSON. `key` is what JSON
    calls the rows.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: Callable[[Any], pd.DataFrame]
    more: Callable[[], tuple[Column, ...]] | None = None
    key: str = "rows"

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns that people read."""
        more = () if self.more is None else self.more()
        return tuple(each for each in (*self.columns, *more) if each.heading)


@dataclass(frozen=True)
class Inquiry:
    """A question's context together with the study that it is about, which is read when it is first needed.

    `open_study` raises `StudyError` for a study that its checks refuse, `NotFoundError` for none.
    """

    context: Context
    open_study: Callable[[], Study]

    @cached_property
    def study(self) -> Study:
        """The study as it is now, for whoever asks."""
        return self.open_study()

    @property
    def t(self) -> Translator:
        """The reader's language."""
        return translator(self.context.language)


def inquiry_of(library: StudyLibrary, context: Context) -> Inquiry:
    """A context over the studies that are open."""
    return Inquiry(context, lambda: library.study(context.principal, context.study))


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What a question is answered: facts of its own, and by which method they came about.

    `method` is None where no day and no rule has any part in it.
    """

    facts: Any
    method: Method | None


Sentences = Callable[[Any, Translator], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be asked of a study.

    Attributes:
        name: of its command, its address (`/en/<name>/`, `/api/v1/studies/<study>/<name>`) and its row in
            the docs.
        title: a few words, the heading of its page.
        help: one sentence that says what it answers.
        audience: for whom it is.
        request: what it is asked besides the context.
        answer: works it out; imports what it needs when it is called, so that the list of questions is
            quickly read.
        sentences: what is said of the facts, the answer first.
        tables: the first is the one that its command prints.
        command: whether there is a command of its name.
        page: the name of a page made by hand that shows it; None: a plain page of its own; "-": no page.
        report: lines for the terminal in place of the first table, where a table says it badly.
        about: more that is said beside the rows in JSON.
        aliases: other names of options, by the key of an address: `{"to": ("--as-of",)}`.
        failed: whether facts mean that the command ends with exit code 2, its last sentence on stderr.
    """

    name: str
    title: str
    help: str
    answer: Callable[[Inquiry, Any], Answer]
    sentences: Sentences
    tables: tuple[Table, ...]
    request: type[Request] = Request
    audience: tuple[str, ...] = AUDIENCES
    command: bool = True
    page: str | None = None
    report: Callable[[Answer, Translator], Iterator[str]] | None = None
    about: Callable[[Any, Translator], Mapping[str, Any]] | None = None
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    failed: Callable[[Any], bool] | None = None

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Everything that may be told: the context's, then its own."""
        return (*parameters_of(Context), *parameters_of(self.request))

    def ask(self, inquiry: Inquiry, request: Request | None = None) -> Answer:
        """The answer for whoever asks.

        Raises:
            NotAllowedError: the question is not for this principal.
            NotFoundError, ArgumentError, StudyError: as the answer says.
        """
        role = inquiry.context.principal.role
        if role in AUDIENCES and role not in self.audience:
            raise NotAllowedError(NOT_FOR_YOU, role=role)
        return self.answer(inquiry, self.request() if request is None else request)

    def table(self, name: str | None) -> Table:
        """A table by name, the first unless told; raises `KeyError`."""
        return self.tables[0] if name is None else {each.name: each for each in self.tables}[name]
