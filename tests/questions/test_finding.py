"""What is searched for is told apart, whatever is called alike."""

from __future__ import annotations

import pandas as pd

import netmap
from netmap.model.i18n import translator
from netmap.questions.map.finding import findable_of


def alike() -> netmap.Study:
    """An agency, a service and three people who are called the same, two of them at one agency."""
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["=A1", "b"], "name": ["Anna", "Bell"]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": ["1", "<b>2</b>", "3", "4"],
                "name": ["Anna", "Carl", "Carl", "Carl"],
                "agency": ["b", "b", "=A1", None],
            }
        ),
        services=pd.DataFrame({"service": ["s", "t"], "name": ["Bell", "Food"], "agency": ["b", "b"]}),
        zones=pd.DataFrame({"zone": ["z,1", "z,2"], "name": ["Board", "Board"]}),
    )


def test_equal_names_are_told_apart() -> None:
    names = [each.name for each in findable_of(alike(), translator("en"))]
    assert names == [
        "Agency not known",
        "Anna (agency)",
        "Bell (agency)",
        "Anna (person)",
        "Carl (Agency not known)",
        "Carl (Anna)",
        "Carl (Bell)",
        "Bell (service)",
        "Food",
        "Board (z,1)",
        "Board (z,2)",
    ]
    assert len(set(names)) == len(names)


def test_every_number_is_there_once() -> None:
    numbers = sorted(each.number for each in findable_of(alike(), translator("it")))
    assert numbers == list(range(11))
