"""`netmap serve --new`: a store is made where nothing was, and never over something."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmap.cli import main, serve
from netmap.library.named_studies import is_store
from netmap.library.study_library import StudyLibrary


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[list[Path | str]]:
    """What would have been served, without serving it."""
    asked: list[list[Path | str]] = []
    monkeypatch.setattr(serve, "run", lambda pages, *given: asked.append(list(pages.paths)))
    return asked


def test_a_new_store_is_made_and_opened(served: list[list[Path | str]], tmp_path: Path) -> None:
    path = tmp_path / "Č <b>.netmap"
    assert main(["serve", "--no-open", "--new", str(path)]) == 0
    assert served == [[path]]
    assert is_store(path)
    library = StudyLibrary([path])
    assert library.keeps()
    library.close()


def test_nothing_is_written_over(
    served: list[list[Path | str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "there.netmap"
    path.write_text("something")
    assert main(["serve", "--no-open", "--new", str(path)]) == 2
    assert "there.netmap" in capsys.readouterr().err
    assert (served, path.read_text()) == ([], "something")


def test_the_address_of_a_database_is_left_as_it_is(served: list[list[Path | str]]) -> None:
    assert main(["serve", "--no-open", "postgresql://me@localhost/ours"]) == 0
    assert served == [["postgresql://me@localhost/ours"]]
