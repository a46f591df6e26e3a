"""The docs page of the five systems and the trials: each sentence asked again, each fact looked for."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import pytest

import netmap
from dashboards.answer_page.page import answered
from dashboards.components.page_links import TITLES
from dashboards.services import Services
from netmap.model.bundled import bundled_studies
from netmap.model.i18n import ENGLISH
from netmap.model.study import Study
from netmap.questions import question_named
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import model_from
from netmap.questions.question import Answer, Question
from tests.dashboards.asking import texts
from tests.dashboards.studies import services_over
from tests.dashboards.test_documented_pages import WALKED
from tools.make_sisters import sister_of

DOCS = Path(__file__).parents[2] / "docs"
SYSTEMS = (DOCS / "systems.md").read_text(encoding="utf-8")
NO_EVIDENCE = "*In the simulated sister study, which is no evidence about the world:*"
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


@pytest.fixture(scope="module")
def ten() -> Services:
    return services_over(*(bundled_studies()[each] for name in STUDIES for each in (name, sister_of(name))))


def section_of(name: str) -> str:
    (section,) = [each for each in SYSTEMS.split("\n## ")[1:] if f"(`{name}`)" in each.splitlines()[0]]
    return section


def lines_by_command(text: str) -> list[tuple[str, str, list[str]]]:
    """Each command with the title of its page and the lines below it."""
    parts = re.findall(r"^- `(netmap [^`]+)` \(page \*(.+)\*\)\n((?:  - .+\n?)+)", text, re.MULTILINE)
    return [(command, page, lines.replace("  - ", "").splitlines()) for command, page, lines in parts]


def on_page(services: Services, command: str) -> tuple[str, str]:
    """What the page of a command's question is called, and all that it shows."""
    _, name, study, *options = shlex.split(command)
    named = question_named(name).page or name
    page = next(each for each in WALKED if each.page == named)
    pairs = [
        ("study", study),
        *zip((each.removeprefix("--") for each in options[::2]), options[1::2], strict=True),
    ]
    return TITLES[named], " ".join(
        texts(answered(page, services, ENGLISH, f"?{urlencode(pairs)}")["content"])
    )


@pytest.mark.parametrize("name", STUDIES)
def test_the_page_of_the_systems_says_what_commands_and_pages_say(ten: Services, name: str) -> None:
    parts = lines_by_command(section_of(name))
    assert len(parts) == section_of(name).count("- `netmap ")
    for command, title, lines in parts:
        question, _, answer = asked(command)
        said, (called, shown_there) = question.said(answer, ENGLISH), on_page(ten, command)
        assert title == called
        for line in lines:
            assert line in said, command
            assert line in shown_there, command


@pytest.mark.parametrize("name", STUDIES)
def test_what_was_planted_is_never_told_as_an_answer_about_the_world(name: str) -> None:
    questions = re.split(r"^\*\*", section_of(name), flags=re.MULTILINE)[1:]
    assert len(questions) >= 3
    for each in questions:
        documented, told, simulated = each.partition(NO_EVIDENCE)
        assert told
        for part, study in ((documented, name), (simulated, sister_of(name))):
            commands = [command for command, *_ in lines_by_command(part)]
            assert commands
            assert {shlex.split(command)[2] for command in commands} == {study}


@pytest.mark.parametrize("name", STUDIES)
def test_each_of_twenty_facts_is_found_on_a_page_or_not_as_its_sheet_says(ten: Services, name: str) -> None:
    sheet = (DOCS / "trials" / f"{name}.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \| `(.+?)` \| (.+?) \| (yes|no) \|$", sheet, re.MULTILINE)
    assert [int(number) for number, *_ in rows] == list(range(1, 21))
    for _, fact, command, text, found in rows:
        _, shown = on_page(ten, command)
        there = text.casefold() in shown.casefold()
        assert there == (found == "yes"), fact
    assert f"Found: {sum(found == 'yes' for *_, found in rows)} of 20." in sheet
