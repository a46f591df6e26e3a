"""Both sides of edges that decide what is told, each beside what it should be by another way."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.gap_rules.rules import RULES
from netmap.library.principals import Principal
from netmap.library.wording import KIND_LABELS
from netmap.model.dates import NO_DAY, from_day
from netmap.model.errors import NotAllowedError
from netmap.model.i18n import ENGLISH
from netmap.questions import diffusion, question_named
from netmap.questions.champions import person_sheets
from netmap.questions.context import Context
from netmap.questions.coverage import FAILING_SAID, failing_said
from netmap.questions.diffusion import disclosed
from netmap.questions.diffusion import sentences as of_diffusion
from netmap.questions.diffusion.facts import Facts
from netmap.questions.gaps import _by_rule, for_board
from netmap.questions.holes import _needs
from netmap.questions.inquiry import Inquiry
from netmap.questions.learning.followed import _target
from netmap.questions.learning.headline import _first, horizon_text
from netmap.questions.learning.stops import levels_said
from netmap.questions.learning.types import LevelReach
from netmap.questions.map.board_state import too_many_to_open
from netmap.questions.map.drawing import _zone_sizes
from netmap.questions.map.pairs import mixed, pair_lines
from netmap.questions.map.pictures import _edge_note
from netmap.questions.map.placing import STRONGEST, _strongest
from netmap.questions.map.request import MapRequest
from netmap.questions.map.types import MapEdge
from netmap.questions.method import rule_text
from netmap.questions.monthly.packs import Month, Pack
from netmap.questions.monthly.sentences import _of_change
from netmap.questions.notes.cycles import Cycle, later_cycles
from netmap.questions.overview.agency_pairs import history_of
from netmap.questions.overview.cards import RESTS, cards_of
from netmap.questions.overview.disclosure import count_of
from netmap.questions.overview.headline import headline
from netmap.questions.overview.picture import picture_of
from netmap.questions.overview.types import Agency
from netmap.questions.parameters import NodeRef
from netmap.questions.question import BOARD
from netmap.questions.window import months_back, to_day
from netmap.questions.work_list.due_calendar import folded
from netmap.questions.zones.losses import EVERY_LITTLE, Greatest, _if_every_one, points
from netmap.questions.zones.zone_sheets import _most_first
from netmap.temporal.fewest_hops import Hop
from tests.questions.boards import ask, tables
from tests.questions.learning_pages import asked, zones
from tests.questions.test_overview import facts, reach, together
from tests.shared_data import bundled

READER = Principal("Ada", BOARD)


def test_half_of_a_few_people_is_not_all_but_a_few() -> None:
    assert count_of(ENGLISH, 4 / 8, 8) == "fewer than 5 of 8"
    assert count_of(ENGLISH, 5 / 8, 8) == "nearly all 8"


@pytest.mark.parametrize(("was", "now", "said"), [(0.61, 0.74, "more"), (0.74, 0.61, "less")])
def test_the_headline_tells_which_way_reach_went(was: float, now: float, said: str) -> None:
    usual = facts(up=reach(now, was), together=together(19, 19))
    assert usual.up is not None
    assert usual.up.beyond >= 1
    assert said in headline(usual, ENGLISH).casefold()


def test_where_nobody_stands_at_two_levels_nobody_is_told() -> None:
    usual = facts()
    assert usual.rests is not None
    cards = cards_of(replace(usual, rests=replace(usual.rests, crossed=0)), ENGLISH)
    assert next(card.number for card in cards if card.name == RESTS) == "Nobody"


@pytest.mark.parametrize(
    ("came", "since", "told"),
    [(4, 9, False), (5, 9, True), (9, 0, True), (9, 1, False), (9, 4, False), (9, 5, True)],
)
def test_a_board_is_told_of_an_event_from_five_who_came_and_five_since(
    came: int, since: int, told: bool
) -> None:
    found = diffusion.QUESTION.ask(
        Inquiry(Context(study="riverside"), lambda: bundled("riverside")), diffusion.EventRequest()
    ).facts
    people = np.concatenate([found.after.came, found.after.others])
    after = replace(found.after, came=people[:came])
    here = np.zeros(len(people) - came, np.bool_)
    here[:since] = True
    few = replace(found, board=True, after=after, counted=here)
    few.__dict__["on_record"] = here
    assert (of_diffusion.TOO_FEW not in of_diffusion.sentences_of(few, ENGLISH)) is told


@pytest.mark.parametrize(("seen", "told"), [(4, False), (5, True)])
def test_a_board_is_told_how_far_it_got_from_five_on_record_on(seen: int, told: bool) -> None:
    over_time = pd.DataFrame({"days": [0, 30], "certain": [0, seen], "expected": 0.0, "se": 0.0})
    after = SimpleNamespace(growth=lambda counted: over_time)
    facts: Any = SimpleNamespace(board=True, after=after, counted=None, on_record=np.arange(9) < seen)
    assert disclosed.growth(facts)["days"].tolist() == ([0, 30] if told else [])


@pytest.mark.parametrize(
    ("days", "said"),
    [(30, "one month"), (90, "three months"), (180, "six months"), (365, "one year"), (364, "364 days")],
)
def test_usual_horizons_have_names(days: int, said: str) -> None:
    assert horizon_text(ENGLISH, days) == said


@pytest.mark.parametrize(("without", "little"), [(0.612, True), (0.604, False)])
def test_two_shares_that_read_alike_are_told_as_little(without: float, little: bool) -> None:
    lost = Greatest(100 * (0.614 - without), "front", None, 0.614, without, 40, 0.0)
    begin = EVERY_LITTLE.partition("{")[0]
    assert _if_every_one(lost, ENGLISH).startswith(begin) is little


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        (0, "0 points"),
        (0.49, "less than 1 point"),
        (0.51, "1 point"),
        (2.6, "3 points"),
        (10.6, "11 points"),
    ],
)
def test_points_are_told_whole(lost: float, said: str) -> None:
    assert points(ENGLISH, lost) == said


@pytest.mark.parametrize(
    ("people", "said"), [(19, "10 of 19, not 11"), (20, "50 of 100, not 60"), (100, "50 of 100")]
)
def test_what_is_left_is_told_of_a_hundred_from_twenty_people_on(people: int, said: str) -> None:
    assert said in _if_every_one(Greatest(10.0, "front", "board", 0.6, 0.5, people, 0.0), ENGLISH)


@pytest.mark.parametrize(
    ("ends", "over", "cut"),
    [
        ("2011-02-28", True, False),
        ("2011-03-01", False, True),
        ("2011-03-30", False, True),
        ("2011-03-31", False, False),
    ],
)
def test_a_month_is_cut_where_the_record_ends_within_it(ends: str, over: bool, cut: bool) -> None:
    pack = SimpleNamespace(ends=dt.date.fromisoformat(ends), month=Month(dt.date(2011, 3, 1)))
    assert (Pack.over.fget(pack), Pack.cut.fget(pack)) == (over, cut)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("gaps", "named", "told"), [(4, False, "<5"), (5, False, "5"), (4, True, "4")])
def test_a_board_is_told_how_many_gaps_about_people_there_are_from_five_on(
    gaps: int, named: bool, told: str
) -> None:
    row = {"rule": "r", "title": "t", "severity": "high", "sorts": '["practitioner"]'}
    assert _by_rule(pd.DataFrame([row] * gaps), named)["gaps"].tolist() == [told]
    other = pd.DataFrame([row | {"sorts": '["agency"]'}] * gaps)
    assert _by_rule(other, named)["gaps"].tolist() == [str(gaps)]


@pytest.mark.parametrize(
    ("certain", "without", "said"),
    [
        (1.0, 1.0, "nobody would be cut off"),
        (1.0, 0.5, "without them, not"),
        (39 / 40, 39 / 40, "nobody would be cut off"),
        (39 / 40, 37 / 40, "nearly as many would get there without them"),
    ],
)
def test_nobody_is_cut_off_only_where_as_many_are_left(certain: float, without: float, said: str) -> None:
    """One and three who are left out of 40 are both told as all but a few; two of them are cut off."""
    usual = facts()
    assert usual.rests is not None
    rests = replace(usual.rests, others=40, certain=certain, certain_without=without)
    cards = {card.name: card for card in cards_of(replace(usual, rests=rests), ENGLISH)}
    assert said in cards[RESTS].known[-1]


def test_a_line_is_mixed_where_it_stands_for_ties_of_two_kinds() -> None:
    trail = MapEdge(1, 2, "cognitive_trail", "active", 3, None, None)
    network = MapEdge(1, 2, "old_network", "active", 2, None, None)
    assert mixed(pair_lines([trail, network]))
    assert not mixed(pair_lines([trail]))
    assert not mixed(pair_lines([trail, replace(network, target=3)]))


@pytest.mark.parametrize(("size", "parts"), [(75, 1), (76, 2), (149, 2), (150, 3)])
def test_a_line_of_a_calendar_has_75_bytes_at_most(size: int, parts: int) -> None:
    """RFC 5545, 3.1; each part but the first begins with a space, which counts."""
    found = list(folded("A" * size))
    assert len(found) == parts
    assert all(len(part.encode()) <= 75 for part in found)
    assert "".join([found[0], *(part[1:] for part in found[1:])]) == "A" * size


def test_a_board_asks_for_agencies_and_never_for_people() -> None:
    study, question = bundled("riverside"), question_named("learning")
    person, agency = study.practitioners["practitioner"].iloc[0], study.agencies["agency"].iloc[0]

    def tell(**request: Any) -> object:
        inquiry = Inquiry(Context(study="riverside", principal=READER), lambda: study)
        return question.ask(inquiry, question.request(**request))

    for request in ({"view": "people"}, {"selected": NodeRef("person", person)}):
        with pytest.raises(NotAllowedError):
            tell(**request)
    assert tell(selected=NodeRef("agency", agency)) is not None


@pytest.mark.parametrize(("other", "baseline"), [("2011-06-01", dt.date(2011, 6, 1)), ("2011-07-01", None)])
def test_one_baseline_is_told_where_all_partnerships_have_it(other: str, baseline: dt.date | None) -> None:
    study = tables(
        partnerships=[
            {"partnership": "=A1", "baseline": "2011-06-01"},
            {"partnership": "Č-12", "baseline": other},
        ],
        agencies=[{"agency": "a", "partnership": "=A1"}, {"agency": "b", "partnership": "Č-12"}],
        practitioners=[{"practitioner": "1", "agency": "a"}, {"practitioner": "2", "agency": "b"}],
        contacts=[{"contact": "1", "date": "2011-09-01", "source": "1", "target": "2"}],
    )
    assert ask(study).counts.baseline == baseline


def test_the_years_to_choose_from_are_those_of_the_record() -> None:
    study = bundled("riverside")
    years = {int(day[:4]) for day in study.meetings["date"].dropna()}
    keys = [key for key, *_ in ask(study).frame.presets if key.startswith("year-")]
    assert keys == [f"year-{year}" for year in range(max(years), min(years) - 1, -1)]


@pytest.mark.parametrize("links", [STRONGEST, STRONGEST + 1])
def test_so_many_links_of_a_thing_are_drawn_as_are_among_its_strongest(links: int) -> None:
    """The weakest link of the hub is the weakest of its other end too."""
    star = [(0, leaf) for leaf in range(1, links + 1)]
    away = [(links, links + more) for more in range(1, STRONGEST + 1)]
    pairs = np.array(star + away)
    weights = np.array([10.0 - 0.1 * leaf for leaf in range(links)] + [20.0] * len(away))
    kept, strengths = _strongest(pairs, weights, int(pairs.max()) + 1, np.arange(pairs.max() + 1))
    assert len(kept) == len(strengths)
    assert ([0, links] in kept.tolist()) is (links <= STRONGEST)


def test_agencies_at_a_sitting_are_those_of_who_came() -> None:
    study = bundled("riverside")
    agency = study.practitioners.set_index("practitioner")["agency"]
    came = study.attendance[study.attendance["status"].eq("present")]
    view = zones(study, selected=NodeRef("zone", study.zones["zone"].iloc[0]))
    assert view.sheet is not None
    dates = study.meetings.set_index("meeting")
    held = dates[dates["zone"].eq(study.zones["zone"].iloc[0])]
    by_day = {
        day: came[came["meeting"].isin(rows.index)]["practitioner"].map(agency).nunique()
        for day, rows in held.groupby("date")
    }
    sittings = [each for each in view.sheet.sittings if each.recorded]
    assert sittings
    assert {each.date.isoformat(): each.agencies for each in sittings} == {
        each.date.isoformat(): by_day[each.date.isoformat()] for each in sittings
    }


def community(**told: str) -> netmap.Study:
    joined, left = told.get("joined", ""), told.get("left", "")
    return tables(
        partnerships=[{"partnership": "=A1", "name": "Commons"}],
        agencies=[{"agency": "a"}, {"agency": "Č-12"}],
        practitioners=[{"practitioner": "1", "agency": "a", "joined": joined, "left": left}],
        meetings=[{"meeting": "m", "date": "2011-03-01"}, {"meeting": "n", "date": "2011-08-01"}],
        attendance=[{"meeting": each, "practitioner": "1", "status": "present"} for each in "mn"],
        members=[{"partnership": "=A1", "actor": "a", "joined": joined, "left": left}],
    )


def test_who_joins_or_leaves_in_a_month_is_there_from_its_first_day_to_its_last() -> None:
    """A month without a day: the whole month counts, for agencies and for people."""
    answer = asked(question_named("shared-interests"), community(joined="2011-05", left="2011-06"))
    (growth,) = (
        each for each in question_named("shared-interests").tables if each.name == "community-growth"
    )
    rows = growth.rows(answer.facts)
    there = {
        str(month)[:7]: (n, m)
        for month, n, m in zip(rows["month"], rows["agencies"], rows["people"], strict=True)
    }
    assert [month for month, counts in there.items() if counts[0]] == ["2011-05", "2011-06"]


def test_who_joined_in_a_year_is_there_from_its_first_day() -> None:
    question = question_named("shared-interests")
    (growth,) = (each for each in question.tables if each.name == "community-growth")
    rows = growth.rows(asked(question, community(joined="2011")).facts)
    assert rows["agencies"].tolist() == rows["people"].tolist() == [1] * 6


def shown(question: Any, answer: Any) -> list[pd.DataFrame]:
    return [table.rows(answer.facts) for table in question.tables]


QUICK = ("ties", "coverage", "measures", "kind-changes", "holes", "joined-levels", "shared-interests", "map")


@pytest.mark.parametrize("name", QUICK)
def test_whatever_changes_with_the_rule_of_ties_names_the_rule(name: str) -> None:
    study, question = bundled("riverside"), question_named(name)

    def of(days: int) -> Any:
        context = Context.of([("study", "s"), ("quiet-days", str(days))])
        return question.ask(Inquiry(context, lambda: study), question.request())

    usual, other = of(90), of(5)
    if not all(
        one.equals(two) for one, two in zip(shown(question, usual), shown(question, other), strict=True)
    ):
        assert usual.method is not None
        assert "90 days" in rule_text(usual.method, ENGLISH)
        assert "after 5 days" in rule_text(other.method, ENGLISH)


@pytest.mark.parametrize(("ends", "days"), [("2011-05-03", 2), ("2011-05-04", 3), ("2011-06-03", 3)])
def test_pairs_over_time_begin_with_the_first_day_once(ends: str, days: int) -> None:
    """Whole months before the last day, and none of them the first day again."""
    first, last = dt.date(2011, 4, 3), dt.date.fromisoformat(ends)
    study = tables(practitioners=[{"practitioner": "1"}])
    told = [day for day, _ in history_of(study, Context(), to_day(first), to_day(last))]
    assert (told[0], told[-1], len(told), len(set(told))) == (first, last, days, days)


@pytest.mark.parametrize(
    ("share", "certain", "said"),
    [
        (0.0, 0.0, "even if every encounter"),
        (0.0, 0.5, "Nobody"),
        (0.5, 0.5, "5 of 10"),
        (0.99, 1.0, "of 10"),
        (1.0, 1.0, "Everybody"),
    ],
)
def test_everybody_and_nobody_are_said_of_all_and_of_none(share: float, certain: float, said: str) -> None:
    asked: Any = SimpleNamespace(
        end=SimpleNamespace(name="board"),
        start=SimpleNamespace(name="front"),
        horizon=180,
        at_yardstick=SimpleNamespace(context=Context()),
        levels=(),
    )
    now: Any = SimpleNamespace(share=share, people=10)
    every: Any = SimpleNamespace(share=certain, people=10)
    assert said in _first(asked, now, every, ENGLISH)


def test_who_came_most_often_stands_first_and_else_in_the_order_of_the_study() -> None:
    came = pd.DataFrame({"agency": [2, 1, 1, 0, 3]})
    assert [agency for agency, _ in _most_first(came.groupby("agency"))] == [1, 0, 2, 3]


def test_gaps_for_a_board_are_counted_from_the_first_and_name_nobody() -> None:
    rows = {"severity": "s", "title": "t", "about": "a", "rule": ["one", "two", "three"]}
    found = pd.DataFrame({**rows, "sorts": ['["practitioner"]', '["agency"]', '["agency"]']})
    told = for_board(found)
    assert (told.index.tolist(), told["rule"].tolist()) == ([0, 1], ["two", "three"])
    assert list(told) == ["severity", "title", "about", "rule"]


@pytest.mark.parametrize("kinds", [["new_network"], ["declared", "new_network"], []])
def test_the_legend_of_a_picture_has_the_kinds_that_are_drawn_and_no_others(kinds: list[str]) -> None:
    agencies = tuple(Agency(each, each, None, x, 0.0) for x, each in enumerate("abc"))
    ends = [("a", "b"), ("a", "c")][: len(kinds)]
    rows = [(*pair, kind) for pair, kind in zip(ends, kinds, strict=True)]
    pairs = pd.DataFrame(rows, columns=["agency_a", "agency_b", "kind"])
    assert set(picture_of(facts(agencies=agencies, pairs=pairs), ENGLISH).kinds) == set(kinds)


@pytest.mark.parametrize(("opened", "told"), [("2011-05-02", False), ("2011-05-03", True), ("", True)])
def test_actions_begin_on_the_day_of_an_event_or_later_or_on_no_known_day(opened: str, told: bool) -> None:
    row = {"object": "o", "kind": "action", "name": "Desk", "opened": opened}
    study = tables(practitioners=[{"practitioner": "1"}], objects=[row])
    asked: Any = SimpleNamespace(study=study, after=SimpleNamespace(day=to_day(dt.date(2011, 5, 3))))
    assert Facts.actions.func(asked)["name"].tolist() == (["Desk"] if told else [])  # type: ignore[attr-defined]


def test_months_back_from_the_last_day_of_the_calendar() -> None:
    """No day follows it, so that the one before it stands for it."""
    last = to_day(dt.date.max)
    assert from_day(months_back(last, 12)) == dt.date(9998, 12, 31)
    assert from_day(months_back(last - 1, 12)) == dt.date(9998, 12, 31)
    assert from_day(months_back(to_day(dt.date(2011, 12, 31)), 12)) == dt.date(2011, 1, 1)


def test_a_pair_that_ended_is_asked_about_before_one_that_began() -> None:
    pack: Any = SimpleNamespace(gone=[("Č-12", "=A1")], new=[("a", "b"), ("c", "d")])
    assert _of_change(pack, ENGLISH).startswith("“Č-12” and “=A1” are no longer in touch")
    pack.gone = []
    assert _of_change(pack, ENGLISH).startswith("“a” and “b” have begun to work together")
    pack.new = []
    assert _of_change(pack, ENGLISH).startswith("No pair")


def test_needs_without_any_service_are_counted_and_those_with_one_are_not() -> None:
    asked: Any = SimpleNamespace(needs=pd.DataFrame({"services": [0, 1, 1, 1, 0, 2]}))
    assert next(iter(_needs(asked, ENGLISH))) == "2 of 6 needs by area have no service."


def test_what_somebody_hands_on_comes_from_those_who_begin_the_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    study = tables(practitioners=[{"practitioner": name} for name in ("1", "=A1", "c", "d")])
    ways = [
        [Hop(0, 0, 1), Hop(1, 1, 2)],
        [Hop(0, 3, 0), Hop(1, 0, 1), Hop(2, 1, 2)],
        [Hop(0, 1, 2)],
        [Hop(0, 2, 1)],
    ]
    monkeypatch.setattr(person_sheets, "first_paths", lambda asked: SimpleNamespace(hops=ways))
    asked: Any = SimpleNamespace(study=study)
    assert person_sheets._sources_through(asked, "=A1") == ["1", "d"]
    assert person_sheets._sources_through(asked, "1") == ["d"]
    assert person_sheets._sources_through(asked, "c") == []


@pytest.mark.parametrize(("sittings", "sizes"), [([4, 1], [1.0, 0.5]), ([0, 0], [0.0, 0.0])])
def test_zones_are_as_large_as_their_sittings_beside_the_most_on_record(
    sittings: list[int], sizes: list[float]
) -> None:
    """By area; a sitting without a day or a zone counts for none."""
    zone, day = np.repeat([0, 1, -1], [4, 2, 9]), np.zeros(15, np.int64)
    day[5] = NO_DAY
    board: Any = SimpleNamespace(sittings=SimpleNamespace(zone=zone, day=day))
    zones: Any = SimpleNamespace(sittings=np.array(sittings))
    assert _zone_sizes(board, zones).tolist() == sizes


@pytest.mark.parametrize(
    ("people", "layers", "too_many"), [(600, ["people"], False), (601, ["people"], True), (601, [], False)]
)
def test_up_to_six_hundred_people_are_shown_at_once(people: int, layers: list[str], too_many: bool) -> None:
    universe: Any = SimpleNamespace(people=people)
    assert too_many_to_open(universe, MapRequest(layers=tuple(layers))) is too_many


@pytest.mark.parametrize(("kind", "said"), [("sat", ", 3 sittings"), ("offers", "")])
def test_a_line_to_a_zone_counts_sittings_and_one_to_a_service_counts_nothing(kind: str, said: str) -> None:
    edge: Any = SimpleNamespace(kind=kind, ties=3)
    assert _edge_note(edge, ENGLISH) == f"{ENGLISH.gettext(KIND_LABELS[kind])}{said}"


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ([0.79], "Of 10 at “a” 8 get to b."),
        ([0.81], None),
        ([0.5, 0.4], "Of 10 at “a” 5 get to b, 4 to c: most is lost before “b”."),
        ([0.9, 0.4], "Of 10 at “a” 9 get to b, 4 to c: most is lost before “c”."),
        ([0.5, 0.0], None),
        ([0.5, 0.6], None),
    ],
)
def test_where_it_stops_is_said_of_one_step_and_of_the_largest_of_several(
    shares: list[float], said: str | None
) -> None:
    levels = [LevelReach(name, share, 10, "some") for name, share in zip("bc", shares, strict=False)]
    told = levels_said("a", levels, ENGLISH)
    assert told == ([] if said is None else [said])


def test_a_path_is_asked_for_to_a_person_only_where_people_are_spoken_of() -> None:
    study = tables(
        agencies=[{"agency": "h"}, {"agency": "s"}], practitioners=[{"practitioner": "1", "agency": "h"}]
    )
    chosen, person, agency = NodeRef("agency", "h"), NodeRef("person", "1"), NodeRef("agency", "s")

    def target(ref: NodeRef | None, sort: str) -> NodeRef | None:
        request = SimpleNamespace(target=ref, selected=chosen)
        asked: Any = SimpleNamespace(request=request, study=study)
        return _target(asked, sort)

    assert [target(each, "agency") for each in (person, agency, chosen, None)] == [None, agency, None, None]
    assert [target(each, "person") for each in (person, agency, chosen)] == [person, agency, None]


def test_after_a_plan_cycle_come_those_that_stand_later_and_have_notes() -> None:
    cycles = [
        Cycle("a", "A", 1, None),
        Cycle("b", "B", 2, "p"),
        Cycle("c", "C", 0, "p"),
        Cycle("d", "D", 1, "q"),
    ]
    assert later_cycles(cycles) == {"a": {"b", "d"}, "b": set(), "c": set(), "d": set()}
    assert later_cycles(cycles[:2]) == {"a": {"b"}, "b": set()}


def test_a_threshold_is_told_whole_or_with_one_decimal() -> None:
    said = " ".join(failing_said(ENGLISH))
    numbers = {n for rule in RULES if rule.name in FAILING_SAID for n in rule.thresholds.values()}
    assert any(n == int(n) for n in numbers)
    assert any(n != int(n) for n in numbers)
    assert all(re.search(rf"(?<![\d.]){n:g}(?!\d|\.\d)", said) for n in numbers)
    assert "0.0" not in said
    assert ".0 " not in said
