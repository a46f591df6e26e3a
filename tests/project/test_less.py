"""The floors above the library stay as small as what they do: nothing unread, no small file of one reader."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[2]
FLOORS = re.compile(
    r"(netmap/(questions|records|cli|api|library|network_files|files/sandbox)|dashboards)/.*\.py"
)
SMALL = 60
MOST_SCRIPT = 4_773
"""Lines of own script for the browser."""

FROM_OUTSIDE = {
    "build": "the entry point of the server, named in pyproject.toml",
    "main": "what the child that takes archives apart begins with",
    "question_named": "how programs and tests ask for one question",
}
OF_A_LIST = {"QUESTION", "PAGE", "HELP", "CHANGES_HELP", "register"}
"""What a file holds that is one line in a list: a question, a page, a command. One file each is meant."""

BESIDE = {
    "dashboards.pages.overview.patience": "how long a reader waits is told without the page, and tested so",
}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def product() -> list[Path]:
    return [path for room in ("netmap", "dashboards") for path in sorted((ROOT / room).rglob("*.py"))]


def above() -> list[Path]:
    return [path for path in product() if FLOORS.fullmatch(path.relative_to(ROOT).as_posix())]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def named_at_top(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (each.id for one in targets for each in ast.walk(one) if isinstance(each, ast.Name))


@cache
def read_in(tree: ast.Module) -> Counter[str]:
    return Counter(
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    )


def read_from(tree: ast.Module, modules: set[str]) -> Iterator[tuple[str, str]]:
    """The names that are read out of other modules, each with its module."""
    whole = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                inner = f"{node.module}.{each.name}"
                if inner in modules:
                    whole[each.asname or each.name] = inner
                else:
                    yield node.module, each.name
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in whole:
            yield whole[node.value.id], node.attr


def test_every_name_is_read_by_the_product_itself() -> None:
    """A name that only a test reads, or nothing, is no part of the product. `later` names by a text."""
    modules = {module_of(path) for path in product()}
    read = {pair for path in product() for pair in read_from(tree_of(path), modules)}
    texts = {
        node.value
        for path in product()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    unread = [
        f"{module_of(path)}.{name}"
        for path in above()
        for name in named_at_top(tree_of(path))
        if not (read_in(tree_of(path))[name] or (module_of(path), name) in read or name in texts)
        and not name.startswith("__")
        and name not in FROM_OUTSIDE
    ]
    assert unread == []


def test_a_small_file_is_one_of_a_list_or_read_by_several() -> None:
    """Under 60 lines: a package's marker, one line of a list, or read by more than one module."""
    graph = grimp.build_graph("netmap", "dashboards", cache_dir=None)
    lonely = [
        module_of(path)
        for path in above()
        if path.name not in ("__init__.py", "__main__.py")
        and len(path.read_text(encoding="utf-8").splitlines()) < SMALL
        and not OF_A_LIST & set(named_at_top(tree_of(path)))
        and len(graph.find_modules_that_directly_import(module_of(path))) < 2
    ]
    assert sorted(lonely) == sorted(BESIDE)


def test_own_script_stays_small() -> None:
    """A page's parts are written at the service; what runs in the browser is what only a browser can do."""
    scripts = [*(ROOT / "dashboards" / "assets").glob("*.js"), ROOT / "netmap" / "maps" / "one_file.js"]
    assert len(scripts) > 30
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in scripts) < MOST_SCRIPT


def test_the_looks_find_what_they_look_for() -> None:
    tree = ast.parse(
        "A, B = 1, 2\ndef f(): return A\nfrom netmap import cli\ncli.x\nfrom netmap.cli import y\n"
    )
    assert list(named_at_top(tree)) == ["A", "B", "f"]
    assert read_in(tree)["A"] == 1
    assert read_in(tree)["B"] == 0
    assert set(read_from(tree, {"netmap.cli"})) == {("netmap.cli", "x"), ("netmap.cli", "y")}
