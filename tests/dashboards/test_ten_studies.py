"""The five documented studies and their simulated sisters open on every page, with nothing empty or false."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from dashboards.answer_page.page import AnswerPage, answered
from dashboards.pages.overview.studies import cards
from dashboards.services import Services
from netmap.cli.program import run
from netmap.model.bundled import bundled_studies
from netmap.model.i18n import ENGLISH, LANGUAGES, translator
from netmap.questions.method import SIMULATED
from tests.dashboards.asking import texts
from tests.dashboards.studies import services_over
from tests.dashboards.test_documented_pages import WALKED
from tools.make_sisters import SISTERS, sister_of

TEN = (*SISTERS, *map(sister_of, SISTERS))
AT_ONCE = ("diffusion", "shared-interests", "coverage")
"""Pages that are walked in every run; the others in the long ones."""

QUICK = ("wws-simulated", "coprogettazione-simulated")
CODE = "import netmap"
"""So begins the code that repeats a table; there None is an argument."""

BROKEN = re.compile(r"\bnan\b|\bNaT\b|[{}]|\bNone\b")


def every_walk() -> list[Any]:
    """Each sister on each page; the documented studies are walked in `test_documented_pages`."""
    return [
        pytest.param(study, page, id=f"{study}: {page.page}", marks=() if quick else pytest.mark.soak)
        for study in map(sister_of, SISTERS)
        for page in WALKED
        for quick in [page.page in AT_ONCE and study in QUICK]
    ]


@pytest.fixture(scope="module")
def ten() -> Services:
    return services_over(*(bundled_studies()[name] for name in TEN))


@pytest.mark.parametrize(("study", "page"), every_walk())
def test_a_page_of_a_sister_says_something_whole(ten: Services, study: str, page: AnswerPage) -> None:
    for language in LANGUAGES:
        answer = answered(page, ten, translator(language), f"?study={study}")
        told = texts(answer["content"])
        assert len(told) > 3
        assert [text for text in told if BROKEN.search(text) and not text.startswith(CODE)] == []


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
