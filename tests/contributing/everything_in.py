"""Asks every page, address and command in one language: `python -m tests.contributing.everything_in pl`.

Prints a JSON object: what was asked, and what came of it.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys

from starlette.types import ASGIApp

from dashboards.answer_page.page import AnswerPage, answered
from dashboards.pages import PAGES
from dashboards.pages.learning.page import PAGE as LEARNING
from dashboards.server import assemble
from netmap.cli.program import command_names, run
from netmap.model.bundled import bundled_studies
from netmap.model.i18n import translator
from tests.dashboards.asking import ask, texts
from tests.dashboards.studies import services_over
from tests.dashboards.test_server import board_answer

STUDY = "coprogettazione-simulated"
"""A small one: what is asked is whether every page answers, not how much it has to work out."""

FILES = 5
"""Of so many files of tables one is asked for: one function writes them all."""

COMMANDS = (
    ("check", "riverside"),
    ("ties", "emon"),
    ("zones", "riverside"),
    ("champions", "riverside", "--from", "users", "--to", "authority"),
    ("datasets",),
)


def everything_in(language: str) -> dict[str, str]:
    """What every page, address and command answers."""
    services = services_over(*bundled_studies().values())
    app = assemble(services)
    found = {"board": board_answer(app, language, "?study=riverside").text}
    for each in PAGES:
        for part in ("", "_dash-layout", "_dash-dependencies"):
            found[f"{each.name}/{part}"] = fetched(app, each.address(language) + part)
    plain = [page.home for page in PAGES if isinstance(page.home, AnswerPage)]
    for shown in (LEARNING, *plain):
        answer = answered(shown, services, translator(language), f"?study={STUDY}")
        found[shown.page] = "\n".join(texts(answer["content"]))
    for place, (path, asked) in enumerate(sorted(ask(app, "/api/openapi.json").json()["paths"].items())):
        address = path.replace("{study}", STUDY)
        file = path.endswith((".csv", ".xlsx"))
        if "get" in asked and "{" not in address and (not file or place % FILES == 0):
            found[path] = fetched(app, f"{address}?lang={language}", below=500)
    for command in (*COMMANDS, *((name, "--help") for name in command_names())):
        found[" ".join(command)] = printed(*command, "--lang", language)
    return found


def fetched(app: ASGIApp, address: str, below: int = 300) -> str:
    """What an address answers; some refuse what a study of files cannot do."""
    answer = ask(app, address)
    assert answer.status_code < below, (address, answer.status_code, answer.text[:500])
    return answer.text


def printed(*typed: str) -> str:
    """What a command prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert run(typed) == 0, (typed, out.getvalue())
    return out.getvalue()


if __name__ == "__main__":
    json.dump(everything_in(sys.argv[1]), sys.stdout)
