"""The house stands: floors are kept, and public names stay callable."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import grimp
import networkx as nx

ROOT = Path(__file__).parents[2]

IMPORT_EVERYTHING = """
import importlib, pkgutil, netmap
from netmap import PUBLIC
for package in ("netmap", "dashboards"):
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, package + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
assert callable(netmap.ties), netmap.ties
for name, home in PUBLIC.items():
    assert callable(getattr(netmap, name)), name
    assert getattr(netmap, name).__module__ == home, name
"""


def python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_floor_imports_only_from_floors_below() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_public_names_stay_callable_whatever_was_imported() -> None:
    done = python(IMPORT_EVERYTHING)
    assert done.returncode == 0, done.stderr


def test_importing_netmap_imports_nothing_heavy() -> None:
    done = python("import sys, netmap; print({'pandas', 'numpy', 'dash', 'scipy'} & set(sys.modules))")
    assert done.stdout == "set()\n", done.stderr


WITHOUT_CIRCLES = ("model", "temporal", "graph_measures", "maps", "simulation", "store")


def test_no_modules_of_the_lower_rooms_import_each_other_in_a_circle() -> None:
    """Not even for types, nor within a function."""
    imports = grimp.build_graph("netmap", cache_dir=None)
    graph = nx.DiGraph(
        (module, other)
        for module in imports.modules
        for other in imports.find_modules_directly_imported_by(module)
    )
    circles = [sorted(each) for each in nx.strongly_connected_components(graph) if len(each) > 1]
    rooms = tuple(f"netmap.{name}." for name in WITHOUT_CIRCLES)
    assert [each for each in circles if any(module.startswith(rooms) for module in each)] == []
