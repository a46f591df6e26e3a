"""The kinds of notes, and what may become of one from a plan cycle to the next."""

from __future__ import annotations

from netmap.library.wording import VALUE_WORDS
from netmap.model.i18n import N_, NN_

KINDS = {
    kind: VALUE_WORDS[kind]
    for kind in ("strength", "weakness", "hypothesis", "line_of_development", "evidence", "keyword")
}
"""What each kind of note is called, in the order in which pages show them."""

BECAME_ACTION, STAYED, BECAME, NOT_TAKEN_UP = "became_action", "stayed", "became_another", "not_taken_up"

WHAT = {
    BECAME_ACTION: N_("became an action"),
    STAYED: N_("stayed what it was"),
    BECAME: N_("became something else"),
    NOT_TAKEN_UP: N_("no later note takes it up"),
}
"""What became of a note."""

MOVED = {
    BECAME_ACTION: NN_(
        "{n} line of development became an action.", "{n} lines of development became actions."
    ),
    BECAME: NN_("{n} note came back as another kind.", "{n} notes came back as another kind."),
}
