"""Which partnerships a row belongs to, beside a slow reading of the rules; what one partnership reads."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pandas as pd
import pytest
import sqlalchemy as sa

import netmap
from netmap.model.errors import NotFoundError
from netmap.model.study import Study
from netmap.store.change_sets import ChangeSet, TableChange
from netmap.store.keeping import Store
from netmap.store.layout import BEYOND, KEPT
from tests.store.small import ME, NAME, change, edit, remove, row_of

SITES = ("p,1", "<b>p</b>", "=P", "1")


def crossing(rng: Random) -> Study:
    """People and agencies of none to three partnerships, zones, sittings and contacts among all of them."""
    agencies = [f"a,{n}" for n in range(6)]
    people = [f"=p{n}" for n in range(12)]
    zones = ["z1", "Č-12", "3"]
    meetings = [f"m{n}" for n in range(6)]
    some = (*SITES, None, None)
    return netmap.from_tables(
        partnerships=pd.DataFrame({"partnership": SITES}),
        agencies=pd.DataFrame({"agency": agencies, "partnership": [rng.choice(some) for _ in agencies]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": people,
                "agency": [rng.choice([*agencies, None]) for _ in people],
                "partnership": [rng.choice(some) for _ in people],
            }
        ),
        members=pd.DataFrame(
            [{"partnership": rng.choice(SITES), "actor": rng.choice(agencies + people)} for _ in range(8)]
        ).drop_duplicates(),
        zones=pd.DataFrame({"zone": zones, "partnership": [rng.choice(some) for _ in zones]}),
        posts=pd.DataFrame(
            [{"practitioner": rng.choice(people), "zone": rng.choice(zones)} for _ in range(8)]
        ),
        meetings=pd.DataFrame({"meeting": meetings, "zone": [rng.choice([*zones, None]) for _ in meetings]}),
        attendance=pd.DataFrame(
            [{"meeting": rng.choice(meetings), "practitioner": rng.choice(people)} for _ in range(20)]
        ),
        contacts=pd.DataFrame(
            [
                {
                    "source": rng.choice(people + agencies),
                    "target": rng.choice(people),
                    "zone": rng.choice([*zones, None]),
                }
                for _ in range(30)
            ]
        ),
        notes=pd.DataFrame(
            {"about_table": ["zones", None], "about_id": ["3", None], "meeting": [None, "m1"]}
        ),
    )


def slow_places(study: Study) -> dict[tuple[str, str], set[str]]:
    """Where each thing belongs, worked out one by one."""
    found: dict[tuple[str, str], set[str]] = {}

    def said(text: object) -> set[str]:
        return {text} if isinstance(text, str) else set()

    member: dict[str, set[str]] = {}
    for row in study.members.to_dict("records"):
        member.setdefault(row["actor"], set()).add(row["partnership"])
    for row in study.agencies.to_dict("records"):
        found["actor", row["agency"]] = said(row["partnership"]) | member.get(row["agency"], set())
    for row in study.practitioners.to_dict("records"):
        own = said(row["partnership"]) | member.get(row["practitioner"], set())
        found["actor", row["practitioner"]] = own or found.get(("actor", row["agency"]), set())
    for row in study.zones.to_dict("records"):
        found["zone", row["zone"]] = said(row["partnership"])
    for row in study.meetings.to_dict("records"):
        found["meeting", row["meeting"]] = found.get(("zone", row["zone"]), set())
    return found


NAMED = {
    "posts": (("practitioner", "actor"), ("zone", "zone")),
    "attendance": (("meeting", "meeting"), ("practitioner", "actor")),
    "contacts": (("source", "actor"), ("target", "actor"), ("zone", "zone")),
    "agencies": (("agency", "actor"),),
    "practitioners": (("practitioner", "actor"),),
}


def places_of(table: str, row: Mapping[str, object], places: dict[tuple[str, str], set[str]]) -> set[str]:
    """Where a row belongs, of what it names."""
    return set().union(*(places.get((what, str(row[column])), set()) for column, what in NAMED[table]))


def kept_places(store: Store, table: str) -> list[set[str]]:
    """Where each live row belongs by the store's own columns, in order."""
    kept = KEPT[table]
    with store._database.reading() as conn:
        rows = conn.execute(sa.select(kept).where(kept.c.gone.is_(None)).order_by(kept.c.place)).all()
        further = conn.execute(sa.select(BEYOND).where(BEYOND.c.tab == table)).all()
    return [
        {place for place in (row.scope, row.scope2) if place}
        | {f.partnership for f in further if f.id == row.id}
        for row in rows
    ]


