"""A small partnership in a store, for the tests of recording; most ids are hostile."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

import netmap
from netmap.library.principals import LOCAL_USER, Principal
from netmap.library.study_library import StudyLibrary
from netmap.records.actions import action
from netmap.records.requests import RecordContext
from netmap.store.copying import copy_of
from netmap.store.opening import open_store

ANN, BOB, CID, DORA = "=A1", "a,b", "Č-12", "__proto__"
"""Four people; the fourth never sat."""

BOARD, OTHER = "<b>x</b>", "1"
"""Two zones; nobody sat in the other."""

FIRST, SECOND = "m, 1", "m, 2"


def a_small_partnership() -> dict[str, pd.DataFrame]:
    """Two agencies, four people, two zones, two sittings of the board: Ann and Bob, then Ann, Cid sorry."""
    return {
        "agencies": pd.DataFrame({"agency": ["agency_1", "person-1"], "name": ["North", "South"]}),
        "practitioners": pd.DataFrame(
            {
                "practitioner": [ANN, BOB, CID, DORA],
                "name": ["Ann", "Bob", "Cid", None],
                "agency": ["agency_1", "person-1", "agency_1", None],
            }
        ),
        "zones": pd.DataFrame({"zone": [BOARD, OTHER], "name": ["The board", None]}),
        "posts": pd.DataFrame({"practitioner": [BOB], "zone": [OTHER]}),
        "meetings": pd.DataFrame(
            {"meeting": [FIRST, SECOND], "zone": [BOARD, BOARD], "date": ["2024-03-05", "2024-04-02"]}
        ),
        "attendance": pd.DataFrame(
            {
                "meeting": [FIRST, FIRST, SECOND, SECOND],
                "practitioner": [ANN, BOB, ANN, CID],
                "status": ["present", None, "present", "apologies"],
            }
        ),
    }


@cache
def _bytes(name: str) -> bytes:
    """A store that holds the small partnership, made once and copied then."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.netmap"
        with open_store(path) as store:
            store.create_study(LOCAL_USER, name)
            store.write_study(LOCAL_USER, name, netmap.from_tables(**a_small_partnership()), label="the list")
        copy_of(path, Path(folder) / "copy")
        return (Path(folder) / "copy").read_bytes()


def store_at(path: Path, name: str = "ours") -> Path:
    """A store that holds the small partnership."""
    path.write_bytes(_bytes(name))
    return path


def library_over(folder: Path) -> StudyLibrary:
    """A library over such a store, in a folder."""
    return StudyLibrary([store_at(folder / "ours.netmap")])


def act(library: StudyLibrary, name: str, told: dict[str, Any] | None = None, **more: Any) -> Any:
    """What an action answers, through the one door of pages, commands and programs."""
    return action(name)(RecordContext(library, **{"study": "ours", **more}), told or {})


class Dialog:
    """The import dialog of one browser: what it uploads is there for its next requests."""

    def __init__(self, library: StudyLibrary, study: str = "ours") -> None:
        self.at = RecordContext(library, study)

    def upload(self, name: str, content: bytes) -> Any:
        return action("upload_file")(self.at, {"name": name, "content": content})

    def preview(self, told: dict[str, Any], by: Principal = LOCAL_USER) -> Any:
        return action("preview_import")(replace(self.at, principal=by), told)

    def commit(self, told: dict[str, Any], language: str = "en") -> Any:
        return action("commit_import")(replace(self.at, language=language), told)
