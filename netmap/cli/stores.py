"""The store that a command works in, and which of its studies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netmap.cli.speech import speech
from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.records.requests import RecordContext

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
