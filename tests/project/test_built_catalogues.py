"""Whatever is built of the project holds compiled messages, and can be built without what compiles them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from netmap.model.catalogues import catalogue_of

ROOT = Path(__file__).parents[2]
COMPILED = "netmap/locales/it/LC_MESSAGES/netmap.mo"
PARTS = ("netmap", "dashboards", "datasets", "tools", "pyproject.toml", "README.md", "LICENSE", "NOTICE")
WITHOUT_BABEL = "import sys; sys.modules['babel'] = sys.modules['babel.messages'] = None; "


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout in which nothing is compiled."""
    home = tmp_path / "project"
    home.mkdir()
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        else:
            shutil.copy(ROOT / name, home / name)
    shutil.copy(ROOT / ".gitignore", home / ".gitignore")
    return home


def build(project: Path, kind: str, before: str = "") -> Path:
    """What the build backend makes of the project, as pip asks it to."""
    code = f"{before}import hatchling.build; print(hatchling.build.build_{kind}('out'))"
    (project / "out").mkdir(exist_ok=True)
    command = [sys.executable, "-P", "-c", code]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return project / "out" / done.stdout.splitlines()[-1]


def test_the_sdist_and_a_wheel_made_of_it_hold_compiled_messages(project: Path, tmp_path: Path) -> None:
    with tarfile.open(build(project, "sdist")) as archive:
        safe: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # since 3.11.4
        archive.extractall(tmp_path, **safe)  # noqa: S202  (an archive of our own)
    (unpacked,) = tmp_path.glob("netmap_zones-*")
    assert (unpacked / COMPILED).exists()
    with zipfile.ZipFile(build(unpacked, "wheel", WITHOUT_BABEL)) as wheel:
        assert COMPILED in wheel.namelist()
        assert "netmap/locales/it/language.toml" in wheel.namelist()


def test_a_wheel_of_a_checkout_holds_compiled_messages(project: Path) -> None:
    with zipfile.ZipFile(build(project, "wheel")) as wheel:
        assert COMPILED in wheel.namelist()


def test_an_editable_installation_compiles_beside_what_is_written(project: Path) -> None:
    build(project, "editable")
    assert (project / COMPILED).exists()
    assert catalogue_of("it", project / "netmap" / "locales").gettext("Boundary zones") == "Zone di confine"


def test_without_babel_messages_are_compiled_on_first_use(project: Path) -> None:
    with zipfile.ZipFile(build(project, "wheel", WITHOUT_BABEL)) as wheel:
        assert COMPILED not in wheel.namelist()
        assert COMPILED.replace(".mo", ".po") in wheel.namelist()
    assert catalogue_of("it", project / "netmap" / "locales").gettext("Boundary zones") == "Zone di confine"
