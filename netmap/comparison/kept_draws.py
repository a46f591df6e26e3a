"""Draws kept in a folder as soon as a partnership is done, so that work that was broken off goes on there."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np

from netmap.comparison.partnership_draws import Drawn, Task
from netmap.comparison.result import Origin
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

NO_FOLDER = N_("{path}: draws are kept in a folder, and this is none")


class KeptDraws:
    """A folder with a file for each partnership that is done, named by all that its draws depend on.

    What was drawn of other rows of the study (whatever version it says it is), by another rule or another
    version of netmap has another name, and is left alone. The files are plain arrays, never pickles.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._folder = Path(folder)
        if self._folder.exists() and not self._folder.is_dir():
            raise ArgumentError(NO_FOLDER, path=self._folder)
        self._folder.mkdir(parents=True, exist_ok=True)

    def find(self, task: Task, origin: Origin, rows: str) -> list[Drawn] | None:
        """What was drawn for a task; None where that is not kept, or its file was cut off."""
        path = self._path(task, origin, rows)
        try:
            with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
                return [_read(task, place, arrays) for place in range(len(task.spans))]
        except (FileNotFoundError, zipfile.BadZipFile, ValueError, KeyError, EOFError):
            return None

    def keep(self, task: Task, origin: Origin, rows: str, found: Sequence[Drawn]) -> None:
        """Keep what was drawn, wholly or not at all."""
        arrays: dict[str, np.ndarray] = {}
        for place, each in enumerate(found):
            arrays |= {
                f"seen{place}": each.seen,
                f"drawn{place}": each.drawn,
                f"n{place}": np.array([*each.n, each.sittings], np.int64),
                f"nulls{place}": np.array([name for name, *_ in each.mixed], np.str_),
                f"mixed{place}": np.array([row[1:] for row in each.mixed], np.float64).reshape(-1, 2),
            }
        whole = BytesIO()
        np.savez_compressed(whole, **arrays)  # type: ignore[arg-type]
        path = self._path(task, origin, rows)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_bytes(whole.getvalue())
        beside.replace(path)

    def _path(self, task: Task, origin: Origin, rows: str) -> Path:
        told = [
            (origin.study, origin.study_version, origin.netmap_version, rows),
            task.partnership,
            [(span.name, span.start, span.end) for span in task.spans],
            task.names,
            repr(task.rule),
            task.draws,
            task.seed,
        ]
        text = json.dumps(told).encode()
        return self._folder / f"{hashlib.sha256(text).hexdigest()[:32]}.npz"


def _read(task: Task, place: int, arrays: np.lib.npyio.NpzFile) -> Drawn:
    *n, sittings = arrays[f"n{place}"].tolist()
    drawn = arrays[f"drawn{place}"]
    if drawn.shape != (task.draws, len(task.names)):
        raise ValueError
    mixed = zip(arrays[f"nulls{place}"].tolist(), arrays[f"mixed{place}"].tolist(), strict=True)
    return Drawn(
        task.partnership,
        task.spans[place].name,
        arrays[f"seen{place}"],
        drawn,
        tuple(n),
        sittings,
        tuple((name, accepted, moved) for name, (accepted, moved) in mixed),
    )
