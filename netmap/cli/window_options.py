"""Options of every question about learning paths: the window, and how learning passes on."""

from __future__ import annotations

from typing import Annotated

import typer

from netmap.model.i18n import N_

StartOption = Annotated[
    str | None, typer.Option(metavar="DAY", help=N_("the first day of the window; else that of the record"))
]

EndOption = Annotated[
    str | None, typer.Option(metavar="DAY", help=N_("the last day of the window; else that of the record"))
]

SameDayOption = Annotated[
    bool, typer.Option("--same-day", help=N_("let learning pass on again on the day on which it arrives"))
]

MaxWaitOption = Annotated[
    int | None, typer.Option(metavar="DAYS", help=N_("the most days between arriving and passing on"))
]
