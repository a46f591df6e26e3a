"""What the service hands out cannot be changed, and says what its columns are."""

from __future__ import annotations

import dataclasses

import pytest
from pydantic import ValidationError

from netmap.questions.map import types as board_types
from netmap.questions.map.request import LAYERS, new_page
from netmap.questions.map.types import ACTOR_COLUMNS, TIE_COLUMNS, ZONE_COLUMNS
from tests.questions.boards import ask
from tests.shared_data import bundled

TYPES = [each for each in vars(board_types).values() if dataclasses.is_dataclass(each)]


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_every_type_is_frozen(kind: type) -> None:
    assert kind.__dataclass_params__.frozen
    assert hasattr(kind, "__slots__")


def test_a_request_is_a_value() -> None:
    assert hash(new_page("s", expanded=("a", None))) == hash(new_page("s", expanded=("a", None)))
    with pytest.raises(dataclasses.FrozenInstanceError):
        new_page("s").context = None
    with pytest.raises(ValidationError):
        new_page("s").context.study = "t"
    with pytest.raises(ValidationError):
        new_page("s").request.size = "none"


def test_rows_have_the_columns_they_say() -> None:
    view = ask(bundled("riverside"), layers=LAYERS)
    for rows, columns in (
        (view.tie_rows, TIE_COLUMNS),
        (view.actor_rows, ACTOR_COLUMNS),
        (view.zone_rows, ZONE_COLUMNS),
    ):
        assert rows
        assert {tuple(row) for row in rows} == {columns}
        values = {type(value) for row in rows for value in row.values()}
        assert values <= {str, int, bool, float, type(None)}


def test_details_of_a_tie_stand_only_where_it_is_between_two_people() -> None:
    study = bundled("riverside")
    assert all(row["occasions"] is None for row in ask(study).tie_rows)
    rows = ask(study, layers=("people",)).tie_rows
    assert all(row["occasions"] >= 1 for row in rows if row["source_sort"] == row["target_sort"] == "person")
