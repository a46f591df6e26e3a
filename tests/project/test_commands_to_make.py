"""What `make` says where something that it needs is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

NO_VENV = """#!/bin/sh
case "$2" in *ensurepip*) exit 1;; *) exit 0;; esac
"""
TOO_OLD = """#!/bin/sh
exit 1
"""


def program(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("python", "says"),
    [(NO_VENV, "sudo apt-get install python3-venv"), (TOO_OLD, "netmap needs Python 3.11 or newer")],
    ids=["no venv", "too old"],
)
def test_run_says_what_python_lacks(tmp_path: Path, python: str, says: str) -> None:
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    fake = program(tmp_path, "python", python)
    done = subprocess.run(
        ["make", f"PYTHON={fake}", "run"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert says in done.stdout


@pytest.mark.parametrize("fails", ["", "mypy", "netmap", "pytest", "ruff"])
def test_the_test_command_fails_where_a_part_of_it_does(tmp_path: Path, fails: str) -> None:
    ready = (".venv/.dev-ready", ".venv/.run-ready")
    for name in ("Makefile", "requirements.lock", "requirements-dev.lock", "pyproject.toml", *ready):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text((ROOT / name).read_text("utf-8") if name == "Makefile" else "")
    for folder in ("tools", ".venv/bin"):
        (tmp_path / folder).mkdir()
    program(tmp_path / "tools", "need_chromium.sh", "")
    for name in ("python", "netmap", "ruff", "mypy", "lint-imports", "pytest"):
        program(tmp_path / ".venv/bin", name, f"#!/bin/sh\necho {name} ran\nexit {int(name == fails)}\n")
    done = subprocess.run(["make", "test"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode != 0) is bool(fails)
    assert ("pytest ran" in done.stdout) is (fails not in ("netmap", "ruff"))
    assert ("mypy ran" in done.stdout) is (fails == "mypy"), "what is well says nothing"


def browserless(folder: Path) -> subprocess.CompletedProcess[str]:
    """The search for Chromium by somebody who may not install anything, where only `folder` is searched."""
    program(folder, "id", "#!/bin/sh\necho 1000\n")
    return subprocess.run(
        ["/bin/sh", ROOT / "tools" / "need_chromium.sh"],
        env={"PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_browser_is_never_passed_over(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", "#!/bin/sh\nexit 1\n")
    done = browserless(tmp_path)
    assert done.returncode == 1
    assert "Chromium is missing" in done.stdout
    assert "sudo apt-get install chromium" in done.stdout


def test_debians_browser_is_installed_where_it_may_be(tmp_path: Path) -> None:
    program(tmp_path, "sudo", '#!/bin/sh\necho "sudo $@" >> "${0%/*}/asked"\n')
    program(tmp_path, "apt-get", "#!/bin/sh\nexit 1\n")
    done = browserless(tmp_path)
    assert done.returncode == 0
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    assert "sudo -n apt-get install --yes --no-install-recommends chromium" in asked


def test_a_browser_that_is_there_is_enough(tmp_path: Path) -> None:
    program(tmp_path, "chromium", "#!/bin/sh\n")
    assert browserless(tmp_path).returncode == 0
