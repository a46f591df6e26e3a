"""Two people change, undo and undo undos at random: nothing is overwritten unseen, nothing is left over.

What is there must be what the changes that stand leave when they are made again from the beginning, one after
the other, on plain dictionaries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any, ClassVar

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

import netmap
from netmap.store.change_sets import ChangeSet, TableChange, one_edit
from netmap.store.errors import ConflictError, KeyTakenError, LaterChangesError
from netmap.store.keeping import Store
from netmap.store.opening import open_store
from tests.store.small import ME, OTHER

Key = tuple[str, int]
World = dict[Key, dict[str, str]]
Step = Callable[[World], bool]
"""Makes one change to a world; whether it could."""

IDS = ("=A1", "agency_1", "1", "01", "Č-12", "a,b")
KEYS = {"agencies": "agency", "practitioners": "practitioner"}
NAMES = st.sampled_from(["x", "y", None])


def replayed(log: Mapping[int, tuple[int | None, Step]], stand: set[int]) -> tuple[World, bool]:
    """The world that some changes leave, and whether each of them could be made in it."""
    world: World = {}
    clean = True
    for number in sorted(log):
        if number in stand and log[number][0] is None:
            clean = log[number][1](world) and clean
    return world, clean


def effective(log: Mapping[int, tuple[int | None, Step]]) -> set[int]:
    """The changes that no standing change undoes, by asking each one for itself."""

    def stands(number: int) -> bool:
        return not any(undoes == number and stands(later) for later, (undoes, _) in log.items())

    return {number for number in log if stands(number)}


def sound(world: World) -> bool:
    """Whether no id is there twice and every id that is named is there."""
    held = {
        table: [row[key] for (name, _), row in world.items() if name == table] for table, key in KEYS.items()
    }
    named = [
        (KEYS_OF[column], row[column])
        for (table, _), row in world.items()
        for column in NAMING[table]
        if column in row
    ]
    return all(len(ids) == len(set(ids)) for ids in held.values()) and all(
        name in held[t] for t, name in named
    )


NAMING = {"agencies": (), "practitioners": ("agency",), "employments": ("practitioner", "agency")}
KEYS_OF = {"agency": "agencies", "practitioner": "practitioners"}


def told(tables: Mapping[str, pd.DataFrame]) -> Counter[Any]:
    """What tables say, each row as often as it is there."""
    return Counter(
        (name, frozenset(row.dropna().items()))
        for name, frame in tables.items()
        for _, row in frame.iterrows()
    )


class TwoPeople(RuleBasedStateMachine):
    """Two people with a store each, open on the same place; each goes by what they saw last."""

    stores: ClassVar[list[Store]] = []
    numbers = count()
    seen_outcomes: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.name = ""
        self.log: dict[int, tuple[int | None, Step]] = {}
        self.world: World = {}
        self.seen: list[dict[Key, int]] = [{}, {}]
        self.hashes: dict[frozenset[Any], str] = {}
        self.touched: dict[int, Key] = {}
        self.chosen: set[int] = set()

    @initialize()
    def begin(self) -> None:
        self.name = f"study {next(self.numbers)}"
        self.stores[0].create_study(ME, self.name)
        for table, row in (
            ("agencies", {"agency": "1"}),
            ("practitioners", {"practitioner": "p1", "agency": "1"}),
            ("agencies", {"agency": "=A1"}),
        ):
            self.put(0, table, row)
        self.look(0)
        self.look(1)

    def ask(self, who: int, table: str, what: TableChange) -> Any:
        return self.stores[who].write((ME, OTHER)[who], self.name, ChangeSet("edit", {table: what}))

    def note(self, number: int, step: Step, key: Key) -> None:
        self.log[number] = (None, step)
        self.touched[number] = key
        step(self.world)

    def note_undo(self, number: int, undoes: int) -> None:
        self.log[number] = (undoes, lambda _: True)

    @rule(who=st.integers(0, 1))
    def look(self, who: int) -> None:
        """Somebody reads the forms again."""
        self.seen[who] = {
            (table, int(row)): int(version)
            for table in NAMING
            for row, version in self.stores[who].rows(ME, self.name, table)[["row", "version"]].to_numpy()
        }

    @rule(who=st.integers(0, 1), table=st.sampled_from(sorted(NAMING)), data=st.data())
    def add(self, who: int, table: str, data: st.DataObject) -> None:
        """Somebody adds a record that names only what is there."""
        row: dict[str, str | None] = {"name": data.draw(NAMES)} if table in KEYS else {}
        if table in KEYS:
            row[KEYS[table]] = ("p" if table == "practitioners" else "") + data.draw(st.sampled_from(IDS))
        for column in NAMING[table]:
            there = sorted(r[column] for (name, _), r in self.world.items() if name == KEYS_OF[column])
            if there:
                row[column] = data.draw(st.sampled_from(there))
            elif column == "practitioner":
                return
        self.put(who, table, row)

    def put(self, who: int, table: str, row: dict[str, str | None]) -> None:
        cells = {column: text for column, text in row.items() if text is not None}
        try:
            done = self.ask(who, table, TableChange(added=pd.DataFrame([row])))
        except KeyTakenError:
            assert not sound({**self.world, (table, -1): cells})
            return
        key = (table, done.rows[table][0])
        assert key not in self.world
        self.note(done.number, lambda world: added(world, key, cells), key)

    @rule(who=st.integers(0, 1), name=NAMES, data=st.data())
    def edit(self, who: int, name: str | None, data: st.DataObject) -> None:
        """Somebody edits a record that they saw, whatever has become of it since."""
        keys = [key for key in self.seen[who] if key[0] in KEYS]
        if not keys:
            return
        key = data.draw(st.sampled_from(sorted(keys)))
        column = data.draw(st.sampled_from(["name", "own column"]))
        edits = one_edit(key[1], self.seen[who][key], **{column: name})
        before = self.stores[who].version(ME, self.name)
        if (done := self.tried(who, key, TableChange(changed=edits))) is not None:
            changed = self.world[key].get(column) != name
            self.note(done.number, lambda world: edited(world, key, column, name, changed), key)
            assert done.number > before

    @rule(who=st.integers(0, 1), data=st.data())
    def remove(self, who: int, data: st.DataObject) -> None:
        """Somebody takes out a record that they saw and that nobody names."""
        keys = [key for key in self.seen[who] if sound({k: v for k, v in self.world.items() if k != key})]
        if not keys:
            return
        key = data.draw(st.sampled_from(sorted(keys)))
        gone = pd.DataFrame([{"row": key[1], "version": self.seen[who][key]}])
        if (done := self.tried(who, key, TableChange(removed=gone))) is not None:
            self.note(done.number, lambda world: world.pop(key, None) is not None, key)

    def tried(self, who: int, key: Key, what: TableChange) -> Any:
        """What was written; None, with both versions told, where the record is not what they saw."""
        self.versions = self.live_versions()
        try:
            done = self.ask(who, key[0], what)
        except ConflictError as error:
            (conflict,) = error.conflicts
            assert conflict.version == self.versions.get(key) != self.seen[who][key]
            assert conflict.live == self.world.get(key)
            self.seen_outcomes["conflict"] += 1
            return None
        assert self.versions[key] == self.seen[who][key]
        return done

    def live_versions(self) -> dict[Key, int]:
        return {
            (table, int(row)): int(version)
            for table in NAMING
            for row, version in self.stores[0].rows(ME, self.name, table)[["row", "version"]].to_numpy()
        }

    @rule(who=st.integers(0, 1), keep=st.booleans(), data=st.data())
    def undo(self, who: int, keep: bool, data: st.DataObject) -> None:
        """Somebody undoes a change that stands, or an undo."""
        stand = effective(self.log) - self.chosen
        if not stand:
            return
        number = data.draw(st.sampled_from(sorted(stand)))
        store = self.stores[who]
        plan = store.plan_undo(ME, self.name, number)
        without = {**self.log, max(self.log) + 1: (number, lambda world: True)}
        world, clean = replayed(without, effective(without))
        try:
            done = store.undo(ME, self.name, number)
        except LaterChangesError as error:
            told_later = error.plan.later
        else:
            assert plan.plain
            self.seen_outcomes["undone"] += 1
            self.note_undo(done.number, number)
            self.world = world
            return
        assert told_later == plan.later != ()
        assert not (clean and sound(world)) or self.touched_since(number)
        self.seen_outcomes["later"] += 1
        self.choose(store, number, keep)

    def touched_since(self, number: int) -> bool:
        """Whether a later change touched a record that this one, or what it undid, touched."""
        root = number
        while (before := self.log[root][0]) is not None:
            root = before
        return any(later > number and self.touched[later] == self.touched[root] for later in self.touched)

    def choose(self, store: Store, number: int, keep: bool) -> None:
        """Keep or drop later work: a sound study either way, and back again exactly."""
        before = store.logical_hash(ME, self.name)
        done = store.undo(ME, self.name, number, keep_later=keep)
        tables = store.read(ME, self.name).tables
        people = {name: frame for name, frame in tables.items() if len(frame)}
        if people:
            netmap.from_tables(**people)
        back = store.undo(ME, self.name, done.number)
        assert store.logical_hash(ME, self.name) == before
        self.note_undo(done.number, number)
        self.note_undo(back.number, done.number)
        self.chosen.add(
            back.number
        )  # undoing it brings the choice back, of which the plain world knows nothing

    @invariant()
    def it_is_what_the_standing_changes_leave(self) -> None:
        if not self.name:
            return
        world, _ = replayed(self.log, effective(self.log))
        assert world == self.world
        expected = Counter((table, frozenset(row.items())) for (table, _), row in world.items())
        assert told(self.stores[0].read(ME, self.name).tables) == expected
        found = self.stores[1].logical_hash(ME, self.name)
        assert self.hashes.setdefault(frozenset(expected.items()), found) == found
        assert len(set(self.hashes.values())) == len(self.hashes)


def added(world: World, key: Key, cells: dict[str, str]) -> bool:
    """Add a record."""
    world[key] = dict(cells)
    return True


def edited(world: World, key: Key, column: str, text: str | None, changed: bool) -> bool:
    """Edit a record, where the edit said anything new."""
    if key not in world:
        return not changed
    if changed:
        world[key].pop(column, None)
        world[key] |= {column: text} if text is not None else {}
    return True


@pytest.fixture
def machine(new_place: Callable[[], str]) -> Iterator[type[TwoPeople]]:
    """The machine on a store of either kind, opened by both."""
    place = new_place()
    with open_store(place) as one, open_store(place) as other:
        yield with_stores(one, other)


def with_stores(one: Store, other: Store) -> type[TwoPeople]:
    """The machine on two stores that are open on the same place."""
    return type("TwoPeopleHere", (TwoPeople,), {"stores": [one, other], "seen_outcomes": Counter()})


def at_random(machine: type[TwoPeople], examples: int, steps: int, *, same: bool) -> None:
    """Run the machine; the same way each time, or another one."""
    limits = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=same,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=limits)


def test_whatever_two_people_do_and_undo(machine: type[TwoPeople]) -> None:
    at_random(machine, 8, 16, same=True)
    assert min(machine.seen_outcomes[name] for name in ("conflict", "later", "undone")) > 0
