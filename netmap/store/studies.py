"""The studies of a store: made, named, and what each says of itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import sqlalchemy as sa

from netmap.model.errors import ArgumentError, NotAllowedError, NotFoundError
from netmap.model.i18n import N_
from netmap.model.schema import ASIDE
from netmap.store.errors import KeyTakenError
from netmap.store.layout import CHANGES, PARTS, STUDIES
from netmap.store.rights import Asker, reach_of


@dataclass(frozen=True, slots=True)
class KeptStudy:
    """A study of the store: its name, the title that readers see, and the number of its last change."""

    name: str
    title: str
    version: int


def add_study(conn: sa.Connection, name: str) -> int:
    """A new, empty study.

    Raises:
        ArgumentError: a blank name.
        KeyTakenError: there is one of that name.
    """
    if not name.strip() or name != name.strip():
        raise ArgumentError(N_("A study needs a name, without spaces around it."))
    if conn.execute(sa.select(STUDIES.c.id).where(STUDIES.c.name == name)).first() is not None:
        raise KeyTakenError(N_("There is already a study “{name}”."), name=name[:80])
    number = int(conn.execute(sa.select(sa.func.max(STUDIES.c.id))).scalar() or 0) + 1
    conn.execute(STUDIES.insert().values(id=number, name=name, version=0))
    return number


def study_row(conn: sa.Connection, name: str) -> Any:
    """The row of a study; `NotFoundError` naming the near ones where there is none."""
    found = conn.execute(sa.select(STUDIES).where(STUDIES.c.name == name)).first()
    if found is None:
        names = conn.execute(sa.select(STUDIES.c.name).order_by(STUDIES.c.name)).scalars().all()
        raise _unknown(name, list(names))
    return found


def _unknown(name: str, names: list[str]) -> NotFoundError:
    near = get_close_matches(name, names, n=3, cutoff=0.4) or names[:5]
    if not near:
        return NotFoundError(N_("The store has no study “{name}”; it has none yet."), name=name[:80])
    return NotFoundError(
        N_("The store has no study “{name}”; near to it are: {near}"), name=name[:80], near=", ".join(near)
    )


def readable(conn: sa.Connection, asker: Asker, name: str, partnership: str | None = None) -> Any:
    """The row of a study that somebody may read; every read begins here.

    Raises:
        NotFoundError: no such study.
        NotAllowedError: the reader has no right to it.
    """
    if not reach_of(asker, name).covers(partnership):
        raise NotAllowedError(N_("You may not read this."))
    return study_row(conn, name)


def kept_studies(conn: sa.Connection, asker: Asker) -> tuple[KeptStudy, ...]:
    """The studies that somebody may read, by name."""
    rows = conn.execute(sa.select(STUDIES).order_by(STUDIES.c.name)).all()
    mine = [row for row in rows if reach_of(asker, row.name).covers(None)]
    return tuple(KeptStudy(row.name, title_of(about_of(conn, row.id), row.name), row.version) for row in mine)


def about_of(conn: sa.Connection, study: int, stands: sa.ColumnElement[bool] | None = None) -> dict[str, Any]:
    """What a study says of itself: the latest word of a change that stands."""
    standing = CHANGES.c.undone_by.is_(None) if stands is None else stands
    latest = (
        sa.select(CHANGES.c.about)
        .where(CHANGES.c.study == study, CHANGES.c.about.is_not(None), standing)
        .order_by(CHANGES.c.number.desc())
        .limit(1)
    )
    said = conn.execute(latest).scalar()
    return {} if said is None else json.loads(said)


def evidence_of(conn: sa.Connection, study: int) -> int:
    """The number of the last change that touched what analyses read; 0 while there is none.

    What was worked out of a study holds until then: a change of the tables of `ASIDE` alone leaves it.
    """
    parts = sa.select(PARTS.c.change).where(PARTS.c.change == CHANGES.c.number)
    aside = parts.exists() & ~parts.where(PARTS.c.tab.not_in(ASIDE)).exists() & CHANGES.c.about.is_(None)
    last = sa.select(sa.func.max(CHANGES.c.number)).where(CHANGES.c.study == study, ~aside)
    return int(conn.execute(last).scalar() or 0)


def title_of(about: Mapping[str, Any], name: str) -> str:
    """The title that readers see: what the study says, else its name."""
    return str(about.get("title") or about.get("name") or name)
