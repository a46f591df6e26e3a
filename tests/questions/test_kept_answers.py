"""Answers about a study of a store are kept in it: for its version, a reader's reach and the code at hand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from netmap.boundary_zones import losses
from netmap.brokers.routes import Question
from netmap.library import kept_answers
from netmap.library.kept_answers import kept_table, packed, unpacked
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.i18n import ENGLISH
from netmap.questions.champions import QUESTION as CHAMPIONS
from netmap.questions.context import Context
from netmap.questions.inquiry import inquiry_of
from netmap.questions.learning.reliance_figures import champions_of
from netmap.questions.zones import QUESTION as ZONES
from netmap.store import answers
from netmap.store.change_sets import ChangeSet, TableChange
from netmap.store.engines import SqliteDatabase
from netmap.store.opening import open_store
from netmap.store.rights import Reach
from tests.questions.learning_pages import one_way_up

Opened = Callable[[], StudyLibrary]
TABLE = pd.DataFrame({"agency": ["=A1"], "share": [0.1]})


class UnaskedError(Exception):
    """Something was worked out that should have been there, or the other way round."""


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Opens the same store again and again; every answer is worth keeping."""
    monkeypatch.setattr(kept_answers, "WORTH_KEEPING", 0.0)
    path = tmp_path / "ours.netmap"
    with open_store(path) as store:
        store.create_study(LOCAL_USER, "ours")
        store.write_study(LOCAL_USER, "ours", one_way_up())
    libraries: list[StudyLibrary] = []

    def again() -> StudyLibrary:
        for library in libraries:
            library.close()
        libraries[:] = [StudyLibrary([path])]
        return libraries[0]

    yield again
    libraries[0].close()


def unasked(*_: Any, **__: Any) -> pd.DataFrame:
    raise UnaskedError


def asked(library: StudyLibrary, answer: Callable[..., pd.DataFrame] = unasked) -> pd.DataFrame:
    return kept_table(library.study(LOCAL_USER, "ours"), ("a question",), answer)


def test_the_pages_find_what_was_worked_out_before(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    library = opened()
    before = said_of(library)
    library = opened()
    monkeypatch.setattr(Question, "routes", unasked)
    monkeypatch.setattr(losses, "losses_of", unasked)
    again = said_of(library)
    assert again[0] == before[0]
    assert again[1] == before[1]
    pd.testing.assert_frame_equal(again[2], before[2])
    assert again[2].attrs == before[2].attrs


def said_of(library: StudyLibrary) -> tuple[Any, ...]:
    """What is said of champions and of zones, and how much rests on each person."""
    context = Context(study="ours")
    found = [each.ask(inquiry_of(library, context)) for each in (CHAMPIONS, ZONES)]
    champions, zones = (answer.facts for answer in found)
    said = CHAMPIONS.sentences(champions, ENGLISH)
    return said, ZONES.sentences(zones, ENGLISH)[:2], champions_of(champions)


def test_what_is_kept_goes_with_the_version(opened: Opened) -> None:
    library = opened()
    asked(library, TABLE.copy)
    library = opened()
    before = library.study(LOCAL_USER, "ours")
    assert asked(library).equals(TABLE)
    more = ChangeSet("edit", {"agencies": TableChange(pd.DataFrame({"agency": ["a new one"]}))})
    library.stored(LOCAL_USER, "ours").store.write(LOCAL_USER, "ours", more)
    with pytest.raises(UnaskedError):
        asked(library)
    asked(library, lambda: TABLE.assign(share=0.2))
    library = opened()
    assert asked(library)["share"].tolist() == [0.2]
    with pytest.raises(UnaskedError):  # whoever still looks at the study as it was
        kept_table(before, ("a question",), unasked)


def test_what_is_kept_is_for_readers_of_one_reach(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(opened(), TABLE.copy)
    library = opened()
    with monkeypatch.context() as other:
        other.setattr(answers, "reach_of", lambda asker, study: Reach(("p1",)))
        with pytest.raises(UnaskedError):
            asked(library)
    assert asked(library).equals(TABLE)


def test_other_code_works_it_out_anew(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(opened(), TABLE.copy)
    monkeypatch.setattr(kept_answers, "code", lambda: "other code")
    with pytest.raises(UnaskedError):
        asked(opened())


def test_what_takes_no_time_is_not_kept(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_answers, "WORTH_KEEPING", 60.0)
    asked(opened(), TABLE.copy)
    with pytest.raises(UnaskedError):
        asked(opened())


def test_nobody_who_reads_waits_for_a_writer(opened: Opened) -> None:
    library = opened()
    database = library.stored(LOCAL_USER, "ours").store._database
    assert isinstance(database, SqliteDatabase)
    done = threading.Event()

    def read() -> None:
        asked(library, TABLE.copy)
        done.set()

    reader = threading.Thread(target=read)
    with database.writing():
        reader.start()
        assert done.wait(30)
    reader.join()
    assert asked(opened()).equals(TABLE)


def test_tables_come_back_to_the_last_type() -> None:
    table = pd.DataFrame(
        {
            "id": pd.array(["=A1", "<b>x</b>", None, "Č\U0001f600\n"], dtype="str"),
            "share": [0.1, np.nan, 1e-300, np.inf],
            "n": [1, 2, 3, 2**62],
            "some": pd.array([1, None, 3, 4], dtype="Int64"),
            "part": pd.array([0.5, None, 1e300, 0.0], dtype="Float64"),
            "is_target": [True, False, True, True],
            "maybe": pd.array([True, None, False, True], dtype="boolean"),
            "day": np.array(
                ["2011-03-05", "NaT", "1066-10-14", "2011-03-05T14:30:00.000001"], "datetime64[us]"
            ),
        }
    )
    table.attrs.update(n="4", reaching=3)
    for part in (table, table.iloc[:0]):
        body = packed(part)
        assert body is not None
        back = unpacked(body)
        pd.testing.assert_frame_equal(back, part)
        assert back.attrs == part.attrs


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"people": [("a", "b")]}),
        pd.DataFrame({"a": [1]}, index=["row"]),
        pd.DataFrame({"day": [pd.Timestamp("2011-01-01", tz="UTC")]}),
        pd.DataFrame([[1, 2]], columns=["twice", "twice"]),
    ],
)
def test_what_would_not_come_back_the_same_is_not_kept(table: pd.DataFrame) -> None:
    assert packed(table) is None
