"""Make docs/questions.md again from the list of questions: `python -m tools.question_docs`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from netmap.questions import QUESTIONS
from netmap.questions.context import Context
from netmap.questions.parameters import Parameter, parameters_of
from netmap.questions.question import Question

PAGE = Path(__file__).parent.parent / "docs" / "questions.md"

HEAD = """# What can be asked

Made from the list `netmap.questions.QUESTIONS` by `python -m tools.question_docs`; do not edit it by hand.

Every question is a command, an address of the interface for programs, and a table or more to take away.
All take the same context:

"""

KINDS = {"day": "a day", "whole": "a whole number", "number": "a number", "flag": "no value", "text": "text"}


def page() -> str:
    """The whole page."""
    return HEAD + "\n".join([*_options(parameters_of(Context)), "", *_questions()])


def _questions() -> Iterator[str]:
    for question in QUESTIONS:
        yield from _section(question)


def _section(question: Question) -> Iterator[str]:
    yield f"## {question.title}"
    yield ""
    yield question.help
    yield ""
    if question.command:
        yield f"- On the command line: `netmap {question.name} STUDY`"
    yield f"- For programs: `/api/v1/studies/{{study}}/{question.address or question.name}`"
    files = [*((each.caption, f"{each.name}.csv") for each in question.tables)]
    files += [(each.caption, each.name) for each in question.exports]
    if files:
        yield f"- To take away: {', '.join(f'{caption} (`{name}`)' for caption, name in files)}"
    yield f"- For: {', '.join(question.audience)}"
    yield ""
    own = parameters_of(question.request)
    if own:
        yield from _options(own)
        yield ""


def _options(parameters: Sequence[Parameter]) -> Iterator[str]:
    yield "| option | in an address | takes | unless told | what it says |"
    yield "|---|---|---|---|---|"
    for each in parameters:
        if each.path != ("study",):
            takes = ", ".join(f"`{word}`" for word in each.words) or KINDS.get(each.kind, "text") + _bounds(
                each
            )
            more = "; may be repeated" if each.several else " and an id" if each.kind == "thing" else ""
            yield f"| `{each.option}` | `{each.key}` | {takes}{more} | {_usual(each)} | {each.help} |"


def _bounds(parameter: Parameter) -> str:
    least, most = parameter.least, parameter.most
    if least is None:
        return ""
    return f" from {least:g} upwards" if most is None else f" from {least:g} to {most:,g}"


def _usual(parameter: Parameter) -> str:
    if parameter.required:
        return "must be told"
    usual = parameter.usual
    if isinstance(usual, tuple):
        return ", ".join(f"`{each}`" for each in usual) or "–"
    return "–" if usual is None or usual is False or usual == "" else f"`{usual}`"


if __name__ == "__main__":
    PAGE.write_text(page() + "\n", encoding="utf-8")
