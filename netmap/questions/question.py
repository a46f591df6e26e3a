"""What a question is: one value from which its page, command, routes, exports and description are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from netmap.model.errors import NotAllowedError
from netmap.model.i18n import N_, Translator
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry as Inquiry  # noqa: PLC0414  (a question takes all it needs from here)
from netmap.questions.parameters import Pairs, Parameter, Request, model_from, pairs_of, parameters_of

if TYPE_CHECKING:
    import pandas as pd

    from netmap.questions.method import Method

BOARD, COORDINATOR, RESEARCHER = "board", "coordinator", "researcher"
AUDIENCES = (BOARD, COORDINATOR, RESEARCHER)
"""For whom a question is; the local user of a service on this machine may ask everything."""

NOT_FOR_YOU = N_("This question is not for the role “{role}”.")
ALL_PARTNERSHIPS = N_("This is about all partnerships, not {partnership} alone.")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name for programs, and how it is shown.

    Without a heading it is only in CSV and JSON. `digits` are the decimals of a number, `labels` what
    stands for codes; a code without a label stands for itself, `missing` for an empty cell. `names` are the
    tables of the study in which pages look up the name of an id. Where whole numbers stand among others
    (`mixed`), they are shown without decimals; a `share` of 1 is shown in per cent. `help` is a sentence on
    what it holds. `written` is `day` or `month` where pages write dates out. `words` are the table and the
    column of the study whose words these are: pages have them in the reader's language.
    """

    name: str
    heading: str = ""
    digits: int | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    mixed: bool = False
    help: str = ""
    missing: str = ""
    written: str = ""
    share: bool = False
    words: tuple[str, str] | None = None


ACTORS, ZONES, LEVELS = ("practitioners", "agencies"), ("zones",), ("levels",)
"""Where the names of ids are looked up."""

CHANNEL, FORM = ("contacts", "channel"), ("zones", "form")
NEED, AREA = ("services", "need"), ("services", "area")
"""Where words of the study are looked up."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an answer: its name in the address (`name.csv`), what it holds, and its columns.

    `rows` makes them out of the answer's facts, so that nothing is worked out that nobody asks for.
    `caption` is what it holds, in a few words. `more` gives columns after `columns` where a list elsewhere
    says which there are; columns of the rows that neither names follow in CSV and JSON. `key` is what JSON
    calls the rows. `report` makes lines for the terminal in its place, where a table says it badly. `flag` is
    an option of the command that stands for `--table` with its name, `flag_help` what is told of it.
    `by_name` where it tells of single people, so that no workbook to read holds it. `sheet` names its sheet
    of that workbook where the caption is too long for one.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: Callable[[Any], pd.DataFrame]
    more: Callable[[], tuple[Column, ...]] | None = None
    key: str = "rows"
    report: Callable[[Any, Translator], Iterator[str]] | None = None
    flag: str = ""
    flag_help: str = ""
    by_name: bool = False
    sheet: str = ""

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns that people read."""
        more = () if self.more is None else self.more()
        return tuple(each for each in (*self.columns, *more) if each.heading)


@dataclass(frozen=True, slots=True)
class Export:
    """A file of an answer that is no table: its name in the address, what it is, what makes it of the facts.

    `name` ends like files of its kind; `scripted` where it could hold what a browser runs, and is shut in.
    """

    name: str
    caption: str
    media_type: str
    make: Callable[[Any], str | bytes]
    scripted: bool = False


R = TypeVar("R", bound=Request)


