"""Who depends on whom, who else comes there, and chains: on small partnerships against a slow walk."""

from __future__ import annotations

from random import Random

import pytest

from netmap.brokers.chains import chains_through
from netmap.brokers.relief import dependents, stand_ins
from netmap.brokers.routes import Question
from netmap.model.errors import NotFoundError
from tests.brokers.slow_reliance import SlowReliance
from tests.brokers.small_partnerships import side_by_side, small_partnership
from tests.brokers.test_against_slow import the_question
from tests.learning.slow_paths import SlowPaths
from tests.worlds import study_of


def test_dependents_stand_ins_and_chains_are_what_a_walk_finds() -> None:
    losing = hops = others = 0
    for seed in range(20):
        rng = Random(900 + seed)
        rows = small_partnership(rng, "0")
        asked, study = the_question(rng), study_of(side_by_side([rows]))
        question = Question("front 0", "board 0", **asked)
        slow = SlowReliance(SlowPaths(rows, **asked), "front 0", "board 0")
        found = dependents(study, question)
        assert set(zip(found["practitioner"], found["source"], strict=True)) == lost_ways(slow)
        people = sorted(slow.paths.people)
        losing += len(found)
        others += check_stand_ins(stand_ins(study, question, people), slow)
        hops += check_chains(chains_through(study, question, people), slow)
    assert min(losing, hops, others) > 20


def lost_ways(slow: SlowReliance) -> set[tuple[str, str]]:
    return {
        (person, source)
        for person in slow.paths.people
        for source in slow.reaching() - slow.reaching([person]) - {person}
    }


def check_stand_ins(found, slow: SlowReliance) -> int:  # type: ignore[no-untyped-def]
    """Counted again from the encounters themselves."""
    met = [one for one in slow.paths.met if len(one.givers | one.takers) > 1]
    counted: dict[tuple[str, str, str], int] = {}
    for person in slow.paths.people:
        upper = {
            one.zone
            for one in met
            if one.zone and person in one.givers | one.takers
            if any(slow.to_level in slow.levels(who, one.day) for who in one.givers | one.takers)
        }
        keeping = slow.keeping_a_way(person)
        for one in met:
            if one.zone in upper:
                for other in ((one.givers | one.takers) - {person}) & keeping:
                    counted[person, one.zone, other] = counted.get((person, one.zone, other), 0) + 1
    rows = found.dropna(subset=["second"])[["practitioner", "zone", "second", "encounters"]]
    assert {tuple(row[:3]): row[3] for row in rows.itertuples(index=False)} == counted
    return len(rows)


def check_chains(found, slow: SlowReliance) -> int:  # type: ignore[no-untyped-def]
    """Every chain is a path of its source, arrives at the level, and holds the person."""
    for (person, source), hops in found.groupby(["practitioner", "source"]):
        assert source in slow.reaching()
        assert person in {*hops["from"], *hops["to"]}
        assert hops["from"].iloc[0] == source
        assert hops["to"].tolist()[:-1] == hops["from"].tolist()[1:]
        assert hops["date"].is_monotonic_increasing
        last = hops.iloc[-1]
        assert slow.to_level in slow.levels(last["to"], last["date"].date())
    return len(found)


def test_a_stranger_has_no_chain() -> None:
    rows = small_partnership(Random(1), "0")
    study = study_of(side_by_side([rows]))
    with pytest.raises(NotFoundError, match="no practitioner"):
        chains_through(study, Question("front 0", "board 0"), ["nobody"])
