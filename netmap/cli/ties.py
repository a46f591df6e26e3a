"""`netmap ties`: every tie of a study as of a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netmap.cli.choices import (
    BaselineOption,
    DatesOption,
    FormatOption,
    StudyArgument,
    day_of,
    one_of,
    order_of,
)
from netmap.cli.named_study import path_of
from netmap.cli.printing import FORMATS, plain, plain_rows, print_csv, print_json, print_table
from netmap.cli.progress import progress_bar
from netmap.cli.rule import as_of_text, baseline_text, day_shown, rule_text
from netmap.cli.speech import speech
from netmap.model.i18n import N_

if TYPE_CHECKING:
    import pandas as pd

    from netmap.model.study import Study

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

ORIGINS = {"mobilised": N_("mobilised"), "developed": N_("developed")}
VIA = {"practitioners": N_("their practitioners"), "direct": N_("the agencies themselves")}
"""How a new network came about, and through whom two agencies are tied, in words."""

HELP = N_("Print every tie of a study: old networks, new networks and cognitive trails, as of a day.")


def ties(
    study: StudyArgument,
    as_of: Annotated[
        str | None, typer.Option(metavar="DAY", help=N_("the day to speak of; else the last day on record"))
    ] = None,
    baseline: BaselineOption = None,
    agencies: Annotated[bool, typer.Option("--agencies", help=N_("count ties between agencies"))] = False,
    dates: DatesOption = None,
    form: FormatOption = "table",
) -> None:
    """Print every tie of a study with its n, day and rule."""
    one_of("--format", form, FORMATS)
    day, before = day_of("--as-of", as_of), day_of("--baseline", baseline)
    order, path = order_of(dates), path_of(study)
    import netmap

    with progress_bar() as report:
        found = netmap.read_study(path, dates=order, progress=report)
    frame = (netmap.agency_ties if agencies else netmap.ties)(found, day, before)
    SHOW[form](frame, _notes(frame, found, day, before))


@dataclass(frozen=True)
class Notes:
    """What every table says of itself: how many ties and what counts as one, of what, by which rule."""

    n: int
    counted: str
    study: str
    as_of: dt.date | None
    baseline: str | None
    rule: str

    @property
    def about(self) -> dict[str, Any]:
        """The same for programs."""
        return {**asdict(self), "as_of": plain(self.as_of)}


def _notes(frame: pd.DataFrame, study: Study, as_of: dt.date | None, baseline: dt.date | None) -> Notes:
    n = int(frame["n"].sum()) if "n" in frame else len(frame)
    return Notes(
        n,
        _counted_text(n, between_agencies="n" in frame),
        str(study.about.get("name", "")),
        day_shown(study, as_of),
        baseline_text(study, baseline),
        rule_text(study, baseline),
    )


def _counted_text(n: int, *, between_agencies: bool) -> str:
    t = speech()
    text = (
        t.ngettext(
            "{n} tie between agencies, or between people of different ones; active, quiet or undated.",
            "{n} ties between agencies, or between people of different ones; active, quiet or undated.",
            n,
        )
        if between_agencies
        else t.ngettext(
            "{n} tie: a pair of people or of agencies; active, quiet or undated.",
            "{n} ties: pairs of people or of agencies; active, quiet or undated.",
            n,
        )
    )
    return text.format(n=n)


def _show_table(frame: pd.DataFrame, notes: Notes) -> None:
    t = speech()
    headings = {name: t.gettext(heading) for name, heading in HEADINGS.items() if name in frame}
    print_table(headings, [_labelled(row) for row in plain_rows(frame)])
    print()
    print(notes.counted)
    print(as_of_text(notes.as_of))
    print(notes.rule)


def _show_csv(frame: pd.DataFrame, notes: Notes) -> None:
    in_all = {"n_in_all" if name == "n" and name in frame else name: v for name, v in notes.about.items()}
    print_csv([*frame.columns, *in_all], [{**row, **in_all} for row in plain_rows(frame)])


def _show_json(frame: pd.DataFrame, notes: Notes) -> None:
    print_json({**notes.about, "rows": plain_rows(frame)})


SHOW = {"table": _show_table, "csv": _show_csv, "json": _show_json}


def _labelled(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its codes in words: a tie without kind and state was declared, and is undated."""
    from netmap.library.wording import KIND_LABELS, STATE_LABELS

    t = speech()
    kind = KIND_LABELS.get(row["kind"] or "declared", row["kind"])
    words = {"kind": kind, "state": STATE_LABELS[row["state"] or "undated"]}
    for column, table in (("origin", ORIGINS), ("via", VIA)):
        if row.get(column):
            words[column] = table[row[column]]
    return {**row, **{column: t.gettext(word) for column, word in words.items()}}
