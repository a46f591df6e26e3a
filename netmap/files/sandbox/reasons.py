"""Every reason for which a file from outside is not taken in, and what would mend it, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netmap.model.errors import StudyError
from netmap.model.i18n import ENGLISH, N_

if TYPE_CHECKING:
    from netmap.model.i18n import Translator

SAVE_PLAIN = N_("Open it in the program that made it, and save it again as .xlsx or as CSV in UTF-8.")
SAVE_BOOK = N_("Open it in a spreadsheet program and save it again as .xlsx, or as CSV.")
ASK_SENDER = N_("Ask whoever sent it for the tables themselves, as .xlsx or CSV.")
SPLIT = N_("Split it into smaller files, or leave out the columns that are not needed.")
LOOK = N_("Look at that place and mend it, or save the table again.")

REASONS: dict[str, tuple[str, str]] = {
    "empty-file": (N_("{name} is empty."), N_("Choose the file again, or save it again where it was made.")),
    "not-there": (
        N_("{name} cannot be read: it is not there, or it is no file."),
        N_("Choose the file again."),
    ),
    "too-large": (N_("{name} has {size} MB; at most {most} MB are read."), SPLIT),
    "not-a-table": (N_("{name} holds no table: it is of the kind {kind}."), SAVE_BOOK),
    "disguised": (
        N_("{name} ends in {suffix}, but inside it is of the kind {kind}."),
        N_("Give it the ending that goes with what it is, or save it again as .xlsx or CSV."),
    ),
    "unknown-suffix": (
        N_("{name} ends in {suffix}; read are .csv, .tsv, .txt, .xlsx, .xlsm, .xls, .ods and .zip."),
        SAVE_BOOK,
    ),
    "locked-or-old": (
        N_("{name} is no .xlsx inside: it is locked with a password, or an old .xls that was renamed."),
        N_("Open it in a spreadsheet program and save it again as .xlsx, without a password."),
    ),
    "encrypted": (N_("{name} is locked with a password."), N_("Save it again without a password.")),
    "damaged": (N_("{name} is cut short or damaged, and cannot be opened."), N_("Send or save it again.")),
    "damaged-entry": (N_("“{entry}” in {name} is cut short or damaged."), N_("Send or save it again.")),
    "too-many-entries": (N_("{name} holds more than {most} files."), ASK_SENDER),
    "unpacks-too-large": (N_("{name} would unpack to more than {most} MB."), SPLIT),
    "packed-too-tight": (
        N_("“{entry}” in {name} would unpack to more than {ratio} times its size; no table does that."),
        ASK_SENDER,
    ),
    "overlapping": (
        N_("In {name} several entries share the same bytes; no program saves like that."),
        ASK_SENDER,
    ),
    "doubled-entry": (
        N_("{name} holds “{entry}” twice."),
        N_("Pack it again, with each file once."),
    ),
    "outside-path": (
        N_("“{entry}” in {name} would lie outside the archive's own folder."),
        N_("Pack the tables again, without folders above them."),
    ),
    "link": (N_("“{entry}” in {name} is a link, not a file."), N_("Pack the file itself.")),
    "nested-archive": (
        N_("“{entry}” in {name} is an archive in an archive."),
        N_("Unpack it, and give the tables that are in it."),
    ),
    "no-tables": (
        N_("{name} holds no table: neither CSV nor .xlsx is in it, or all of them are empty."),
        N_("Give a file with a line of column names and a row for each record."),
    ),
    "not-text": (
        N_("{name} is no text that can be read."),
        N_("Save it again as CSV in UTF-8."),
    ),
    "zero-bytes": (
        N_("{name} holds zero bytes on line {line}; it is no text, or in an encoding that it does not say."),
        N_("Save it again as CSV in UTF-8."),
    ),
    "unknown-encoding": (
        N_("{name}: “{encoding}” is no encoding that is read."),
        N_("Say utf-8, utf-16, utf-32, cp1252, cp1250, latin-1 or mac-roman."),
    ),
    "long-line": (N_("Line {line} of {name} has more than {most} characters."), LOOK),
    "long-cell": (N_("The cell {cell} in {name} has more than {most} characters."), LOOK),
    "too-many-columns": (N_("Line {line} of {name} has more than {most} columns."), SPLIT),
    "too-many-rows": (N_("{name} has more than {most} rows."), SPLIT),
    "too-many-cells": (N_("{name} has more than {most} cells up to line {line}."), SPLIT),
    "too-much-text": (N_("{name} holds more than {most} MB of text up to line {line}."), SPLIT),
    "broken-csv": (
        N_("In {name} a quotation mark is opened on line {line} and the rows after it cannot be told apart."),
        N_("Close the mark, or take it out."),
    ),
    "entities": (
        N_("“{entry}” in {name} defines entities of its own, which no spreadsheet program writes."),
        SAVE_BOOK,
    ),
    "nested-deeply": (N_("“{entry}” in {name} is nested more than {most} levels deep."), SAVE_BOOK),
    "bad-xml": (N_("“{entry}” in {name} is damaged on line {line}."), SAVE_BOOK),
    "no-workbook": (N_("{name} is an archive, but no workbook: {missing} is missing in it."), SAVE_BOOK),
    "bad-cell": (N_("The cell {cell} in {name} is damaged."), SAVE_BOOK),
    "strings-too-large": (N_("The texts of {name} take more than {most} MB."), SPLIT),
    "memory": (N_("{name} needs more than {most} MB of memory, near {place}."), SPLIT),
    "time": (N_("{name} takes more than {seconds} seconds to read, near {place}."), SPLIT),
    "crashed": (N_("{name} could not be read: the program that takes it apart stopped."), SAVE_PLAIN),
}
"""For each code the reason and the cure."""


class RefusedFileError(StudyError):
    """A file from outside is not taken in; says why, where, and what would mend it."""

    code = "refused-file"
    status = 422

    def __init__(self, reason: str, values: Mapping[str, Any]) -> None:
        template, cure = REASONS[reason]
        super().__init__(template, (), **values)
        self.reason = reason
        self.cure = cure

    def text(self, translator: Translator = ENGLISH) -> str:
        """Reason and cure in the reader's language."""
        return f"{super().text(translator)} {translator.gettext(self.cure)}"

    def __str__(self) -> str:
        return self.text()
