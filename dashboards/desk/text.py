"""The texts that the pages of recording share, in English; translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from netmap.model.i18n import N_, Translator

DESK_LINKS = (
    ("attendance", N_("Attendance")),
    ("record", N_("Records")),
    ("imports", N_("Imports and changes")),
)
"""The pages of recording, and what each is called."""

LABEL = N_("What is recorded")
FILES = N_("This study is read from files")
FILES_MORE = N_(
    "Nothing can be recorded in it here. A study that lives in a store can be changed, and every change "
    "undone."
)
OTHERS = N_("Studies that live in a store: ")
NO_STORE = N_("No store is open. Start the service with one, for example: netmap serve --new our.netmap")
NOTHING_YET = N_("The store holds no study yet")

WORDS = {
    "loading": N_("Being fetched…"),
    "no_connection": N_("There is no connection to the service."),
    "failed": N_("Something went wrong on our side. Please try again."),
    "try_again": N_("Try again"),
    "saving": N_("Being saved…"),
    "undo": N_("Undo"),
    "cancel": N_("Leave it"),
    "undoing": N_("What undoing would do"),
    "undo_now": N_("Undo it"),
    "undo_keep": N_("Undo, and keep the later work"),
    "undo_drop": N_("Undo, and drop the later work too"),
    "undo_none": N_("Nothing on record would change."),
    "later": N_("Later work is in the way: {n}"),
    "later_shown": N_("What the later work is: {n}"),
    "without": N_("If the later work is dropped"),
    "as_is": N_("As it is now"),
    "not_there": N_("not there"),
    "new_study": N_("Name of the new study"),
    "make": N_("Make it"),
    "not_known": N_("not known"),
    "blank": N_("blank"),
}
"""What every page of recording says in the browser."""


def in_words(words: Mapping[str, str], translator: Translator) -> dict[str, str]:
    """Texts in the reader's language by their keys, for the scripts of a page."""
    return {key: translator.gettext(text) for key, text in {**WORDS, **words}.items()}
