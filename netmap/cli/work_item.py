"""`netmap work-item`: an item of the work list of a store, shown or written of."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from netmap.cli.choices import StoreArgument, StudyOption, records_of
from netmap.cli.printing import visible
from netmap.cli.speech import speech
from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.records.work_list.editing import WorkItem
    from netmap.store.errors import ConflictError

HELP = N_(
    "Write of an item of the list: who sees to it, until when, why it is no gap. Without options, show it."
)
VERSION = N_("Version {version}. Tell it by --seen, and you write over nobody unseen.")
FIRST = N_("Nobody has written of it yet.")
CELL = N_("{name}: {value}")
PAST = N_("{at}, {by}: {what}")
THEIRS = N_("On record now (version {version}): {cells}")
MINE = N_("What you wrote: {cells}")


def work_item(
    store: StoreArgument,
    item: Annotated[str, typer.Argument(metavar="ITEM", show_default=False)],
    study: StudyOption = None,
    owner: Annotated[str | None, typer.Option(metavar="NAME", help=N_("who sees to it"))] = None,
    due: Annotated[
        str | None, typer.Option(metavar="DAY", help=N_("the day by which it is to be done"))
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("what was agreed"))] = None,
    not_a_gap: Annotated[
        str | None, typer.Option(metavar="REASON", help=N_("why it is no gap; an empty text takes it back"))
    ] = None,
    snooze: Annotated[
        str | None, typer.Option(metavar="DAY", help=N_("the day from which it is shown again"))
    ] = None,
    seen: Annotated[
        int | None,
        typer.Option(metavar="VERSION", help=N_("the version that you saw; the present one unless told")),
    ] = None,
) -> None:
    """Show an item of the work list, or write of it."""
    from netmap.records.actions import action
    from netmap.records.work_list.editing import item_numbered
    from netmap.store.errors import ConflictError

    told = {"owner": owner, "due": due, "note": note, "not_a_gap": not_a_gap, "snoozed_until": snooze}
    with records_of(store, study) as at:
        which = item_numbered(at, item)
        found = action("work_item")(at, which)
        if all(each is None for each in told.values()):
            _show(found)
            return
        version = found.version if seen is None else seen
        try:
            done = action("save_work_item")(
                at, {**which, **told, "version": version, "key": uuid.uuid4().hex}
            )
        except ConflictError as error:
            _show_both(error, found.labels)
            raise typer.Exit(2) from error
        print(visible(done.said))


def _show(found: WorkItem) -> None:
    """What is written of an item, its history, and its version."""
    t = speech()
    for name, value in found.cells.items():
        print(visible(t.gettext(CELL).format(name=found.labels[name], value=value)))
    for past in found.past:
        print(visible(t.gettext(PAST).format(at=past.at, by=past.by, what="; ".join(past.what))))
    if found.version is None:
        print(t.gettext(FIRST))
    else:
        print(t.gettext(VERSION).format(version=found.version))


def _show_both(error: ConflictError, labels: Mapping[str, str]) -> None:
    """Say that somebody else wrote first, with both versions."""
    t = speech()
    typer.echo(f"netmap: {visible(error.text(t))}", err=True)
    for each in error.conflicts:
        theirs, mine = (_cells(cells or {}, labels) for cells in (each.live, each.yours))
        typer.echo(visible(t.gettext(THEIRS).format(version=each.version, cells=theirs)), err=True)
        typer.echo(visible(t.gettext(MINE).format(cells=mine)), err=True)


def _cells(cells: Mapping[str, str | None], labels: Mapping[str, str]) -> str:
    told = [
        speech().gettext(CELL).format(name=labels[name], value=value)
        for name, value in cells.items()
        if value and name in labels
    ]
    return "; ".join(told) or "–"


work_item.__name__ = "work-item"  # a command has its function's name, and no function can have this one
