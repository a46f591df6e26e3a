"""What undoing a change would do, and the later work that is in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from netmap.store.change_sets import Change
from netmap.store.deltas import Cells


@dataclass(frozen=True, slots=True)
class LaterRow:
    """A record with which later work is in the way.

    `why`: edited (since), removed (since), taken (its id was given to another record since), leans (a
    later row names it), missing (what it names is gone since). `before` is what the record is if the later
    work is dropped, `live` what it is now; text by column, None: it is not there.
    """

    table: str
    row: int
    why: str
    before: Cells | None
    live: Cells | None


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
