"""The study that somebody named: a path, or one that comes with netmap."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from netmap.model.bundled import bundled_studies
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_

MOST_LOOKED_AT, MOST_NAMED = 2_000, 8
"""So many entries of a folder are looked at for what somebody may have meant, and so many are named."""

NEAR = N_("There is no file or folder “{study}”, and no bundled study of that name. Did you mean “{near}”?")
FAR = N_(
    "There is no file or folder “{study}”, and no bundled study of that name. Give a folder with CSV tables, "
    "a .zip of it or an .xlsx, or one of these: {known}"
)


def path_of(study: str) -> Path:
    """The path of a study; what exists as a path comes before a bundled study of the same name.

    Raises `NotFoundError` where there is neither; it names what is spelt alike, else what may be given.
    """
    path = Path(study).expanduser()
    if path.exists():
        return path
    bundled = bundled_studies()
    if study in bundled:
        return bundled[study]
    beside = studies_beside(path)
    if near := get_close_matches(study, [*beside, *bundled], 1):
        raise NotFoundError(NEAR, study=study, near=near[0])
    raise NotFoundError(FAR, study=study, known=", ".join([*beside[:MOST_NAMED], *bundled]))


def studies_beside(path: Path) -> list[str]:
    """What lies where a path leads and looks like a study, each as it would be typed; in text order."""
    try:
        entries = [entry for entry, _ in zip(path.parent.iterdir(), range(MOST_LOOKED_AT), strict=False)]
        return sorted(str(entry) for entry in entries if _looks_like_a_study(entry))
    except OSError:  # a folder that is not there, or may not be looked into
        return []


def _looks_like_a_study(path: Path) -> bool:
    from netmap.files.sandbox.kinds import TABLES
    from netmap.files.sources import FORMATS
    from netmap.model.schema import NAMES

    if not path.is_dir():
        return path.suffix.casefold() in FORMATS
    return any((path / f"{name}{suffix}").is_file() for name in NAMES for suffix in TABLES)
