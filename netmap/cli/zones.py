"""`netmap zones`: how every boundary zone is doing, what was born there, what would be lost without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from netmap.cli.choices import FormatOption, StudyArgument, day_of, one_of
from netmap.cli.named_study import path_of
from netmap.cli.printing import FORMATS, plain_rows, print_csv, print_json, print_table
from netmap.cli.progress import progress_bar
from netmap.cli.speech import speech
from netmap.cli.window_options import EndOption, MaxWaitOption, SameDayOption, StartOption
from netmap.cli.window_rule import passing_text, window_text
from netmap.model.i18n import N_

if TYPE_CHECKING:
    import pandas as pd

HELP = N_(
    "Print every boundary zone: how it is doing, what was born there, and what would be lost without it."
)

HEADINGS = {
    "zone": N_("zone"),
    "form": N_("form"),
    "level": N_("level"),
    "formal": N_("formal"),
    "purpose_stated": N_("purpose stated"),
    "sittings": N_("sittings"),
    "regularity_days": N_("days between"),
    "people": N_("people"),
    "agencies": N_("agencies"),
    "balance": N_("balance"),
    "levels": N_("levels"),
    "born": N_("ties born"),
    "consolidated": N_("consolidated"),
    "beyond_zone": N_("beyond the zone"),
    "lost_horizontal": N_("lost sideways"),
    "lost_most": N_("lost at most"),
    "lost_from": N_("from level"),
    "lost_to": N_("to level"),
}
"""The columns of the table on the screen; CSV and JSON hold them all."""

DIGITS = {"balance": 2, "lost_horizontal": 1, "lost_most": 1, "regularity_days": 0}
"""Decimals of the columns that are no whole numbers."""

LOST = N_(
    "Lost without it: points of horizontal reach (mean over levels), and the most of any reach between two "
    "levels, within {days} days of the first of each month; posts are kept."
)


def zones(
    study: StudyArgument,
    start: StartOption = None,
    end: EndOption = None,
    horizon: Annotated[
        int,
        typer.Option(
            metavar="DAYS", show_default=False, help=N_("how long learning may travel; 180 days unless told")
        ),
    ] = 180,
    same_day: SameDayOption = False,
    max_wait: MaxWaitOption = None,
    form: FormatOption = "table",
) -> None:
    """Print every boundary zone with its n, window and rule."""
    one_of("--format", form, FORMATS)
    first, last = day_of("--start", start), day_of("--end", end)
    path = path_of(study)
    import netmap

    with progress_bar() as report:
        found = netmap.read_study(path, progress=report)
    SHOW[form](netmap.zones(found, first, last, horizon, same_day, max_wait))


def _rule(frame: pd.DataFrame) -> str:
    """How learning passes on, and what is lost without a zone."""
    lost = speech().gettext(LOST).format(days=frame.attrs["horizon"])
    return f"{passing_text(frame.attrs)} {lost}"


def _show_table(frame: pd.DataFrame) -> None:
    t, n = speech(), len(frame)
    headings = {name: t.gettext(heading) for name, heading in HEADINGS.items()}
    print_table(headings, [_rounded(row) for row in plain_rows(frame)])
    print()
    print(t.ngettext("{n} boundary zone.", "{n} boundary zones.", n).format(n=n))
    print(window_text(frame.attrs))
    print(_rule(frame))


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its numbers as the reader's language writes them."""
    t = speech()
    shown = {name: t.number(row[name], digits) for name, digits in DIGITS.items() if row[name] is not None}
    return {**row, **shown}


def _show_csv(frame: pd.DataFrame) -> None:
    extra = {"window": window_text(frame.attrs), "rule": _rule(frame)}
    print_csv([*frame.columns, *extra], [{**row, **extra} for row in plain_rows(frame)])


def _show_json(frame: pd.DataFrame) -> None:
    told = {"n": len(frame), "window": window_text(frame.attrs), "rule": _rule(frame)}
    print_json({**told, "rows": plain_rows(frame)})


SHOW = {"table": _show_table, "csv": _show_csv, "json": _show_json}
