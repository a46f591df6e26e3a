"""`netmap changes`: every change of a store, the last first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netmap.cli.choices import FormatOption, one_of
from netmap.cli.printing import FORMATS, print_csv, print_json, print_table
from netmap.cli.speech import speech
from netmap.cli.stores import StoreArgument, StudyOption, study_in, where
from netmap.library.principals import LOCAL_USER
from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.store.change_sets import Change

HELP = N_(
    "List the changes of a study in a store, the last one first: what, when, by whom, how many records."
)

HEADINGS = {
    "change": N_("change"),
    "kind": N_("kind"),
    "at": N_("when"),
    "by": N_("by whom"),
    "label": N_("what"),
    "added": N_("new"),
    "changed": N_("changed"),
    "removed": N_("taken out"),
    "undone_by": N_("taken back by"),
}


def changes(store: StoreArgument, study: StudyOption = None, form: FormatOption = "table") -> None:
    """List the changes of a study."""
    from netmap.records.imports.importing import ImportService
    from netmap.store.opening import open_store

    one_of("--format", form, FORMATS)
    with open_store(where(store), create=False) as opened:
        name = study_in(opened, study)
        rows = [_row(change) for change in ImportService(opened).changes(LOCAL_USER, name)]
    if form == "json":
        print_json({"study": name, "n": len(rows), "rows": rows})
    elif form == "csv":
        print_csv(list(HEADINGS), rows)
    else:
        print_table({key: speech().gettext(heading) for key, heading in HEADINGS.items()}, rows)


def _row(change: Change) -> dict[str, Any]:
    counts = {
        what: sum(told.get(what, 0) for told in change.counts.values())
        for what in ("added", "changed", "removed")
    }
    told = {"change": change.number, "kind": change.kind, "at": change.at, "by": change.by}
    return {**told, "label": change.label, **counts, "undone_by": change.undone_by}
