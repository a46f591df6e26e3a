"""Every text of the page of imports and changes, in English; translated where it is shown."""

from __future__ import annotations

from netmap.model.i18n import N_

HEADING = N_("Imports and changes")
WORDS = {
    "take_file": N_("Take in a list"),
    "file_hint": N_(
        "A list of who attended, a diary of contacts, a roster or a network: .csv, .xlsx or .zip."
    ),
    "choose": N_("Choose a file"),
    "reading": N_("{name} is being read…"),
    "other_study": N_("A new study"),
    "understood": N_("What was understood"),
    "shape": N_("This sheet holds"),
    "left_out": N_("left out"),
    "column": N_("Column"),
    "is": N_("Taken for"),
    "examples": N_("For example"),
    "unsure": N_("not sure"),
    "first_rows": N_("The first rows as they stand ({n} in all)"),
    "matched": N_("Names that were recognised: {n}"),
    "questions": N_("Questions: {n}"),
    "questions_more": N_("Nothing is guessed. Records wait until their question is answered."),
    "waiting": N_("records: {n}"),
    "choose_answer": N_("Choose an answer…"),
    "answer_new": N_("new: not on record yet"),
    "answer_drop": N_("leave these records out"),
    "answer_value": N_("The answer"),
    "answer_rank": N_("Rank of the new level"),
    "again": N_("Look again with these answers"),
    "problems": N_("What cannot be taken in: {n}"),
    "hints": N_("What to know: {n}"),
    "problems_shown": N_("The first {shown} of {n} are shown; the workbook of the rest holds all."),
    "sheet": N_("Sheet"),
    "line": N_("Line"),
    "value": N_("Value"),
    "reason": N_("Why"),
    "cure": N_("What mends it"),
    "would": N_("What would happen"),
    "nothing_new": N_("Nothing that is not on record already."),
    "take_all": N_("Take all of it in"),
    "take_good": N_("Take in what can be taken, and download the rest"),
    "leave_it": N_("Leave it; nothing was changed"),
    "rest": N_("The rest was downloaded as {name}: mend it and choose it again."),
    "changes": N_("Changes of this study"),
    "no_changes": N_("Nothing has been recorded yet."),
    "change_line": N_("{number} · {kind} · {at} · {by}"),
    "undone": N_("undone"),
    "undoes": N_("undoes change {number}"),
    "undo_of": N_("Undo change {number}: {label}"),
}
