"""The data package beside the tables: what a study says of itself."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from netmap.files.sandbox.kinds import PACKAGE
from netmap.files.sandbox.limits import MEGABYTE
from netmap.model.errors import StudyError
from netmap.model.i18n import N_
from netmap.model.schema import TABLES, TEXT, TableSchema

OF_THE_FILE = ("bytes", "compression", "data", "dialect", "hash")
"""What a data package says of the file that a table came from, and not of the table."""


MOST_BYTES = 2 * MEGABYTE
"""A data package with more is none."""


def read_package(path: Path) -> dict[str, Any]:
    """What a datapackage.json says.

    Raises:
        StudyError: no JSON object, or resources without a name and a path.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise StudyError(
            N_("{name} cannot be read: {why}"), name=PACKAGE, why=error.strerror or ""
        ) from error
    if len(data) > MOST_BYTES:
        raise StudyError(
            N_("{name} has more than {most} MB; take out what is no description of the tables."),
            name=PACKAGE,
            most=MOST_BYTES // MEGABYTE,
        )
    try:
        said = from_json(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
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


def read_about(rows: Sequence[Sequence[str]]) -> dict[str, Any] | None:
    """What a sheet of names and JSON values says; None where it is a sheet about other things."""
    head, *said = [_trimmed(row) for row in rows] or [[]]
    if head != ["name", "value"]:
        return None
    return {row[0]: _json_or_text(row[1]) for row in said if len(row) == 2 and row[0]}


def _trimmed(row: Sequence[str]) -> list[str]:
    end = max((place for place, cell in enumerate(row, start=1) if cell), default=0)
    return list(row[:end])


def _json_or_text(text: str) -> Any:
    try:
        return from_json(text)
    except (ValueError, RecursionError):
        return text


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


def to_json(value: Any, indent: int | None = None) -> str:
    """A value as JSON: a number that is none is null, one without bounds and a value JSON lacks are text.

    Example:
        >>> to_json({"title": "Č", "area": float("nan"), 1: (2, float("inf"))})
        '{"title": "Č", "area": null, "1": [2, "inf"]}'
    """
    return json.dumps(_plain(value), ensure_ascii=False, indent=indent, default=str, allow_nan=False)


def from_json(text: str) -> Any:
    """A value from JSON; the NaN and Infinity that some programs write, and JSON does not have, are None.

    Raises:
        ValueError: it is no JSON, or holds a number of thousands of digits.
    """
    return json.loads(text, parse_constant=lambda _: None)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    return _unwrapped(value)


def _unwrapped(value: Any) -> Any:
    """A number of an array library as Python has it, and its missing values as None."""
    if str(value) in ("NaT", "<NA>") and not isinstance(value, str):
        return None
    return _plain(value.item()) if hasattr(value, "item") and hasattr(value, "dtype") else value
