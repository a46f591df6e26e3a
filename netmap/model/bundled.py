"""The studies that come with netmap."""

from __future__ import annotations

from pathlib import Path


def bundled_studies() -> dict[str, Path]:
    """The studies that come with netmap: each name with the folder of its tables, in alphabetical order.

    An installed netmap carries them inside the package; in a source tree they lie in `datasets/`
    beside it. Empty where neither folder exists.

    Example:
        >>> {"brightwater", "emon", "necf", "riverside"} <= set(bundled_studies())
        True
    """
    package = Path(__file__).parent.parent
    for home in (package / "datasets", package.parent / "datasets"):
        if home.is_dir():
            return {folder.name: folder for folder in sorted(home.iterdir()) if _is_study(folder)}
    return {}


def _is_study(folder: Path) -> bool:
    return (folder / "datapackage.json").is_file()
