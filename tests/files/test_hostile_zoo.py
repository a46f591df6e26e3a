"""What a hostile tester made is refused in words, or read rightly, on every way in.

Here a part of the zoo that has one animal of each kind; `make soak` tries the whole of it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.files.hostile_zoo import write_zoo
from tests.files.zoo_ways import CHECK, WAYS, Way, endless_line, lists, tried

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes links and pipes")

TRIED: dict[str, tuple[str, ...]] = {
    "check": ("42.zip", "crowd.zip", "far-rows.xlsx", "laughs.xlsx", "links", "same-error", "utf-16"),
    "read_study": ("circle", "lying.zip", "million-columns", "package-number", "quadratic.xlsx", "returns"),
    "serve": ("open-quote", "overlapping.zip", "package-deep", "pipe", "strings-bomb.xlsx", "wide-row.xlsx"),
    "upload": ("deep.xlsx", "endless-line.csv", "many-cells.xlsx", "old.xls", "tables-below-the-floor.zip"),
}
"""On each way some animals, another kind of harm each."""


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("zoo")
    named = {name for names in TRIED.values() for name in names}
    found = [*write_zoo(place / "zoo", named), *lists(place / "lists", named)]
    return {path.name: path for path in found}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_every_kind_of_hostile_file_comes_to_nothing(way: Way, zoo: dict[str, Path], tmp_path: Path) -> None:
    assert tried(way, [zoo[name] for name in TRIED[way.name]], tmp_path / "usual") == []


def test_an_endless_line_is_refused_before_it_is_held(tmp_path: Path) -> None:
    hostile = endless_line(tmp_path / "hostile", 100)
    assert tried(CHECK, [hostile], tmp_path / "usual") == []
