"""`netmap zones`: how every boundary zone is doing, what was born there, what would be lost without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netmap.cli.chain_words import path_lines
from netmap.cli.choices import FormatOption, StudyArgument, day_of, one_of
from netmap.cli.named_study import path_of
from netmap.cli.printing import FORMATS, plain_rows, print_csv, print_json, print_table, visible
from netmap.cli.progress import progress_bar
from netmap.cli.rule import rule_text
from netmap.cli.speech import speech
from netmap.cli.window_options import EndOption, MaxWaitOption, SameDayOption, StartOption
from netmap.cli.window_rule import passing_text, window_text
from netmap.model.i18n import N_

if TYPE_CHECKING:
    import pandas as pd

    from netmap.model.study import Study

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


LOST_CHAIN = N_(
    "Without “{zone}”, “{person}” would not get from “{from_level}” to “{to_level}” within {days} days of "
    "{date}:"
)
NO_CHAIN = N_("Without any one of them alone no path between levels would be lost.")


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
    explain: Annotated[
        bool, typer.Option("--explain", help=N_("print for each zone a dated path that would be lost"))
    ] = False,
    form: FormatOption = "table",
) -> None:
    """Print every boundary zone with its n, window and rule."""
    one_of("--format", form, FORMATS)
    first, last = day_of("--start", start), day_of("--end", end)
    path = path_of(study)
    import netmap

    with progress_bar() as report:
        found = netmap.read_study(path, progress=report)
    table = netmap.zones(found, first, last, horizon, same_day, max_wait)
    SHOW[form](found, table, explain)


def _chains(study: Study, frame: pd.DataFrame) -> pd.DataFrame:
    from netmap.boundary_zones.lost_chains import lost_chains

    return lost_chains(study, frame)


def _rule(study: Study, frame: pd.DataFrame, explain: bool) -> str:
    """How learning passes on, what is lost without a zone, and what the ties on a path are."""
    lost = speech().gettext(LOST).format(days=frame.attrs["horizon"])
    rule = f"{passing_text(frame.attrs)} {lost}"
    return f"{rule} {rule_text(study, None)}" if explain else rule


def _chain_lines(frame: pd.DataFrame, chains: pd.DataFrame) -> Iterator[str]:
    """Of each zone the path that would be lost, hop by hop."""
    t, days = speech(), frame.attrs["horizon"]
    ends = {row["zone"]: (row["lost_from"], row["lost_to"]) for row in frame.to_dict("records")}
    if not len(chains):
        yield t.gettext(NO_CHAIN)
        return
    for (zone, source, month), hops in chains.groupby(["without", "source", "month"], sort=False):
        words = {"zone": zone, "person": source, "days": days, "date": t.date(month.date())}
        levels = dict(zip(("from_level", "to_level"), ends[zone], strict=True))
        yield t.gettext(LOST_CHAIN).format(**words, **levels)
        yield from (f"  {line}" for line in path_lines(hops))


def _show_table(study: Study, frame: pd.DataFrame, explain: bool) -> None:
    t, n = speech(), len(frame)
    headings = {name: t.gettext(heading) for name, heading in HEADINGS.items()}
    print_table(headings, [_rounded(row) for row in plain_rows(frame)])
    print()
    if explain:
        for line in [*_chain_lines(frame, _chains(study, frame)), ""]:
            print(visible(line))
    print(t.ngettext("{n} boundary zone.", "{n} boundary zones.", n).format(n=n))
    print(window_text(frame.attrs))
    print(_rule(study, frame, explain))


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its numbers as the reader's language writes them."""
    t = speech()
    shown = {name: t.number(row[name], digits) for name, digits in DIGITS.items() if row[name] is not None}
    return {**row, **shown}


def _show_csv(study: Study, frame: pd.DataFrame, explain: bool) -> None:
    shown = _chains(study, frame) if explain else frame
    extra = {"window": window_text(frame.attrs), "rule": _rule(study, frame, explain)}
    print_csv([*shown.columns, *extra], [{**row, **extra} for row in plain_rows(shown)])


def _show_json(study: Study, frame: pd.DataFrame, explain: bool) -> None:
    shown = _chains(study, frame) if explain else frame
    told = {"n": len(shown), "window": window_text(frame.attrs), "rule": _rule(study, frame, explain)}
    print_json({**told, "rows": plain_rows(shown)})


SHOW = {"table": _show_table, "csv": _show_csv, "json": _show_json}
