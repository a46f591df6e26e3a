"""Results of analyses, kept while what they are about stays the same, and for readers of one reach."""

from __future__ import annotations

import json
from hashlib import sha256

import sqlalchemy as sa

from netmap.store.layout import ANSWERS
from netmap.store.rights import Asker, reach_of
from netmap.store.studies import evidence_of, readable

MOST_BYTES = 64_000_000
"""So many bytes of answers are kept, the oldest let go first."""

LARGEST = 16_000_000
"""An answer above so many bytes is worked out again each time."""


LAST = "last "
"""Begins the scope of answers that are kept when their study moves on."""


def kept(conn: sa.Connection, asker: Asker, study: str, evidence: int, question: str) -> bytes | None:
    """The answer to a question about what a study says since the change of this number."""
    found = readable(conn, asker, study)
    same = (ANSWERS.c.study == found.id) & (ANSWERS.c.version == evidence)
    mine = (ANSWERS.c.question == _named(question)) & (ANSWERS.c.scope == _scope(asker, study))
    body = conn.execute(sa.select(ANSWERS.c.body).where(same & mine)).scalar()
    return None if body is None else bytes(body)


def keep(
    conn: sa.Connection, asker: Asker, study: str, evidence: int, question: str, body: bytes, lasting: bool
) -> bool:
    """Keep an answer, if it is about what the study says now; a `lasting` one until there is a newer one."""
    found = readable(conn, asker, study)
    if evidence_of(conn, found.id) != evidence or len(body) > LARGEST:
        return False
    scope = f"{LAST if lasting else ''}{_scope(asker, study)}"
    key = {"study": found.id, "question": _named(question), "scope": scope}
    same = [ANSWERS.c[name] == value for name, value in key.items()]
    conn.execute(ANSWERS.delete().where(*same))
    newest = int(conn.execute(sa.select(sa.func.max(ANSWERS.c.kept))).scalar() or 0) + 1
    conn.execute(ANSWERS.insert().values(**key, version=evidence, kept=newest, body=body))
    _let_go(conn)
    return True


def last(conn: sa.Connection, asker: Asker, study: str, question: str) -> tuple[int, bytes] | None:
    """The last answer that was kept for good to a question, and what it is about."""
    found = readable(conn, asker, study)
    mine = (ANSWERS.c.question == _named(question)) & (ANSWERS.c.scope == LAST + _scope(asker, study))
    row = conn.execute(
        sa.select(ANSWERS.c.version, ANSWERS.c.body).where(mine, ANSWERS.c.study == found.id)
    ).first()
    return None if row is None else (int(row.version), bytes(row.body))


def let_go_of_outdated(conn: sa.Connection, study: int) -> None:
    """Drop the answers about a study that has moved on, but for the last ones."""
    conn.execute(ANSWERS.delete().where(ANSWERS.c.study == study, ANSWERS.c.scope.not_like(f"{LAST}%")))


def _let_go(conn: sa.Connection) -> None:
    """Drop the oldest answers until the rest is small enough."""
    sizes = sa.select(ANSWERS.c.kept, sa.func.length(ANSWERS.c.body)).order_by(ANSWERS.c.kept.desc())
    total = 0
    for number, size in conn.execute(sizes).all():
        total += size
        if total > MOST_BYTES:
            conn.execute(ANSWERS.delete().where(ANSWERS.c.kept <= number))
            return


def _named(question: str) -> str:
    return sha256(question.encode()).hexdigest()


def _scope(asker: Asker, study: str) -> str:
    return json.dumps(reach_of(asker, study).partnerships)
