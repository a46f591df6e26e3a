"""Parts of the pages of recording: what the interface answers as HTML, whatever names and texts it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from dashboards.pages import PART_WORDS
from dashboards.server import assemble
from dashboards.services import Services
from dashboards.written import TEMPLATES
from netmap.library.study_library import StudyLibrary
from netmap.store.opening import open_store
from tests.dashboards.asking import ask
from tests.questions.stores import store_at

PARTS = sorted(name for name in TEMPLATES.list_templates() if name.startswith("record/"))
WORD = re.compile(r"\bw\.(\w+)|\bsay\(\"(\w+)\"[,)]")
HOSTILE = "<b>x</b>"
READ = (
    "record/table/studies/ours/records?table=zones",
    "record/form/studies/ours/records?table=agencies&find=&row=1",
    "record/seats/studies/ours/records?table=seats&find=x&zone=x",
    "imports/page/studies/ours/-",
    "imports/changes/studies/ours/changes",
    "imports/undo-plan/studies/ours/undo?change=1",
    "merge/page/studies/ours/merge-suggestions",
    "merge/found/studies/ours/records?table=agencies&find=o&first=",
    "attendance/sheet/studies/ours/attendance?zone=%3Cb%3Ex%3C%2Fb%3E",
    "work-list/list/studies/ours/work-list?most=10000&last=1",
    "work-list/rule/studies/ours/work-rule",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ASGIApp]:
    """The service over a store whose ids and names are hostile."""
    path = store_at(tmp_path_factory.mktemp("parts") / "ours.netmap")
    with open_store(path) as store:
        yield assemble(Services(StudyLibrary([store])))


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("address", READ)
def test_a_part_is_written_and_no_name_is_read_as_html(pages: ASGIApp, address: str, language: str) -> None:
    joined = "&" if "?" in address else "?"
    answer = ask(pages, f"/parts/{address}{joined}lang={language}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert HOSTILE not in answer.text
    assert "<script" not in answer.text
    assert not re.search("&amp;(lt|gt|#34|#39|amp);", answer.text)  # escaped once


def test_a_name_reaches_the_reader_as_it_is(pages: ASGIApp) -> None:
    shown = ask(pages, "/parts/record/table/studies/ours/records?table=zones&lang=en").text
    assert "&lt;b&gt;x&lt;/b&gt;" in shown


def test_what_is_refused_says_why_with_the_status_of_the_interface(pages: ASGIApp) -> None:
    asked = {"key": "a key of ours", "table": "agencies", "values": {"name": HOSTILE}}
    for there in ("/parts/record/saved/studies/ours/records", "/api/v1/studies/ours/records"):
        assert (
            ask(pages, there, "POST", json=asked).status_code == 403
        )  # without the token nothing is written
    refused = ask(pages, f"/parts/record/table/studies/ours/records?table={HOSTILE}")
    assert refused.status_code == 404
    assert 'role="alert"' in refused.text
    assert HOSTILE not in refused.text


@pytest.mark.parametrize(
    "address",
    [
        "nothing/table/studies/ours/records",
        "record/nothing/studies/ours/records",
        "record/../studies/ours/records",
        "record/form/studies/ours/records?table=agencies&row=x",
        "record/form/studies/ours/-",
    ],
)
def test_what_does_not_fit_is_no_error_of_the_service(pages: ASGIApp, address: str) -> None:
    assert ask(pages, f"/parts/{address}").status_code in (400, 404)


@pytest.mark.parametrize("name", PARTS)
def test_a_template_says_words_that_there_are(name: str) -> None:
    source = (Path(str(TEMPLATES.get_template(name).filename))).read_text("utf-8")
    page = name.split("/")[1].replace("_", "-")
    known = PART_WORDS[page] if name.count("/") == 2 else PART_WORDS["record"]
    asked = {one or other for one, other in WORD.findall(source)}
    choices = (
        {"theirs", "mine", "take_theirs", "take_mine", "not_there"} if name == "record/parts.html" else set()
    )
    assert asked - set(known) - choices == set()


def test_parts_can_be_asked_for_by_no_other_method(pages: ASGIApp) -> None:
    assert ask(pages, "/parts/record/table/studies/ours/records", "PUT").status_code in (404, 405)
