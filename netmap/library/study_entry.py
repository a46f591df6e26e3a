"""What a study is called, whether it is simulated, and how it stands in a list of studies."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.model.derived import derived
from netmap.model.study import Study


@dataclass(frozen=True, slots=True)
class StudyEntry:
    """One study that may be chosen: `status` is "ready", "reading" or "refused"."""

    name: str
    title: str
    status: str
    simulated: bool = False


def title_of(study: Study, name: str) -> str:
    """What a study is called: the title of its data package, else its name."""
    return str(study.about.get("title") or name)


@derived(most=1)
def simulated(study: Study) -> bool:
    """Whether any row says that it is simulated."""
    return any(
        bool(table["provenance"].eq("simulated").any())
        for table in study.tables.values()
        if "provenance" in table
    )
