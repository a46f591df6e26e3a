"""`netmap changes` and `netmap undo`: what was done to a study of a store, and taking it back."""

from __future__ import annotations

from typing import Annotated

import typer

from netmap.cli.choices import FormatOption, StoreArgument, StudyOption, one_of, records_of
from netmap.cli.printing import FORMATS, print_csv, print_json, print_table
from netmap.cli.speech import speech
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

CHANGES_HELP = N_(
    "List the changes of a study in a store, the last one first: what, when, by whom, how many records."
)
UNDO_HELP = N_("Take back CHANGE, an import or any other change of a store; the study is then as without it.")


def changes(store: StoreArgument, study: StudyOption = None, form: FormatOption = "table") -> None:
    """List the changes of a study."""
    from netmap.records.history import CHANGE_COLUMNS, change_rows

    one_of("--format", form, FORMATS)
    with records_of(store, study) as at:
        rows = change_rows(at)
    if form == "json":
        print_json({"study": at.study, "n": len(rows), "rows": rows})
    elif form == "csv":
        print_csv(list(CHANGE_COLUMNS), rows)
    else:
        print_table({key: speech().gettext(heading) for key, heading in CHANGE_COLUMNS.items()}, rows)


def undo(
    store: StoreArgument,
    change: Annotated[int, typer.Argument(metavar="CHANGE", show_default=False)],
    study: StudyOption = None,
    keep_later: Annotated[
        bool, typer.Option("--keep-later", help=N_("keep later work on the same records, and what it needs"))
    ] = False,
    drop_later: Annotated[
        bool, typer.Option("--drop-later", help=N_("drop later work on the same records"))
    ] = False,
) -> None:
    """Undo a change of a store."""
    from netmap.records.actions import action

    if keep_later and drop_later:
        raise ArgumentError(N_("--keep-later and --drop-later cannot go together"))
    choice = True if keep_later else False if drop_later else None
    with records_of(store, study) as at:
        print(action("undo")(at, {"change": change, "keep_later": choice}).said)
