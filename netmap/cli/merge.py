"""`netmap merge`: two people, agencies or groups of a store made one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from netmap.cli.choices import StoreArgument, StudyOption, records_of
from netmap.cli.import_ import PREVIEWED
from netmap.cli.printing import visible
from netmap.cli.speech import speech
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.records.merging.merge import Suggestion

HELP = N_(
    "Make one of two people, agencies or groups: GOES becomes STAYS. Without the two, list those whose names "
    "are near. --dry-run shows what would happen; netmap undo takes it back."
)
TABLES = {"person": "practitioners", "agency": "agencies", "group": "zones"}
WHOLE = N_("Say what the two are (person, agency or group), which one stays and which one goes.")
NEAR = N_("{table}: “{one}” ({one_name}) and “{other}” ({other_name}): {why}")
NONE_NEAR = N_("No two names are near.")
SAY_BY = N_("Say it by {first} or {second}.")
OPTIONS = {"jobs": ("employments", "keep"), "sittings": ("one", "two")}


def merge(
    store: StoreArgument,
    what: Annotated[str | None, typer.Argument(metavar="WHAT", show_default=False)] = None,
    stays: Annotated[str | None, typer.Argument(metavar="STAYS", show_default=False)] = None,
    goes: Annotated[str | None, typer.Argument(metavar="GOES", show_default=False)] = None,
    study: StudyOption = None,
    jobs: Annotated[
        str | None,
        typer.Option(metavar="WHAT", help=N_("two agencies or levels of a person: employments or keep")),
    ] = None,
    sittings: Annotated[
        str | None, typer.Option(metavar="WHAT", help=N_("two groups' sittings on one day: one or two"))
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("show what would happen, and write nothing"))
    ] = False,
) -> None:
    """Make one of two records of a store, or list those that may be one."""
    from netmap.records.actions import action

    with records_of(store, study) as at:
        if what is None:
            _suggest(action("merge_suggestions")(at, {}).suggestions)
            return
        if what not in TABLES or stays is None or goes is None:
            raise ArgumentError(WHOLE)
        asked = {"table": TABLES[what], "stays": stays, "goes": goes, "jobs": jobs, "sittings": sittings}
        plan = action("merge_plan")(at, asked)
        for line in (*plan.said, *plan.lost, *plan.counts):
            print(visible(line))
        for name, question in plan.asked.items():
            first, second = (f"--{name} {value}" for value in OPTIONS[name])
            by = speech().gettext(SAY_BY).format(first=first, second=second)
            typer.echo(f"netmap: {visible(question)} {by}", err=True)
        if plan.asked:
            raise typer.Exit(2)
        if dry_run:
            print(speech().gettext(PREVIEWED))
            return
        done = action("merge_records")(at, {**asked, "key": uuid.uuid4().hex, "version": plan.version})
        print(visible(done.said))


def _suggest(found: Sequence[Suggestion]) -> None:
    for one in found:
        print(visible(speech().gettext(NEAR).format(**asdict(one))))
    if not found:
        print(speech().gettext(NONE_NEAR))
