"""What every store does, whichever database keeps it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pandas as pd
import pytest

import netmap
from netmap.model.bundled import bundled_studies
from netmap.model.errors import ArgumentError, NotFoundError, StudyError
from netmap.store import engines, version_writer
from netmap.store.batches import TOGETHER
from netmap.store.change_sets import ChangeSet, TableChange, one_edit
from netmap.store.errors import (
    ConflictError,
    KeyTakenError,
    LaterChangesError,
    NotStandingError,
    StoreError,
)
from netmap.store.keeping import Store
from netmap.store.opening import open_store
from tests.store.small import (
    ME,
    NAME,
    OTHER,
    add,
    cells,
    change,
    edit,
    hostile_study,
    remove,
    row_of,
    same_tables,
    town,
    with_town,
)


def test_a_study_comes_back_as_it_was_given(store: Store) -> None:
    given = hostile_study()
    store.create_study(ME, "=é'")
    written = store.write_study(ME, "=é'", given)
    found = store.read(ME, "=é'")
    same_tables(given, found)
    assert found.about["licenses"] == given.about["licenses"]
    about = {"study": "=é'", "title": "Ein „Titel“", "version": written.number}
    assert found.about["store"] == {**about, "evidence": written.number}


@pytest.mark.parametrize("name", sorted(bundled_studies()))
def test_bundled_studies_come_back(store: Store, name: str) -> None:
    given = netmap.read_study(bundled_studies()[name])
    store.create_study(ME, name)
    store.write_study(ME, name, given)
    same_tables(given, store.read(ME, name))


def test_what_is_acknowledged_is_there_for_whoever_opens_next(store: Store, place: str) -> None:
    with_town(store)
    with open_store(place) as again:
        same_tables(store.read(ME, NAME), again.read(ME, NAME))
        assert again.logical_hash(ME, NAME) == store.logical_hash(ME, NAME)


def test_a_store_without_studies_says_so(store: Store) -> None:
    assert store.studies(ME) == ()
    with pytest.raises(NotFoundError, match="has none yet"):
        store.read(ME, "x")


def test_studies_are_named_once_and_listed(store: Store) -> None:
    store.create_study(ME, "b")
    store.create_study(ME, "a")
    assert [(kept.name, kept.title, kept.version) for kept in store.studies(ME)] == [
        ("a", "a", 0),
        ("b", "b", 0),
    ]
    with pytest.raises(KeyTakenError):
        store.create_study(ME, "a")
    with pytest.raises(ArgumentError):
        store.create_study(ME, " ")
    with pytest.raises(NotFoundError, match="near to it are: a"):
        store.write(ME, "aa", ChangeSet("edit"))


def test_two_studies_of_one_store_know_nothing_of_each_other(store: Store) -> None:
    with_town(store)
    before = store.logical_hash(ME, NAME)
    with_town(store, "other")
    row, version = row_of(store, "agencies", "north", "other")
    with pytest.raises(ConflictError):
        change(store, "agencies", TableChange(changed=one_edit(row, version, name="theirs")))
    store.write(
        ME, "other", ChangeSet("edit", {"agencies": TableChange(changed=one_edit(row, version, name="x"))})
    )
    assert store.logical_hash(ME, NAME) == before != store.logical_hash(ME, "other")


def test_an_edit_changes_what_it_names_and_nothing_else(store: Store) -> None:
    with_town(store)
    edit(store, "agencies", "north", name="Nord", sector="health", shoe="38")
    assert cells(store, "agencies", "north") == {
        "agency": "north",
        "name": "Nord",
        "sector": "health",
        "shoe": "38",
    }
    edit(store, "agencies", "north", name=None)
    assert cells(store, "agencies", "north") == {"agency": "north", "sector": "health", "shoe": "38"}
    assert store.read(ME, NAME).agencies["agency"].tolist() == ["north", "south"]


def test_two_people_edit_one_record(store: Store) -> None:
    with_town(store)
    row, version = row_of(store, "agencies", "north")
    first = change(store, "agencies", TableChange(changed=one_edit(row, version, name="first")))
    before = store.logical_hash(ME, NAME)
    with pytest.raises(ConflictError) as refused:
        change(store, "agencies", TableChange(changed=one_edit(row, version, name="second")))
    (conflict,) = refused.value.conflicts
    assert (conflict.table, conflict.row, conflict.expected, conflict.version) == (
        "agencies",
        row,
        version,
        first.number,
    )
    assert conflict.yours == {"agency": "north", "name": "second"}
    assert conflict.live == {"agency": "north", "name": "first"}
    assert refused.value.status == 409
    assert store.logical_hash(ME, NAME) == before


def test_a_record_that_is_gone_cannot_be_edited(store: Store) -> None:
    with_town(store)
    row, version = row_of(store, "attendance", "m1")
    gone = TableChange(removed=pd.DataFrame([{"row": row, "version": version}]))
    change(store, "attendance", gone)
    with pytest.raises(ConflictError) as refused:
        change(store, "attendance", gone)
    assert refused.value.conflicts[0].version is None
    assert refused.value.conflicts[0].live is None


def test_a_change_is_made_whole_or_not_at_all(store: Store) -> None:
    with_town(store)
    row, version = row_of(store, "agencies", "north")
    before, changes = store.logical_hash(ME, NAME), store.changes(ME, NAME)
    asked = ChangeSet(
        "edit",
        {
            "zones": TableChange(added=pd.DataFrame({"zone": ["new"]})),
            "agencies": TableChange(changed=one_edit(row, version + 99, name="x")),
        },
    )
    with pytest.raises(ConflictError):
        store.write(ME, NAME, asked)
    assert (store.logical_hash(ME, NAME), store.changes(ME, NAME)) == (before, changes)


@pytest.mark.parametrize("key", ["north", "=A1", "a,b"])
def test_an_id_belongs_to_one_live_record(store: Store, key: str) -> None:
    with_town(store)
    if key != "north":
        add(store, "agencies", agency=key)
    before = store.logical_hash(ME, NAME)
    with pytest.raises(KeyTakenError, match="agencies"):
        add(store, "agencies", agency=key)
    with pytest.raises(KeyTakenError):
        edit(store, "agencies", "south", agency=key)
    with pytest.raises(KeyTakenError, match="two records"):
        change(store, "zones", TableChange(added=pd.DataFrame({"zone": ["z", "z"]})))
    assert store.logical_hash(ME, NAME) == before


def test_ids_of_very_many_rows_are_checked_at_the_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "VERY_MANY", 5)
    monkeypatch.setattr(version_writer, "MANY", 5)
    with_town(store)
    before = store.logical_hash(ME, NAME)
    for names in (["a", "b", "c", "d", "e", "a"], ["a", "b", "c", "d", "e", "north"]):
        with pytest.raises(KeyTakenError):
            change(store, "agencies", TableChange(added=pd.DataFrame({"agency": names})))
        assert store.logical_hash(ME, NAME) == before
    sites = pd.DataFrame({"partnership": ["p2", "p1"]})
    change(store, "partnerships", TableChange(added=sites))
    many = pd.DataFrame({"agency": list("zyxwvu"), "partnership": ["p2", "p1"] * 3})
    done = change(store, "agencies", TableChange(added=many))
    rows = store.rows(ME, NAME, "agencies").iloc[2:]
    assert rows["agency"].tolist() == list("zyxwvu")
    assert rows["row"].tolist() == list(done.rows["agencies"]) != sorted(rows["row"])
    edit(store, "agencies", "y", name="edited")
    with pytest.raises(KeyTakenError):
        add(store, "agencies", agency="z")
    store.undo(ME, NAME, store.undo(ME, NAME, done.number, keep_later=False).number)
    assert store.read(ME, NAME).agencies["agency"].tolist() == ["north", "south", *"zyxwvu"]
    assert cells(store, "agencies", "y") == {"agency": "y", "name": "edited", "partnership": "p1"}


@pytest.mark.parametrize("count", [TOGETHER - 1, TOGETHER, 2 * TOGETHER + 1])
def test_rows_that_are_written_together_say_what_they_were_given(store: Store, count: int) -> None:
    with_town(store)
    names = [(None, "x", "o'Neill")[n % 3] for n in range(count)]
    given = pd.DataFrame({"agency": [f"={n},{count}" for n in range(count)], "name": names})
    change(store, "agencies", TableChange(added=given))
    rows = store.rows(ME, NAME, "agencies").iloc[2:]
    changed = rows[["row", "version"]].assign(name=[f"<b>{n}" for n in range(count)])
    change(store, "agencies", TableChange(changed=changed))
    read = store.read(ME, NAME).agencies.iloc[2:]
    assert read["agency"].tolist() == given["agency"].tolist()
    assert read["name"].tolist() == changed["name"].tolist()
    store.undo(ME, NAME, store.version(ME, NAME))
    assert store.read(ME, NAME).agencies["name"].iloc[2:].tolist() == given["name"].astype("str").tolist()


def test_an_id_may_be_given_again_once_it_is_free(store: Store) -> None:
    with_town(store)
    remove(store, "attendance", "m1")
    remove(store, "attendance", "m1")
    remove(store, "meetings", "m1")
    written = add(store, "meetings", meeting="m1", zone="board")
    assert len(store.history(ME, NAME, "meetings", written.rows["meetings"][0])) == 1


def test_cells_are_held_to_their_types(store: Store) -> None:
    with_town(store)
    for bad in ({"zone": "z", "formal": "perhaps"}, {"zone": "z", "opened": "31/31/2011"}):
        with pytest.raises(StudyError) as refused:
            add(store, "zones", **bad)
        assert len(refused.value.problems) == 1
    with pytest.raises(ArgumentError, match="blank"):
        add(store, "zones", name="no id")
    with pytest.raises(ArgumentError, match="no table"):
        add(store, "zone", zone="z")
    with pytest.raises(ArgumentError, match="row and version"):
        change(store, "zones", TableChange(changed=pd.DataFrame({"zone": ["z"]})))
    add(store, "zones", zone=7, formal="sì", opened="31/12/2011", ZONES=1.0)
    assert cells(store, "zones", "7") == {"zone": "7", "formal": "True", "opened": "2011-12-31", "ZONES": "1"}


def test_text_that_a_database_cannot_keep_is_refused(store: Store) -> None:
    with_town(store)
    before = store.logical_hash(ME, NAME)
    with pytest.raises(StoreError):
        add(store, "zones", zone="z", name="\ud800")
    assert store.logical_hash(ME, NAME) == before


def test_the_same_file_is_taken_in_once(store: Store) -> None:
    store.create_study(ME, NAME)
    first = store.write_study(ME, NAME, town(), file_hash="f" * 64, label="list.xlsx", source={"sheet": "=1"})
    again = store.write_study(OTHER, NAME, town(), file_hash="f" * 64)
    assert again.again
    assert not first.again
    assert again.change == first.change
    assert first.change.source == {"sheet": "=1"}
    assert (first.change.by, first.change.label, first.change.kind) == ("ann", "list.xlsx", "import")
    assert datetime.fromisoformat(first.change.at).tzinfo is not None
    store.undo(ME, NAME, first.number)
    third = store.write_study(ME, NAME, town(), file_hash="f" * 64)
    assert not third.again
    with pytest.raises(KeyTakenError, match="taken in again"):
        store.undo(ME, NAME, store.changes(ME, NAME)[1].number, keep_later=True)


def test_history_shows_every_version_of_a_record(store: Store) -> None:
    with_town(store)
    row, _ = row_of(store, "agencies", "north")
    edit(store, "agencies", "north", name="Nord", own="1")
    store.undo(OTHER, NAME, store.version(ME, NAME))
    told = store.history(ME, NAME, "agencies", row)
    assert told["name"].tolist() == ["North", "Nord", "North"]
    assert told["changed_by"].tolist() == ["ann", "ann", "bob"]
    assert told["change_kind"].tolist() == ["import", "edit", "undo"]
    assert told["ended_by_change"].isna().tolist() == [False, False, True]
    assert told["own"].isna().tolist() == [True, False, True]
    with pytest.raises(NotFoundError):
        store.history(ME, NAME, "agencies", 10_000)


def test_a_study_is_read_as_it_was_after_any_change(store: Store) -> None:
    with_town(store)
    edit(store, "agencies", "north", name="Nord", own="1")
    add(store, "events", event="e")
    store.undo(ME, NAME, 2)
    hashes = [store.logical_hash(ME, NAME, number) for number in range(5)]
    assert len(set(hashes)) == 5
    assert store.logical_hash(ME, NAME) == hashes[4]
    assert store.read(ME, NAME, as_of_change=0).tables == {}
    same_tables(store.read(ME, NAME, as_of_change=1), town())
    assert "own" in store.read(ME, NAME, as_of_change=3).agencies
    assert "own" not in store.read(ME, NAME).agencies
    assert store.read(ME, NAME, as_of_change=2).about["store"]["version"] == 2
    with pytest.raises(NotFoundError):
        store.read(ME, NAME, as_of_change=99)


def test_the_hash_knows_no_order_and_no_numbers(store: Store) -> None:
    with_town(store)
    turned = {name: frame.iloc[::-1].reset_index(drop=True) for name, frame in town().tables.items()}
    store.create_study(ME, "turned")
    for name, frame in turned.items():
        part = ChangeSet("import", {name: TableChange(added=frame)})
        store.write(ME, "turned", part)
    assert store.logical_hash(ME, "turned") == store.logical_hash(ME, NAME)
    add(store, "attendance", meeting="m1", practitioner="ann")
    assert store.logical_hash(ME, "turned") != store.logical_hash(ME, NAME)


def test_what_a_study_says_of_itself_changes_and_goes_back(store: Store) -> None:
    with_town(store)
    done = store.write(ME, NAME, ChangeSet("edit", about={"title": "New", "name": "x"}))
    assert store.read(ME, NAME).about["title"] == "New"
    assert store.studies(ME)[0].title == "New"
    store.undo(ME, NAME, done.number)
    assert "title" not in store.read(ME, NAME).about


def test_an_undone_import_is_as_if_it_had_never_been(store: Store) -> None:
    with_town(store)
    before = store.read(ME, NAME), store.logical_hash(ME, NAME)
    more = netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["east"], "own column": ["1"]}),
        services=pd.DataFrame({"service": ["s"], "agency": ["east"]}),
    )
    done = store.write_study(ME, NAME, more)
    plan = store.plan_undo(ME, NAME, done.number)
    assert plan.plain
    assert plan.counts == {
        "agencies": {"added": 0, "changed": 0, "removed": 1},
        "services": {"added": 0, "changed": 0, "removed": 1},
    }
    assert store.version(ME, NAME) == done.number
    undone = store.undo(ME, NAME, done.number)
    same_tables(before[0], store.read(ME, NAME))
    assert store.logical_hash(ME, NAME) == before[1]
    with pytest.raises(NotStandingError):
        store.undo(ME, NAME, done.number)
    store.undo(ME, NAME, undone.number)
    assert "own column" in store.read(ME, NAME).agencies
    with pytest.raises(NotFoundError):
        store.undo(ME, NAME, 99)


def test_later_edits_are_shown_and_kept_or_dropped(store: Store) -> None:
    with_town(store)
    first = edit(store, "agencies", "north", name="one", sector="one")
    edit(store, "agencies", "north", sector="two")
    with pytest.raises(LaterChangesError) as refused:
        store.undo(ME, NAME, first.number)
    (later,) = refused.value.plan.later
    assert (later.table, later.why) == ("agencies", "edited")
    assert later.before == {"agency": "north", "name": "North"}
    assert later.live == {"agency": "north", "name": "one", "sector": "two"}
    kept = store.undo(ME, NAME, first.number, keep_later=True)
    assert cells(store, "agencies", "north") == {"agency": "north", "name": "North", "sector": "two"}
    store.undo(ME, NAME, kept.number)
    store.undo(ME, NAME, first.number, keep_later=False)
    assert cells(store, "agencies", "north") == {"agency": "north", "name": "North"}


def test_a_record_that_was_edited_since_its_import_stays_if_later_work_is_kept(store: Store) -> None:
    with_town(store)
    done = add(store, "agencies", agency="east", name="East", own="x")
    edit(store, "agencies", "east", sector="health")
    kept = store.undo(ME, NAME, done.number, keep_later=True)
    assert cells(store, "agencies", "east") == {
        "agency": "east",
        "name": "East",
        "own": "x",
        "sector": "health",
    }
    store.undo(ME, NAME, kept.number)
    store.undo(ME, NAME, done.number, keep_later=False)
    assert cells(store, "agencies", "east") is None


def test_what_later_rows_name_stays_or_they_go_too(store: Store) -> None:
    with_town(store)
    done = add(store, "practitioners", practitioner="dora", agency="north")
    add(store, "attendance", meeting="m1", practitioner="dora")
    (later,) = store.plan_undo(ME, NAME, done.number).later
    assert (later.table, later.why, later.live) == (
        "attendance",
        "leans",
        {"meeting": "m1", "practitioner": "dora"},
    )
    kept = store.undo(ME, NAME, done.number, keep_later=True)
    assert cells(store, "practitioners", "dora") is not None
    store.undo(ME, NAME, kept.number)
    store.undo(ME, NAME, done.number, keep_later=False)
    found = store.read(ME, NAME)
    assert "dora" not in {*found.practitioners["practitioner"], *found.attendance["practitioner"]}
    netmap.from_tables(**found.tables)


def test_an_id_that_was_given_again_since(store: Store) -> None:
    with_town(store)
    gone = remove(store, "practitioners", "cid")
    add(store, "practitioners", practitioner="cid", name="another")
    (later,) = store.plan_undo(ME, NAME, gone.number).later
    assert later.why == "taken"
    kept = store.undo(ME, NAME, gone.number, keep_later=True)
    assert cells(store, "practitioners", "cid") == {"practitioner": "cid", "name": "another"}
    store.undo(ME, NAME, kept.number)
    store.undo(ME, NAME, gone.number, keep_later=False)
    assert cells(store, "practitioners", "cid") == {"practitioner": "cid", "agency": "south"}


def test_what_would_come_back_and_names_what_is_gone_stays_away(store: Store) -> None:
    with_town(store)
    gone = change(
        store, "attendance", TableChange(removed=store.rows(ME, NAME, "attendance")[["row", "version"]])
    )
    remove(store, "practitioners", "ann")
    (later,) = store.plan_undo(ME, NAME, gone.number).later
    assert (later.table, later.why) == ("attendance", "missing")
    store.undo(ME, NAME, gone.number, keep_later=False)
    assert store.read(ME, NAME).attendance["practitioner"].tolist() == ["bob"]


def test_undoing_in_another_order_than_it_was_done(store: Store) -> None:
    with_town(store)
    before = store.logical_hash(ME, NAME)
    added = add(store, "agencies", agency="east")
    gone = remove(store, "agencies", "east")
    undone = store.undo(ME, NAME, added.number)
    again = store.undo(ME, NAME, gone.number)
    assert store.logical_hash(ME, NAME) == before
    store.undo(ME, NAME, undone.number)
    assert cells(store, "agencies", "east") == {"agency": "east"}
    store.undo(ME, NAME, again.number)
    assert store.logical_hash(ME, NAME) == before


def test_two_undos_of_one_change(store: Store) -> None:
    with_town(store)
    without = store.logical_hash(ME, NAME)

    def undo(number: int) -> int:
        return store.undo(ME, NAME, number).number

    change = add(store, "agencies", agency="east").number
    there = store.logical_hash(ME, NAME)
    first = undo(change)
    back = undo(first)
    second = undo(change)
    assert store.logical_hash(ME, NAME) == without
    undo(back)  # the first undo stands again, beside the second one
    assert store.logical_hash(ME, NAME) == without
    undo(second)
    assert store.logical_hash(ME, NAME) == without
    away = undo(first)
    assert store.logical_hash(ME, NAME) == there
    again = undo(away)
    assert store.logical_hash(ME, NAME) == without
    undo(first)
    undo(again)  # both undos of the first undo stand
    assert store.logical_hash(ME, NAME) == there
    with pytest.raises(NotStandingError):
        undo(first)


def test_a_new_store_is_empty_and_a_foreign_database_is_refused(new_place: Callable[[], str]) -> None:
    place = new_place()
    with open_store(place):
        pass
    with open_store(place) as again:
        assert again.studies(ME) == ()
