"""The five documented studies and their simulated sisters open on every page, with nothing empty or false."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

import netmap
from dashboards.answer_page.page import AnswerPage, answered
from dashboards.pages.overview.studies import cards
from dashboards.services import Services
from netmap.cli.program import run
from netmap.model.bundled import bundled_studies
from netmap.model.i18n import ENGLISH, translator
from netmap.questions import question_named
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.method import SIMULATED
from tests.dashboards.asking import texts
from tests.dashboards.studies import services_over
from tests.dashboards.test_documented_pages import WALKED
from tests.datasets.test_documented import MET, TRUE_OF_THE_RECORD
from tools.make_sisters import SISTERS, sister_of

TEN = (*SISTERS, *map(sister_of, SISTERS))
UNMET = tuple(name for name in SISTERS if name != MET)
"""The studies in which nobody is seen to have met anybody."""

LONG = ("necf-simulated", "piano-di-zona-simulated", "wws-simulated")
"""They take two thirds of all the time, and are walked in the long runs."""

CODE = "import netmap"
"""So begins the code that repeats a table; there None is an argument."""

BROKEN = re.compile(r"\bnan\b|\bNaT\b|[{}]|\bNone[,)\]]|^None$|<NA>|\b0 (of|su) 0\b|[ :] ?[.]$")
"""What is no statement: a missing value as a program writes it, a place not filled, a share of nobody."""

CANNOT_BE = re.compile(
    r"^0 (pairs|ties)|: 0 pairs|No two agencies are tied|work together\.$|[Nn]obody (meets|met|works)"
    r"|^No (tie|pair|trail|sitting)s? (is|are|was|has|have|that|of|stand)"
)
"""What a study in which nobody is seen to have met cannot say of ties."""

UNSEEN = re.compile(r"not on record|cannot be seen|not known")

ENGLISH_WORDS = re.compile(
    r"\b(the|of|and|with|is|are|not|who|which|from|to|for|on|by|people|pairs|this|that|has|have|each|every)\b"
)
"""Words of English that no Italian sentence has."""


def every_walk() -> list[Any]:
    """Each study, all pages of it in one case; those that take longest only in the long runs."""
    return [pytest.param(name, id=name, marks=pytest.mark.soak if name in LONG else ()) for name in TEN]


@pytest.fixture(scope="module")
def ten() -> Services:
    return services_over(*(bundled_studies()[name] for name in TEN))


def told_on(ten: Services, study: str, page: AnswerPage, language: str) -> list[str]:
    """Every text of a page but code."""
    content = answered(page, ten, translator(language), f"?study={study}")["content"]
    return [each for each in texts(content) if not each.startswith(CODE)]


def data_of(study: str) -> set[str]:
    """What the study itself says: a text of a cell is in the language in which it was written."""
    tables = netmap.read_study(study).tables.values()
    cells = {str(cell) for table in tables for cell in table.to_numpy().ravel()}
    return cells | {str(each) for each in netmap.read_study(study).about.values()}


def is_english(text: str, cells: set[str], also: set[str]) -> bool:
    """Whether a text is the same in both languages, has words of English, and is not of the study's own."""
    own = text in cells or all(part.strip() in cells for part in text.split(", "))
    return text in also and not own and ENGLISH_WORDS.search(text) is not None


@pytest.mark.parametrize("study", every_walk())
def test_every_page_of_a_study_says_something_whole_in_both_languages(ten: Services, study: str) -> None:
    cells = data_of(study)
    for page in WALKED:
        told = {language: told_on(ten, study, page, language) for language in ("en", "it")}
        for language, said in told.items():
            assert len(said) >= (2 if page.page == "national" else 3), page.page
            assert any(each.endswith((".", "?")) for each in said), (page.page, language)
            assert [each for each in said if BROKEN.search(each)] == [], (page.page, language)
        left = {each for each in told["it"] if is_english(each, cells, set(told["en"]))}
        assert {each for each in left if not each.startswith("The pack to print")} == set(), page.page
        if study in UNMET:
            false = [each for each in told["en"] if CANNOT_BE.search(each) and not UNSEEN.search(each)]
            assert [each for each in false if each not in TRUE_OF_THE_RECORD] == [], page.page


@pytest.mark.parametrize("study", TEN)
def test_the_overview_and_the_map_say_something_whole_in_both_languages(study: str) -> None:
    read, cells = netmap.read_study(study), data_of(study)
    for name in ("overview", "map"):
        asked, told = question_named(name), {}
        for language in ("en", "it"):
            context = Context(study=study, language=language)
            answer = asked.ask(Inquiry(context, lambda: read), asked.request())
            told[language] = list(asked.said(answer, translator(language)))
            assert told[language]
            assert [each for each in told[language] if BROKEN.search(each)] == []
        assert [each for each in told["it"] if is_english(each, cells, set(told["en"]))] == []


def badges(part: Any) -> list[Any]:
    """Every badge of a page that says that a study is simulated."""
    if isinstance(part, (list, tuple)):
        return [found for each in part for found in badges(each)]
    own = [part] if getattr(part, "className", "") == "term simulated" else []
    children = getattr(part, "children", None)
    return own + (badges(children) if isinstance(children, (list, tuple)) or children is not None else [])


@pytest.mark.parametrize("study", TEN)
def test_pages_maps_and_tables_say_whether_a_study_is_simulated(
    ten: Services, study: str, capsys: pytest.CaptureFixture[str]
) -> None:
    invented = study.endswith("simulated")
    for page in WALKED[::8]:
        (badge,) = badges(answered(page, ten, ENGLISH, f"?study={study}")["header"])
        assert bool(badge.hidden) != invented, page.page
    read, asked = netmap.read_study(study), question_named("map")
    answer = asked.ask(Inquiry(Context(study=study), lambda: read), asked.request())
    for export in asked.exports:
        made = export.make(answer.facts)
        text = made.decode("utf-8") if isinstance(made, bytes) else made
        assert ("simulated" in text.lower()) == invented, export.name
    assert run(["joined-levels", study, "--lang", "en", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows
    assert {row["simulated"] for row in rows} == {str(invented).lower()}


def test_a_card_says_documented_or_simulated_and_leads_to_its_sister(ten: Services) -> None:
    found = cards(ten, ten.library.entries(ten.principal), ENGLISH)
    for documented, simulated in zip(found[::2], found[1::2], strict=True):
        assert (documented["kind"], simulated["kind"]) == ("documented", "simulated")
        assert documented["sister"]["href"] == simulated["href"]
        assert simulated["sister"]["href"] == documented["href"]
        assert documented["title"] in simulated["sister"]["label"]


@pytest.mark.parametrize("name", ["coprogettazione", "coprogettazione-simulated"])
def test_what_is_printed_and_taken_away_says_simulated(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    invented = name.endswith("simulated")
    assert run(["shared-interests", name, "--lang", "en"]) == 0
    assert (SIMULATED in capsys.readouterr().out) == invented
    assert run(["shared-interests", name, "--lang", "en", "--table", "interests", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["simulated"] for row in rows} == {str(invented).lower()}
