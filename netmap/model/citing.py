"""How results and people cite a study and the program."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

from netmap.model.coded_columns import Coded, coded
from netmap.model.derived import derived
from netmap.model.study import Study

AUTHORS, TITLE, YEAR, LICENCE = (
    "The netmap authors",
    "netmap: how learning travels between agencies",
    2026,
    "Apache-2.0",
)
DISTRIBUTION = "netmap-zones"
"""Under this name netmap is installed."""


@cache
def program_version() -> str:
    """The version of netmap that is running."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:  # running from a source tree that was never installed
        return "0+unknown"


@dataclass(frozen=True, slots=True)
class Citation:
    """A bibliography entry for netmap: `plain` for a list of references, `bibtex` for a .bib file."""

    plain: str
    bibtex: str

    def __str__(self) -> str:
        return f"{self.plain}\n\n{self.bibtex}"

    def __repr__(self) -> str:
        return str(self)


def cite() -> Citation:
    """A bibliography entry for the version of netmap that is running.

    Returns:
        The entry as plain text and as BibTeX; shown or printed, both.

    Example:
        >>> print(cite().plain.split(".")[0])
        The netmap authors (2026)
    """
    version = program_version()
    plain = f"{AUTHORS} ({YEAR}). {TITLE}. Version {version}. {LICENCE}."
    fields = {
        "author": f"{{{AUTHORS}}}",
        "title": f"{{{TITLE}}}",
        "year": str(YEAR),
        "version": version,
        "note": f"Computer software, {LICENCE}",
    }
    lines = ",\n".join(f"  {name} = {{{told}}}" for name, told in fields.items())
    return Citation(plain, f"@misc{{netmap,\n{lines}\n}}")


def cited(study: Study) -> dict[str, str]:
    """What every result says of where it comes from: the study, its version and that of netmap."""
    return {
        "study": str(study.about.get("name", "")),
        "study_version": study_version(study),
        "netmap_version": program_version(),
    }


def study_version(study: Study) -> str:
    """The version of a study: in a store its last change, else what it says itself, else a fingerprint.

    A change of the work list or of saved comparisons changes no figure, and makes no version. The
    fingerprint is the beginning of a SHA-256 over every cell of every table but translations, which
    change no figure either; any other change changes it.
    """
    if store := study.about.get("store"):
        return str(store.get("evidence", store["version"]))
    return str(study.about.get("version") or "") or fingerprint(study)


@derived(most=1)
def fingerprint(study: Study) -> str:
    """The beginning of a SHA-256 over every cell of every table of a study but its translations."""
    whole = hashlib.sha256()
    for name in sorted(study.tables.keys() - {"translations"}):
        frame = study.tables[name]
        whole.update(_framed(name, str(len(frame))))
        for place, column in enumerate(frame.columns):
            whole.update(_framed(str(column)))
            whole.update(_cells(coded(frame.iloc[:, place])))
    return whole.hexdigest()[:12]


def _cells(column: Coded) -> bytes:
    """A column's cells: the distinct texts in their order, and which of them each row holds."""
    return _framed(*map(str, column.values)) + column.codes.astype("<i8").tobytes()


def _framed(*texts: str) -> bytes:
    """Texts as bytes, each after its length, so that no two lists look alike."""
    parts = [text.encode("utf-8", "surrogatepass") for text in texts]
    return b"".join(len(part).to_bytes(8, "little") + part for part in parts)
