"""A database server that stops: a clear refusal, and everything as before as soon as it is there again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from socket import create_server

import pytest
import sqlalchemy as sa

from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.store.errors import StoreError
from netmap.store.keeping import Store
from netmap.store.opening import open_store
from tests.store.small import ME, NAME, edit, with_town


@pytest.fixture
def address(new_database: Callable[[], str]) -> str:
    """A database that can be shut and opened again without stopping the server of the other tests."""
    return new_database()


def shut(address: str) -> None:
    """End every connection and let nobody in."""
    _of_the_server(address, "ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    _of_the_server(address, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")


def opened(address: str) -> None:
    _of_the_server(address, "ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def _of_the_server(address: str, statement: str) -> None:
    url = sa.make_url(address)
    engine = sa.create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.execute(sa.text(statement.format(name=url.database)))
    engine.dispose()


def test_a_server_that_is_away_is_said_and_comes_back(address: str) -> None:
    with open_store(address) as store:
        with_town(store)
        shut(address)
        for deed in (
            lambda: store.version(ME, NAME),
            lambda: store.create_study(ME, "another"),
        ):
            with pytest.raises(StoreError, match=r"cannot be reached.*Nothing was changed") as refused:
                deed()
            assert refused.value.status == 503
        opened(address)
        edit(store, "agencies", "north", name="Nord")
        assert store.version(ME, NAME) == 2


def test_a_server_that_ends_a_write_is_said(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(address) as store:
        with_town(store)
        _ended_in_the_middle(store, address, monkeypatch)
        with pytest.raises(StoreError, match="cannot be reached"):
            edit(store, "agencies", "north", name="Nord")
        monkeypatch.undo()
        opened(address)
        assert store.version(ME, NAME) == 1


def _ended_in_the_middle(store: Store, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from netmap.store.engines import PostgresDatabase

    def ends(*given: object) -> None:
        shut(address)
        insert(*given)  # type: ignore[arg-type]

    insert = PostgresDatabase.insert
    monkeypatch.setattr(PostgresDatabase, "insert", ends)


def test_where_nothing_listens_it_is_said_at_once() -> None:
    with closing(create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(StoreError, match="cannot be reached") as refused:
        open_store(f"postgresql://me:secret@127.0.0.1:{port}/ours")
    assert "secret" not in str(refused.value)


def test_the_list_of_studies_stays_while_a_server_is_away(address: str) -> None:
    with open_store(address) as store:
        with_town(store)
    library = StudyLibrary([address])
    try:
        before = library.entries(LOCAL_USER)
        shut(address)
        assert library.entries(LOCAL_USER) == before != ()
        with pytest.raises(StoreError, match="cannot be reached"):
            library.study(LOCAL_USER, NAME)
        library.preload().join()  # says nothing, and does not fail
        opened(address)
        assert len(library.study(LOCAL_USER, NAME).agencies) == 2
    finally:
        library.close()
