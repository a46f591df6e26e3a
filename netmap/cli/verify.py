"""`netmap verify`: whether a store or a backup is whole."""

from __future__ import annotations

from typing import Annotated

import typer

from netmap.cli.verified import print_verified
from netmap.model.i18n import N_

HELP = N_("Read all of a STORE or a backup and say whether it is whole.")


def verify(store: Annotated[str, typer.Argument(metavar="STORE", show_default=False)]) -> None:
    """Read all of a store or a backup."""
    from netmap.store.backups import verify as read

    print_verified(read(store))
