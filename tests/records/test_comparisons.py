"""Comparisons saved in a store: opened on exactly their family, never over others' words, undone and kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pandas as pd
import pytest

import netmap
from netmap.cli.program import run
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import ArgumentError, NotAllowedError, NotFoundError
from netmap.questions.compare import QUESTION, pinned
from netmap.questions.context import Context
from netmap.questions.inquiry import inquiry_of
from netmap.questions.question import PageState
from netmap.questions.results import CompareRequest
from netmap.questions.saved_comparisons import address_of, saved_in
from netmap.records.actions import action
from netmap.records.requests import RecordContext
from netmap.store.backups import backup
from netmap.store.errors import ConflictError, NotStandingError
from netmap.store.opening import open_store
from tests.records.test_work_list import town
from tests.store.conftest import new_database, new_place, place, server  # noqa: F401  (fixtures)

ASKED = [("until", "2011-06-30"), ("months", "6"), ("windows", "1"), ("draws", "19"), ("quiet-days", "60")]


@pytest.fixture
def at(place: str) -> Iterator[RecordContext]:  # noqa: F811
    with open_store(place) as store:
        store.create_study(LOCAL_USER, "town")
        store.write_study(LOCAL_USER, "town", town())
        yield RecordContext(StudyLibrary([store]), "town")


def do(at: RecordContext, name: str, **told: Any) -> Any:
    return action(name)(at, {"key": str(uuid4()), **told})


def chosen(at: RecordContext, *more: tuple[str, str]) -> tuple[Context, CompareRequest, str]:
    """What a page compares, with its windows and versions named, and the text that is saved of it."""
    state = PageState.of(CompareRequest, [("study", at.study), *ASKED, *more])
    inquiry = inquiry_of(at.library, state.context)
    request = pinned(inquiry, state.request)
    return inquiry.context, request, address_of(inquiry.context, request)


def ask(at: RecordContext, *pairs: tuple[str, str]) -> Any:
    state = PageState.of(CompareRequest, [("study", at.study), *pairs])
    return QUESTION.ask(inquiry_of(at.library, state.context), state.request).facts


def test_it_opens_on_exactly_its_family_whatever_is_usual_later(
    at: RecordContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, request, address = chosen(at, ("measure", "repeated"), ("measure", "mean_degree"))
    saved = do(at, "save_comparison", title="<b>Spring</b>", note="=A1", address=address)
    for field in ("draws", "draw_seed", "months"):
        monkeypatch.setattr(CompareRequest.model_fields[field], "default", 7)
    (one,) = saved_in(at.now())
    assert (one.comparison, one.title, one.note, one.made_of) == (
        saved.comparison,
        "<b>Spring</b>",
        "=A1",
        "1",
    )
    found = ask(at, ("saved", saved.comparison))
    direct = ask(at, *context.query, *((key, value) for key, value in ASKED), *[("measure", "repeated")])
    assert set(found.frame["measure"]) == {"repeated", "mean_degree"}
    assert found.parameters["draws"] == 19
    assert found.parameters["policy"].quiet_days == 60
    assert found.parameters["windows"] == direct.parameters["windows"]
    assert request.measure == ("repeated", "mean_degree")
    said = found.sentence
    assert said.startswith(
        "This is the comparison “<b>Spring</b>”, saved on version 1 of the record. Nothing"
    )


def test_it_says_when_the_record_has_moved_on_and_not_for_what_no_figure_reads(at: RecordContext) -> None:
    saved = do(at, "save_comparison", title="Spring", address=chosen(at)[2]).comparison
    do(at, "save_comparison", title="Another", address=chosen(at)[2])
    assert "Nothing that it reads has changed since." in ask(at, ("saved", saved)).sentence
    do(at, "save_record", table="agencies", values={"name": "East"})
    assert "The record has changed since and is now version 4" in ask(at, ("saved", saved)).sentence


def test_two_people_write_of_one(at: RecordContext) -> None:
    saved = do(at, "save_comparison", title="Spring", address=chosen(at)[2]).comparison
    version = do(at, "saved_comparison", comparison=saved).version
    do(at, "save_comparison", comparison=saved, version=version, note="ours")
    with pytest.raises(ConflictError) as told:
        do(at, "save_comparison", comparison=saved, version=version, title="Theirs")
    (found,) = told.value.conflicts
    assert found.live is not None
    assert found.yours is not None
    assert (found.yours["title"], found.live["note"], found.live["title"]) == ("Theirs", "ours", "Spring")
    assert found.version == do(at, "saved_comparison", comparison=saved).version


def test_it_is_put_aside_taken_up_again_and_undone(at: RecordContext) -> None:
    key, address = str(uuid4()), chosen(at)[2]
    first = do(at, "save_comparison", key=key, title="Spring", address=address)
    again = do(at, "save_comparison", key=key, title="Spring", address=address)
    assert (again.again, again.comparison, again.change) == (True, first.comparison, first.change)
    version = do(at, "saved_comparison", comparison=first.comparison).version
    aside = do(at, "save_comparison", comparison=first.comparison, version=version, archived=True)
    assert aside.said == "Put aside: the comparison “Spring”."
    assert [each.archived for each in saved_in(at.now())] == [True]
    assert ask(at, ("saved", first.comparison)).n >= 0  # it still opens
    do(at, "undo", change=aside.change)
    assert [each.archived for each in saved_in(at.now())] == [False]
    undone = do(at, "undo", change=first.change)
    assert saved_in(at.now()) == ()
    with pytest.raises(NotStandingError):
        do(at, "save_comparison", key=key, title="Spring", address=address)
    other = do(at, "save_comparison", title="Other", address=address)
    assert other.comparison != first.comparison
    do(at, "undo", change=undone.change)
    assert {each.title for each in saved_in(at.now())} == {"Spring", "Other"}
    past = do(at, "saved_comparison", comparison=first.comparison).past
    assert past[-1].what == ("Title: Spring",)


def test_what_cannot_be_is_refused(at: RecordContext) -> None:
    address = chosen(at)[2]
    with pytest.raises(ArgumentError, match="title"):
        do(at, "save_comparison", address=address)
    for text in (None, "", "windows=2", address.replace("made-of", "made"), f"?{address}"):
        with pytest.raises(ArgumentError, match="address"):
            do(at, "save_comparison", title="Spring", address=text)
    saved = do(at, "save_comparison", title="Spring", address=address)
    seen = {"comparison": saved.comparison, "version": 1}
    with pytest.raises(ArgumentError, match="stays as it is"):
        do(at, "save_comparison", **seen, address=address.replace("draws=19", "draws=20"))
    with pytest.raises(ArgumentError, match="leave out draws"):
        ask(at, ("saved", saved.comparison), ("draws", "20"))
    with pytest.raises(ArgumentError, match="leave out quiet-days"):
        ask(at, ("saved", saved.comparison), ("quiet-days", "61"))
    with pytest.raises(NotFoundError, match=f"saved are: .*{saved.comparison}"):
        ask(at, ("saved", "=A1"))
    with pytest.raises(NotFoundError):
        do(at, "saved_comparison", comparison="=A1")
    files = RecordContext(StudyLibrary([Path("riverside")]), "riverside")
    with pytest.raises(NotAllowedError, match="files"):
        action("save_comparison")(files, {"key": str(uuid4()), "title": "Spring", "address": address})


def test_backup_and_command_hold_it(
    at: RecordContext,
    place: str,  # noqa: F811
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    address = chosen(at, ("measure", "mean_degree"))[2]
    saved = do(at, "save_comparison", title="Spring", address=address).comparison
    where = place if place.startswith("postgresql") else str(tmp_path / "copy.netmap")
    if where != place:  # PostgreSQL has its own tools for copies
        backup(place, Path(where))
    assert run(["saved-comparisons", where, "--format", "csv"]) == 0
    assert "Spring" in capsys.readouterr().out
    assert run(["compare", where, "--saved", saved, "--format", "csv"]) == 0
    assert capsys.readouterr().out.count("mean_degree") == 1
    assert run(["compare", where, "--saved", "no such"]) == 2
    assert saved in capsys.readouterr().err
    netmap.write_study(at.now(), tmp_path / "files")
    taken = netmap.read_study(tmp_path / "files")
    pd.testing.assert_series_equal(taken.comparisons["address"], at.now().comparisons["address"])
