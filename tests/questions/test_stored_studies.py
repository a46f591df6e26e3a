"""Studies of a store beside those of files: found, read anew after a change, made."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmap.library.named_studies import is_store
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import NotAllowedError
from netmap.questions.map.request import new_page
from netmap.store.change_sets import ChangeSet, TableChange
from netmap.store.errors import KeyTakenError
from netmap.store.opening import open_store
from tests.questions.boards import ROOT, Asking
from tests.questions.stores import a_small_partnership, store_at

EMON = ROOT / "datasets" / "emon"


def test_stores_and_files_stand_side_by_side(tmp_path: Path) -> None:
    library = StudyLibrary([EMON, store_at(tmp_path / "a.netmap", "emon"), store_at(tmp_path / "b.db")])
    assert [entry.name for entry in library.entries(LOCAL_USER)] == ["emon", "emon-2", "ours"]
    assert [library.is_stored(name) for name in ("emon", "emon-2", "ours", "x")] == [False, True, True, False]
    assert library.study(LOCAL_USER, "emon-2").about["store"]["study"] == "emon"
    with pytest.raises(NotAllowedError):
        library.stored(LOCAL_USER, "emon")
    library.close()


def test_a_study_is_read_again_after_a_change_and_only_then(tmp_path: Path) -> None:
    path = store_at(tmp_path / "ours.netmap")
    library = StudyLibrary([path])
    before = library.study(LOCAL_USER, "ours")
    assert library.study(LOCAL_USER, "ours") is before
    more = a_small_partnership()["agencies"].iloc[:1].assign(agency="a new one", name="New")
    with open_store(path) as elsewhere:
        elsewhere.write(LOCAL_USER, "ours", ChangeSet("edit", {"agencies": TableChange(more)}))
    after = library.study(LOCAL_USER, "ours")
    assert (len(before.agencies), len(after.agencies)) == (2, 3)
    view = Asking(library).board(new_page("ours"))
    assert "New" in {row["name"] for row in view.actor_rows}
    library.close()


def test_a_study_is_made_and_found_at_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "empty.netmap"):
        pass
    library = StudyLibrary([tmp_path / "empty.netmap"])
    assert library.entries(LOCAL_USER) == ()
    assert library.make_study(LOCAL_USER, "<b>x</b>") == "<b>x</b>"
    assert [entry.name for entry in library.entries(LOCAL_USER)] == ["<b>x</b>"]
    assert len(Asking(library).board(new_page("<b>x</b>")).nodes) == 0
    with pytest.raises(KeyTakenError):
        library.make_study(LOCAL_USER, "<b>x</b>")
    with pytest.raises(NotAllowedError):
        StudyLibrary([EMON]).make_study(LOCAL_USER, "x")
    library.close()


def test_a_store_is_known_by_how_it_begins(tmp_path: Path) -> None:
    path = store_at(tmp_path / "no ending")
    (tmp_path / "a.db").write_text("agency\n")
    assert is_store(path)
    assert is_store("postgresql://somebody@localhost/ours")
    assert not is_store(tmp_path / "a.db")
    assert not is_store(tmp_path)
    assert not is_store(tmp_path / "nothing.netmap")
