"""What was worked out about a study, kept with it: typed, and bounded in number."""

from __future__ import annotations

import functools
import inspect
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, Self, TypeVar, overload

P = ParamSpec("P")
T = TypeVar("T")


class Recent(Generic[T]):
    """At most `most` answers by question; the one that was not asked for longest goes first.

    With `weigh` their weights together are at most that. Safe between threads: whoever asks what another
    thread is working out waits for it, and for nothing else.
    """

    def __init__(self, most: int, weigh: Callable[[T], int] = lambda answer: 1) -> None:
        self._most = most
        self._weigh = weigh
        self._weight = 0
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._turns: dict[Hashable, threading.RLock] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer that is kept, or a new one, worked out once."""
        with self._lock:
            if question in self._kept:
                return self._used(question)
            turn = self._turns.setdefault(question, threading.RLock())
        with turn:
            with self._lock:
                if question in self._kept:
                    return self._used(question)
            try:
                found = answer()
            finally:
                with self._lock:
                    self._turns.pop(question, None)
            self._keep(question, found)
            return found

    def known(self, question: Hashable) -> T | None:
        """The answer that is kept, if there is one."""
        with self._lock:
            return self._used(question) if question in self._kept else None

    def _keep(self, question: Hashable, found: T) -> None:
        with self._lock:
            self._kept[question] = found
            self._weight += self._weigh(found)
            while self._weight > self._most:
                self._weight -= self._weigh(self._kept.popitem(last=False)[1])

    def _used(self, question: Hashable) -> T:
        self._kept.move_to_end(question)
        return self._kept[question]


class cached_property(functools.cached_property[T]):  # noqa: N801  (as the standard library names it)
    """A property that is worked out once for each object, and holds up no other object meanwhile.

    Python 3.11 lets a class work out one of them at a time, for all its objects; since 3.12 it does not.
    Two threads that ask the same object at once may both work it out; both are given the first answer.
    """

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...

    def __get__(self, instance: object, owner: type[Any] | None = None) -> Self | T:
        """The answer that is kept with the object, or a new one."""
        if instance is None or self.attrname is None:
            return self
        kept: dict[str, T] = instance.__dict__
        if self.attrname not in kept:
            kept.setdefault(self.attrname, self.func(instance))
        return kept[self.attrname]


class Derived:
    """The answers of derived functions about one study: of each function at most as many as it says."""

    def __init__(self) -> None:
        self._kept: dict[Callable[..., Any], Recent[Any]] = {}
        self._named: dict[str, Derived] = {}
        self._lock = threading.Lock()

    def named(self, language: str) -> Derived:
        """The answers that hold names in a language; "" stands for the study's own names."""
        if not language:
            return self
        with self._lock:
            return self._named.setdefault(language, Derived())

    def of(self, function: Callable[..., Any], most: int) -> Recent[Any]:
        """The answers of one function."""
        with self._lock:
            found = self._kept.get(function)
            return self._kept.setdefault(function, Recent(most)) if found is None else found

    def __len__(self) -> int:
        """How many answers are kept."""
        with self._lock:
            return sum(map(len, self._kept.values()))


class HasDerived(Protocol):
    """Something that answers can be kept with: a study."""

    @property
    def derived(self) -> Derived:
        """Where they are kept."""

    @property
    def language(self) -> str:
        """The language of its names; "" where they are its own."""

    @property
    def own(self) -> Self:
        """The same with its own names."""


S = TypeVar("S", bound=HasDerived)


def derived(
    most: int, named: bool = False
) -> Callable[[Callable[Concatenate[S, P], T]], Callable[Concatenate[S, P], T]]:
    """Make a function of a study keep its last answers with the study.

    The function's answer must depend on the study and its other arguments alone; these must be hashable.
    An answer is worked out once, also between threads, and is given to everybody who asks: treat it as
    read-only. It is worked out of the study with its own names, once for readers of all languages; one that
    holds names (`named`) once for each language that the study has names in. Each study keeps at most `most`
    answers of the function, and they go with the study.

    Example:
        >>> import pandas as pd
        >>> import netmap
        >>> from netmap.model.study import Study
        >>> @derived(most=2)
        ... def rows_of(study: Study, table: str) -> list[int]:
        ...     return [len(study.table(table))]
        >>> study = netmap.from_tables(agencies=pd.DataFrame({"agency": ["A", "B"]}))
        >>> rows_of(study, "agencies"), rows_of(study, table="agencies") is rows_of(study, "agencies")
        ([2], True)
    """

    def decorate(function: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
        parameters = inspect.signature(function).parameters
        bare = inspect.Signature(list(parameters.values())[1:])

        @functools.wraps(function)
        def answered(study: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
            question: tuple[Any, ...] = args
            if kwargs or len(args) + 1 < len(parameters):
                told = bare.bind(*args, **kwargs)
                told.apply_defaults()
                question = told.args
            asked = study if named else study.own
            kept: Recent[T] = asked.derived.named(asked.language).of(function, most)
            return kept.get(question, lambda: function(asked, *args, **kwargs))

        return answered

    return decorate
