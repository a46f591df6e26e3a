"""A question with a sentence and a table: two files, and its page, command, files and docs are there."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from netmap.model.i18n import ENGLISH
from tests.contributing.project_copy import Copy, copied, recipe
from tests.shared_data import bundled

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


def _asked(copy: Copy, *typed: str) -> Any:
    return json.loads(copy.run("-m", "netmap.cli", "quiet-zones", *typed, "--format", "json"))


def _keeps_to_the_window(copy: Copy) -> None:
    """Its days lie in the window, also where the record goes on; one partnership has its own zones."""
    for window in (("--end", "2023-06-30"), ("--start", "2023-04-01", "--end", "2023-06-30")):
        rows = _asked(copy, "riverside", *window)["rows"]
        first = dict(zip(window[::2], window[1::2], strict=True)).get("--start", "2022-07-01")
        sat = [row for row in rows if row["last"] is not None]
        assert sat
        for row in sat:
            assert first <= row["last"] <= "2023-06-30"
            assert row["days"] == (dt.date(2023, 6, 30) - dt.date.fromisoformat(row["last"])).days >= 0
    study = bundled("wws-simulated")
    (one, *_) = study.partnerships["partnership"]
    own = set(study.zones.loc[study.zones["partnership"] == one, "zone"])
    assert own
    assert own < set(study.zones["zone"])
    asked = {row["zone"] for row in _asked(copy, "wws-simulated", "--partnership", str(one))["rows"]}
    assert own <= asked < set(study.zones["zone"])


def _tells_no_number_of_nothing(copy: Copy, folder: Path) -> None:
    """Without meetings it says why nothing can be told, and has no rows."""
    folder.mkdir()
    (folder / "partnerships.csv").write_text("partnership\np\n", encoding="utf-8")
    (folder / "agencies.csv").write_text("agency\na\n", encoding="utf-8")
    (folder / "zones.csv").write_text("zone,partnership\nz,p\n", encoding="utf-8")
    for study in (str(folder), "emon"):
        told = _asked(copy, study)
        assert told["rows"] == []
        assert told["sentences"] == [
            "No sitting in this window is on record, so which zones are quiet cannot be seen."
        ]


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
    quiet = sum(row["days"] is None or row["days"] >= 30 for row in told["rows"])
    verb = "has" if quiet == 1 else "have"
    assert told["sentences"] == [
        f"{quiet} of {told['n']} zones {verb} no sitting in the last 30 days of this window."
    ]
    _keeps_to_the_window(copy)
    _tells_no_number_of_nothing(copy, tmp_path / "silent")
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
    riverside = bundled("riverside")
    names = riverside.zones.set_index("zone")["name"]
    assert {names[row["zone"]] for row in told["rows"]} <= set(found["shown"])
    days = {ENGLISH.date(dt.date.fromisoformat(row["last"])) for row in told["rows"] if row["last"]}
    assert days <= set(found["shown"])

    docs = copy.run("-c", "from tools.question_docs import page; print(page())")
    assert "## Zones that have gone quiet" in docs
    assert "`netmap quiet-zones STUDY`" in docs
