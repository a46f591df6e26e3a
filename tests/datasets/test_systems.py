"""The docs page of the five systems and the trials: each sentence asked again, each fact looked for."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest

import netmap
from netmap.model.i18n import ENGLISH
from netmap.model.study import Study
from netmap.questions import question_named
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import model_from
from netmap.questions.question import Answer, Question
from netmap.questions.readable import read_table

DOCS = Path(__file__).parents[2] / "docs"
SYSTEMS = (DOCS / "systems.md").read_text(encoding="utf-8")
STUDIES = ("community-lab", "coprogettazione", "necf", "piano-di-zona", "wws")


@cache
def study_named(name: str) -> Study:
    return netmap.read_study(name)


def asked(command: str) -> tuple[Question, Study, Answer]:
    """What a command would ask, of a study that is read once."""
    _, name, study, *options = shlex.split(command)
    pairs = [(key.removeprefix("--"), value) for key, value in zip(options[::2], options[1::2], strict=True)]
    question, read = question_named(name), study_named(study)
    context = Context.of([("study", study), *pairs])
    return question, read, question.ask(Inquiry(context, lambda: read), model_from(question.request, pairs))


def shown(command: str) -> list[str]:
    """Every sentence, and every cell of every table as people read it."""
    question, study, answer = asked(command)
    tables = [read_table(each, answer.facts, study, ENGLISH, 1000) for each in question.tables]
    cells = [cell for table in tables for row in table.rows for cell in row]
    return [*question.said(answer, ENGLISH), *cells]


@pytest.mark.parametrize("name", STUDIES)
def test_the_page_of_the_systems_says_what_its_commands_say(name: str) -> None:
    (section,) = [each for each in SYSTEMS.split("\n## ")[1:] if f"(`{name}`)" in each.splitlines()[0]]
    parts = re.findall(r"^- `(netmap [^`]+)`\n((?:  - .+\n?)+)", section, re.MULTILINE)
    assert len(parts) >= 3
    assert section.count("**") // 2 >= 3
    for command, lines in parts:
        question, _, answer = asked(command)
        said = list(question.said(answer, ENGLISH))
        for line in lines.splitlines():
            assert line.removeprefix("  - ") in said, command


@pytest.mark.parametrize("name", STUDIES)
def test_each_of_twenty_facts_is_found_or_not_as_its_sheet_says(name: str) -> None:
    sheet = (DOCS / "trials" / f"{name}.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \| `(.+?)` \| (.+?) \| (yes|no) \|$", sheet, re.MULTILINE)
    assert [int(number) for number, *_ in rows] == list(range(1, 21))
    for _, fact, command, text, found in rows:
        there = any(text.casefold() in each.casefold() for each in shown(command))
        assert there == (found == "yes"), fact
    assert f"Found: {sum(found == 'yes' for *_, found in rows)} of 20." in sheet
