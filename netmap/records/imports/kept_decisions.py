"""Imports that were made a moment ago: whoever did not hear the answer gets it again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace

from netmap.records.imports.types import Committed, Pending
from netmap.store.change_sets import Change

MOST_DONE = 5
"""So many are remembered; of an older one the file itself is known again."""


class Answered:
    """What was done for the last previews that were taken in, by their tokens."""

    def __init__(self) -> None:
        self._done: OrderedDict[str, tuple[str, str, Committed]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, token: str, pending: Pending, done: Committed) -> None:
        """Remember what was done for a preview."""
        with self._lock:
            self._done[token] = (pending.by, pending.study, done)
            while len(self._done) > MOST_DONE:
                self._done.popitem(last=False)

    def find(self, token: str, by: str, study: str, changes: Iterable[Change]) -> Committed | None:
        """What was done for a preview; None where nothing was, for somebody else, or where it was undone.

        Args:
            token: of the preview.
            by: who asks.
            study: the study.
            changes: every change of it.
        """
        with self._lock:
            owner, where, done = self._done.get(token, ("", "", None))
        if done is None or (owner, where) != (by, study):
            return None
        if done.change is None:
            return done
        number = done.change.number
        stands = any(one.number == number and one.undone_by is None for one in changes)
        return replace(done, again=True) if stands else None
