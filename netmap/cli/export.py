"""`netmap export`: a study written as a folder, a zip file or a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netmap.cli.choices import DatesOption, StudyArgument, order_of
from netmap.cli.question_commands import read_at
from netmap.cli.speech import speech
from netmap.cli.stores import StudyOption
from netmap.library.named_studies import place_of
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

HELP = N_("Write a study to TARGET: a new folder, a .zip or an .xlsx file.")


def export(
    study: StudyArgument,
    target: Annotated[str, typer.Argument(metavar="TARGET", show_default=False)],
    of: StudyOption = None,
    dates: DatesOption = None,
) -> None:
    """Write a study to a new folder, a zip file or a workbook."""
    order, source, path = order_of(dates), place_of(study), Path(target).expanduser()
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
    print(message.format(n=rows, target=target))
