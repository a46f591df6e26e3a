"""A study by its place or its name: files, stores, and the studies that come with netmap."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.library.named_studies import place_of
from netmap.library.principals import LOCAL_USER
from netmap.model.bundled import bundled_studies
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.store.opening import open_store


def small(agency: str) -> netmap.Study:
    return netmap.from_tables(agencies=pd.DataFrame({"agency": [agency]}))


def store_of(path: Path, *names: str) -> Path:
    """A store with studies of one agency each, called like the study."""
    with open_store(path) as store:
        for name in names:
            store.create_study(LOCAL_USER, name)
            store.write_study(LOCAL_USER, name, small(name))
    return path


@pytest.mark.parametrize("name", sorted(bundled_studies()))
def test_a_bundled_study_is_read_by_its_name(name: str) -> None:
    assert netmap.read_study(name).about["name"] == name


def test_what_exists_as_a_path_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "riverside").mkdir()
    (tmp_path / "riverside" / "agencies.csv").write_text("agency\nours\n", encoding="utf-8")
    assert netmap.read_study("riverside").agencies["agency"].tolist() == ["ours"]
    assert netmap.read_study(tmp_path / "riverside").agencies["agency"].tolist() == ["ours"]


def test_a_store_of_one_study_needs_no_name(tmp_path: Path) -> None:
    path = store_of(tmp_path / "ours.netmap", "=A1")
    for given in (path, str(path)):
        found = netmap.read_study(given)
        assert found.agencies["agency"].tolist() == ["=A1"]
    assert netmap.ties(found).attrs["study_version"] == str(found.about["store"]["version"])


def test_of_several_studies_one_is_named(tmp_path: Path) -> None:
    path = store_of(tmp_path / "ours.netmap", "=A1", "a,b")
    assert netmap.read_study(path, study="a,b").agencies["agency"].tolist() == ["a,b"]
    with pytest.raises(ArgumentError, match="several studies: =A1, a,b"):
        netmap.read_study(path)
    with pytest.raises(NotFoundError, match="no study “c”; it holds: =A1, a,b"):
        netmap.read_study(path, study="c")


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="holds no study yet"):
        netmap.read_study(store_of(tmp_path / "ours.netmap"))


def test_a_study_of_files_takes_no_name(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="“x” names a study of a store"):
        netmap.read_study("riverside", study="x")


def test_what_is_not_there_is_told_with_what_is_near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotFoundError, match="Did you mean “riverside”"):
        netmap.read_study("riversid")
    shutil.copytree(bundled_studies()["emon"], tmp_path / "children")
    with pytest.raises(NotFoundError, match="Did you mean “children”"):
        netmap.read_study("childrn")
    with pytest.raises(NotFoundError, match=f"one of these: children, {', '.join(bundled_studies())}"):
        netmap.read_study("q")


def test_an_address_is_left_as_it_is() -> None:
    assert place_of("postgresql://user@host/name") == "postgresql://user@host/name"
