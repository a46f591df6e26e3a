"""A copy of the project in which somebody adds something and runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Copy:
    """A copy of the project in a folder of its own."""

    home: Path

    def run(self, *arguments: str) -> str:
        """What Python prints there; fails where it fails."""
        environment = {**os.environ, "PYTHONPATH": str(self.home), "PYTHONUTF8": "1", "PYTHONSAFEPATH": "1"}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.home,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
