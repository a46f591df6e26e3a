"""Ties as they were declared or coded, beside the computed ones, and how far the two agree."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

import netmap
from tests.tie_kinds.answers import days_from, tie_of, ties_of
from tests.worlds import Row, Rows, people_and_contacts, study_of

B = "2011-08-01"
OLD, NEW, TRAIL = "old_network", "new_network", "cognitive_trail"
WAVES = [
    {"wave": "w_1", "start": "2011-08", "end": "2011-08"},
    {"wave": "w_2", "start": "2011-09-01", "end": "2011-09-15"},
    {"wave": "w_3", "start": "2011-10-01"},
]


def coded(*rows: Row, contacts: tuple[tuple[str, str, str], ...] = (("2011-08-01", "a", "b"),)) -> Rows:
    ends = [{"source": "a", "target": "b"} | row for row in rows]
    people = [{"practitioner": name} for name in "abc"]
    site = [{"partnership": "P", "baseline": B}]
    return people_and_contacts(contacts, partnerships=site, practitioners=people, waves=WAVES, ties=ends)


def kinds(rows: Rows, as_of: str = "2011-12-31") -> tuple[Any, Any, Any]:
    tie = tie_of(rows, "a", "b", as_of=as_of)
    assert tie is not None
    return tie["kind"], tie["kind_computed"], tie["kind_coded"]


def test_the_coded_kind_is_shown_and_the_computed_one_is_kept() -> None:
    assert kinds(coded({"kind": OLD})) == (OLD, TRAIL, OLD)
    assert kinds(coded({"kind": TRAIL})) == (TRAIL, TRAIL, TRAIL)
    assert kinds(coded({})) == (TRAIL, TRAIL, None)


def test_the_state_is_that_of_the_computed_tie() -> None:
    tie = tie_of(coded({"kind": OLD}), "a", "b", as_of="2011-12-31")
    assert tie is not None
    assert tie["state"] == "faded"


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([{"kind": OLD}, {"kind": OLD}, {"kind": NEW}], OLD),
        ([{"kind": OLD}, {"kind": NEW}], None),
        ([{"kind": OLD}, {}], OLD),
        ([{"kind": OLD, "missing": True}, {"kind": NEW}], NEW),
        ([{"kind": OLD, "missing": False}], OLD),
        ([{"kind": OLD}, {"kind": OLD}, {"kind": NEW, "wave": "w_1"}], NEW),
        ([{"kind": OLD, "wave": "w_1"}, {"kind": NEW, "wave": "w_2"}], NEW),
        ([{"kind": OLD, "wave": "w_1"}, {"kind": OLD, "wave": "w_1"}, {"kind": NEW, "wave": "w_2"}], NEW),
        ([{"kind": OLD, "wave": "w_1"}, {"wave": "w_2"}], OLD),
        ([{"kind": OLD}, {"wave": "w_1"}], OLD),
        ([{"kind": OLD, "wave": "w_1"}, {"kind": NEW, "wave": "w_1"}, {"wave": "w_2"}], None),
        ([{"kind": OLD, "wave": "w_1"}, {"kind": NEW, "wave": "w_2"}, {}, {"wave": "w_2"}], NEW),
        ([{"kind": OLD, "wave": "w_1"}, {"kind": NEW, "wave": "w_2", "missing": True}], OLD),
    ],
)
def test_the_commonest_kind_of_the_latest_wave_counts(rows: list[Row], kind: str | None) -> None:
    numbered = [row | {"coder": str(number)} for number, row in enumerate(rows)]
    assert kinds(coded(*numbered))[2] == kind


@pytest.mark.parametrize(
    ("as_of", "kind"), [("2011-08-30", None), ("2011-08-31", OLD), ("2011-09-14", OLD), ("2011-09-15", NEW)]
)
def test_a_coded_row_counts_from_the_end_of_its_wave(as_of: str, kind: str | None) -> None:
    rows = coded({"kind": OLD, "wave": "w_1"}, {"kind": NEW, "wave": "w_2"})
    assert kinds(rows, as_of)[2] == kind


def test_a_pair_that_was_only_coded_has_no_state_and_no_dates() -> None:
    tie = tie_of(coded({"kind": OLD}, contacts=(("2011-08-01", "b", "c"),)), "a", "b")
    assert tie is not None
    assert (tie["kind"], tie["kind_computed"], tie["state"], tie["origin"]) == (OLD, None, None, None)
    assert (tie["first"], tie["last"], tie["occasions"], tie["settings"]) == (None, None, 0, 0)
    assert (tie["beyond_zone"], tie["first_seen_at_edge"]) == (False, False)


def test_a_coded_pair_that_met_too_rarely_keeps_its_occasions() -> None:
    tie = tie_of(
        coded({"kind": OLD}, contacts=(("2011-07-01", "a", "b"), ("2011-07-02", "b", "a"))), "a", "b"
    )
    assert tie is not None
    assert (tie["kind_computed"], tie["state"], tie["occasions"], str(tie["last"])) == (
        None,
        None,
        2,
        "2011-07-02",
    )


def test_a_declared_pair_without_a_kind_is_still_a_row() -> None:
    tie = tie_of(coded({"relation": "trust"}, contacts=(("2011-08-01", "b", "c"),)), "a", "b")
    assert tie is not None
    assert (tie["kind"], tie["state"]) == (None, None)


@pytest.mark.parametrize(
    "row", [{"missing": True, "kind": OLD}, {"target": "a", "kind": OLD}, {"target": "X"}]
)
def test_not_answered_with_oneself_or_across_sorts_is_no_row(row: Row) -> None:
    rows = coded(row, contacts=(("2011-08-01", "b", "c"),)) | {"agencies": [{"agency": "X"}]}
    assert list(ties_of(rows)) == [("b", "c")]


def test_both_directions_of_a_declared_tie_are_one_pair() -> None:
    rows = coded({"kind": OLD}, {"source": "b", "target": "a", "kind": OLD})
    assert list(ties_of(rows)) == [("a", "b")]


def pairs_coded(counts: list[list[int]]) -> Rows:
    """So many pairs of each computed kind (column) that were coded so (row), in the order old, new, trail."""
    contacts: list[tuple[str, ...]] = []
    ties: list[Row] = []
    before, since = days_from(B, -200, -100, -50), days_from(B, 0, 14, 28)
    for row, cells in enumerate(counts):
        for column, cell in enumerate(cells):
            for number in range(cell):
                one, other = (f"{end}_{row}_{column}_{number}" for end in "ab")
                if column < 2:
                    contacts += [(day, one, other, "phone") for day in before]
                if column == 1:
                    contacts += [(day, one, other, "visit") for day in since]
                if column == 2:
                    contacts += [(since[0], one, other)]
                ties.append({"source": one, "target": other, "kind": (OLD, NEW, TRAIL)[row]})
    return people_and_contacts(contacts, partnerships=[{"partnership": "P", "baseline": B}]) | {"ties": ties}


def agreement(rows: Rows) -> dict[str, float]:
    frame = netmap.kind_agreement(study_of(rows))
    assert len(frame) == 1
    return {
        name: float(frame[name].iloc[0]) for name in ("n", "observed", "expected", "kappa", "low", "high")
    }


def test_kappa_by_hand() -> None:
    """Five of six agree; margins 4, 2 against 3, 3, so chance gives a half: kappa is (5/6 - 1/2) / (1/2)."""
    found = agreement(pairs_coded([[3, 1, 0], [0, 2, 0], [0, 0, 0]]))
    assert found["n"] == 6
    assert found["observed"] == pytest.approx(5 / 6)
    assert found["expected"] == pytest.approx(4 / 6 * 3 / 6 + 2 / 6 * 3 / 6)
    assert found["kappa"] == pytest.approx(2 / 3)


def test_kappa_of_two_raters_of_fifty_as_published() -> None:
    """Two readers and fifty proposals, yes and no: 20, 5, 10, 15; kappa .4 (the standard worked example)."""
    found = agreement(pairs_coded([[20, 5, 0], [10, 15, 0], [0, 0, 0]]))
    assert found["observed"] == pytest.approx(0.7)
    assert found["expected"] == pytest.approx(0.5)
    assert found["kappa"] == pytest.approx(0.4)


def test_kappa_and_its_interval_on_three_kinds_as_published() -> None:
    """A hundred diagnoses (Fleiss 1981, Statistical Methods for Rates and Proportions, 13.1): kappa .676."""
    counts = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
    found = agreement(pairs_coded(counts))
    assert found["kappa"] == pytest.approx(0.676, abs=0.0005)
    error = standard_error(counts)
    assert found["low"] == pytest.approx(found["kappa"] - 1.959964 * error, abs=1e-4)
    assert found["high"] == pytest.approx(found["kappa"] + 1.959964 * error, abs=1e-4)


def standard_error(counts: list[list[int]]) -> float:
    """Large-sample standard error of kappa (Fleiss, Cohen and Everitt 1969), written out."""
    n, kinds = sum(map(sum, counts)), range(len(counts))
    p = [[cell / n for cell in row] for row in counts]
    by_row = [sum(p[i]) for i in kinds]
    by_column = [sum(p[i][j] for i in kinds) for j in kinds]
    expected = sum(by_row[i] * by_column[i] for i in kinds)
    kappa = (sum(p[i][i] for i in kinds) - expected) / (1 - expected)
    same = sum(p[i][i] * (1 - (by_row[i] + by_column[i]) * (1 - kappa)) ** 2 for i in kinds)
    other = sum(p[i][j] * (by_column[i] + by_row[j]) ** 2 for i in kinds for j in kinds if i != j)
    both = (kappa - expected * (1 - kappa)) ** 2
    return math.sqrt((same + (1 - kappa) ** 2 * other - both) / n) / (1 - expected)


def test_perfect_agreement_on_two_kinds_is_one() -> None:
    assert agreement(pairs_coded([[3, 0, 0], [0, 0, 0], [0, 0, 4]]))["kappa"] == pytest.approx(1)


def test_kappa_is_undefined_without_pairs_that_have_both_or_with_one_kind_alone() -> None:
    none, alone = agreement(coded()), agreement(pairs_coded([[5, 0, 0], [0] * 3, [0] * 3]))
    assert none["n"] == 0
    assert math.isnan(none["observed"])
    assert (alone["n"], alone["observed"], alone["expected"]) == (5, 1, 1)
    assert all(math.isnan(found[name]) for found in (none, alone) for name in ("kappa", "low", "high"))


def test_declared_ties_say_from_when_to_when_they_were_declared() -> None:
    rows = [{"start": "2011-03", "end": "2011-11"}, {"source": "b", "target": "a", "start": "2011-02-10"}]
    study = study_of(coded(*rows, contacts=()))
    (tie,) = netmap.ties(study, as_of="2011-06-01").to_dict("records")
    assert (str(tie["declared_from"].date()), math.isnan(tie["occasions"] or 0)) == ("2011-02-10", False)
    assert tie["declared_to"] is pd.NaT  # the second row has no end
    (tie,) = netmap.ties(study_of(coded(rows[0], contacts=())), as_of="2011-06-01").to_dict("records")
    assert [str(tie[name].date()) for name in ("declared_from", "declared_to")] == [
        "2011-03-01",
        "2011-11-30",
    ]
    assert pd.isna(tie["state"])
    assert pd.isna(tie["first"])
    for day, n in (("2011-02-28", 0), ("2011-03-01", 1), ("2011-11-30", 1), ("2011-12-01", 0)):
        assert len(netmap.ties(study_of(coded(rows[0], contacts=())), as_of=day)) == n
