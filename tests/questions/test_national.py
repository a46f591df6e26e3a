"""The national overview: what is kept of a store, by name, as of its version; nothing is ranked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pandas as pd
import pytest

import netmap
from dashboards.pages import national as page
from dashboards.services import Services
from netmap.cli.program import run
from netmap.library.principals import LOCAL_USER, Principal
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import NotAllowedError
from netmap.model.i18n import ENGLISH, N_
from netmap.questions.context import Context
from netmap.questions.inquiry import inquiry_of
from netmap.questions.national import QUESTION, National, NationalRequest
from netmap.questions.question import PageState
from netmap.records.actions import action
from netmap.records.requests import RecordContext
from netmap.store.errors import StoreError
from netmap.store.opening import open_store
from tests.dashboards.asking import texts

NAMES = ["area 10", "Area 9", '=<b>Zed</b> "x"']
ASKED = ("--until", "2023-06-30", "--months", "6", "--draws", "39")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three partnerships, compared by the command once; with another study that was not."""
    whole = netmap.simulate(partnerships=3, people=90, agencies=20, seed=4)
    tables = dict(whole.tables)
    tables["partnerships"] = tables["partnerships"].assign(name=NAMES)
    path = tmp_path_factory.mktemp("national") / "n.netmap"
    with open_store(path) as store:
        for name in ("record", "other"):
            store.create_study(LOCAL_USER, name)
            store.write_study(LOCAL_USER, name, netmap.Study(tables, whole.about))
    assert run(["compare", str(path), "--study", "record", *ASKED, "--format", "csv"]) == 0
    return path


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Iterator[StudyLibrary]:
    place = tmp_path / "n.netmap"
    place.write_bytes(made.read_bytes())
    library = StudyLibrary([place, Path("riverside")])
    yield library
    library.close()


def ask(library: StudyLibrary, study: str = "record", **told: Any) -> National:
    context = Context(study=study)
    found = QUESTION.ask(inquiry_of(library, context), NationalRequest.model_validate(told)).facts
    assert isinstance(found, National)
    return found


@pytest.mark.parametrize(("of", "windows"), [("window", ("2",)), ("change", ("1", "2"))])
def test_it_says_what_compare_says_by_name(
    library: StudyLibrary, made: Path, of: str, windows: tuple[str, ...]
) -> None:
    facts = ask(library, measure="ei_agency", of=of)
    assert facts.windows == windows
    assert facts.rows["name"].tolist() == ['=<b>Zed</b> "x"', "Area 9", "area 10"]
    shares = netmap.stored_partnerships(made, "record")
    spans = netmap.windows(shares.outline(), until="2023-06-30", months=6)
    fresh = netmap.compare(shares, spans, draws=39)
    effects = fresh.table("effects")
    mine = effects[(effects["measure"] == "ei_agency") & (effects["window"] == windows[0])]
    mine = mine[mine["to"] == "2" if of == "change" else mine["to"].isna()].set_index("partnership")
    for name in ("effect", "sd", "low", "high"):
        np.testing.assert_array_equal(facts.rows[name], mine.loc[facts.rows["partnership"], name])
    whole = fresh.table("over partnerships")
    whole = whole[(whole["measure"] == "ei_agency") & (whole["window"] == windows[0])]
    whole = whole[whole["to"] == "2" if of == "change" else whole["to"].isna()]
    assert facts.pooled["effect"] == whole["effect"].iloc[0]
    assert facts.result is not None
    pd.testing.assert_frame_equal(facts.result.table(), fresh.table(), check_exact=True)
    assert facts.result.method == fresh.method
    assert facts.result.script() == fresh.script()


def test_it_says_of_which_version_it_is(library: StudyLibrary) -> None:
    told = {"key": str(uuid4()), "title": "x", "address": "measure=repeated&draws=19&draw-seed=0&made-of=1"}
    at = RecordContext(library, "record")
    action("save_comparison")(at, told)
    said = QUESTION.sentences(ask(library), ENGLISH)
    assert "Worked out on version 1 of the record, which is still the present one." in said
    action("save_record")(at, {"key": str(uuid4()), "table": "agencies", "values": {"name": "East"}})
    outdated = ask(library)
    said = QUESTION.sentences(outdated, ENGLISH)
    assert "Worked out on version 1 of the record, which is now at version 4." in said
    assert len(outdated.rows) == 3


