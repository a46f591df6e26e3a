"""Tables that take long to work out, kept in the store of their study: whoever starts the service next has
them at once.

In memory an analysis is kept with the `Study` object, and goes with it when the study moves on. What is kept
here is also found by another process; the store lets it go with the version that it is about, and when there
is too much of it.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from netmap.library.principals import Principal
from netmap.model.derived import derived
from netmap.model.errors import NetmapError
from netmap.model.study import Study
from netmap.store.keeping import Store

WORTH_KEEPING = 0.1
"""Seconds from which on an answer is kept; a smaller one is as soon worked out as found."""

_ANSWERS: WeakKeyDictionary[Study, KeptAnswers] = WeakKeyDictionary()

Question = tuple[Any, ...]
"""The name of what is asked, and its arguments."""


@dataclass(frozen=True, slots=True, eq=False)
class KeptAnswers:
    """The answers about a study of a store since the change `evidence`, for the reach of who reads it.

    They are written by `later`, in turn with other writers: nobody who only reads waits for a writer.
    """

    store: Store
    principal: Principal
    name: str
    evidence: int
    later: ThreadPoolExecutor

    def table(self, question: Question, answer: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The answer that was kept, or a new one, which is kept if it took long."""
        asked = self._asked(question)
        kept = self._found(asked)
        if kept is not None:
            return kept
        begin = time.perf_counter()
        found = answer()
        if time.perf_counter() - begin >= WORTH_KEEPING:
            self._keep(asked, found)
        return found

    def known(self, question: Question) -> pd.DataFrame | None:
        """The answer that was kept, if one was."""
        return self._found(self._asked(question))

    def last(self, question: Question) -> tuple[int, pd.DataFrame] | None:
        """The last answer that was kept to outlast changes, and after which change it held."""
        found = self.store.last_answer(self.principal, self.name, self._asked(question))
        return None if found is None else (found[0], unpacked(found[1]))

    def keep_last(self, question: Question, found: pd.DataFrame) -> None:
        """Keep an answer so that it outlasts changes."""
        body = packed(found)
        if body is not None:
            with contextlib.suppress(RuntimeError):  # the library was closed meanwhile
                self.later.submit(self._write, self._asked(question), body, True)

    def _asked(self, question: Question) -> str:
        return named(question)

    def _found(self, asked: str) -> pd.DataFrame | None:
        kept = self.store.answer(self.principal, self.name, self.evidence, asked)
        return None if kept is None else unpacked(kept)

    def _keep(self, asked: str, found: pd.DataFrame) -> None:
        body = packed(found)
        if body is not None:
            with contextlib.suppress(RuntimeError):  # the library was closed meanwhile
                self.later.submit(self._write, asked, body)

    def _write(self, asked: str, body: bytes, lasting: bool = False) -> None:
        with contextlib.suppress(NetmapError):  # it is only worked out again
            self.store.keep_answer(self.principal, self.name, self.evidence, asked, body, lasting)


def named(question: Question) -> str:
    """Under which name the answer to a question is kept: what other code answered has another one."""
    return f"{code()} {question!r}"


def keep_with(study: Study, answers: KeptAnswers) -> None:
    """Say where answers about a study are kept, before anything is asked about it."""
    _ANSWERS.setdefault(study, answers)


def answers_of(study: Study) -> KeptAnswers | None:
    """Where answers about a study are kept; None for one of files."""
    return _ANSWERS.get(study.own)


def kept_table(study: Study, question: Question, answer: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """The answer to a question about a study: kept in its store, if it is of one, else worked out.

    Args:
        study: of files or of a store.
        question: what is asked, with everything that the answer depends on besides the study; values whose
            `repr` says all that they are.
        answer: works it out.
    """
    answers = _ANSWERS.get(study.own)
    return answer() if answers is None else answers.table(question, answer)


def _worked_out(study: Study, function: Callable[..., pd.DataFrame], told: Question) -> pd.DataFrame:
    return kept_table(study, (function.__name__, *told), lambda: function(study, **dict(told)))


MOST = 64
"""So many answers are kept in memory with each study."""

_asked = derived(most=MOST)(_worked_out)


def known_answer(study: Study, function: Callable[..., pd.DataFrame], **told: Any) -> pd.DataFrame | None:
    """The same as `answer_of` where it was worked out already, else None: nobody waits for it."""
    hashable = _hashable(told)
    found: pd.DataFrame | None = study.derived.of(_worked_out, MOST).known((function, hashable))
    if found is not None:
        return found
    answers = _ANSWERS.get(study.own)
    return None if answers is None else answers.known((function.__name__, *hashable))


def answer_of(study: Study, function: Callable[..., pd.DataFrame], **told: Any) -> pd.DataFrame:
    """What a function of the library answers about a study, worked out once and kept with it.

    Treat it as read-only. `told` are the function's arguments by name; lists are taken as tuples.
    """
    return _asked(study, function, _hashable(told))


def _hashable(told: Mapping[str, Any]) -> Question:
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in told.items())


@cache
def code() -> str:
    """A number for the code that works answers out: what other code worked out is not taken for its own."""
    whole = blake2b(digest_size=16)
    root = Path(__file__).parents[1]
    for path in sorted(root.rglob("*.py")):
        whole.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def packed(table: pd.DataFrame) -> bytes | None:
    """A table as JSON with the types of its columns and what it says of itself; never as pickle.

    None where it would not come back the same, such as one with lists in its cells.

    Example:
        >>> table = pd.DataFrame({"share": [0.5, float("nan")]})
        >>> packed(table)
        b'{"columns": [["share", "float64", [0.5, null]]], "rows": 2, "attrs": {}}'
        >>> unpacked(packed(table))["share"].tolist()
        [0.5, nan]
    """
    columns = [[name, str(column.dtype), _cells(column)] for name, column in table.items()]
    try:
        body = json.dumps({"columns": columns, "rows": len(table), "attrs": table.attrs}).encode()
        back = unpacked(body)
    except (TypeError, ValueError):
        return None
    same = back.attrs == table.attrs and back.index.equals(table.index) and back.equals(table)
    return body if same else None


def unpacked(body: bytes) -> pd.DataFrame:
    """The table that was packed."""
    told = json.loads(body)
    columns = {name: _series(kind, cells) for name, kind, cells in told["columns"]}
    table = pd.DataFrame(columns, index=pd.RangeIndex(told["rows"]))
    table.attrs.update(told["attrs"])
    return table


def _cells(column: pd.Series) -> list[Any]:
    """The cells of a column: days and times as numbers, what is missing as None."""
    if column.dtype.kind == "M":
        numbers: list[Any] = column.astype("int64").tolist()
        return numbers
    return [None if missing else cell for cell, missing in zip(column.tolist(), column.isna(), strict=True)]


def _series(kind: str, cells: list[Any]) -> pd.Series:
    if kind.startswith("datetime64"):
        return pd.Series(np.array(cells, dtype=np.int64).view(kind))
    return pd.Series(cells, dtype=kind)
