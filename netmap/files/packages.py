"""The data package beside the tables: what a study says of itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from netmap.files.json_values import from_json, to_json
from netmap.files.sources import PACKAGE
from netmap.model.errors import StudyError
from netmap.model.i18n import N_
from netmap.model.schema import TABLES, TEXT, TableSchema

OF_THE_FILE = ("bytes", "compression", "data", "dialect", "hash")
"""What a data package says of the file that a table came from, and not of the table."""


def read_package(data: bytes) -> dict[str, Any]:
    """What a datapackage.json says.

    Raises:
        StudyError: no JSON object, or resources without a name and a path.
    """
    try:
        said = from_json(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise StudyError(
            N_("{name} cannot be read as JSON (line {line}); correct it, or take it out."),
            name=PACKAGE,
            line=getattr(error, "lineno", 1),
        ) from error
    if not isinstance(said, dict) or not _has_resources(said.get("resources", [])):
        raise StudyError(
            N_("{name} must be an object whose resources each have a name and a path."), name=PACKAGE
        )
    return said


def _has_resources(resources: Any) -> bool:
    return isinstance(resources, list) and all(
        isinstance(item, dict) and isinstance(item.get("name"), str) and isinstance(item.get("path"), str)
        for item in resources
    )


def package_of(about: Mapping[str, Any], tables: Mapping[str, Sequence[str]]) -> str:
    """The text of a datapackage.json.

    Args:
        about: what the study says of itself; what it says of a table that is written is kept.
        tables: for each table the columns that are written.
    """
    resources = about.get("resources", [])
    said = {item["name"]: item for item in resources} if _has_resources(resources) else {}
    resources = [_resource(said.get(name, {}), TABLES[name], columns) for name, columns in tables.items()]
    package = {"name": "study", **about, "resources": resources}
    return to_json(package, indent=2) + "\n"


def _resource(said: Mapping[str, Any], schema: TableSchema, columns: Sequence[str]) -> dict[str, Any]:
    kept = {key: value for key, value in said.items() if key not in OF_THE_FILE}
    ours = {
        "name": schema.name,
        "path": f"{schema.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(schema, columns),
    }
    return {"title": schema.title, "description": schema.description, **kept, **ours}


def table_schema(schema: TableSchema, columns: Sequence[str]) -> dict[str, Any]:
    """The Table Schema of a table as it is written, with the columns that are not defined as text."""
    source = dict(schema.source or {})
    fields = {field["name"]: field for field in source.pop("fields")}
    source = {key: value for key, value in source.items() if key not in ("name", "title", "description")}
    written = [fields.get(name, {"name": name, "type": TEXT}) for name in columns]
    return {"fields": written, "missingValues": [""], **source}
