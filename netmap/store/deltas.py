"""What each change did to one record, and the record as some of the changes leave it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from netmap.store.versions import Version

Cells = Mapping[str, str]

ADD, EDIT, REMOVE = "add", "edit", "remove"


@dataclass(frozen=True, slots=True)
class Delta:
    """What one change did to a record; `cells` are all of them (add) or those that changed (edit)."""

    change: int
    kind: str
    cells: Mapping[str, str | None]


def deltas_of(lives: Iterable[Version], asked: Collection[int]) -> list[Delta]:
    """What changes did to a record, in their order.

    Args:
        lives: every version of the record.
        asked: the changes that count; versions that an undo made or ended only repeat what they did.

    Example:
        >>> first = Version(1, row=1, place=1, study=1, born=1, gone=2, cells={"name": "a"})
        >>> second = Version(2, row=1, place=1, study=1, born=2, gone=None, cells={"name": "b"})
        >>> deltas_of([first, second], {1, 2})[1]
        Delta(change=2, kind='edit', cells={'name': 'b'})
    """
    lives = list(lives)
    before = {life.gone: life.cells for life in lives}
    after = {life.born: life.cells for life in lives}
    changes = sorted(number for number in {*before, *after} if number is not None and number in asked)
    return [_delta(number, before.get(number), after.get(number)) for number in changes]


def _delta(change: int, before: Cells | None, after: Cells | None) -> Delta:
    if after is None:
        return Delta(change, REMOVE, {})
    if before is None:
        return Delta(change, ADD, after)
    names = dict.fromkeys([*before, *after])
    changed = {name: after.get(name) for name in names if before.get(name) != after.get(name)}
    return Delta(change, EDIT, changed)


def folded(deltas: Sequence[Delta], counts: Callable[[int], bool]) -> Cells | None:
    """The record as those changes leave it that count; None: it is not there.

    An edit of a record that is not there does nothing.

    Example:
        >>> deltas = [Delta(1, ADD, {"name": "a"}), Delta(2, EDIT, {"name": "b"})]
        >>> [folded(deltas, counting.__contains__) for counting in ({1, 2}, {1}, {2})]
        [{'name': 'b'}, {'name': 'a'}, None]
    """
    record: dict[str, str | None] | None = None
    for delta in deltas:
        if not counts(delta.change):
            continue
        if delta.kind == EDIT:
            record = None if record is None else {**record, **delta.cells}
        else:
            record = dict(delta.cells) if delta.kind == ADD else None
    return None if record is None else {name: text for name, text in record.items() if text is not None}
