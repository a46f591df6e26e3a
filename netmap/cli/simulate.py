"""`netmap simulate`: a study whose truth is known, written to a new folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netmap.cli.printing import progress_bar
from netmap.cli.speech import speech
from netmap.model.i18n import N_

HELP = N_("Write a simulated study, and its planted truth, to TARGET: a new folder.")

Count = int | None


def simulate(
    target: Annotated[str, typer.Argument(metavar="TARGET", show_default=False)],
    *,
    partnerships: Annotated[Count, typer.Option(metavar="N", help=N_("how many partnerships"))] = None,
    months: Annotated[Count, typer.Option(metavar="N", help=N_("how long the record is"))] = None,
    people: Annotated[Count, typer.Option(metavar="N", help=N_("practitioners in each partnership"))] = None,
    agencies: Annotated[Count, typer.Option(metavar="N", help=N_("agencies in each partnership"))] = None,
    seed: Annotated[int, typer.Option(metavar="N", help=N_("another number gives another study"))] = 0,
    processes: Annotated[int, typer.Option(metavar="N", help=N_("how many are made at once"))] = 1,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="NAME=VALUE", help=N_("any parameter of docs/simulator.md, such as p1=0.02")
        ),
    ] = None,
) -> None:
    """Write a simulated study to a new folder; the folder `truth` in it holds what was planted."""
    from netmap.simulation.plan import SimulationPlan
    from netmap.simulation.plan_text import plan_values
    from netmap.simulation.written_world import write_simulation

    counts = {"partnerships": partnerships, "months": months, "people": people, "agencies": agencies}
    given = {name: count for name, count in counts.items() if count is not None}
    plan = SimulationPlan().with_values({**given, **plan_values(values or [])})
    folder = Path(target).expanduser()
    with progress_bar() as report:
        rows = write_simulation(folder, plan, seed, processes=processes, progress=report)
    n = sum(rows.values())
    t = speech()
    print(
        t.ngettext("{n} row written to {target}.", "{n} rows written to {target}.", n).format(
            n=n, target=target
        )
    )
    print(t.gettext("What was planted is in {folder}; no analysis reads it.").format(folder=folder / "truth"))