def agree(store: Store) -> int:
    """Assert that rows belong where they should; how many belong to three or more."""
    study, many = store.read(ME, NAME), 0
    places = slow_places(study)
    for table in NAMED:
        expected = [places_of(table, row, places) for row in study.table(table).to_dict("records")]
        assert kept_places(store, table) == expected, table
        many += sum(len(place) > 2 for place in expected)
    return many


@pytest.mark.parametrize("seed", range(3))
def test_rows_belong_where_what_they_name_belongs(store: Store, seed: int) -> None:
    store.create_study(ME, NAME)
    store.write_study(ME, NAME, crossing(Random(seed)))
    assert agree(store) > 0


def test_where_rows_belong_follows_what_they_name(store: Store) -> None:
    store.create_study(ME, NAME)
    store.write_study(ME, NAME, crossing(Random(5)))
    edit(store, "agencies", "a,1", partnership="=P")
    edit(store, "practitioners", "=p3", partnership=None, agency="a,1")
    agree(store)
    done = change(store, "members", TableChange(added=pd.DataFrame({"partnership": SITES, "actor": "=p3"})))
    assert agree(store) > 0
    edit(store, "zones", "z1", partnership="1")
    row, version = row_of(store, "members", store.read(ME, NAME).members["partnership"].iloc[0])
    change(store, "members", TableChange(removed=pd.DataFrame([{"row": row, "version": version}])))
    agree(store)
    store.undo(ME, NAME, store.undo(ME, NAME, done.number).number)
    agree(store)


@pytest.mark.parametrize("seed", range(3))
def test_one_partnership_reads_what_is_its_own_or_everybodys_and_what_that_names(
    store: Store, seed: int
) -> None:
    store.create_study(ME, NAME)
    whole = crossing(Random(seed))
    store.write_study(ME, NAME, whole)
    places = slow_places(whole)
    sizes = []
    for site in SITES:
        part = store.read(ME, NAME, site)
        netmap.from_tables(**part.tables)  # names nothing that it does not hold
        for table in ("posts", "attendance", "contacts"):
            rows = whole.table(table)
            mine = [
                bool(not (at := places_of(table, row, places)) or site in at)
                for row in rows.to_dict("records")
            ]
            pd.testing.assert_frame_equal(rows[mine].reset_index(drop=True), part.table(table))
        sizes.append(len(part.contacts) / len(whole.contacts))
    assert 0 < min(sizes) < max(sizes) < 1
    with pytest.raises(NotFoundError):
        store.read(ME, NAME, "p")


def test_the_rows_of_one_partnership_for_a_form(store: Store) -> None:
    store.create_study(ME, NAME)
    store.write_study(ME, NAME, crossing(Random(1)))
    everybody, mine = store.rows(ME, NAME, "contacts"), store.rows(ME, NAME, "contacts", "=P")
    assert 0 < len(mine) < len(everybody)
    assert mine["row"].is_monotonic_increasing
    assert set(mine["row"]) < set(everybody["row"])


def test_a_removed_row_belongs_nowhere(store: Store) -> None:
    store.create_study(ME, NAME)
    study = netmap.from_tables(practitioners=pd.DataFrame({"practitioner": ["=p1"]}))
    store.write(ME, NAME, ChangeSet("edit", {"practitioners": TableChange(added=study.practitioners)}))
    remove(store, "practitioners", "=p1")
    assert kept_places(store, "practitioners") == []