@dataclass(frozen=True)
class PageState(Generic[R]):
    """The whole state of a page: the context, and what its question is asked besides; as one address."""

    context: Context
    request: R

    @classmethod
    def of(cls, request: type[R], pairs: Iterable[tuple[str, str]], **known: Any) -> PageState[R]:
        """The state that an address stands for; `known` are fields of the context that are told otherwise.

        Raises `ArgumentError` that names the key.
        """
        given = list(pairs)
        return cls(Context.of(given, **known), model_from(request, given))

    @property
    def query(self) -> Pairs:
        """The pairs of an address that say the same; what is as usual is left out."""
        return [*self.context.query, *pairs_of(self.request)]

    def but(self, **changes: Any) -> PageState[R]:
        """The same with some fields changed, of the context or of the request."""
        own = {name: value for name, value in changes.items() if name in type(self.request).model_fields}
        shared = {name: value for name, value in changes.items() if name not in own}
        return PageState(self.context.but(**shared), self.request.model_copy(update=own))


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What a question is answered: facts of its own, and by which method they came about.

    `method` is None where no day and no rule has any part in it. `unseen` is why the study cannot show what
    was asked, as a message; "" where it can. `beyond` is the name of the partnership that was asked about
    where the answer speaks of all of them.
    """

    facts: Any
    method: Method | None
    unseen: str = ""
    beyond: str = ""


Sentences = Callable[[Any, Translator], Sequence[str]]


def later(module: str, name: str) -> Callable[..., Any]:
    """A function that is imported when it is first called, so that the list of questions is quickly read."""
    return partial(_call, module, name)


def _call(module: str, name: str, *given: Any) -> Any:
    return getattr(import_module(module), name)(*given)


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
        address: of its JSON, where that is not its name.
        json: what its JSON holds, where that is not sentences, method and rows.
        exports: files of it that are no tables.
        command: whether there is a command of its name.
        page: the name of a page made by hand that shows it; None: a plain page of its own; "-": no page.
        about: more that is said beside the rows in JSON.
        aliases: other names of options, by the key of an address: `{"to": ("--as-of",)}`.
        failed: whether facts mean that the command ends with exit code 2, its first sentence on stderr.
        shared_out: whether its command takes --workers, --scheduler, --keep and --memory, and reads a store
            one partnership at a time.
        slow: whether it may take seconds; the interface works such answers out one after the other.
        workbook: whether all its tables can be taken in one workbook; those for researchers alone always can.
        to_read: whether all its tables can be taken in one workbook in words, for people.
        of_today: whether it depends on the day on which it is asked, so that no response is sent twice.
        counted: whether the first sentence says what n stands for, so that exports repeat it.
        unseen: says of an inquiry and its facts why they cannot be seen, so that this is said and no "none".
        beside: whether its sentences are said then too, after that one.
        of_all: whether it always speaks of all partnerships, and says so where one is asked about.
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
    about: Callable[[Any, Translator], Mapping[str, Any]] | None = None
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    address: str = ""
    json: Callable[[Any], Any] | None = None
    exports: tuple[Export, ...] = ()
    failed: Callable[[Any], bool] | None = None
    slow: bool = False
    workbook: bool = False
    to_read: bool = False
    of_today: bool = False
    shared_out: bool = False
    counted: bool = False
    unseen: Callable[[Inquiry, Any], str] | None = None
    beside: bool = False
    of_all: bool = False

    @property
    def has_book(self) -> bool:
        """Whether all its tables can be taken in one workbook."""
        return self.to_read or self.workbook or self.audience == (RESEARCHER,)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Everything that may be told: the context's, then its own."""
        return (*parameters_of(Context), *parameters_of(self.request))

    def lasts(self, request: Request | None = None) -> bool:
        """Whether the answer stays the same until the study changes: not of the day, and of no other study.

        Without a request: whether that is so whatever is asked.
        """
        others = "beside" in self.request.model_fields if request is None else getattr(request, "beside", ())
        return not self.of_today and not others

    def ask(self, inquiry: Inquiry, request: Request | None = None) -> Answer:
        """The answer for whoever asks.

        Raises:
            NotAllowedError: the question is not for this principal.
            NotFoundError: the study has no such partnership, or as the answer says.
            ArgumentError, StudyError: as the answer says.
        """
        role = inquiry.context.principal.role
        if role in AUDIENCES and role not in self.audience:
            raise NotAllowedError(NOT_FOR_YOU, role=role)
        beyond = ""
        if inquiry.context.partnership is not None:
            from netmap.questions.scope import named_partnership

            named = named_partnership(inquiry)
            if self.of_all:
                inquiry, beyond = inquiry.but(partnership=None), named
        found = self.answer(inquiry, self.request() if request is None else request)
        unseen = found.unseen if self.unseen is None else self.unseen(inquiry, found.facts)
        return replace(found, unseen=unseen, beyond=beyond)

    def said(self, answer: Answer, t: Translator) -> Sequence[str]:
        """The sentences of an answer; where what was asked cannot be seen, why not, in their place."""
        said = [t.gettext(answer.unseen)] if answer.unseen else []
        if not answer.unseen or self.beside:
            said += self.sentences(answer.facts, t)
        if answer.beyond:
            said.insert(0, t.gettext(ALL_PARTNERSHIPS).format(partnership=answer.beyond))
        return said

    def table(self, name: str | None) -> Table:
        """A table by name, the first unless told; raises `KeyError`."""
        return self.tables[0] if name is None else {each.name: each for each in self.tables}[name]
