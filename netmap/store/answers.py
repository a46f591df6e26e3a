"""Results of analyses, kept for one version of a study and for readers of one reach."""

from __future__ import annotations

import json
from hashlib import sha256

import sqlalchemy as sa

from netmap.store.layout import ANSWERS
from netmap.store.rights import Asker, reach_of
from netmap.store.studies import readable

MOST_BYTES = 64_000_000
"""So many bytes of answers are kept, the oldest let go first."""

LARGEST = 16_000_000
"""An answer above so many bytes is worked out again each time."""


def kept(conn: sa.Connection, asker: Asker, study: str, question: str) -> bytes | None:
    """The answer to a question about the study as it is."""
    found = readable(conn, asker, study)
    same = (ANSWERS.c.study == found.id) & (ANSWERS.c.version == found.version)
    mine = (ANSWERS.c.question == _named(question)) & (ANSWERS.c.scope == _scope(asker, study))
    body = conn.execute(sa.select(ANSWERS.c.body).where(same & mine)).scalar()
    return None if body is None else bytes(body)


def keep(conn: sa.Connection, asker: Asker, study: str, version: int, question: str, body: bytes) -> bool:
    """Keep an answer, if it is about the study as it is."""
    found = readable(conn, asker, study)
    if found.version != version or len(body) > LARGEST:
        return False
    key = {"study": found.id, "question": _named(question), "scope": _scope(asker, study)}
    same = [ANSWERS.c[name] == value for name, value in key.items()]
    conn.execute(ANSWERS.delete().where(*same))
    newest = int(conn.execute(sa.select(sa.func.max(ANSWERS.c.kept))).scalar() or 0) + 1
    conn.execute(ANSWERS.insert().values(**key, version=version, kept=newest, body=body))
    _let_go(conn)
    return True


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
