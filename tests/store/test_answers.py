"""Answers are kept for one version of a study, and only so many."""

from __future__ import annotations

import pytest

from netmap.store import answers
from netmap.store.keeping import Store
from tests.store.small import ME, NAME, OTHER, edit, with_town


def test_an_answer_is_kept_until_the_study_moves_on(store: Store) -> None:
    version = with_town(store).number
    assert store.answer(ME, NAME, version, "ties") is None
    assert store.keep_answer(ME, NAME, version, "ties", b"\x00one")
    assert store.answer(OTHER, NAME, version, "ties") == b"\x00one"
    assert store.answer(ME, NAME, version, "paths") is None
    assert store.keep_answer(ME, NAME, version, "ties", b"two")
    assert store.answer(ME, NAME, version, "ties") == b"two"
    edit(store, "agencies", "north", name="x")
    assert store.answer(ME, NAME, version, "ties") is None
    assert not store.keep_answer(ME, NAME, version, "ties", b"late")
    assert store.answer(ME, NAME, version, "ties") is None


def test_the_oldest_answers_are_let_go(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_BYTES", 100)
    monkeypatch.setattr(answers, "LARGEST", 60)
    version = with_town(store).number
    assert not store.keep_answer(ME, NAME, version, "large", bytes(61))
    for question in ("a", "b", "c"):
        assert store.keep_answer(ME, NAME, version, question, bytes(45))
    assert [store.answer(ME, NAME, version, question) is None for question in ("a", "b", "c")] == [
        True,
        False,
        False,
    ]
    assert store.keep_answer(ME, NAME, version, "largest", bytes(60))
    assert [store.answer(ME, NAME, version, question) is None for question in ("c", "largest")] == [
        True,
        False,
    ]
    assert store.keep_answer(ME, NAME, version, "just fits", bytes(40))
    assert store.answer(ME, NAME, version, "largest") is not None
