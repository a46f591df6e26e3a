"""`netmap backup`, `restore` and `verify`: copies of a store, and whether one is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netmap.cli.choices import StoreArgument
from netmap.cli.printing import print_table
from netmap.cli.speech import speech
from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.store.backups import Verified

BACKUP_HELP = N_("Copy a STORE to a new FILE while it is in use, and open the copy to see that it is whole.")
RESTORE_HELP = N_("Put the backup FILE in the place of a STORE that nothing has open.")
VERIFY_HELP = N_("Read all of a STORE or a backup and say whether it is whole.")

HEADINGS = {"name": N_("study"), "changes": N_("changes"), "logical_hash": N_("logical hash")}

CopyArgument = Annotated[str, typer.Argument(metavar="FILE", show_default=False)]


def backup(store: StoreArgument, file: CopyArgument) -> None:
    """Copy a store to a file and verify the copy."""
    from netmap.store.backups import backup as made

    _print_verified(made(store, file))
    print(speech().gettext("The copy is at {file}.").format(file=file))


def restore(
    file: CopyArgument,
    store: StoreArgument,
    replace: Annotated[
        bool, typer.Option("--replace", help=N_("put a store that is there aside and take its place"))
    ] = False,
) -> None:
    """Put a backup in the place of a store."""
    from netmap.store.backups import restore as put

    aside, t = put(file, store, replace=replace), speech()
    print(t.gettext("The store is at {store}.").format(store=store))
    if aside is not None:
        print(t.gettext("What was there is kept at {aside}.").format(aside=aside))


def verify(store: StoreArgument) -> None:
    """Read all of a store or a backup."""
    from netmap.store.backups import verify as read

    _print_verified(read(store))


def _print_verified(found: Verified) -> None:
    """Every study with the number of its changes and its logical hash."""
    t, count = speech(), len(found.studies)
    rows = [{name: getattr(study, name) for name in HEADINGS} for study in found.studies]
    if rows:
        print_table({name: t.gettext(heading) for name, heading in HEADINGS.items()}, rows)
    said = t.ngettext("The store is whole: {n} study.", "The store is whole: {n} studies.", count)
    print(said.format(n=count))
