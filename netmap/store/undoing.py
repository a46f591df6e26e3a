"""Any change undone at any later time: the study is then as it would be without it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_
from netmap.model.schema import TABLES
from netmap.store import bulk_switching
from netmap.store.change_sets import Change, ChangeSet, Written, recorded
from netmap.store.change_switching import Switch, TakingBack
from netmap.store.effective_changes import effective, mark_undone
from netmap.store.engines import Database
from netmap.store.errors import KeyTakenError, LaterChangesError, NotStandingError
from netmap.store.layout import CHANGES, KEPT, PARTS
from netmap.store.rights import Asker
from netmap.store.row_histories import RowHistories
from netmap.store.scopes import BELONGED_WITH, tables_of, work_out_again
from netmap.store.studies import readable
from netmap.store.undo_plans import UndoPlan
from netmap.store.writing import close_change, open_change, write_part

UNDO = "undo"


class _OnlyTriedError(Exception):
    """Rolls a trial back."""


def plan_undo(database: Database, asker: Asker, study: str, number: int) -> UndoPlan:
    """What undoing a change would do: tried out and rolled back; see `Store.plan_undo`."""
    found: list[UndoPlan] = []
    try:
        with database.writing() as conn:
            found.append(_undo(database, conn, asker, study, number, keep=True)[1])
            raise _OnlyTriedError
    except _OnlyTriedError:
        return found[0]


def undo(database: Database, asker: Asker, study: str, number: int, keep_later: bool | None) -> Written:
    """Undo a change in one transaction; see `Store.undo`."""
    with database.writing() as conn:
        done, plan = _undo(database, conn, asker, study, number, keep=keep_later is not False)
        if keep_later is None and plan.later:
            raise LaterChangesError(
                N_("Later work is in the way (records: {n}); say whether it is kept or dropped."),
                plan,
                n=len(plan.later),
            )
        return Written(done)


def _undo(
    database: Database, conn: sa.Connection, asker: Asker, study: str, number: int, *, keep: bool
) -> tuple[Change, UndoPlan]:
    found = readable(conn, asker, study)
    undone = _standing_change(conn, study, found.id, number)
    writer = open_change(database, conn, found.id, asker, ChangeSet(UNDO, label=undone.label), undoes=number)
    asked = _asked(conn, found.id)
    chain = _chain(asked, number)
    before = effective((n, undoes) for n, undoes in asked.items() if n != writer.change)
    after = effective(asked.items())
    switch = Switch(chain[-1], number, before, after, keep)
    lives = RowHistories(conn, {n for n, undoes in asked.items() if undoes is None})
    firsts = {name: writer.first_free(name) for name in tables_of(conn, found.id)}
    taking = TakingBack(writer, switch, lives, firsts)
    _switch_tables(taking, chain)
    taking.settle()
    lives.write()
    counts = _record_parts(taking)
    if any(name in BELONGED_WITH for name in counts):
        work_out_again(conn, found.id)
    _mark(conn, chain, asked)
    return close_change(writer, study, counts), UndoPlan(undone, counts, taking.told())


def _standing_change(conn: sa.Connection, name: str, study: int, number: int) -> Change:
    mine = sa.select(CHANGES).where(CHANGES.c.number == number, CHANGES.c.study == study)
    found = conn.execute(mine).first()
    if found is None:
        raise NotFoundError(N_("The study has no change {number}."), number=number)
    if found.undone_by is not None:
        raise NotStandingError(
            N_("The change {number} was undone already, by change {by}."), number=number, by=found.undone_by
        )
    return recorded(name, found)


def _asked(conn: sa.Connection, study: int) -> dict[int, int | None]:
    """Every change of a study with what it undoes."""
    mine = sa.select(CHANGES.c.number, CHANGES.c.undoes).where(CHANGES.c.study == study)
    return {row.number: row.undoes for row in conn.execute(mine)}


def _chain(asked: Mapping[int, int | None], number: int) -> list[int]:
    """A change, what it undoes, what that undoes ..., down to the change that somebody asked for."""
    chain = [number]
    while (before := asked[chain[-1]]) is not None:
        chain.append(before)
    return chain


def _switch_tables(taking: TakingBack, chain: list[int]) -> None:
    writer = taking.writer
    parts = sa.select(PARTS).where(PARTS.c.change == taking.switch.change)
    by_name: dict[str, Any] = {row.tab: row for row in writer.conn.execute(parts)}
    chosen = bulk_switching.chosen_rows(writer, chain)
    taking.touched |= set(by_name)
    for name in taking.firsts:
        if name in by_name and taking.switch.turns:
            _switch_table(taking, name, by_name[name], chosen.get(name, set()))
        elif name in chosen:
            taking.records(name, sorted(chosen[name]))


def _switch_table(taking: TakingBack, name: str, part: Any, chosen: set[int]) -> None:
    writer, on = taking.writer, taking.switch.change in taking.switch.stands
    special = chosen | bulk_switching.special_rows(writer, name, part)
    if on:
        special |= bulk_switching.rival_rows(writer, name, part)
    if len(special) > bulk_switching.MOST_SPECIAL:
        special |= set(range(part.first_id, part.last_id + 1))
    elif on:
        bulk_switching.switch_on(writer, name, part, sorted(special))
    else:
        bulk_switching.switch_off(writer, name, part, sorted(special))
    taking.records(name, sorted(special))


def _record_parts(taking: TakingBack) -> dict[str, dict[str, int]]:
    """Record what was done to each table that was touched, and count it."""
    counts: dict[str, dict[str, int]] = {}
    for name in (name for name in KEPT if name in taking.touched):
        done = _counted(taking, name)
        if any(done.values()):
            counts[name] = done
        first = taking.firsts[name]
        last = taking.writer.first_free(name) - 1
        write_part(taking.writer, name, _columns(taking, name), first, last - first + 1)
    return counts


def _counted(taking: TakingBack, name: str) -> dict[str, int]:
    """How many records are there that were not, are not there any more, and are there in another version."""
    kept, conn = KEPT[name], taking.writer.conn
    born = set(conn.execute(sa.select(kept.c.row).where(kept.c.id >= taking.firsts[name])).scalars())
    gone = set(conn.execute(sa.select(kept.c.row).where(kept.c.gone == taking.writer.change)).scalars())
    return {"added": len(born - gone), "changed": len(born & gone), "removed": len(gone - born)}


def _columns(taking: TakingBack, name: str) -> list[str] | None:
    """The columns in which something is said by records that stay only because this undo kept them.

    All others are said by changes that stand.
    """
    live = taking.writer.live(name, sorted(row for table, row in taking.pinned if table == name))
    if not live:
        return None
    said = dict.fromkeys(column for version in live.values() for column in version.cells)
    defined = [column for column in TABLES[name].columns if column in said]
    return defined + [column for column in said if column not in TABLES[name].columns]


def _mark(conn: sa.Connection, chain: list[int], asked: Mapping[int, int | None]) -> None:
    try:
        mark_undone(conn, chain, asked)
    except sa.exc.IntegrityError as error:
        raise KeyTakenError(N_("The same file was taken in again since; undo that import first.")) from error
