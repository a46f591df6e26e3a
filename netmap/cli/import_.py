"""`netmap import`: a file of any shape taken into a store, all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netmap.cli.choices import DatesOption, FormatOption, StudyOption, one_of, order_of
from netmap.cli.printing import print_json, visible
from netmap.cli.speech import speech
from netmap.model.errors import ArgumentError, Problem
from netmap.model.i18n import N_
from netmap.questions.checks import MOST_LINES, problem_lines

if TYPE_CHECKING:
    from netmap.records.imports.import_file import ImportResult

REST = N_("and {n} more: --format json lists them")
HELP = N_(
    "Take FILE, a list, diary, roster or network of any shape, or a folder of tables, into a store. "
    "Exit code 0: all is on record; 3: records or questions remain, the rest was taken; 2: nothing was."
)


FORMATS = ("table", "json")
PREVIEWED = N_("Nothing was written; this is what would happen.")
REFUSED = N_(
    "Nothing was written. Mend the records or answer the questions, or take the good ones by --take-good."
)
EMPTY = N_("Nothing was written: there is nothing in the file that can be taken in.")
UNREAD = N_(
    "Sheets that were not understood and are not taken in: {names}. Call their columns by usual names, such "
    "as name, agency, date and group (docs/import.md), or say what they are by --mapping."
)
UNUSED = N_("Answers to nothing that is asked of this file: {answers}.")
CODES = {"whole": 0, "part": 3, "nothing": 2}
"""The exit code for each outcome."""

ANSWERING = N_("Put the line of your answer to each question into a file and give it by --answers FILE.")
NO_JSON = N_("{option}: {path} cannot be read as JSON")
LEFT = N_("The records that were left are in {path}: mend them and give it.")
NO_ROOM = N_("The records that were left cannot be written to {path}: {why}.")


def take_in(
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    into: Annotated[
        str, typer.Option(metavar="STORE", help=N_("the store: a file, made if it is not there"))
    ],
    study: StudyOption = None,
    mapping: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=N_("how the columns are read, as --dry-run --format json tells")),
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=N_("answers to the questions, one to a line, as they are printed")),
    ] = None,
    dates: DatesOption = None,
    take_good: Annotated[
        bool,
        typer.Option("--take-good", help=N_("take the good records; the others go to a workbook for repair")),
    ] = False,
    removals: Annotated[
        bool,
        typer.Option("--removals", help=N_("take out records that the tables in FILE do not have any more")),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("show what would happen, and write nothing"))
    ] = False,
    form: FormatOption = "table",
) -> None:
    """Take a file into a store; the exit code says whether all, a part or nothing of it is on record."""
    from netmap.records.imports.import_file import import_file

    one_of("--format", form, FORMATS)
    found = import_file(
        file,
        into,
        study,
        mapping=None if mapping is None else _json("--mapping", mapping),
        answers=() if answers is None else _answers(answers),
        dates=order_of(dates),
        take_good=take_good,
        removals=removals,
        dry_run=dry_run,
        language=speech().language,
    )
    repair = None if found.done is None else found.done.repair
    more = [] if repair is None else [_put_beside(Path(file).expanduser(), repair)]
    if form == "json":
        print_json(found.to_json(speech().language))
    else:
        nothing = found.unread and not found.taken
        outcome = speech().gettext(PREVIEWED) if dry_run else "" if nothing else found.said(speech().language)
        for line in (*_lines(found), *filter(None, [outcome]), *more):
            print(visible(line))
    for said in _remains(found, dry_run=dry_run):
        typer.echo(f"netmap: {said}", err=True)
    if code := CODES[found.outcome]:
        raise typer.Exit(code)


take_in.__name__ = "import"  # a command has its function's name, and no function can have this one


def _remains(found: ImportResult, *, dry_run: bool) -> Iterator[str]:
    """What is left of a file that is not on record as a whole."""
    if found.unused:
        told = (f"{kind} “{about[-1]}”" if about else kind for kind, about in found.unused)
        yield speech().gettext(UNUSED).format(answers=", ".join(told))
    if found.preview.questions:
        yield speech().gettext(ANSWERING)
    if found.unread:
        yield speech().gettext(UNREAD).format(names=", ".join(found.unread))
    if found.taken or dry_run:
        return
    yield speech().gettext(EMPTY if found.done else REFUSED)


def _lines(found: ImportResult) -> Iterator[str]:
    """What was understood, what is asked, what is wrong, a line for each kind, and what would happen."""
    from netmap.files.importer.accounting import SHEET
    from netmap.records.imports import accounted, rendered

    preview, t = found.preview, speech()
    yield from accounted.gist_said(preview.gist, t) or rendered.waiting_said(preview, t)
    sheets = [part for part in preview.account if part.kind == SHEET]
    yield from accounted.accounted(sheets, t)
    yield from rendered.questions_told(preview, t)
    yield from rendered.matched_said(preview, t)
    yield from _kinds_told(preview.problems)
    yield from accounted.accounted((part for part in preview.account if part.kind != SHEET), t)
    yield from (*rendered.sheets_counted(preview, t), *rendered.tables_counted(preview, t))
    yield from filter(None, [rendered.before_said(preview, t)])


def _kinds_told(problems: Iterable[Problem]) -> Iterator[str]:
    """A line for each kind of problem: the first in full, and where the others are."""
    from netmap.records.imports.rendered import further, kinds_of

    kinds = kinds_of(problems)
    for first, *others in kinds[:MOST_LINES]:
        (said,) = problem_lines([first], speech())
        yield f"{said} ({further(others, speech())})" if others else said
    if len(kinds) > MOST_LINES:
        yield speech().gettext(REST).format(n=len(kinds) - MOST_LINES)


def _put_beside(path: Path, data: bytes) -> str:
    """Write a workbook for repair beside the file, under a name that is free; what is said of it."""
    place, number = path.with_name(f"{path.stem}.repair.xlsx"), 2
    while place.exists():
        place, number = path.with_name(f"{path.stem}.repair-{number}.xlsx"), number + 1
    try:
        place.write_bytes(data)
    except OSError as error:
        place.unlink(missing_ok=True)
        return speech().gettext(NO_ROOM).format(path=place, why=error.strerror or error)
    return speech().gettext(LEFT).format(path=place)


def _answers(told: str) -> Any:
    """Answers out of a file, or as they stand on the command line: a list of them, or one to a line."""
    text = told if told.lstrip().startswith(("[", "{")) else _text("--answers", told)
    return _of_lines(text) or _parsed("--answers", told, text)


def _of_lines(text: str) -> list[Any]:
    """Answers that stand one to a line; empty where a line is none."""
    try:
        found = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return []
    return found if all(isinstance(one, dict) for one in found) else []


def _json(option: str, place: str) -> Any:
    return _parsed(option, place, _text(option, place))


def _text(option: str, place: str) -> str:
    try:
        return Path(place).expanduser().read_text(encoding="utf-8-sig")
    except ValueError as error:
        raise ArgumentError(NO_JSON, option=option, path=place) from error


def _parsed(option: str, place: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArgumentError(NO_JSON, option=option, path=place) from error
