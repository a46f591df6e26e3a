"""The store that a command works in, and which of its studies."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from netmap.library.principals import LOCAL_USER
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.store.keeping import Store

StoreArgument = Annotated[str, typer.Argument(metavar="STORE", show_default=False)]

StudyOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help=N_("which study of the store, where it has several"), show_default=False
    ),
]


def study_in(store: Store, name: str | None) -> str:
    """The name of a study of a store: the one that was named, else the only one.

    Raises:
        ArgumentError: several studies, and none was named; or no such study.
    """
    found = _found(store, name)
    if found is None:
        there = [kept.name for kept in store.studies(LOCAL_USER)]
        raise ArgumentError(N_("The store has no such study; it has: {names}"), names=", ".join(there) or "–")
    return found


def _found(store: Store, name: str | None) -> str | None:
    """The study that is meant; None where the store has not got it yet."""
    there = [kept.name for kept in store.studies(LOCAL_USER)]
    if name is None and len(there) > 1:
        names = ", ".join(there)
        raise ArgumentError(N_("The store has several studies; name one by --study: {names}"), names=names)
    if name is None:
        return there[0] if there else None
    return name if name in there else None


@contextmanager
def place_for(into: str, study: str | None, new: str) -> Generator[tuple[Store, str, bool]]:
    """The store and the study that something goes into, and whether they are there.

    Where they are not, an empty one stands in that is gone afterwards: what is only tried makes nothing.
    """
    from netmap.store.opening import open_store

    if is_there(into):
        with open_store(where(into)) as store:
            if (found := _found(store, study)) is not None:
                yield store, found, True
                return
    name = study or new
    with TemporaryDirectory() as folder, open_store(Path(folder, "store")) as store:
        store.create_study(LOCAL_USER, name)
        yield store, name, False


@contextmanager
def new_place(into: str, study: str) -> Generator[Store]:
    """The store with a new study in it; made if it is not there, and gone again if the work fails."""
    from netmap.store.opening import new_file, open_store

    with new_file(where(into)), open_store(where(into)) as store:
        store.create_study(LOCAL_USER, study)
        yield store


def where(into: str) -> str | Path:
    """A path or an address of a store."""
    return into if "://" in into else Path(into).expanduser()


def is_there(into: str) -> bool:
    """Whether there is a store; of an address it is not known before it is opened."""
    return "://" in into or Path(into).expanduser().exists()
