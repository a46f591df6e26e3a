"""Documentation is true: examples run, all is described, and the README can be followed."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import netmap
from netmap.cli import main
from netmap.cli.program import build, command_names
from tools import question_docs

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def modules() -> list[str]:
    found = pkgutil.walk_packages(netmap.__path__, "netmap.")
    return [module.name for module in found if not module.name.endswith("__main__")]


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", modules())
def test_examples_run(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert outcome.failed == 0


@pytest.mark.parametrize("name", sorted(netmap.PUBLIC))
def test_every_public_name_is_described(name: str) -> None:
    thing = getattr(netmap, name)
    words = inspect.getdoc(thing)
    assert words
    if inspect.isfunction(thing):
        assert ">>>" in words, f"{name} has no example"


@pytest.mark.parametrize("command", command_names())
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`netmap {command}" in README


def options() -> Iterator[str]:
    for command in build().commands.values():
        yield from (option for part in command.params for option in part.opts if option.startswith("--"))


@pytest.mark.parametrize("option", sorted(set(options()) - {"--help"}))
def test_every_option_is_documented(option: str) -> None:
    assert option in README + question_docs.PAGE.read_text(encoding="utf-8")


def test_the_page_of_questions_is_made_from_their_list() -> None:
    told = question_docs.PAGE.read_text(encoding="utf-8")
    assert told == question_docs.page() + "\n", "run: python -m tools.question_docs"


def test_every_make_target_named_exists() -> None:
    targets = set(
        re.findall(r"^([\w-]+):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    text = README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`?make ([a-z-]+)(?=[`\s]+(?:#|\||\n|`))", text)) <= targets


def test_links_lead_somewhere() -> None:
    for page in [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *(ROOT / "docs").glob("*.md"),
        *ROOT.glob("datasets/*/*.md"),
    ]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.fixture
def our_partnership(tmp_path: Path) -> Path:
    """The study that the README tells people to make, word for word."""
    folder = tmp_path / "our-partnership"
    folder.mkdir()
    for name, text in re.findall(r"^`(\w+\.csv)`:.*?```csv\n(.*?)```", README, re.DOTALL | re.MULTILINE):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_readme_can_be_followed(our_partnership: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list(our_partnership.iterdir())) == 7
    commands = re.findall(r"^\$ netmap ((?:check|ties|paths) .*)$", README, re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["check", "ties", "paths"]
    for command in commands:
        assert main(command.split()) == 0
    assert capsys.readouterr().err == ""
    ties = netmap.ties(netmap.read_study(our_partnership))
    kinds = {(row.source, row.target): row.kind for row in ties.itertuples()}
    assert kinds == {
        ("ann", "ben"): "old_network",
        ("ann", "cem"): "new_network",
        ("ben", "cem"): "cognitive_trail",
    }


def test_the_python_example_runs(our_partnership: Path) -> None:
    examples = "\n".join(re.findall(r"```python\n(.*?)```", README, re.DOTALL))
    Path("last-year.csv").write_text("date,name,agency,meeting\n2023-05-04,Ann,North,Board\n", "utf-8")
    names: dict[str, object] = {}
    exec(compile(ast.parse(examples), "README.md", "exec"), names)  # noqa: S102  (our own README)
    assert len(names["ties"]) == 3  # type: ignore[arg-type]
    assert Path("map.gexf").stat().st_size > 0
