"""Help in the reader's language."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from netmap.model.i18n import N_, Translator

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
