"""`netmap ties`: every tie of a study as of a day."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from netmap.cli.choices import BaselineOption, FormatOption, StudyArgument, day_of, one_of
from netmap.cli.named_study import path_of
from netmap.cli.printing import FORMATS, plain_rows, print_csv, print_json, print_table
from netmap.cli.progress import progress_bar
from netmap.cli.rule import as_of_text, rule_text
from netmap.cli.speech import speech
from netmap.model.i18n import N_

HEADINGS = {
    "source": N_("source"),
    "target": N_("target"),
    "agency_a": N_("agency"),
    "agency_b": N_("other agency"),
    "kind": N_("kind"),
    "origin": N_("origin"),
    "state": N_("state"),
    "first": N_("first"),
    "last": N_("last"),
    "occasions": N_("occasions"),
    "settings": N_("settings"),
    "via": N_("via"),
    "n": N_("n"),
}
"""The columns of the table on the screen; CSV and JSON hold them all."""

HELP = N_("Print every tie of a study: old networks, new networks and cognitive trails, as of a day.")


def ties(
    study: StudyArgument,
    as_of: Annotated[
        str | None, typer.Option(metavar="DAY", help=N_("the day to speak of; else the last day on record"))
    ] = None,
    baseline: BaselineOption = None,
    agencies: Annotated[bool, typer.Option("--agencies", help=N_("count ties between agencies"))] = False,
    form: FormatOption = "table",
) -> None:
    """Print every tie of a study with its n, day and rule."""
    one_of("--format", form, FORMATS)
    day, before = day_of("--as-of", as_of), day_of("--baseline", baseline)
    path = path_of(study)
    import netmap

    with progress_bar() as report:
        found = netmap.read_study(path, progress=report)
    frame = (netmap.agency_ties if agencies else netmap.ties)(found, day, before)
    notes = {
        "n": _n_text(frame, agencies),
        "as_of": as_of_text(found, day),
        "rule": rule_text(found, before),
    }
    _show(frame, form, notes)


def _show(frame: Any, wanted: str, notes: dict[str, str]) -> None:
    rows = plain_rows(frame)
    if wanted == "json":
        print_json({**notes, "rows": rows})
    elif wanted == "csv":
        extra = {"as_of": notes["as_of"], "rule": notes["rule"]}
        print_csv([*frame.columns, *extra], [{**row, **extra} for row in rows])
    else:
        t = speech()
        print_table({name: t.gettext(HEADINGS[name]) for name in HEADINGS if name in frame}, rows)
        print("", *notes.values(), sep="\n")


def _n_text(frame: Any, agencies: bool) -> str:
    n = int(frame["n"].sum()) if agencies else len(frame)
    return speech().ngettext("{n} tie.", "{n} ties.", n).format(n=n)
