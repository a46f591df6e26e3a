"""Commands made from the list of questions: what is told on the line becomes a context and a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from inspect import Parameter as Argument
from inspect import Signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netmap.cli.choices import DatesOption, FormatOption, StudyArgument, StudyOption, one_of, order_of
from netmap.cli.printing import FORMATS, print_csv, print_json, print_table, progress_bar, visible
from netmap.cli.speech import speech
from netmap.library.named_studies import is_store, place_of, read_study
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import (
    DAY,
    FLAG,
    NUMBER,
    THING,
    WHOLE,
    Pairs,
    Parameter,
    model_from,
    parsed,
)
from netmap.questions.question import Answer, Question, Table

if TYPE_CHECKING:
    from netmap.model.study import Study

METAVARS = {DAY: "DAY", WHOLE: "N", NUMBER: "X"}


def command_of(question: Question) -> Callable[..., None]:
    """The command of a question: its options are those of the context and of its own request."""
    shown = [each for each in question.parameters if each.path != ("study",)]
    options = {"_".join(each.path): each for each in shown}

    def command(
        study: str, of: str | None, form: str, dates: str | None, table: str | None, **given: Any
    ) -> None:
        helped = {name: given.pop(name, None) for name, _ in HELPED}
        one_of("--format", form, FORMATS)
        order, pairs = order_of(dates), _pairs(options, given)
        flagged = [each.name for each in question.tables if each.flag and given[each.flag]]
        chosen = _table(question, table or next(iter(flagged), None))
        place = place_of(study)
        known = {"study": of or Path(place).stem, "language": speech().language, "whole_record": True}
        context = _read(Context, options, pairs, **known)
        request = _read(question.request, options, pairs)
        inquiry = Inquiry(context, lambda: read_at(place, order, of), open_other=read_study)
        answer = _shared_out(question, inquiry, request, place, of, helped)
        SHOW[form](question, chosen, answer)
        if question.failed is not None and question.failed(answer.facts):
            typer.echo(f"netmap: {question.said(answer, speech())[0]}", err=True)
            raise typer.Exit(2)

    arguments = [
        _argument("study", StudyArgument, Argument.empty),
        _argument("of", StudyOption, None),
        *(_argument(name, _option(question, each), _usual(each)) for name, each in options.items()),
        *([_argument("table", _table_option(question), None)] if len(question.tables) > 1 else []),
        *(_argument(each.flag, _flag(each), False) for each in question.tables if each.flag),
        *(_argument(*each, None) for each in (HELPED if question.shared_out else ())),
        _argument("dates", DatesOption, None),
        _argument("form", FormatOption, "table"),
    ]
    return _named(command, question.name, arguments)


HELPED: tuple[tuple[str, Any], ...] = (
    (
        "workers",
        Annotated[
            int | None,
            typer.Option(min=1, help=N_("so many processes work at once, each on one partnership")),
        ],
    ),
    (
        "scheduler",
        Annotated[
            str | None,
            typer.Option(metavar="ADDRESS", help=N_("the address of a Dask scheduler whose workers do it")),
        ],
    ),
    (
        "keep",
        Annotated[
            str | None,
            typer.Option(
                metavar="FOLDER",
                help=N_("keep each partnership there as soon as it is done; the same command goes on there"),
            ),
        ],
    ),
    (
        "memory",
        Annotated[
            int | None,
            typer.Option(
                metavar="MB",
                min=1,
                help=N_("so many megabytes each worker may take; a share of the machine's unless told"),
            ),
        ],
    ),
)
"""Options of work that can be shared out."""


def _shared_out(
    question: Question,
    inquiry: Inquiry,
    request: Any,
    place: Path | str,
    of: str | None,
    helped: Mapping[str, Any],
) -> Answer:
    """The answer; where work can be shared out, with a bar, and of a store one partnership at a time."""
    if not question.shared_out:
        return question.ask(inquiry, request)
    from netmap.comparison.working_off import Hands
    from netmap.library.stored_partnerships import several_partnerships

    if is_store(place) and (shares := several_partnerships(str(place), of)) is not None:
        inquiry = replace(inquiry, open_study=shares.outline, shares=shares)
    with progress_bar() as report:
        return question.ask(replace(inquiry, hands=Hands(**helped, progress=report)), request)


def read_at(place: Path | str, order: str | None, of: str | None) -> Study:
    """A study, read with a bar for whoever waits at a terminal; `of` names one of a store."""
    with progress_bar() as report:
        return read_study(place, study=of, dates=order, progress=report)


def _named(command: Callable[..., None], name: str, arguments: list[Argument]) -> Callable[..., None]:
    """A function with the signature that Typer reads the options from."""

    def run(**given: Any) -> None:
        command(**{"table": None, **given})

    run.__name__ = name
    run.__signature__ = Signature(arguments)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in arguments}
    return run


def _argument(name: str, annotation: Any, usual: Any) -> Argument:
    return Argument(name, Argument.KEYWORD_ONLY, annotation=annotation, default=usual)


def _option(question: Question, parameter: Parameter) -> Any:
    """A parameter as Typer takes it: text that is read later, so that every edge refuses alike."""
    names = (parameter.option, *question.aliases.get(parameter.key, ()))
    more: dict[str, Any] = {"help": parameter.help, "show_default": False}
    if parameter.kind == FLAG:
        return Annotated[bool, typer.Option(*names, **more)]
    metavar = "|".join(parameter.words) or METAVARS.get(parameter.kind, "TEXT")
    kind: Any = list[str] | None if parameter.several else str | None
    if parameter.kind == THING:
        kind, metavar = tuple[str, str] | None, f"{metavar} ID"
    if parameter.required:
        kind = str
    return Annotated[kind, typer.Option(*names, metavar=metavar, **more)]


def _flag(table: Table) -> Any:
    return Annotated[bool, typer.Option(f"--{table.flag}", help=table.flag_help, show_default=False)]


def _usual(parameter: Parameter) -> Any:
    if parameter.required:
        return Argument.empty
    return False if parameter.kind == FLAG else None


def _table_option(question: Question) -> Any:
    names = ", ".join(each.name for each in question.tables)
    return Annotated[str | None, typer.Option("--table", metavar="TABLE", help=names, show_default=False)]


def _table(question: Question, name: str | None) -> Table:
    names = [each.name for each in question.tables]
    return question.table(None if name is None else one_of("--table", name, names))


def _pairs(options: Mapping[str, Parameter], given: Mapping[str, Any]) -> Pairs:
    """What was typed, as the pairs of an address."""
    found: Pairs = []
    for name, each in options.items():
        value = given[name]
        if each.kind == FLAG:
            found += [(each.key, "1")] if value else []
        elif each.kind == THING:
            found += zip(each.keys, value or (), strict=False)
        else:
            values = value if isinstance(value, list) else [] if value is None else [value]
            found += [(each.key, _typed(each, text)) for text in values]
    return found


def _typed(parameter: Parameter, text: str) -> str:
    """What was typed; nothing between quotation marks is refused as any other wrong value is."""
    return text or str(parsed(parameter, text, parameter.option))


def _read(model: Any, options: Mapping[str, Parameter], pairs: Pairs, **known: Any) -> Any:
    """A model from what was typed; an error names the option, not the key of an address."""
    try:
        return model_from(model, pairs, **known)
    except ArgumentError as error:
        named = {each.key: each.option for each in options.values()}
        for place in ("key", "name"):
            if error.values.get(place) in named:
                raise ArgumentError(
                    error.template, **{**error.values, place: named[error.values[place]]}
                ) from error
        raise


def _show_table(question: Question, table: Table, answer: Answer) -> None:
    t = speech()
    from netmap.questions.exports import plain_rows
    from netmap.questions.method import SIMULATED, rule_text, window_text
    from netmap.questions.readable import labelled_row

    if table.report is not None:
        for line in table.report(answer.facts, t):
            print(visible(line))
    else:
        frame = table.rows(answer.facts)
        shown = [each for each in table.shown if each.name in frame]
        headings = {each.name: t.gettext(each.heading) for each in shown}
        print_table(headings, [labelled_row(shown, row, t) for row in plain_rows(frame)])
        print()
    failed = question.failed is not None and question.failed(answer.facts)
    for sentence in list(question.said(answer, t))[: -1 if failed else None]:
        print(visible(sentence))
    if answer.method is not None:
        print(window_text(answer.method, t))
        print(visible(rule_text(answer.method, t)))
        if answer.method.simulated:
            print(t.gettext(SIMULATED))


def _show_csv(question: Question, table: Table, answer: Answer) -> None:
    from netmap.questions.exports import csv_rows

    print_csv(*csv_rows(question, table, answer, speech()))


def _show_json(question: Question, table: Table, answer: Answer) -> None:
    from netmap.questions.exports import json_answer

    print_json(json_answer(question, table, answer, speech()))


SHOW = {"table": _show_table, "csv": _show_csv, "json": _show_json}
