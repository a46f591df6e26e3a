"""`netmap import`: a file of any shape taken into a store, all of it or nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netmap.cli.choices import DatesOption, FormatOption, one_of, order_of
from netmap.cli.folder_file import as_file
from netmap.cli.import_words import answer_json, answer_lines
from netmap.cli.printing import print_json
from netmap.cli.speech import speech
from netmap.cli.stores import StudyOption, new_place, place_for
from netmap.library.principals import LOCAL_USER
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.files.importer.mapping import Mapping
    from netmap.files.importer.questions import Answers
    from netmap.records.imports.importing import ImportService
    from netmap.records.imports.types import Preview
    from netmap.store.keeping import Store

HELP = N_(
    "Take FILE, a list, diary, roster or network of any shape, or a folder of tables, into a store. "
    "Bad records or open questions: nothing is written, exit code 2."
)

FORMATS = ("table", "json")
PREVIEWED = N_("Nothing was written; this is what would happen.")
REFUSED = N_(
    "Nothing was written. Mend the records or answer the questions, or take the good ones by --take-good."
)


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
    one_of("--format", form, FORMATS)
    order = _Order(
        Path(file).expanduser(),
        study,
        None if mapping is None else _mapping(mapping),
        _said(answers, order_of(dates)),
        removals,
    )
    with place_for(into, study, order.path.stem.strip() or "study") as (store, name, is_there):
        asked = _previewed(store, name, order)
        writes = not dry_run and (asked.preview.clean or take_good)
        if not writes or is_there:
            _finish(asked, order, writes, dry_run, form)
            return
    with new_place(into, name) as store:
        _finish(_previewed(store, name, order), order, writes, dry_run, form)


take_in.__name__ = "import"  # a command has its function's name, and no function can have this one


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for on the command line."""

    path: Path
    study: str | None
    mapping: Mapping | None
    answers: Answers
    removals: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """A preview with what made it."""

    service: ImportService
    mapping: Mapping
    preview: Preview


def _previewed(store: Store, study: str, order: _Order) -> _Asked:
    from netmap.records.imports.importing import ImportService

    service = ImportService(store)
    with as_file(order.path) as file:
        found = service.understand(LOCAL_USER, study, file)
    mapping = order.mapping or found.mapping
    answers = found.answers.merged(order.answers)
    preview = service.preview(LOCAL_USER, study, found.file, mapping, answers, removals=order.removals)
    return _Asked(service, mapping, preview)


def _finish(asked: _Asked, order: _Order, writes: bool, dry_run: bool, form: str) -> None:
    told = {"mapping": asked.mapping.to_json(), "written": writes}
    if not writes:
        _show(asked, form, told, [speech().gettext(PREVIEWED)] if dry_run else [])
        if not dry_run:
            typer.echo(f"netmap: {speech().gettext(REFUSED)}", err=True)
        if not asked.preview.clean:
            raise typer.Exit(2)
        return
    preview = asked.preview
    done = asked.service.commit(LOCAL_USER, preview.study, preview.token, take_good=True, translator=speech())
    repair = None if done.repair is None else _put_beside(order.path, done.repair)
    number = None if done.change is None else done.change.number
    _show(asked, form, {**told, "change": number}, _outcome(number, done.again, repair))


def _outcome(number: int | None, again: bool, repair: Path | None) -> list[str]:
    t = speech()
    if number is None:
        words = [t.gettext(N_("The file says nothing that was not known; nothing was written."))]
    elif again:
        words = [t.gettext(N_("The same file was taken in before, as change {n}.")).format(n=number)]
    else:
        words = [t.gettext(N_("Taken in as change {n}; netmap undo takes it back.")).format(n=number)]
    if repair is not None:
        words.append(
            t.gettext(N_("The records that were left are in {path}: mend them and give it.")).format(
                path=repair
            )
        )
    return words


def _show(asked: _Asked, form: str, told: dict[str, Any], words: list[str]) -> None:
    if form == "json":
        print_json({**answer_json(asked.preview, speech()), **told})
        return
    for line in (*answer_lines(asked.mapping, asked.preview, speech()), *words):
        print(line)


def _put_beside(path: Path, data: bytes) -> Path:
    """A workbook for repair beside the file, under a name that is free."""
    place, number = path.with_name(f"{path.stem}.repair.xlsx"), 2
    while place.exists():
        place, number = path.with_name(f"{path.stem}.repair-{number}.xlsx"), number + 1
    place.write_bytes(data)
    return place


def _mapping(place: str) -> Mapping:
    from netmap.files.importer.mapping import Mapping

    said = _json("--mapping", place)
    return Mapping.from_json(said.get("mapping", said) if isinstance(said, dict) else said)


def _said(place: str | None, order: str | None) -> Answers:
    from netmap.files.importer.questions import DATES, Answer, Answers

    answers = Answers() if place is None else Answers.from_json(_json("--answers", place))
    return answers if order is None else answers.with_answer(DATES, (), Answer("is", order))


def _json(option: str, place: str) -> Any:
    try:
        return json.loads(Path(place).expanduser().read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ArgumentError(
            N_("{option}: {path} cannot be read as JSON"), option=option, path=place
        ) from error
