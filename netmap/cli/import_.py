"""`netmap import`: a file of any shape taken into a store, all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netmap.cli.choices import DatesOption, FormatOption, one_of, order_of
from netmap.cli.printing import print_json, visible
from netmap.cli.speech import speech
from netmap.cli.stores import StudyOption
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.questions.checks import problem_lines

if TYPE_CHECKING:
    from netmap.records.imports.import_file import ImportResult

REST = N_("and {n} more: --format json lists them")
HELP = N_(
    "Take FILE, a list, diary, roster or network of any shape, or a folder of tables, into a store. "
    "Bad records or open questions: nothing is written, exit code 2."
)

FORMATS = ("table", "json")
PREVIEWED = N_("Nothing was written; this is what would happen.")
REFUSED = N_(
    "Nothing was written. Mend the records or answer the questions, or take the good ones by --take-good."
)
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
        str | None, typer.Option(metavar="FILE", help=N_("answers to the questions, as JSON"))
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
    """Take a file into a store; exit 2 with nothing written where records are bad."""
    from netmap.records.imports.import_file import import_file

    one_of("--format", form, FORMATS)
    found = import_file(
        file,
        into,
        study,
        mapping=None if mapping is None else _json("--mapping", mapping),
        answers=() if answers is None else _json("--answers", answers),
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
        outcome = speech().gettext(PREVIEWED) if dry_run else found.said(speech().language)
        for line in (*_lines(found), *filter(None, [outcome]), *more):
            print(visible(line))
    if not found.taken and not dry_run:
        typer.echo(f"netmap: {speech().gettext(REFUSED)}", err=True)
    if not found.taken and not found.preview.clean:
        raise typer.Exit(2)


take_in.__name__ = "import"  # a command has its function's name, and no function can have this one


def _lines(found: ImportResult) -> Iterator[str]:
    """What was understood, every bad record, the questions, and what would happen."""
    from netmap.records.imports import rendered

    preview, t = found.preview, speech()
    yield from rendered.sheets_read(found.mapping, preview, t)
    yield from rendered.matched_said(preview, t)
    yield from problem_lines(preview.problems, t, REST)
    yield from rendered.questions_told(preview, t)
    yield from (*rendered.sheets_counted(preview, t), *rendered.tables_counted(preview, t))
    yield from filter(None, [rendered.before_said(preview, t)])


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


def _json(option: str, place: str) -> Any:
    try:
        return json.loads(Path(place).expanduser().read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ArgumentError(
            N_("{option}: {path} cannot be read as JSON"), option=option, path=place
        ) from error
