"""Options that several commands take: one of a few words, a day, a port, a store and which of its studies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netmap.cli.speech import speech
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.records.requests import RecordContext


StudyArgument = Annotated[str, typer.Argument(metavar="STUDY", show_default=False)]

FormatOption = Annotated[
    str, typer.Option("--format", help=N_("table, csv or json; table unless told"), show_default=False)
]

BaselineOption = Annotated[
    str | None,
    typer.Option(
        metavar="DAY", help=N_("old networks are those from before this day; else the study's own baseline")
    ),
]

DATE_ORDERS = ("dmy", "mdy")

DatesOption = Annotated[
    str | None,
    typer.Option(
        metavar="ORDER", help=N_("how days like 03/04/2011 are meant: dmy (3 April) or mdy (March 4)")
    ),
]


def order_of(text: str | None) -> str | None:
    """The order of day and month; None stays None. Raises `ArgumentError` for anything else."""
    return None if text is None else one_of("--dates", text, DATE_ORDERS)


def one_of(option: str, value: str, known: Sequence[str]) -> str:
    """The value, where it is one of the known words; raises `ArgumentError` otherwise."""
    if value not in known:
        raise ArgumentError(
            N_("{option} cannot be “{value}”; it takes one of: {known}"),
            option=option,
            value=value,
            known=", ".join(known),
        )
    return value


def baseline_of(text: str | None) -> dt.date | None:
    """A day written 2011-12-31; None stays None. Raises `ArgumentError` for anything else."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentError(
            N_("{option} cannot be “{value}”; write the day as 2011-12-31"), option="--baseline", value=text
        ) from error


def port_of(text: str | None) -> int | None:
    """A port, 1 to 65535; None stays None. Raises `ArgumentError` for anything else."""
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 65535):
        raise ArgumentError(
            N_("{option} cannot be “{value}”; it takes a number from 1 to 65535"), option="--port", value=text
        )
    return int(text)


StoreArgument = Annotated[str, typer.Argument(metavar="STORE", show_default=False)]

StudyOption = Annotated[
    str | None,
    typer.Option(
        "--study",
        metavar="NAME",
        help=N_("which study of the store, where it has several"),
        show_default=False,
    ),
]


@contextmanager
def records_of(store: str, study: str | None) -> Iterator[RecordContext]:
    """A study of a store, the one that is named or the only one, in which the actions of records are done."""
    from netmap.library.study_library import StudyLibrary, known_study_of
    from netmap.records.requests import RecordContext
    from netmap.store.opening import open_store

    opened = open_store(store if "://" in store else Path(store).expanduser(), create=False)
    library = StudyLibrary([opened])
    try:
        yield RecordContext(library, known_study_of(opened, study), language=speech().language)
    finally:
        library.close()
