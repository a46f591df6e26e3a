"""A language with twenty messages: one folder, and every page and command answers, the rest in English."""

from __future__ import annotations

import json
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.contributing.project_copy import ROOT, copied

FOLDER = "netmap/locales/fr"
KNOWN = {"Map": "Carte", "Study": "Étude", "yes": "oui", "no": "non"}
MESSAGES = 20

LOOK = """
import json
from dashboards.pages import PAGES
from dashboards.server import build
from netmap.model.bundled import bundled_studies
from tests.dashboards.asking import ask

app = build(list(bundled_studies().values()))
found = {}
for page in PAGES:
    layout = ask(app, page.address("fr") + "_dash-layout")
    found[page.name] = [ask(app, page.address("fr")).status_code, layout.status_code, layout.text]
print(json.dumps(found))
"""


def test_a_stranger_adds_a_language(tmp_path: Path) -> None:
    copy = copied(tmp_path / "copy")
    copy.write(f"{FOLDER}/language.toml", 'name = "Français"\nformats = "fr_FR"\n')
    with (ROOT / "netmap/locales/it/LC_MESSAGES/netmap.po").open("rb") as stream:
        messages = [each.id for each in read_po(stream) if isinstance(each.id, str) and each.id]
    catalogue = Catalog(locale="fr", domain="netmap")
    others = [each for each in messages if each not in KNOWN and "{" not in each][: MESSAGES - len(KNOWN)]
    for message in [*KNOWN, *others]:
        catalogue.add(message, KNOWN.get(message, f"« {message} »"))
    path = copy.folder / FOLDER / "LC_MESSAGES" / "netmap.po"
    path.parent.mkdir()
    with path.open("wb") as stream:
        write_po(stream, catalogue)
    assert {Path(name).parts[:3] for name in copy.touched()} == {Path(FOLDER).parts}

    pages = json.loads(copy.run("-c", LOOK).splitlines()[-1])
    assert all(found[:2] == [200, 200] for found in pages.values())
    assert "Carte" in pages[""][2]
    assert "Learning paths" in pages[""][2]

    told = copy.run("-m", "netmap.cli", "ties", "emon", "--lang", "fr")
    assert "old network" in told or "Shown with" in told
    for command in ("check", "measures", "zones"):
        copy.run("-m", "netmap.cli", command, "riverside", "--lang", "fr")
