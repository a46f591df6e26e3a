"""The question of two networks: the library's own figures, and a program that repeats every digit."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import numpy as np
import pandas as pd

import netmap
from netmap.model.i18n import ENGLISH
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.relations import QUESTION, Relations, RelationsRequest
from tests import shared_data

IDS = ("agency_1", "=A1", "Č-12", "1", "a,b", "<b>x</b>")


def two_relations(folder: Path) -> Path:
    """Six agencies of hostile names that advise and help one another, by chance."""
    rng = np.random.default_rng(3)
    rows = [
        (source, target, relation)
        for relation in ("advice", "help")
        for source in IDS
        for target in IDS
        if source != target and rng.random() < 0.5
    ]
    study = netmap.from_tables(
        agencies=pd.DataFrame({"agency": IDS, "sector": ["a", "a", "b", "b", "a", "b"]}),
        ties=pd.DataFrame(rows, columns=["source", "target", "relation"]),
    )
    netmap.write_study(study, folder / "two")
    return folder / "two"


def asked(study: netmap.Study, **told: object) -> Relations:
    inquiry = Inquiry(Context(study="two"), lambda: study)
    facts: Relations = QUESTION.ask(inquiry, RelationsRequest.model_validate(told)).facts
    return facts


def test_the_program_of_two_networks_repeats_every_digit(tmp_path: Path) -> None:
    path = two_relations(tmp_path)
    study = netmap.read_study(path)
    found = asked(study, alike=("sector",), permutations=99, draw_seed=4)
    script = found.script.replace("read_study('study')", f"read_study({str(path)!r})")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(script, "script", "exec"), {})  # noqa: S102
    tables = [found.correlation.table(), found.regression.table()]
    assert said.getvalue() == "\n".join([each.to_csv(index=False) for each in tables]) + "\n"
    assert found.regression.table()["term"].tolist() == ["(intercept)", "help", "same sector"]
    one, other = (netmap.relation_matrix(study, relation=name) for name in ("advice", "help"))
    direct = netmap.qap_correlation(one, other, 99, 4)
    pd.testing.assert_frame_equal(found.correlation.table(), direct.table())
    assert len(QUESTION.sentences(found, ENGLISH)) >= 5


def test_one_network_is_set_beside_likeness_or_said_to_be_one() -> None:
    study = shared_data.bundled("emon")
    inquiry = Inquiry(Context(study="emon", partnership="Cheyenne"), lambda: study)
    nothing = QUESTION.ask(inquiry, RelationsRequest()).facts
    assert QUESTION.sentences(nothing, ENGLISH)[0].startswith("There is one relation of one wave")
    found = QUESTION.ask(inquiry, RelationsRequest(alike=("sector",), permutations=99)).facts
    assert found.regression.table()["term"].tolist() == ["(intercept)", "same sector"]
