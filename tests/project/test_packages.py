"""The locked packages: every one has hashes, no index is named, no licence would bind our own."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==\S+", re.MULTILINE)
COPYLEFT = re.compile(r"\b[AL]?GPL|GNU", re.IGNORECASE)


def lock(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", lock(name).split("\n", 1)[1])
    entries = [entry for entry in entries if PINNED.match(entry)]
    assert len(entries) > 50
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    others = [line for line in lock(name).splitlines() if line and not line.startswith((" ", "#"))]
    assert [line for line in others if not PINNED.match(line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_index_and_no_place_on_a_machine_is_named(name: str) -> None:
    assert (
        re.findall(r"https?:|file:/|--(?:extra-)?index|--find-links|--trusted|(?m:^|\s)/\S+", lock(name))
        == []
    )


def test_what_runs_is_the_same_in_both() -> None:
    run, dev = (set(re.findall(r"^\S+==\S+", lock(name), re.MULTILINE)) for name in LOCKS)
    assert run <= dev


def test_everything_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["build-system"]["requires"]
    names = {normal(re.split(r"[<>=\[; ]", text, maxsplit=1)[0]) for text in asked}
    assert names <= {normal(name) for name in PINNED.findall(lock("requirements.lock"))}


def stated_licence(name: str) -> str:
    """What a package says of its licence; whole licence texts are left aside for its classifiers."""
    about = metadata(name)
    classifiers = [line for line in about.get_all("Classifier", []) if line.startswith("License ::")]
    written = about.get_all("License", [""])[0].strip()
    short = written if "\n" not in written else written.splitlines()[0]
    return about.get_all("License-Expression", [""])[0] or " ".join(classifiers) or short


@pytest.mark.parametrize("name", PINNED.findall(lock("requirements.lock")))
def test_no_licence_would_bind_ours(name: str) -> None:
    assert stated_licence(name), f"{name} states no licence"
    assert not COPYLEFT.search(stated_licence(name))


@pytest.mark.parametrize("text", ["GPL-3.0-or-later", "LGPLv3", "GNU General Public License", "AGPL"])
def test_the_pattern_knows_copyleft(text: str) -> None:
    assert COPYLEFT.search(text)
