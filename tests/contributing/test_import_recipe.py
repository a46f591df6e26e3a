"""A form of file is one file and one line: in a copy, a directory of services goes into a store."""

from __future__ import annotations

import json
from pathlib import Path

from tests.contributing.project_copy import copied, recipe

FILE = "netmap/files/importer/recipes/directory.py"
LIST = "netmap/files/importer/recipes/__init__.py"
ROWS = "Agency;Service offered;Needs met\nNorth;Night shelter;housing\nSouth;Debt advice;money\n"


def test_a_form_of_file_is_one_file_and_one_line(tmp_path: Path) -> None:
    project = copied(tmp_path / "project")
    project.write(FILE, recipe(FILE))
    project.edit(LIST, "    contacts,\n", "    contacts,\n    directory,\n")
    project.edit(LIST, "    agencies.RECIPE,\n", "    directory.RECIPE,\n    agencies.RECIPE,\n")
    assert project.touched() == {FILE, LIST}
    path = tmp_path / "directory.csv"
    path.write_text(ROWS, encoding="utf-8")
    store = tmp_path / "ours.netmap"
    said = json.loads(
        project.run("-m", "netmap.cli", "import", str(path), "--into", str(store), "--format", "json")
    )
    tables = {one["table"]: one["new"] for one in said["tables"]}
    assert tables == {"agencies": 2, "services": 2}
