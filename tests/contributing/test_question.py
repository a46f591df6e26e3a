"""A question with a sentence and a table: two files, and its page, command, files and docs are there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.contributing.project_copy import copied, recipe

FILE = "netmap/questions/quiet_zones.py"
LIST = "netmap/questions/__init__.py"

LOOK = """
import asyncio, json, sys
from dashboards.server import build
from netmap.model.bundled import bundled_studies
from dashboards.answer_page.page import answered
from dashboards.pages import PAGES
from netmap.model.i18n import translator
from tests.dashboards.asking import ask, texts
from tests.dashboards.studies import services_over

app = build(list(bundled_studies().values()))
here = "/api/v1/studies/riverside/quiet-zones"
page = ask(app, "/en/quiet-zones/?study=riverside&days=30")
(home,) = [each.home for each in PAGES if each.name == "quiet-zones"]
services = services_over(*bundled_studies().values())
content = answered(home, services, translator("en"), "?study=riverside&days=30")["content"]
print(json.dumps({
    "csv": ask(app, f"{here}.csv?days=30").text,
    "json": ask(app, f"{here}?days=30").json(),
    "refused": ask(app, f"{here}?days=0").json(),
    "described": ask(app, "/api/openapi.json").json()["paths"]["/api/v1/studies/{study}/quiet-zones"],
    "page": [page.status_code, page.text],
    "shown": texts(content),
}))
"""


@pytest.mark.long
def test_a_stranger_adds_a_question(tmp_path: Path) -> None:
    copy = copied(tmp_path / "copy")
    copy.write(FILE, recipe(FILE))
    copy.edit(LIST, "from netmap.questions import (", "from netmap.questions import (\n    quiet_zones,")
    copy.edit(
        LIST,
        "QUESTIONS: tuple[Question, ...] = (",
        "QUESTIONS: tuple[Question, ...] = (quiet_zones.QUESTION, ",
    )
    assert copy.touched() == {FILE, LIST}

    printed = copy.run("-m", "netmap.cli", "quiet-zones", "riverside", "--days", "30", "--format", "json")
    told = json.loads(printed)
    assert told["sentences"] == [
        f"{sum(row['days'] > 30 for row in told['rows'])} of {told['n']} zones are quiet."
    ]
    assert "--days" in copy.run("-m", "netmap.cli", "quiet-zones", "--help")
    assert "quiet-zones" in copy.run("-m", "netmap.cli", "--help")

    found = json.loads(copy.run("-c", LOOK).splitlines()[-1])
    assert found["csv"].startswith("zone,last,days,n,")
    assert found["json"]["rows"] == told["rows"]
    assert "days" in found["refused"]["error"]["message"]
    assert {each["name"] for each in found["described"]["get"]["parameters"]} >= {
        "days",
        "quiet-days",
        "lang",
    }
    status, text = found["page"]
    assert status == 200
    assert "Zones that have gone quiet" in text
    assert told["sentences"][0] in found["shown"]
    assert {row["zone"] for row in told["rows"]} <= set(found["shown"])

    docs = copy.run("-c", "from tools.question_docs import page; print(page())")
    assert "## Zones that have gone quiet" in docs
    assert "`netmap quiet-zones STUDY`" in docs
