"""Answers of a form, as Google and Microsoft Forms list them: a sign-in, or a diary of contacts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.date_texts import DAY_MONTH, is_date, month_names
from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.file_words import plain_words, words_of
from netmap.files.importer.headers import plain_header
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.marks import NOTHING
from netmap.files.importer.recipe import Found, Recipe, SheetSeen
from netmap.files.importer.recipes.attendance import is_group, named, record_of, status_of
from netmap.files.importer.records import Record, Row, both
from netmap.files.importer.row_parts import ISO_DAY, WHO, sitting_of
from netmap.files.importer.titles import days_in, what_titles_say
from netmap.model.i18n import N_

NAME = "sign_in_form"
STARTED = ("start time", "ora di inizio", "heure de debut")
SENT = ("timestamp", "informazioni cronologiche", "horodateur")
TECHNICAL = (
    "completion time",
    "last modified time",
    "language",
    "ora di completamento",
    "ora ultima modifica",
    "heure de fin",
    "heure de la derniere modification",
)
ACCOUNTS = ("name", "nome", "nom")
"""The column in which Microsoft Forms writes who was logged in: read where no question asks for a name."""

SIGN_IN = (*WHO, "agency", "date", "meeting", "zone", "role", "status", "level")
DIARY = (*WHO, "agency", "date", "target", "zone", "channel", "object")
"""What the answers of a sign-in, and of a diary, are read for; other answers are carried along."""


@dataclass(frozen=True, slots=True)
class Form:
    """The columns that a program adds to the answers: when they were given, and those that say nothing."""

    time: int
    account: int | None
    others: Found


def find(sheet: SheetSeen) -> SheetMapping | None:
    """The mapping of the answers of a form: as contacts where it asks with whom, else as a sign-in."""
    plain = [plain_header(str(cell)) for cell in sheet.grid.cells[0]]
    form = _form(sheet, plain)
    if form is None:
        return None
    found = dict(_questions(sheet, plain, form))
    read = DIARY if "target" in found else SIGN_IN
    questions = {name: place for name, place in found.items() if name in read}
    if not any(name in questions for name in WHO) and form.account is not None:
        questions["person"] = form.account
    taken = {form.time, *form.others, *questions.values()}
    ticked = None if "date" in questions else _ticked(sheet, taken)
    questions.setdefault("date", form.time if ticked is None else ticked)
    fields: Found = form.others | {place: (name, place != ticked) for name, place in questions.items()}
    if ticked is not None:
        fields[form.time] = (KEPT, True)
    elif form.time not in questions.values():
        fields[form.time] = (IGNORED, True)
    if not any(name in questions for name in WHO):
        return None
    if "target" in questions:
        return sheet.mapping("contacts", 0, fields)
    return _sign_in(sheet, fields, questions)


def _ticked(sheet: SheetSeen, taken: Collection[int]) -> int | None:
    """The column of answers that all hold days, on which somebody was there; not when the form was sent."""
    for place in range(sheet.grid.cells.shape[1]):
        answers = [cell for cell in sheet.grid.cells[1:, place].tolist() if cell.strip()]
        if place not in taken and answers and all(map(_holds_day, answers)):
            return place
    return None


def _holds_day(text: str) -> bool:
    found = DAY_MONTH.finditer(plain_header(text))
    return is_date(text) or bool(days_in(text)) or any(one[2] in month_names() for one in found)


def _sign_in(sheet: SheetSeen, fields: Found, questions: dict[str, int]) -> SheetMapping:
    settings = {}
    if "zone" not in questions and "meeting" in questions and is_group(sheet, 0, questions):
        fields[questions["meeting"]] = ("zone", True)
    elif "zone" not in questions:
        settings = what_titles_say(sheet.grid, 0)
    return sheet.mapping(NAME, 0, fields, settings=settings)


def _form(sheet: SheetSeen, plain: Sequence[str]) -> Form | None:
    """What a program of forms added; None where the sheet comes from none."""
    started = next((place for place, one in enumerate(plain) if one in STARTED), None)
    microsoft = started is not None and any(one in TECHNICAL for one in plain)
    if not microsoft and plain[0] not in SENT:
        return None
    time = started if microsoft and started is not None else 0
    others: Found = {}
    for place, one in enumerate(plain):
        if one in TECHNICAL or (microsoft and one == "id"):
            others[place] = (IGNORED, True)
        elif one in plain_words("columns", "mail"):
            others[place] = (IGNORED if _is_anonymous(sheet, place) else KEPT, True)
    account = next(
        (at for at, one in enumerate(plain) if microsoft and one in ACCOUNTS and at < time + 5), None
    )
    if account is not None:
        others[account] = (IGNORED, True)
    return Form(time, account, others)


def _is_anonymous(sheet: SheetSeen, place: int) -> bool:
    cells = {str(cell).strip().casefold() for cell in sheet.grid.cells[1:, place]}
    return cells <= {"", "anonymous", "anonimo", "anonyme"}


def _questions(sheet: SheetSeen, plain: Sequence[str], form: Form) -> Iterator[tuple[str, int]]:
    """For each field the first question that asks for it."""
    names = dict.fromkeys((*SIGN_IN, *DIARY))
    known = {word: name for name in reversed(names) for word in reversed(sheet.vocabulary.words[name])}
    taken = {form.time, *form.others}
    found: set[str] = set()
    for place, one in enumerate(plain):
        name = _asks_for(one) or known.get(one) or known.get(core(one), "")
        if place not in taken and name and name not in found:
            found.add(name)
            yield name, place


def _asks_for(plain: str) -> str:
    return next(
        (name for name, words in words_of("questions").items() if plain in words and name != "fillers"), ""
    )


def core(plain: str) -> str:
    """The words of a question without those that every question has.

    Example:
        >>> core("which meeting are you attending"), core("your full name")
        ('meeting', 'full name')
    """
    return " ".join(word for word in plain.split() if word not in plain_words("questions", "fillers"))


def signed_in(row: Row, meaning: CellMeaning) -> Record | None:
    """One sign-in: at the sitting of the group on the day on which it was sent."""
    person, beside = named(row, meaning)
    status, sitting = both(partial(status_of, row, meaning), partial(sitting_of, row, meaning), person)
    if status == NOTHING:
        return None
    role = row.get("role") or beside
    values = row.extras("attendance") | ({"role": role} if role else {})
    day = replace(sitting, date=sitting.date[:ISO_DAY])
    return record_of(row.sheet, row.line, person, day, status, values)


RECIPE = Recipe(NAME, N_("answers of a sign-in form"), find, row=signed_in, settings=("zone",))
