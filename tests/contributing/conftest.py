"""A copy of the project to add things to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.contributing.copies import Copy

ROOT = Path(__file__).parents[2]
PARTS = ("netmap", "dashboards", "datasets", "tests", "tools", "docs", "pyproject.toml", "README.md")


@pytest.fixture
def project(tmp_path: Path) -> Copy:
    """The project, copied; what is compiled of it stays behind."""
    home = tmp_path / "project"
    home.mkdir()
    ignored = shutil.ignore_patterns("__pycache__", "*.mo", ".mypy_cache")
    for name in PARTS:
        part = ROOT / name
        if part.is_dir():
            shutil.copytree(part, home / name, ignore=ignored)
        else:
            shutil.copy(part, home / name)
    return Copy(home)
