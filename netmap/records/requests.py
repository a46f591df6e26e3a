"""What may be asked of a record, as models; and who asks it of which study."""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt, ValidationError, model_validator

from netmap.library.principals import LOCAL_USER, Principal
from netmap.library.study_library import Stored, StudyLibrary
from netmap.model.date_reading import FIRST_YEAR
from netmap.model.errors import ArgumentError, NetmapError
from netmap.model.i18n import N_, Translator, translator
from netmap.model.row_checks import UNWRITABLE
from netmap.model.study import Study
from netmap.store.change_sets import Change, ChangeSet, Written
from netmap.store.errors import NotStandingError

if TYPE_CHECKING:
    import pandas as pd

UNFIT = N_("The request does not say {what} as it must.")
NO_DAY = N_("“{value}” is no day; write it as 2011-12-31.")
FUTURE = N_("{day} has not come yet; only sittings that took place can be recorded.")
CONTROL = N_("The text holds a control character.")
UNDONE = N_("This was saved, and undone since.")
SAVED_ALREADY = N_("This was saved already.")

SHORTEST_KEY, LONGEST_KEY, LONGEST_NAME = 8, 100, 400
MOST_UPLOADS = 8
"""So many files wait to be taken in; the oldest is forgotten first, and can be uploaded again."""


class Request(BaseModel):
    """What one action takes: never changed, and what is told as null counts as not told.

    What an action does not know is passed over.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _told(cls, given: Any) -> Any:
        """What is told at all."""
        if not isinstance(given, Mapping):
            return given
        return {name: value for name, value in given.items() if value is not None}


R = TypeVar("R", bound=Request)


def request_of(model: type[R], told: Mapping[str, Any]) -> R:
    """A request out of plain values.

    Raises:
        ArgumentError: the first thing that is not as it must be, by name.

    Example:
        >>> from pydantic import create_model
        >>> request_of(create_model("Undo", __base__=Request, change=(Number, ...)), {"change": -1})
        Traceback (most recent call last):
        netmap.model.errors.ArgumentError: The request does not say change as it must.
    """
    try:
        return model.model_validate(told)
    except ValidationError as error:
        raise _in_our_words(error) from error


def _in_our_words(error: ValidationError) -> NetmapError:
    """The first thing that pydantic finds: what we said ourselves, else the name of the field."""
    first = error.errors(include_url=False)[0]
    own = first.get("ctx", {}).get("error")
    if isinstance(own, NetmapError):
        return own
    names = [part for part in first["loc"] if isinstance(part, str) and part != "[key]"]
    return ArgumentError(UNFIT, what=names[-1][:80] if names else "it")


def _writable(text: str) -> str:
    if UNWRITABLE.search(text):
        raise ArgumentError(CONTROL)
    return text


def _past_day(text: str) -> str:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentError(NO_DAY, value=text[:40]) from error
    if day > today() + dt.timedelta(days=1):
        raise ArgumentError(FUTURE, day=day)
    if day.isoformat() < FIRST_YEAR:
        raise ArgumentError(NO_DAY, value=text[:40])
    return day.isoformat()


Text = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), AfterValidator(_writable)]
"""An id or a name: not empty, not endless, without control characters."""

MaybeText = Annotated[
    str, Field(max_length=LONGEST_NAME), AfterValidator(_writable), AfterValidator(lambda text: text.strip())
]
"""The same where it may be blank."""

PastDay = Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(_past_day)]
"""A day as ISO text, at most one day ahead of the service's own: it may be tomorrow already elsewhere."""

Key = Annotated[str, Field(min_length=SHORTEST_KEY, max_length=LONGEST_KEY)]
"""What the form made up for itself, so that it is saved once however often it is sent."""

Number = Annotated[StrictInt, Field(ge=0, lt=2**53)]
"""The number of a record, a version or a change; beyond that a browser does not count."""


@dataclass(frozen=True, slots=True)
class RecordContext:
    """Who asks, of which study of a library, in which language; `uploads` are the files that wait."""

    library: StudyLibrary
    study: str
    principal: Principal = LOCAL_USER
    language: str = "en"
    uploads: Recent[Any] = field(default_factory=lambda: Recent(MOST_UPLOADS))

    @property
    def t(self) -> Translator:
        """The reader's language."""
        return translator(self.language)

    @property
    def stored(self) -> Stored:
        """Where the study lives; `NotAllowedError` where it is one of files."""
        return self.library.stored(self.principal, self.study)

    def now(self) -> Study:
        """The study as it is now."""
        return self.library.study(self.principal, self.study)

    def rows(self, table: str) -> pd.DataFrame:
        """The records of a table with their numbers and versions."""
        stored = self.stored
        return stored.store.rows(self.principal, stored.name, table)

    def changes(self) -> tuple[Change, ...]:
        """Every change of the study, the last one first."""
        stored = self.stored
        return stored.store.changes(self.principal, stored.name)

    def write(self, done: ChangeSet) -> Written:
        """Put a change on record."""
        stored = self.stored
        return stored.store.write(self.principal, stored.name, done)


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a form: the change, by which it is undone, a sentence; `again`: it was done before."""

    change: int
    said: str
    again: bool


def saved_before(at: RecordContext, key: str) -> Saved | None:
    """What became of a form that was sent before; None where it was not."""
    before = sent_before(at, f"form {key}")
    return None if before is None else Saved(before.number, at.t.gettext(SAVED_ALREADY), True)


def today() -> dt.date:
    """The day that the service has."""
    return dt.datetime.now().astimezone().date()


def sent_before(at: RecordContext, mark: str, undone: str = UNDONE) -> Change | None:
    """The change that bears a form's mark, where the form was sent before.

    Raises `NotStandingError`, which says `undone`, where that change was undone since.
    """
    for change in at.changes():
        if change.file_hash == mark:
            if change.undone_by is not None:
                raise NotStandingError(undone)
            return change
    return None


T = TypeVar("T")


class Recent(Generic[T]):
    """At most `most` values by key, for any number of threads.

    Example:
        >>> kept = Recent(2)
        >>> for name in ("a", "b", "c"):
        ...     kept.put(name, name.upper())
        >>> kept.get("a"), kept.get("c")
        (None, 'C')
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, key: str, value: T) -> None:
        """Keep a value; one that is kept already keeps its turn."""
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def put_new(self, value: T) -> str:
        """Keep a value under a key that nobody can guess, and return the key."""
        key = secrets.token_hex(16)
        self.put(key, value)
        return key

    def get(self, key: str) -> T | None:
        """What is kept under a key; None where nothing is, or not any more."""
        with self._lock:
            return self._kept.get(key)

    def drop(self, key: str) -> None:
        """Forget what is kept under a key."""
        with self._lock:
            self._kept.pop(key, None)


def free_ids(word: str, taken: Iterable[str]) -> Iterator[str]:
    """Ids that nothing has yet, one after the other.

    Args:
        word: how each begins, for people; no program reads anything out of it.
        taken: the ids that are there.

    Example:
        >>> ids = free_ids("person", ["person-1", "=A1"])
        >>> next(ids), next(ids)
        ('person-2', 'person-3')
    """
    there = set(taken)
    return (found for number in count(1) if (found := f"{word}-{number}") not in there)
