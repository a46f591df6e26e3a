"""`netmap undo`: a change of a store taken back, at any later time."""

from __future__ import annotations

from typing import Annotated

import typer

from netmap.cli.speech import speech
from netmap.cli.stores import StoreArgument, StudyOption, study_in, where
from netmap.library.principals import LOCAL_USER
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

HELP = N_("Take back CHANGE, an import or any other change of a store; the study is then as without it.")


def undo(
    store: StoreArgument,
    change: Annotated[int, typer.Argument(metavar="CHANGE", show_default=False)],
    study: StudyOption = None,
    keep_later: Annotated[
        bool, typer.Option("--keep-later", help=N_("keep later work on the same records, and what it needs"))
    ] = False,
    drop_later: Annotated[
        bool, typer.Option("--drop-later", help=N_("drop later work on the same records"))
    ] = False,
) -> None:
    """Undo a change of a store."""
    from netmap.records.imports.importing import ImportService
    from netmap.store.opening import open_store

    if keep_later and drop_later:
        raise ArgumentError(N_("--keep-later and --drop-later cannot go together"))
    choice = True if keep_later else False if drop_later else None
    with open_store(where(store), create=False) as opened:
        name = study_in(opened, study)
        done = ImportService(opened).undo(LOCAL_USER, name, change, keep_later=choice)
    print(speech().gettext(N_("Change {n} was taken back, by change {by}.")).format(n=change, by=done.number))
