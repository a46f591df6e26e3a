"""Who works together most, against the library's own table of agency ties."""

from __future__ import annotations

import pandas as pd
import pytest

import netmap
from netmap.model.i18n import ENGLISH, translator
from netmap.questions.map.closest import MOST_EQUAL, old_and_new
from tests.questions.boards import ask, tables
from tests.questions.test_overview import overview
from tests.shared_data import bundled

PLAIN = {"old_network": "old network", "new_network": "new network", "cognitive_trail": "cognitive trail"}


def declared(*pairs: tuple[str, str, int]) -> netmap.Study:
    """Agencies whose people name each other: so many declared ties for each two agencies."""
    ids = sorted({each for one, other, _ in pairs for each in (one, other)})
    people = [{"practitioner": f"{a}{n}", "agency": a} for a in ids for n in range(5)]
    ties = [{"source": f"{a}{n}", "target": f"{b}{n}"} for a, b, many in pairs for n in range(many)]
    return tables(agencies=[{"agency": a, "name": a.upper()} for a in ids], practitioners=people, ties=ties)


@pytest.mark.parametrize("name", ["brightwater", "riverside"])
def test_the_pair_is_the_one_with_most_active_networks_in_the_library(name: str) -> None:
    study = bundled(name)
    view = ask(study)
    ties = netmap.agency_ties(study, as_of=view.window[1])
    ties = ties[ties["state"] == "active"]
    table = ties.pivot_table(index=["agency_a", "agency_b"], columns="kind", values="n", aggfunc="sum")
    table = table.reindex(columns=list(PLAIN)).fillna(0).astype(int)
    networks = table["old_network"] + table["new_network"]
    most = table[networks == networks.max()].sort_values("cognitive_trail").iloc[-1]
    names = study.agencies.set_index("agency")["name"]
    assert all(names[agency] in view.closest for agency in most.name)
    old, new = most["old_network"], most["new_network"]
    said = f"{new} of their {old + new} networks are new since the launch; older: {old}."
    assert said in view.closest


def test_filters_and_open_agencies_do_not_change_who_works_together_most() -> None:
    study = bundled("brightwater")
    whole = ask(study).closest
    assert whole
    assert ask(study, kinds=("old_network",)).closest == whole
    assert ask(study, layers=("people",)).closest == whole


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("a", "b", 1)], "A and B work together most: 1 declared tie."),
        (
            [("a", "b", 3), ("a", "c", 2)],
            "A and B work together most: 3 declared ties.",
        ),
        (
            [("a", "b", 2), ("a", "c", 2), ("b", "c", 1)],
            "2 pairs work together most, with 2 ties each: "
            "A and B (2 declared ties); A and C (2 declared ties).",
        ),
    ],
)
def test_one_pair_or_few_are_named(pairs: list[tuple[str, str, int]], said: str) -> None:
    assert ask(declared(*pairs)).closest == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (0, 0, ""),
        (1, 0, "The 1 pair worked together before the launch and still does."),
        (0, 2, "All 2 pairs have only new networks, made since the launch."),
        (1, 1, "1 of 2 pairs worked together before the launch and still does; new networks only: 1."),
        (2, 1, "2 of 3 pairs worked together before the launch and still do; new networks only: 1."),
    ],
)
def test_pairs_are_old_or_new_in_words_that_cannot_be_misread(old: int, new: int, said: str) -> None:
    assert old_and_new(old, new, ENGLISH) == said


def test_the_map_and_the_overview_tell_old_and_new_pairs_alike() -> None:
    study = bundled("brightwater")
    counts = overview(study).together.now
    assert ask(study).closest.endswith(old_and_new(counts.old, counts.new, ENGLISH))
    kinds = {pair.line.kind: 0 for pair in ask(bundled("brightwater")).pairs}
    ties = dict(kinds)
    for pair in ask(bundled("brightwater")).pairs:
        kinds[pair.line.kind] += 1
        for edge in pair.split:
            ties[edge.kind] = ties.get(edge.kind, 0) + edge.ties
    assert kinds["old_network"] > kinds["new_network"]
    assert ties["new_network"] > ties["old_network"]
    assert "old" not in ask(declared(("a", "b", 1))).closest


def test_of_many_alike_none_stands_out() -> None:
    alike = [("a", other, 2) for other in "bcde"]
    assert len(alike) == MOST_EQUAL + 1
    assert ask(declared(*alike[:-1])).closest.startswith("3 pairs work together most")
    assert ask(declared(*alike)).closest == "No two agencies stand out: 4 pairs have 2 ties each, the most."
    said = ask(declared(*alike), "it").closest
    assert said == translator("it").gettext(
        "No two agencies stand out: {n} pairs have {ties} each, the most."
    ).format(n=4, ties="2 legami")


def test_trails_alone_are_no_working_together() -> None:
    meeting = [{"meeting": "m", "date": "2024-01-10"}]
    people = [{"practitioner": each, "agency": each.upper()} for each in "ab"]
    came = [{"meeting": "m", "practitioner": each} for each in "ab"]
    agencies = [{"agency": each, "name": each} for each in "AB"]
    study = tables(agencies=agencies, practitioners=people, meetings=meeting, attendance=came)
    ties = netmap.ties(study, as_of=pd.Timestamp("2024-01-10"))
    assert list(ties["kind"]) == ["cognitive_trail"]
    assert ask(study).closest == ""