def test_one_is_found_by_name(library: StudyLibrary) -> None:
    facts = ask(library, find="AREA")
    assert facts.rows["found"].tolist() == [False, True, True]
    assert QUESTION.sentences(facts, ENGLISH)[-1] == "2 names fit what is looked for."
    parts, values, _ = shown(library, "find=area&measure=ei_agency")
    assert values["find"] == "area"
    said = texts(parts)
    assert any(text.startswith("Area 9: ") for text in said)
    assert "No partnership has “nobody” in its name." in texts(shown(library, "find=nobody")[0])


def test_apart_is_what_leaves_zero_out(library: StudyLibrary) -> None:
    rows = pd.DataFrame(
        {
            "name": ["<b>", "b", "c", "d"],
            "found": [False, True, False, False],
            "effect": [0.5, -0.5, 0.1, -0.1],
            "low": [0.1, -0.9, 0.0, -0.2],
            "high": [0.9, -0.1, 0.2, 0.0],
        }
    )
    bars, found, dots = page.national_figure(rows, ENGLISH)["data"]
    assert dots["marker"]["color"] == [page.ACCENT, page.AMBER, "#ffffff", "#ffffff"]
    assert dots["customdata"][0][0] == "&lt;b&gt;"
    assert found["x"] == [2, 2, None]
    assert bars["y"] == [0.1, 0.9, None, 0.0, 0.2, None, -0.2, 0.0, None]


def shown(library: StudyLibrary, query: str, study: str = "record") -> Any:
    pairs = [tuple(each.split("=")) for each in f"study={study}&{query}".split("&") if each]
    state = PageState.of(NationalRequest, pairs)
    return page.content(Services(library), state, ENGLISH)


def test_where_nothing_is_kept_the_page_says_how(library: StudyLibrary) -> None:
    other = texts(shown(library, "", "other")[0])
    assert any(text.startswith("Nothing is kept of this study yet.") for text in other)
    assert any(text.startswith("netmap compare STORE --study other") for text in other)
    files = texts(shown(library, "", "riverside")[0])
    assert any(text.startswith("This study is read from files.") for text in files)
    assert not any("netmap compare" in text for text in files)


def test_the_study_is_not_read_for_it_and_a_board_never_sees_it(
    library: StudyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StudyLibrary, "study", lambda *given: pytest.fail("read"))
    assert len(texts(shown(library, "measure=ei_agency")[0])) > 20
    inquiry = inquiry_of(library, Context(study="record", principal=Principal("x", "board")))
    with pytest.raises(NotAllowedError):
        QUESTION.ask(inquiry, NationalRequest())


def test_a_part_of_a_record_is_not_kept_for_the_whole(made: Path, library: StudyLibrary) -> None:
    before = ask(library)
    assert (
        run(["compare", str(made), "--study", "other", *ASKED, "--among", "partnership_1", "--format", "csv"])
        == 0
    )
    assert ask(StudyLibrary([made]), "other").result is None
    assert before.result is not None


@pytest.mark.parametrize("full", [False, True])
def test_the_command_says_whether_the_overview_is_kept(
    made: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    full: bool,
) -> None:
    place = tmp_path / "n.netmap"
    place.write_bytes(made.read_bytes())

    def no_room(*_: object, **__: object) -> None:
        raise StoreError(N_("the disk is full"))

    if full:
        monkeypatch.setattr("netmap.store.keeping.Store.keep_answer", no_room)
    assert run(["compare", str(place), "--study", "record", *ASKED]) == 0
    said = capsys.readouterr().out
    assert ("Kept in the store: the national overview opens with it." in said) != full
    assert ("The national overview could not be kept: " in said) == full
