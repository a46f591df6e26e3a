"""Make the five sister studies, `datasets/*-simulated`: `python -m tools.make_sisters`.

What the documented studies cannot hold, who met whom, is invented here to the size of each document. Every
row says `simulated`; the same seed always gives the same bytes. What was planted stands in
`truth/planted.csv` beside the tables, which no analysis reads, and tests ask the questions for it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from tools.italian import PIANO_DI_ZONA, Texts, translations
from tools.sisters import community_lab, coprogettazione, necf, piano_di_zona, wws
from tools.sisters.world import World
from tools.study_folder import write_folder

HOME = Path(__file__).parent.parent / "datasets"
SISTERS: Mapping[str, ModuleType] = {
    "necf": necf,
    "wws": wws,
    "community-lab": community_lab,
    "piano-di-zona": piano_di_zona,
    "coprogettazione": coprogettazione,
}
"""Each documented study with the module that makes its sister."""

ITALIAN: Mapping[str, Texts] = {"piano-di-zona": PIANO_DI_ZONA}
"""The sisters that carry Italian names."""


def sister_of(name: str) -> str:
    """What the sister of a documented study is called."""
    return f"{name}-simulated"


def write_sister(target: Path, name: str) -> World:
    """Write one sister with its truth and its README; returns the world."""
    module = SISTERS[name]
    world: World = module.world()
    tables = world.tables()
    if name in ITALIAN:
        tables = {**tables, "translations": translations(ITALIAN[name], tables)}
    about = {
        "name": sister_of(name),
        "simulated": True,
        "sister": name,
        **module.ABOUT,
        "licenses": [{"name": "Apache-2.0", "title": "Apache License 2.0"}],
        "sources": [{"title": "Simulated by tools/make_sisters.py"}],
    }
    write_folder(target, about, tables)
    (target / "truth").mkdir(exist_ok=True)
    with (target / "truth" / "planted.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(world.planted[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(world.planted)
    (target / "README.md").write_text(_readme(name, module, world, tables), encoding="utf-8")
    return world


def _readme(
    name: str, module: ModuleType, world: World, tables: Mapping[str, list[dict[str, object]]]
) -> str:
    planted = [
        f"| {row['kind']} | {row['what']} | {row['partnership'] or row['thing']} | `{row['question']}` |"
        for row in world.planted
    ]
    counts = [f"| `{table}` | {len(tables[table])} |" for table in sorted(tables)]
    lines = [
        f"# {module.ABOUT['title']}",
        "",
        "**Everything here is invented.** Every row says `simulated`, and nothing of it is evidence about",
        f"the world. It is the sister of [{name}](../{name}/README.md), sized by the document's figures,",
        "and holds what that cannot: who met whom.",
        "",
        *_wrapped((module.__doc__ or "").strip()),
        "",
        "## Planted",
        "",
        "What was planted, so that the pages must recover it (`truth/planted.csv`, read by tests alone):",
        "",
        "| what | planted | where | found by |",
        "|---|---|---|---|",
        *planted,
        "",
        "## Rows",
        "",
        "| table | rows |",
        "|---|---|",
        *counts,
        "",
        f"Made by `tools/make_sisters.py` with seed {module.SEED}: `make datasets` gives the same bytes.",
        "Licence: Apache-2.0.",
        "",
    ]
    return "\n".join(lines)


def _wrapped(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


if __name__ == "__main__":
    for each in SISTERS:
        write_sister(HOME / sister_of(each), each)
