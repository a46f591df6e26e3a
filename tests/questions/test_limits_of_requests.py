"""Every number that a question takes: its least, its greatest and what counts where none is told.

Addresses are kept and sent on: what is left out of one must mean the same tomorrow. The numbers stand here
by hand, so that a change of one is meant. A number that does not stand here yet is held to its request alone.
"""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from netmap.model.errors import ArgumentError
from netmap.questions import QUESTIONS, question_named
from netmap.questions.context import Context
from netmap.questions.parameters import (
    MOST_DAYS,
    NUMBER,
    WHOLE,
    Parameter,
    described,
    model_from,
    parameters_of,
    parsed,
)

CONTEXT = {
    # An old network: three occasions over at least 90 days; a new one: three over 28; quiet after 90 days.
    "sustained-occasions": (1, 3, None),
    "sustained-days": (0, 90, None),
    "consolidation-occasions": (1, 3, None),
    "consolidation-days": (0, 28, None),
    "quiet-days": (0, 90, None),
    # Two meet at least; no limit unless told.
    "max-meeting-size": (2, None, None),
    # Learning has half a year.
    "horizon": (1, 180, None),
    "max-wait": (0, None, None),
    # Everything is passed on unless told; worlds in whole words of 64, up to 2 to the 16th.
    "transmission-probability": (0, 1.0, 1),
    "replicates": (1, 512, 65_536),
    "seed": (0, 0, None),
}
WINDOWS = {"months": (1, 12, 120), "windows": (1, 2, 24)}
# Nineteen draws are the fewest with which p can be 0.05.
DRAWS = {"draws": (19, 999, 9999), "draw-seed": (0, 0, None)}
OWN: dict[str, dict[str, tuple[int, Any, int | None]]] = {
    "work-list": {"most": (1, 8, 10_000)},
    "introductions": {"pairs": (1, 3, 20)},
    "scenario": {"turns": (1, 1, 12)},
    "map": {"steps": (0, 1, 9)},
    "panel": {"steps": (0, 1, 9)},
    "trail-survival": DRAWS,
    "compare": WINDOWS | DRAWS,
    "relations": {"permutations": (19, 999, 9999), "draw-seed": (0, 0, None)},
    "agency-matrices": WINDOWS,
    "recording-bounds": WINDOWS,
}

MODELS = {"context": Context, **{each.name: each.request for each in QUESTIONS}}
EVERY = [
    (name, parameter)
    for name, model in MODELS.items()
    for parameter in parameters_of(model)
    if parameter.kind in (WHOLE, NUMBER)
]
ids = [f"{name}-{parameter.key}" for name, parameter in EVERY]


def limits(name: str, parameter: Parameter) -> tuple[float, Any, float | None]:
    """By hand where they stand above, else as the request says."""
    own = CONTEXT if name == "context" else OWN.get(name, {})
    return own.get(parameter.key, (parameter.least or 0, parameter.usual, parameter.most))


@pytest.mark.parametrize(("name", "parameter"), EVERY, ids=ids)
def test_a_number_is_taken_up_to_its_limits_and_no_further(name: str, parameter: Parameter) -> None:
    least, usual, most = limits(name, parameter)
    step: float = 1 if parameter.kind == WHOLE else 0.01
    assert parameter.usual == usual
    assert parameter.optional == (usual is None)
    for inside in (least, MOST_DAYS if most is None else most):
        found = model_from(MODELS[name], [(parameter.key, str(inside))])
        assert parameter.value_in(found) == inside
    for outside in (least - step, (MOST_DAYS if most is None else most) + step):
        with pytest.raises(ArgumentError, match=parameter.key):
            model_from(MODELS[name], [(parameter.key, str(outside))])
        with pytest.raises(ArgumentError, match=f"its option.*{least}"):
            parsed(parameter, str(outside), "its option")


@pytest.mark.parametrize(("name", "parameter"), EVERY, ids=ids)
def test_the_interface_for_programs_tells_its_limits(name: str, parameter: Parameter) -> None:
    least, _, most = limits(name, parameter)
    (entry,) = described(parameter)
    assert (entry["name"], entry["required"]) == (parameter.key, False)
    kind = "integer" if parameter.kind == WHOLE else "number"
    assert entry["schema"] == {"type": kind, "minimum": least} | ({} if most is None else {"maximum": most})


@pytest.mark.parametrize(
    ("name", "field", "least", "most"),
    [
        (name, key.replace("-", "_"), least, most)
        for name, own in OWN.items()
        for key, (least, _, most) in own.items()
    ],
)
def test_a_program_that_asks_in_python_is_held_to_them_too(
    name: str, field: str, least: int, most: int | None
) -> None:
    request = question_named(name).request
    for inside in (least, *(() if most is None else (most,))):
        assert getattr(request(**{field: inside}), field) == inside
    for outside in (least - 1, *(() if most is None else (most + 1,))):
        with pytest.raises(ValidationError):
            request(**{field: outside})


@pytest.mark.parametrize(("text", "taken"), [("000000090", True), ("0000000090", False)])
def test_a_number_has_nine_digits_at_most(text: str, taken: bool) -> None:
    (days,) = (each for each in parameters_of(Context) if each.key == "quiet-days")
    if taken:
        assert parsed(days, text) == 90
    else:
        with pytest.raises(ArgumentError, match="quiet-days"):
            parsed(days, text)


def test_no_limit_stands_here_that_no_question_has() -> None:
    here = {("context", key) for key in CONTEXT} | {(name, key) for name, own in OWN.items() for key in own}
    assert here - {(name, each.key) for name, each in EVERY} == set()
