"""Any change undone at any later time: the study is then as it would be without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from netmap.store.change_sets import Change, Written
from netmap.store.engines import Database
from netmap.store.rights import Asker


@dataclass(frozen=True, slots=True)
class LaterRow:
    """A record with which later work is in the way.

    `why`: edited (since), removed (since), taken (its id was given to another record since), leans (a
    later row names it), missing (what it names is gone since). `before` is what the record would be without
    the change that is undone and without the later work (None: not there), `live` what it is now; text by
    column. For `leans` they are those of the later row.
    """

    table: str
    row: int
    why: str
    before: Mapping[str, str] | None
    live: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undoing a change would do.

    `counts` says for each table how many records would be added again, changed back and removed if later
    work is kept; `later` holds every record with which later work is in the way.
    """

    change: Change
    counts: Mapping[str, Mapping[str, int]]
    later: tuple[LaterRow, ...]

    @property
    def plain(self) -> bool:
        """Whether no later work is in the way, so that nothing has to be chosen."""
        return not self.later


def plan_undo(database: Database, asker: Asker, study: str, number: int) -> UndoPlan:
    """What undoing a change would do; see `Store.plan_undo`."""
    raise NotImplementedError


def undo(database: Database, asker: Asker, study: str, number: int, keep_later: bool | None) -> Written:
    """Undo a change; see `Store.undo`."""
    raise NotImplementedError
