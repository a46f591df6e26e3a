"""Each documented study on every page: something is said, and what cannot be seen is not told as nothing."""

from __future__ import annotations

import pytest

from dashboards.answer_page.page import AnswerPage, answered
from dashboards.pages import PAGES
from dashboards.services import Services
from netmap.model.i18n import translator
from tests.dashboards.asking import texts
from tests.datasets.test_documented import DOCUMENTED, MET, NOTHING, TRUE_OF_THE_RECORD

WALKED = [
    page
    for each in PAGES
    if isinstance(
        page := each.home if isinstance(each.home, AnswerPage) else getattr(each.home, "PAGE", None),
        AnswerPage,
    )
]
RECORDING = ("attendance", "record", "imports")


@pytest.mark.parametrize("name", DOCUMENTED)
def test_a_documented_study_is_told_truly_on_every_page(bundled: Services, name: str) -> None:
    assert len(WALKED) > 25
    for page in WALKED:
        content = answered(page, bundled, translator("en"), f"?study={name}")["content"]
        shown = texts(content)
        assert any(each.endswith((".", "?")) for each in shown), page.page
        assert not [each for each in shown if each in ("nan", "NaT", "None", "<NA>")], page.page
        assert not [each for each in shown if each.endswith((": .", " ."))], page.page
        if name != MET and page.page not in RECORDING:
            false = [each for each in shown if NOTHING.search(each) and each not in TRUE_OF_THE_RECORD]
            assert not false, page.page


def test_a_zone_leads_to_the_notes_about_it(bundled: Services) -> None:
    page = next(each for each in WALKED if each.page == "zones")
    for zone, notes in (("g-care", ["71 notes about it"]), ("laboratori", [])):
        search = f"?study=piano-di-zona&selected=zone&selected-id={zone}"
        shown = texts(answered(page, bundled, translator("en"), search)["content"])
        assert [each for each in shown if "about it" in each] == notes
