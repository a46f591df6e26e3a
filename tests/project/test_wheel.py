"""The built wheel works in an environment that holds nothing but the locked packages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
import venv
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.slices import first

ROOT = Path(__file__).parents[2]
OWN = {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
CLEAN = {name: value for name, value in os.environ.items() if name not in OWN}
WHERE = "import sysconfig; print(sysconfig.get_path('purelib'))"


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, env=CLEAN, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def first_page(netmap: Path, cwd: Path) -> bytes:
    """What the installed `netmap serve` answers at the address that it prints."""
    command = [netmap, "serve", "--no-open"]
    with subprocess.Popen(command, cwd=cwd, env=CLEAN, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        try:
            address = service.stdout.readline().split()[-1]
            with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  (our own)
                return bytes(answer.read())
        finally:
            service.terminate()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards: an environment is large, and pytest would keep the last three."""
    with TemporaryDirectory() as name:
        yield Path(name)


def link(packages: Path) -> None:
    """Put the locked packages, and no others, into an environment: those that tests run with are the same."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    for name, version in re.findall(r"^([\w.-]+)==([^\s\\]+)", lock, re.M):
        found = distribution(name)
        assert found.version == version, f"{name} is {found.version} here and {version} in the lock"
        for top in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
            if not (packages / top).exists():
                (packages / top).symlink_to(str(found.locate_file(top)))


@pytest.mark.parametrize("how", first(1, ["linked", "installed"]))
def test_the_wheel_works_in_an_empty_environment(folder: Path, how: str) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    home = folder / "empty"
    venv.create(home)
    bin_folder = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = bin_folder / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-compile"]
    if how == "linked":
        link(Path(run(python, "-c", WHERE, cwd=folder).strip()))
    else:
        run(*pip, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=folder)
    run(*pip, "--no-deps", wheel, cwd=folder)
    netmap = bin_folder / "netmap"
    assert "emon" in run(netmap, "datasets", cwd=folder)
    assert "596 ties" in run(netmap, "ties", "emon", "--lang", "en", cwd=folder)
    run(netmap, "check", "riverside", cwd=folder)
    assert b"<html" in first_page(netmap, folder)
