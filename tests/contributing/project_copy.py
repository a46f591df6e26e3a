"""A copy of the project in which the recipes of CONTRIBUTING.md are carried out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COPIED = (
    "netmap",
    "dashboards",
    "datasets",
    "tools",
    "tests/contributing",
    "tests/dashboards",
    "tests/questions",
    "tests/own_loop.py",
    "tests/shared_data.py",
    "tests/__init__.py",
)


@dataclass(frozen=True)
class Copy:
    """The folder of the copy."""

    folder: Path

    def write(self, name: str, text: str) -> None:
        """A new file."""
        path = self.folder / name
        assert not path.exists(), f"{name} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """A change of a file in one place or more."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def touched(self) -> set[str]:
        """The files that are new or other than in the project; what is generated aside."""
        found = set()
        for path in self.folder.rglob("*"):
            name = path.relative_to(self.folder).as_posix()
            if path.is_dir() or "__pycache__" in name or name.endswith((".mo", ".pyc")):
                continue
            own = ROOT / name
            if not own.exists() or own.read_bytes() != path.read_bytes():
                found.add(name)
        return found

    def run(self, *command: str) -> str:
        """What a Python command prints in the copy; it must succeed."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, *command],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout


def copied(folder: Path) -> Copy:
    """A copy of the project in a folder that is not there yet; what is compiled already comes along."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)
    return Copy(folder)


def recipe(name: str) -> str:
    """The file that CONTRIBUTING.md tells people to write, word for word."""
    found = re.search(rf"`{re.escape(name)}`:\n\n```\w+\n(.*?)```", CONTRIBUTING, re.DOTALL)
    assert found, f"CONTRIBUTING.md has no recipe for {name}"
    return found[1]
