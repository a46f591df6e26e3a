"""What is committed speaks of the project alone."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDORED = re.compile(r"\.min\.js$|/fonts/")
HERE = "test_tracked_files.py"

PLACES = re.compile(r"(?<![\w.:/<])/(?:work|home|root|opt|Users|tmp)/\w|[A-Z]:\\\\?Users")
REGISTRIES = re.compile(
    r"https?://(?:[\w.-]*\.)?(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|[\w.-]+/simple/?)\b"
)


def tracked_texts() -> list[tuple[str, str]]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    names = [name for name in listing.stdout.split("\0") if name and not VENDORED.search(name)]
    texts = []
    for name in names:
        path = ROOT / name
        if path.is_file() and path.name != HERE:
            texts.append((name, path.read_bytes().decode("utf-8", "ignore")))
    return texts


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout: there is no list of tracked files")
    return tracked_texts()


@pytest.mark.parametrize("pattern", [PLACES, REGISTRIES], ids=["places on a machine", "registries"])
def test_nothing_names(pattern: re.Pattern[str], texts: list[tuple[str, str]]) -> None:
    found = [(name, hit.group()) for name, text in texts for hit in pattern.finditer(text)]
    assert found == []


def test_no_file_is_a_leftover(texts: list[tuple[str, str]]) -> None:
    names = [Path(name) for name, _text in texts]
    assert [
        str(name)
        for name in names
        if name.name in {"utils.py", ".DS_Store"} or name.suffix in {".pyc", ".orig"}
    ] == []


@pytest.mark.parametrize("text", ["see /home/ann/x", "'/work/thing'", "https://pypi.org/simple"])
def test_the_patterns_find_what_they_look_for(text: str) -> None:
    assert PLACES.search(text) or REGISTRIES.search(text)
