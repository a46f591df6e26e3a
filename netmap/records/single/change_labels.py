"""The words for changes: their kinds, and when they were made."""

from __future__ import annotations

import datetime as dt

from netmap.model.i18n import N_, Translator

KINDS = {
    "import": N_("Import"),
    "attendance": N_("Attendance"),
    "edit": N_("Edit"),
    "undo": N_("Undoing"),
}
"""What each kind of change is called."""


def moment_said(at: str, t: Translator) -> str:
    """When a change was made, as the reader's language and this machine's clock say it.

    Args:
        at: ISO text with its offset from UTC.
        t: the reader's language.
    """
    moment = dt.datetime.fromisoformat(at).astimezone()
    said = N_("{day} at {time}")
    return t.gettext(said).format(day=t.date(moment.date()), time=f"{moment:%H:%M}")
