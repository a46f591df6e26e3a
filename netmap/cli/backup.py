"""`netmap backup`: a copy of a store, made while it is in use."""

from __future__ import annotations

from typing import Annotated

import typer

from netmap.cli.speech import speech
from netmap.cli.verified import print_verified
from netmap.model.i18n import N_

HELP = N_("Copy a STORE to a new FILE while it is in use, and open the copy to see that it is whole.")


def backup(
    store: Annotated[str, typer.Argument(metavar="STORE", show_default=False)],
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
) -> None:
    """Copy a store to a file and verify the copy."""
    from netmap.store.backups import backup as made

    print_verified(made(store, file))
    print(speech().gettext("The copy is at {file}.").format(file=file))
