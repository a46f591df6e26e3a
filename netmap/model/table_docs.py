"""Every table described, from the schemas: `python -m netmap.model.table_docs > docs/tables.md`."""

from __future__ import annotations

import sys

from netmap.model.schema import BOOLEAN, DATE, INTEGER, NUMBER, TABLES, TEXT, Column, TableSchema
from netmap.model.translations import COLUMNS

OPENING = """\
# The tables of a study

<!-- Made from netmap/model/tables/*.json by `python -m netmap.model.table_docs > docs/tables.md`. -->

A study is a folder of CSV files, a .zip of it, or an .xlsx with a sheet for each table. Every table may
be left out, but there must be agencies or practitioners. Columns may stand in any order; the case of
their names does not matter; columns that are not described here are kept as text and carried through.

Ids are any text that is not blank: `agency_1`, `=A1`, `Č-12`, `1`. The ids of agencies and practitioners
together are the **actors**; none may be both. Blank text is missing. Where a column takes only the words that
are listed, their case and the spaces around them do not matter.

Dates are written 2011-12-31, or as precisely as they are known: 2011-12, 2011, or `--07-15` for a day
without a year. A time of day may follow: 2011-12-31T14:30. Years before 1500 and after 2199 are refused:
where an end is not known, the cell stays empty. Also read are 31/12/2011, 31.12.2011 and the
day numbers of a spreadsheet; 03/04/2011 only if another date of its column shows which comes first, or if
it is said: `netmap check STUDY --dates dmy`.

## Names in several languages

A study may carry its names in several languages, each text in a row of the table
[translations](#translations): where it stands, how it stands there, and how it reads in a language.

```csv
table,column,value,language,text
levels,name,Management,it,Coordinamento
services,need,mental health,it,salute mentale
```

Pages, commands and files show each reader their language where there is a text, else what the study
itself says. Ids never change, nor do the words that are filters and addresses too: tables for programs
keep them. What may be translated: {translated}. The checks name each row that nobody is shown.
"""

TYPES = {TEXT: "text", DATE: "date", INTEGER: "whole number", NUMBER: "number", BOOLEAN: "true or false"}


def tables_markdown() -> str:
    """The description of every table, as Markdown.

    Example:
        >>> "## attendance" in tables_markdown()
        True
    """
    translated = (f"`{table}.{column}`" for table, columns in COLUMNS.items() for column in columns)
    opening = OPENING.replace("{translated}", ", ".join(translated))
    return "\n".join([opening, *(_section(schema) for schema in TABLES.values())])


def _section(schema: TableSchema) -> str:
    rows = [f"| `{column.name}` | {_type(column)} | {_words(schema, column)} |" for column in _shown(schema)]
    head = [
        f"## {schema.name}",
        "",
        schema.description,
        "",
        "| column | type | what it says |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


def _shown(schema: TableSchema) -> list[Column]:
    return list(schema.columns.values())


def _type(column: Column) -> str:
    return " or ".join(f"`{word}`" for word in column.enum) if column.enum else TYPES[column.type]


def _words(schema: TableSchema, column: Column) -> str:
    notes = [column.description]
    if column.name in schema.key:
        notes.append("**Key.**" if len(schema.key) == 1 else "**Part of the key.**")
    elif column.required:
        notes.append("Must be filled in.")
    notes += [
        _reference(link.table, link.when_present) for link in schema.references if link.column == column.name
    ]
    if column.name in schema.actors:
        notes.append("An id of [agencies](#agencies) or [practitioners](#practitioners).")
    return " ".join(notes)


def _reference(table: str, when_present: bool) -> str:
    link = f"[{table}](#{table})"
    return (
        f"An id of {link} if there is such a table, else any text." if when_present else f"An id of {link}."
    )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(tables_markdown())
