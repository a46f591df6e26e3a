"""`netmap export`: a study as a folder, a zip file or a workbook, or its network for another program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netmap.cli.choices import DatesOption, StudyArgument, StudyOption, order_of
from netmap.cli.printing import visible
from netmap.cli.question_commands import read_at
from netmap.cli.speech import speech
from netmap.library.named_studies import place_of
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.model.study import Study

HELP = N_("Write a study to TARGET: a new folder, a .zip or an .xlsx file; or its network, such as map.gexf.")
AS_NETWORK = N_("write actors and ties for another program (docs/hand-over.md); told by most suffixes")

NOT_HELD = N_("In the study and not in the file: {names}.")

PLAIN = (".csv", ".xlsx", ".zip")
"""Suffixes that say nothing by themselves of whether a network is meant."""


def export(
    study: StudyArgument,
    target: Annotated[str, typer.Argument(metavar="TARGET", show_default=False)],
    of: StudyOption = None,
    dates: DatesOption = None,
    network: Annotated[bool, typer.Option("--network", help=AS_NETWORK, show_default=False)] = False,
) -> None:
    """Write a study to a new folder, a zip file or a workbook, or its network for another program."""
    order, source, path = order_of(dates), place_of(study), Path(target).expanduser()
    if network or _is_network(path):
        _write_network(read_at(source, order, of), path)
        return
    if path.is_dir() and any(path.iterdir()):
        raise ArgumentError(
            N_("The folder “{target}” is not empty; name a new one, so that nothing in it is overwritten"),
            target=target,
        )
    import netmap

    found = read_at(source, order, of)
    netmap.write_study(found, path)
    rows = sum(len(table) for table in found.tables.values())
    message = speech().ngettext("{n} row written to {target}.", "{n} rows written to {target}.", rows)
    if path.is_dir():
        message = speech().ngettext(
            "{n} row written to the folder {target}.", "{n} rows written to the folder {target}.", rows
        )
    print(message.format(n=rows, target=target))


def _is_network(path: Path) -> bool:
    """Whether a name can only be that of a network."""
    from netmap.network_files.handing_over import SUFFIXES

    name = path.name.casefold()
    return any(name.endswith(each) for each in SUFFIXES if each not in PLAIN)


def _write_network(study: Study, path: Path) -> None:
    import netmap

    done = netmap.write_network(study, path)
    t = speech()
    files = t.listing([each.name for each in done.paths])
    message = t.ngettext(
        "{n} actor and {ties} ties or events written to {files}.",
        "{n} actors and {ties} ties or events written to {files}.",
        done.actors,
    )
    print(visible(message.format(n=done.actors, ties=done.ties, files=files)))
    if done.not_held:
        print(visible(t.gettext(NOT_HELD).format(names=t.listing(list(done.not_held)))))
