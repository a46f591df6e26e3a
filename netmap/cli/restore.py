"""`netmap restore`: a backup in the place of a store."""

from __future__ import annotations

from typing import Annotated

import typer

from netmap.cli.speech import speech
from netmap.model.i18n import N_

HELP = N_("Put the backup FILE in the place of a STORE that nothing has open.")


def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    store: Annotated[str, typer.Argument(metavar="STORE", show_default=False)],
    replace: Annotated[
        bool, typer.Option("--replace", help=N_("put a store that is there aside and take its place"))
    ] = False,
) -> None:
    """Put a backup in the place of a store."""
    from netmap.store.backups import restore as put

    aside = put(file, store, replace=replace)
    t = speech()
    print(t.gettext("The store is at {store}.").format(store=store))
    if aside is not None:
        print(t.gettext("What was there is kept at {aside}.").format(aside=aside))
