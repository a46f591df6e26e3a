"""What was found in a store, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmap.cli.printing import print_table
from netmap.cli.speech import speech
from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.store.backups import Verified

HEADINGS = {"name": N_("study"), "changes": N_("changes"), "logical_hash": N_("logical hash")}


def print_verified(found: Verified) -> None:
    """Print every study with the number of its changes and its logical hash."""
    t = speech()
    rows = [
        {"name": study.name, "changes": study.changes, "logical_hash": study.logical_hash}
        for study in found.studies
    ]
    if rows:
        print_table({name: t.gettext(heading) for name, heading in HEADINGS.items()}, rows)
    count = len(rows)
    print(
        t.ngettext("The store is whole: {n} study.", "The store is whole: {n} studies.", count).format(
            n=count
        )
    )
