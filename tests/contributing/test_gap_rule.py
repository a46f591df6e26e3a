"""A gap rule: one function and one line in a list, and every place that shows gaps has it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.contributing.project_copy import CONTRIBUTING, copied, recipe

FILE = "netmap/gap_rules/one_agency.py"
LIST = "netmap/gap_rules/rules.py"
SITTINGS = [("1", '"z,1"', "03"), ("2", '"z,1"', "04"), ("3", '"z,1"', "05"), ("4", "<b>y</b>", "05")]
TABLES = {
    "agencies.csv": "agency\nagency_1\n",
    "practitioners.csv": "practitioner,agency\n=A1,agency_1\n",
    "zones.csv": 'zone,purpose\n"z,1",talk\n<b>y</b>,talk\n',
    "meetings.csv": "meeting,zone,date\n"
    + "".join(f"{number},{zone},2011-{month}-01\n" for number, zone, month in SITTINGS),
    "attendance.csv": "meeting,practitioner\n1,=A1\n2,=A1\n3,=A1\n4,=A1\n",
}


def line() -> str:
    """What CONTRIBUTING.md puts into the list."""
    found = re.search(r'```text\n(    Rule\("one-agency".*?\),\n)```', CONTRIBUTING, re.DOTALL)
    assert found
    return found[1]


def test_a_stranger_adds_a_gap_rule(tmp_path: Path) -> None:
    copy, study = copied(tmp_path / "copy"), tmp_path / "ours"
    copy.write(FILE, recipe(FILE))
    before = "from netmap.gap_rules.route_rules import ("
    copy.edit(LIST, before, f"from netmap.gap_rules.one_agency import one_agency\n{before}")
    copy.edit(LIST, "RULES: tuple[Rule, ...] = (\n", f"RULES: tuple[Rule, ...] = (\n{line()}")
    assert copy.touched() == {FILE, LIST}
    study.mkdir()
    for name, text in TABLES.items():
        (study / name).write_text(text, encoding="utf-8")
    told = json.loads(
        copy.run("-m", "netmap.cli", "gaps", str(study), "--rule", "one-agency", "--format", "json")
    )
    rows = told["rows"] if isinstance(told, dict) else told
    assert [json.loads(row["actors"]) for row in rows] == [["z,1"]]
    assert rows[0]["evidence"] == "Only one agency came to “z,1”."
    assert rows[0]["title"] == "Boundary zone of one agency"
    docs = copy.run("-c", "from tools.gap_docs import page; print(page(''))")
    assert "### Boundary zone of one agency: `one-agency`" in docs
    assert "Thresholds: `sittings` 3." in docs
