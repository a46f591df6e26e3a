"""What a change that came from a file remembers of it."""

from __future__ import annotations

from typing import Any

from netmap.files.importer.applying import SheetCount
from netmap.files.importer.mends import Spot, cell_of
from netmap.records.imports.bad_rows import header_of
from netmap.records.imports.types import Pending, Preview


def source_of(pending: Pending, preview: Preview) -> dict[str, Any]:
    """Where a change comes from, as plain values: the file and its hash, how it was read, what was answered,
    what became of its records, and which cells were mended by hand, with what stood in them.

    Args:
        pending: the preview that is taken in.
        preview: the same as it was shown.
    """
    told = {
        "name": pending.file.name,
        "sha256": pending.file.sha256,
        "mapping": pending.mapping.to_json(),
        "answers": pending.answers.to_json(),
        "counts": [_count(one) for one in preview.counts],
    }
    if not pending.mends:
        return told
    left = pending.mends.to_json()["left"]
    return {**told, "mended": [_mend(pending, *one) for one in pending.mends.cells.items()], "left": left}


def _count(one: SheetCount) -> dict[str, Any]:
    fates = {"records": one.records, "kept": one.kept, "rejected": one.rejected, "duplicate": one.duplicate}
    return {"sheet": one.sheet, **fates}


def _mend(pending: Pending, spot: Spot, text: str) -> dict[str, Any]:
    column = {"column": spot.column, "header": header_of(pending.mapping, spot)}
    return {**spot.at._asdict(), **column, "before": cell_of(pending.file, spot), "text": text}
