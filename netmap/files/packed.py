"""Archives with the same bytes for the same content, and files that are there wholly or not at all."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date that every entry bears, so that the same content gives the same bytes."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of files, in the order given."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return whole.getvalue()


def put(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there, so that nobody finds half of it."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as beside:
        waiting = Path(beside.name)
        try:
            beside.write(data)
            beside.flush()
            os.fsync(beside.fileno())
            beside.close()
            waiting.chmod(0o644)
            waiting.replace(path)
        except BaseException:
            beside.close()
            waiting.unlink(missing_ok=True)
            raise
