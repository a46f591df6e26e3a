"""The schemas: whole, consistent with each other, and described."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from netmap.model.schema import ACTOR_TABLES, DTYPES, FOLDER, NAMES, TABLES, empty_table
from netmap.model.table_docs import tables_markdown

ROOT = Path(__file__).parents[2]


def test_every_schema_file_is_a_table_and_every_table_has_one() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {*NAMES, "any_table"}
    assert tuple(TABLES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_speaks_only_of_columns_and_tables_that_are_there(name: str) -> None:
    schema = TABLES[name]
    named = [*schema.key, *schema.actors, *(link.column for link in schema.references)]
    named += [column for period in schema.periods for column in period]
    assert set(named) <= set(schema.columns)
    for link in schema.references:
        assert TABLES[link.table].key == (link.key,)
    for column in schema.columns.values():
        assert column.type in DTYPES
        assert column.description.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_every_row_may_cite_and_say_how_it_is_known(name: str) -> None:
    assert {"citation", "provenance"} <= set(TABLES[name].columns)
    assert TABLES[name].columns["provenance"].enum == ("documented", "reported", "simulated")


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_table_has_all_columns_with_their_types(name: str) -> None:
    table = empty_table(name)
    assert list(table.columns) == list(TABLES[name].columns)
    assert table.empty
    for column in TABLES[name].columns.values():
        assert str(table[column.name].dtype) == column.dtype


def test_actors_are_keyed_by_one_column() -> None:
    assert all(len(TABLES[name].key) == 1 for name in ACTOR_TABLES)


def test_schema_files_are_plain_table_schemas() -> None:
    for path in FOLDER.glob("*.json"):
        fields = json.loads(path.read_text(encoding="utf-8"))["fields"]
        assert {field["type"] for field in fields} <= {"string", "date", "integer", "number", "boolean"}


def test_the_description_of_the_tables_is_up_to_date() -> None:
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == tables_markdown()
