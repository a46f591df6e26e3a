"""What a store refuses, and what it says then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netmap.model.errors import NetmapError

if TYPE_CHECKING:
    from netmap.store.undo_plans import UndoPlan


class StoreError(NetmapError):
    """The store cannot be opened, or could not write: nothing was changed, and it can still be read."""

    code = "store"
    status = 503


@dataclass(frozen=True, slots=True)
class Conflict:
    """One record that somebody else changed first.

    `expected` is the version that was to be changed and `yours` what it was to become (None: taken
    out); `version` and `live` are what is there now (None: nothing). Values are text by column.
    """

    table: str
    row: int
    expected: int
    yours: Mapping[str, str | None] | None
    version: int | None
    live: Mapping[str, str | None] | None


class ConflictError(NetmapError):
    """Somebody else changed the record first; `conflicts` holds both versions of every such record."""

    code = "conflict"
    status = 409

    def __init__(self, template: str, conflicts: Sequence[Conflict] = (), **values: Any) -> None:
        super().__init__(template, **values)
        self.conflicts = tuple(conflicts)


class KeyTakenError(NetmapError):
    """An id is already that of another record of the study."""

    code = "key-taken"
    status = 409


class NotStandingError(NetmapError):
    """A change was undone already."""

    code = "not-standing"
    status = 409


class LaterChangesError(NetmapError):
    """A change cannot be undone before it is said what becomes of later work on it; `plan` shows that."""

    code = "later-changes"
    status = 409

    def __init__(self, template: str, plan: UndoPlan, **values: Any) -> None:
        super().__init__(template, **values)
        self.plan = plan
