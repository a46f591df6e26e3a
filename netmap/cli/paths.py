"""`netmap paths`: who at one level reaches another, or one person's way there hop by hop."""

from __future__ import annotations

from dataclasses import dataclass
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
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_

if TYPE_CHECKING:
    import pandas as pd

    from netmap.model.study import Study

HELP = N_(
    "Print who at one level reaches another, when first and how fast; with --explain one person's path."
)

HEADINGS = {
    "practitioner": N_("practitioner"),
    "agency": N_("agency"),
    "reached": N_("reached"),
    "first_arrival": N_("first arrival"),
    "wait_days": N_("days to arrival"),
    "fastest_days": N_("days at fastest"),
}


def paths(
    study: StudyArgument,
    from_level: Annotated[str, typer.Option(metavar="LEVEL", help=N_("the level where paths start"))],
    to_level: Annotated[str, typer.Option(metavar="LEVEL", help=N_("the level where paths end"))],
    person: Annotated[
        str | None, typer.Option("--from", metavar="PERSON", help=N_("only the paths of this person"))
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help=N_("print the path of --from hop by hop"))
    ] = False,
    start: StartOption = None,
    end: EndOption = None,
    same_day: SameDayOption = False,
    max_wait: MaxWaitOption = None,
    form: FormatOption = "table",
) -> None:
    """Print who reaches a level, or one path, with its n, window and rule."""
    one_of("--format", form, FORMATS)
    if explain and person is None:
        raise ArgumentError(N_("--explain needs --from and a person"))
    rule = {"same_day": same_day, "max_wait": max_wait}
    question: dict[str, Any] = {"start": day_of("--start", start), "end": day_of("--end", end), **rule}
    path = path_of(study)
    import netmap

    with progress_bar() as report:
        found = netmap.read_study(path, progress=report)
    if explain and person is not None:
        ways = netmap.learning_path(found, person, None, to_level, from_level=from_level, **question)
        show = _show_path if form == "table" else SHOW[form]
        told = _notes(ways, hop_count(ways))
        show(ways, Notes(told.counted, told.window, f"{told.rule} {rule_text(found, None)}"))
        return
    reach = netmap.vertical_reach(found, from_level, to_level, **question)
    shown = reach if person is None else _of(person, reach, found)
    SHOW[form](shown, _notes(reach, reach_text(shown)))


@dataclass(frozen=True)
class Notes:
    """What is printed with every table: how many, the window, the rule."""

    counted: str
    window: str
    rule: str


def _of(person: str, reach: pd.DataFrame, study: Study) -> pd.DataFrame:
    """The rows of one person; raises `NotFoundError` for somebody whom the study does not know."""
    if person not in set(study.practitioners["practitioner"]):
        raise NotFoundError(N_("There is no practitioner “{id}” in this study"), id=person)
    return reach[reach["practitioner"] == person]


def reach_text(reach: pd.DataFrame) -> str:
    """How many of those who may depart reach the level."""
    t, n = speech(), len(reach)
    text = t.ngettext("{reached} of {n} person reaches it.", "{reached} of {n} people reach it.", n)
    return text.format(reached=int(reach["reached"].sum()), n=n)


def hop_count(path: pd.DataFrame) -> str:
    """How many hops a path has, or that there is none."""
    t, n = speech(), len(path)
    return t.ngettext("{n} hop.", "{n} hops.", n).format(n=n) if n else t.gettext(N_("There is no path."))


def _notes(frame: pd.DataFrame, counted: str) -> Notes:
    return Notes(counted, window_text(frame.attrs), passing_text(frame.attrs))


def _show_path(path: pd.DataFrame, notes: Notes) -> None:
    for line in path_lines(path):
        print(visible(line))
    if len(path):
        print()
    _print_notes(notes)


def _show_table(frame: pd.DataFrame, notes: Notes) -> None:
    t = speech()
    print_table(
        {name: t.gettext(HEADINGS[name]) for name in map(str, frame)},
        [_whole(row) for row in plain_rows(frame)],
    )
    print()
    _print_notes(notes)


def _print_notes(notes: Notes) -> None:
    for line in (notes.counted, notes.window, notes.rule):
        print(line)


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    """The row with whole days."""
    return {name: int(cell) if isinstance(cell, float) else cell for name, cell in row.items()}


def _show_csv(frame: pd.DataFrame, notes: Notes) -> None:
    extra = {"window": notes.window, "rule": notes.rule}
    print_csv([*frame.columns, *extra], [{**row, **extra} for row in plain_rows(frame)])


def _show_json(frame: pd.DataFrame, notes: Notes) -> None:
    print_json({"n": len(frame), "window": notes.window, "rule": notes.rule, "rows": plain_rows(frame)})


SHOW = {"table": _show_table, "csv": _show_csv, "json": _show_json}
