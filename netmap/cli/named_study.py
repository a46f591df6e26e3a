"""The study that somebody named: a path, or one that comes with netmap."""

from __future__ import annotations

from pathlib import Path

from netmap.cli.near import nearest
from netmap.model.bundled import bundled_studies
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_


def path_of(study: str) -> Path:
    """The path of a study; what exists as a path comes before a bundled study of the same name.

    Raises `NotFoundError` where there is neither.
    """
    path = Path(study).expanduser()
    if path.exists():
        return path
    bundled = bundled_studies()
    if study in bundled:
        return bundled[study]
    raise NotFoundError(
        N_("There is no file or folder “{study}”, and no bundled study of that name. Did you mean “{near}”?"),
        study=study,
        near=nearest(study, list(bundled)),
    )
