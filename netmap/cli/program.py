"""The program: its commands in one list, and one table from error to exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

import typer

from netmap.cli import copies, datasets, export, history, import_, merge, serve, simulate, work_item
from netmap.cli.printing import visible
from netmap.cli.question_commands import command_of
from netmap.cli.speech import chosen_language, speak_in, speech
from netmap.model.errors import ArgumentError, NetmapError, StudyError
from netmap.model.i18n import N_, Translator
from netmap.questions import QUESTIONS
from netmap.questions.checks import problem_lines


def nearest(word: str, known: Sequence[str]) -> str:
    """The known word most like the one given; empty where none is like it.

    Example:
        >>> nearest("chek", ["check", "ties"])
        'check'
    """
    return next(iter(get_close_matches(word, known, 1)), "")


HEADINGS = {
    "Arguments": N_("Arguments"),
    "Options": N_("Options"),
    "Commands": N_("Commands"),
    "Usage: ": N_("Usage: "),
}
MARKS = {"[required]": N_("[required]"), "[default: ": N_("[default: ")}
"""What Typer adds to the help of a part."""

HELP_HELP = N_("Show this message and exit.")


def in_words(command: Any, t: Translator) -> Any:
    """The command, with its help and that of its parts translated."""
    command.help = command.short_help = t.gettext(command.help)
    for part in command.params:
        if getattr(part, "help", None):
            part.help = t.gettext(part.help)
    _translate_frame(command, t)
    for inner in getattr(command, "commands", {}).values():
        in_words(inner, t)
    return command


def _translate_frame(command: Any, t: Translator) -> None:
    """Headings and the words about --help, which Typer writes itself."""

    class Formatter(command.context_class.formatter_class):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, t.gettext(HEADINGS["Usage: "]) if prefix is None else prefix)

        @contextmanager
        def section(self, name: str) -> Generator[None]:
            with super().section(t.gettext(HEADINGS.get(name, name))):
                yield

        def write_dl(self, rows: Any, *rest: Any, **options: Any) -> None:
            super().write_dl([(left, _marked(right, t)) for left, right in rows], *rest, **options)

    class Context(command.context_class):  # type: ignore[misc]
        formatter_class = Formatter

    command.context_class = Context
    own = command.get_help_option

    def get_help_option(context: Any) -> Any:
        option = own(context)
        if option is not None:
            option.help = t.gettext(HELP_HELP)
        return option

    command.get_help_option = get_help_option


def _marked(text: str, t: Translator) -> str:
    for mark, words in MARKS.items():
        text = text.replace(mark, t.gettext(words))
    return text


COMMANDS: tuple[tuple[Callable[..., None], str], ...] = (
    (serve.serve, serve.HELP),
    *((command_of(each), each.help) for each in QUESTIONS if each.command),
    (import_.take_in, import_.HELP),
    (merge.merge, merge.HELP),
    (work_item.work_item, work_item.HELP),
    (history.changes, history.CHANGES_HELP),
    (history.undo, history.UNDO_HELP),
    (copies.backup, copies.BACKUP_HELP),
    (copies.restore, copies.RESTORE_HELP),
    (copies.verify, copies.VERIFY_HELP),
    (export.export, export.HELP),
    (simulate.simulate, simulate.HELP),
    (datasets.datasets, datasets.HELP),
)
"""Every command with its help, in the order in which help lists them; its name is its function's."""

HELP = N_(
    "Maps how learning travels between agencies. A STUDY is a folder, a .zip or an .xlsx file with a "
    "partnership's tables, or the name of a bundled study. --lang chooses the language, such as en or it."
)

BAD_INPUT, STOPPED, PIPE_CLOSED = 2, 130, 141

CLICK_ERROR: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)
"""What Typer raises for a command line that it cannot read; it has no public name for it."""


USAGE_ERRORS = {
    "MissingParameter": N_("{what} is missing; see {command} --help"),
    "NoSuchOption": N_("There is no option {option}; see {command} --help"),
    "BadOptionUsage": N_("{option} needs a value; see {command} --help"),
    "UsageError": N_("There is more on the line than the command takes; see {command} --help"),
}


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    try:
        typed, language = chosen_language(typed, os.environ)
        speak_in(language)
        return _run(typed)
    except NetmapError as error:
        _explain(error)
        return BAD_INPUT
    except CLICK_ERROR as error:
        _say_wrong(_usage_message(error))
        return BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        return STOPPED
    except BrokenPipeError:
        _silence()
        return PIPE_CLOSED
    except OSError as error:
        _say_wrong(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        return BAD_INPUT


def command_names() -> list[str]:
    """The names of all commands."""
    return [command.__name__ for command, _help in COMMANDS]


def build(only: str | None = None) -> Any:
    """The Typer program as a command, in the reader's language; with one of its commands or with all.

    All options of all commands take a tenth of a second to make: who types one command waits for its own.
    """
    program = typer.Typer(
        name="netmap",
        rich_markup_mode=None,
        add_completion=False,
        no_args_is_help=False,
        pretty_exceptions_enable=False,
    )
    program.callback(help=HELP)(_no_action)
    for command, words in COMMANDS:
        if only in (None, command.__name__):
            program.command(help=words)(command)
    return in_words(typer.main.get_command(program), speech())


def _no_action() -> None:
    """What `netmap` does before a command."""


def _run(typed: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
    named = typed[0] if typed and not typed[0].startswith("-") else None
    if named is not None and named not in command_names():
        if near := nearest(named, command_names()):
            raise ArgumentError(
                N_("There is no command “{command}”. Did you mean “{near}”?"), command=named, near=near
            )
        raise ArgumentError(N_("There is no command “{command}”; netmap --help lists all."), command=named)
    code = _exit_code_of(build(named), typed or ["--help"])
    sys.stdout.flush()
    return code


def _exit_code_of(program: Any, typed: list[str]) -> int:
    """Run the program without Typer's own `main`, which ends the process on a closed pipe."""
    try:
        with program.make_context("netmap", typed) as context:
            program.invoke(context)
    except typer.Exit as done:
        return int(done.exit_code)
    return 0


def _usage_message(error: Exception) -> str:
    """What is wrong with the command line; Typer's own words only where its kind of error is unknown."""
    context, parameter = getattr(error, "ctx", None), getattr(error, "param", None)
    template = USAGE_ERRORS.get(type(error).__name__, N_("The command was not understood: {message}"))
    return (
        speech()
        .gettext(template)
        .format(
            command=context.command_path if context else "netmap",
            what=getattr(parameter, "metavar", None) or getattr(parameter, "name", None),
            option=getattr(error, "option_name", None),
            message=getattr(error, "message", error),
        )
    )


def _explain(error: NetmapError) -> None:
    _say_wrong(error.text(speech()))
    if isinstance(error, StudyError):
        for line in problem_lines(error.problems, speech()):
            print(visible(line), file=sys.stderr)


def _say_wrong(message: str) -> None:
    print(f"netmap: {message}", file=sys.stderr)


def _silence() -> None:
    """Let the interpreter close a stdout that nobody reads any more without complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
